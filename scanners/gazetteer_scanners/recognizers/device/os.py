"""Operating systems and their versions. Source: the makers' names of their systems (Apple, Google, Huawei, Microsoft and the
phone makers' own versions of Android)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_SYSTEMS = (
    "ios ipados iphone_os android harmonyos openharmony hongmeng 鸿蒙 安卓 苹果 windows windows_phone macos mac_os mac_os_x "
    "os_x linux ubuntu chrome_os chromeos tizen kaios watchos tvos blackberry symbian"
)
_SKINS = "miui emui coloros originos funtouch_os magicos magic_ui hyperos flyme one_ui oxygenos realme_ui smartisan_os"
_PHONES = f"ios|ipados|iphone os|android|harmonyos|鸿蒙|安卓|{any_word(_SKINS)}"
_VERSION = r"[vV]?[0-9][0-9.]*"
_CONTEXT = ("os", "system", "platform", "系统", "平台")

RULES = (
    Rule(
        id="os",
        element="device.os",
        pattern=f"(?i)(?:{any_word(_SYSTEMS)})(?:[ _/-]?{_VERSION})?|win(?:dows)?[ _-]?(?:xp|vista|7|8|8.1|10|11|nt)",
        chance=0.01,
        needs_name=True,
        context=_CONTEXT,
        source="Makers' names; articles and repositories have tags of these words",
        hits=("iOS", "Android 13", "HarmonyOS", "Windows 10", "Mac OS X"),
        misses=("iOSX", "Androids", "House", "13"),
    ),
    Rule(
        id="os.version",
        element="device.os_version",
        pattern=f"(?i)(?:{_PHONES})[ _/-]?{_VERSION}",
        chance=0.0005,
        context=_CONTEXT,
        source="Makers' names; a phone's system and version together are hardly anything else",
        hits=("iOS 17.2.1", "Android 13", "HarmonyOS 4.0.0", "MIUI V14.0"),
        misses=("iOS", "13", "Windows 10", "Android Auto 13"),
    ),
    Rule(
        id="os.bare_version",
        element="device.os_version",
        pattern=r"[vV]?[0-9]{1,3}(?:\.[0-9]{1,6}){1,3}",
        chance=1.0,
        needs_name=True,
        context=_CONTEXT,
        source="Usual notation; numbers and versions of all kinds pass",
        hits=("17.2.1", "13.0", "10.0.19045"),
        misses=("17.", "13", "17.2.1.3.4.5"),
    ),
)
