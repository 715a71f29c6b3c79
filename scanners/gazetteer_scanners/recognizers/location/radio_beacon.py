"""Wireless networks and beacons that a device saw: they tell where it was.

Source: Apple, iBeacon (proximity UUID, major and minor number of 16 bits), IEEE 802.11 (SSID, at most 32 octets), names that
routers bear when they are new.
"""

from gazetteer_scanners.recognizers.rule import Rule

_UUID = "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"

RULES = (
    Rule(
        id="radio_beacon",
        element="location.bluetooth",
        pattern=f"{_UUID}(?:[,;:/| _-][0-9]{{1,5}}){{2}}",
        chance=0.001,
        context=("beacon", "ibeacon", "bluetooth", "蓝牙"),
        source="Apple, iBeacon; a UUID and two numbers are hardly anything else",
        hits=(
            "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0,100,200",
            "fda50693-a4e2-4fb1-afcf-c6eb07647825_10_7",
            "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0:65535:1",
        ),
        misses=(
            "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0",
            "E2C56DB5-DFFB-48D2-B060-D0F5A71096E0,100",
            "E2C56DB5-DFFB-48D2-B060,100,200",
        ),
    ),
    Rule(
        id="radio_beacon.ssid",
        element="location.wlan_ap",
        pattern=(
            "(?:TP-LINK|TPLINK|MERCURY|FAST|Tenda|PHICOMM|Xiaomi|HUAWEI|HONOR|H3C|NETGEAR|dlink|D-Link|ASUS|TP-Link)"
            "_(?:5G_)?[0-9A-Za-z]{4,6}(?:_5G)?|(?:CMCC|ChinaNet|CU|ChinaUnicom)[-_][0-9A-Za-z]{4,5}(?:-5G)?"
        ),
        chance=0.001,
        context=("ssid", "wifi", "wlan", "热点"),
        source="Names of new routers; nothing else is written so",
        hits=("TP-LINK_5A3C", "ChinaNet-x7Kp", "CMCC-9F2d", "Xiaomi_5G_1A2B"),
        misses=("TP-LINK", "ChinaNet", "HUAWEI-P60", "home"),
    ),
)
