"""Operating systems, browsers and makers of phones. Source: names that user agents and device lists of the makers use.

Servers have an operating system and shoes have a maker, so a name has to say that it is about somebody's device.
"""

from gazetteer_scanners.recognizers.rule import Dictionary

_SYSTEMS = (
    "android,ios,ipados,iphone os,watchos,tvos,harmonyos,harmony os,鸿蒙,鸿蒙系统,windows,windows phone,windows 10,"
    "windows 11,win32,win64,"
    "macos,mac os,mac os x,os x,linux,ubuntu,chrome os,chromeos,kaios,tizen,web,安卓,苹果"
)
_BROWSERS = (
    "chrome,google chrome,chrome mobile,chrome webview,safari,mobile safari,firefox,edge,microsoft edge,internet explorer,ie,"
    "opera,"
    "opera mini,samsung internet,samsung browser,ucbrowser,uc browser,qqbrowser,qq browser,微信,wechat,micromessenger,brave,"
    "vivaldi,"
    "yandex,yandex browser,miuibrowser,huaweibrowser"
)
_MAKERS = (
    "apple,samsung,huawei,honor,xiaomi,redmi,poco,oppo,vivo,oneplus,realme,google,motorola,lenovo,nokia,sony,lg,htc,asus,zte,meizu,"
    "nubia,tecno,infinix,itel,blackberry,hmd global,tcl,alcatel,sharp,华为,荣耀,小米,红米,三星,苹果,魅族,一加,联想,中兴,努比亚"
)

RULES = (
    Dictionary(
        id="software",
        element="device.os",
        words=frozenset(_SYSTEMS.split(",")),
        chance=0.01,
        needs_name=True,
        context=("os", "system", "platform", "操作系统"),
        source="User agents; servers have them too",
        examples=("Android", "iOS", "HarmonyOS", "macOS"),
        misses=("Androids", "operating", "i", "window"),
    ),
    Dictionary(
        id="software.browser",
        element="log.browser_type",
        words=frozenset(_BROWSERS.split(",")),
        chance=0.01,
        needs_name=True,
        context=("browser", "浏览器"),
        source="User agents; compatibility lists hold them too",
        examples=("Chrome", "Mobile Safari", "Firefox"),
        misses=("Chromium plated", "browser", "Fire", "edges"),
    ),
    Dictionary(
        id="software.maker",
        element="device.brand",
        words=frozenset(_MAKERS.split(",")),
        chance=0.01,
        needs_name=True,
        context=("brand", "device", "品牌"),
        source="Device lists of the makers; they make other things too",
        examples=("Samsung", "HUAWEI", "小米", "OnePlus"),
        misses=("Nestle", "samsungs", "大米", "Apples"),
    ),
)
