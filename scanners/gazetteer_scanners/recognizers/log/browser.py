"""Names of browsers. Source: the makers' names as analytics and parsers of user agents report them."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_NAMES = (
    "chrome chrome_mobile chromium google_chrome safari mobile_safari firefox mozilla_firefox edge microsoft_edge msie ie "
    "internet_explorer opera opera_mini opera_mobile brave vivaldi samsung_internet samsung_browser uc_browser ucbrowser "
    "qqbrowser qq_browser 360_browser 360se sogou sogou_explorer maxthon miui_browser mi_browser huawei_browser webview "
    "chrome_webview android_browser micromessenger wechat weixin headless_chrome wkwebview 微信 谷歌浏览器 火狐 360浏览器 "
    "QQ浏览器 UC浏览器 搜狗浏览器"
)

RULES = (
    Rule(
        id="browser",
        element="log.browser_type",
        pattern=rf"(?i)(?:{any_word(_NAMES)})(?:[ /][0-9.]+)?",
        chance=0.01,
        needs_name=True,
        context=("browser", "浏览器", "ua"),
        source="Analytics' names; channels of login and articles have such words",
        hits=("Chrome", "Mobile Safari", "Firefox 121.0", "Chrome/120.0.6099.109"),
        misses=("Chromebook", "Fire", "120.0", "Chrome beta"),
    ),
)
