"""Lists of installed or running apps, by package name.

Source: Android (application id: two or more parts, each begins with a letter), Apple (bundle id). Single names are the
product's own as often as an installed app's, and classes of Java are named alike.
"""

from gazetteer_scanners.recognizers.rule import Rule

_APP = r"(?:com|cn|net|org|io|me|tv|tw|hk|jp|us)\.[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)*"
_CONTEXT = ("app", "package", "installed", "应用列表", "安装列表", "包名")

RULES = (
    Rule(
        id="app_list",
        element="device.app_list",
        pattern=rf"\[? ?[\"']?{_APP}[\"']?(?: ?[,;|] ?[\"']?{_APP}[\"']?)+ ?\]?",
        chance=0.001,
        context=_CONTEXT,
        source="Android application ids; lists of two and more are hardly anything else",
        hits=(
            "com.tencent.mm,com.eg.android.AlipayGphone",
            '["com.example.app", "cn.example.reader"]',
            "com.example.one;com.example.two;org.example.three",
        ),
        misses=("com.tencent.mm", "com.example.one, two", "a.b,c.d", "www.example.com,www.example.org"),
    ),
    Rule(
        id="app_list.single",
        element="device.app_list",
        pattern=_APP,
        chance=0.9,
        needs_name=True,
        context=_CONTEXT,
        source="Android application ids; host and class names pass",
        hits=("com.tencent.mm", "cn.example.reader", "org.example.App_2"),
        misses=("tencent", "com..mm", "xcom.example", "com.example.app/1"),
    ),
)
