"""MAC addresses (EUI-48). Source: IEEE 802-2014 clause 8 (notation), Android 6 release notes (the placeholder
02:00:00:00:00:00, which apps get in place of the real address).

The rule for randomised addresses counts a part of what the others find: those that a device made up for one network.
"""

from gazetteer_scanners.recognizers.rule import Rule

_HEX = "[0-9A-Fa-f]"
_PAIR = f"{_HEX}{{2}}"
_LOCAL = f"{_HEX}[2367AaBbEeFf]"
_PLACEHOLDERS = frozenset({"020000000000", "000000000000", "ffffffffffff"})
_CONTEXT = ("mac", "bssid", "bluetooth", "wlan", "wifi", "物理地址", "mac地址", "网卡")

RULES = (
    Rule(
        id="mac",
        element="device.mac",
        pattern=f"{_PAIR}(?::{_PAIR}){{5}}|{_PAIR}(?:-{_PAIR}){{5}}|{_HEX}{{4}}\\.{_HEX}{{4}}\\.{_HEX}{{4}}",
        inside=True,
        inside_pattern=f"{_PAIR}(?::{_PAIR}){{5}}|{_PAIR}(?:-{_PAIR}){{5}}",
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="IEEE 802-2014 clause 8; nothing else is written in six such pairs",
        hits=("00:00:5e:00:53:01", "00-00-5E-00-53-AF", "0000.5e00.5301", "AC:DE:48:00:11:22"),
        misses=("00:00:5e:00:53", "00:00:5e:00:53:0g", "00005e005301", "02:00:00:00:00:00", "00:00:5e-00:53:01"),
        inside_hits=("路由器00:00:5e:00:53:01在线", "wifi=00-00-5E-00-53-AF;", "MAC地址:AC:DE:48:00:11:22，蓝牙"),
    ),
    Rule(
        id="mac.bare",
        element="device.mac",
        pattern=f"{_HEX}{{12}}",
        chance=1.0,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="IEEE 802-2014 clause 8 without separators; any 12 hexadecimal digits pass",
        hits=("00005e005301", "ACDE48001122", "00005E0053AF"),
        misses=("00005e00530", "00005e00530g", "ffffffffffff", "00:00:5e:00:53:01"),
    ),
    Rule(
        id="mac.randomised",
        element="device.mac",
        pattern=f"{_LOCAL}(?::{_PAIR}){{5}}|{_LOCAL}(?:-{_PAIR}){{5}}",
        chance=0.5,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="IEEE 802-2014 clause 8.4 (the second lowest bit of the first octet: locally administered, as phones make up)",
        hits=("02:00:5e:00:53:01", "DA-A1-19-00-11-22", "f6:00:5e:00:53:01"),
        misses=("00:00:5e:00:53:01", "AC:DE:48:00:11:22", "02:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"),
    ),
)
