"""How a device is connected. Source: Android TelephonyManager and ConnectivityManager, Apple CTTelephonyNetworkInfo, W3C
Network Information (their names of network types)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_TYPES = (
    "wifi wi-fi wlan 2g 3g 4g 5g 4g+ 5g_nsa 5g_sa lte lte_ca lte-a nr nr_nsa nr_sa gprs edge umts hspa hsdpa hsupa hspa+ evdo "
    "evdo_0 evdo_a cdma gsm td-scdma wcdma cellular mobile ethernet wwan bluetooth vpn none unknown offline unreachable "
    "无网络 未知 移动网络 无线网络 有线"
)

RULES = (
    Rule(
        id="connection_type",
        element="network.status",
        pattern=f"(?i){any_word(_TYPES)}|networktype_[a-z0-9]{{2,10}}|ctradioaccesstechnology[a-z0-9]{{2,15}}",
        chance=0.05,
        needs_name=True,
        context=("network", "net_type", "connection", "网络类型", "网络状态"),
        source="Android, Apple, W3C; plans, goods and settings have such words",
        hits=("WIFI", "5G", "4g", "NETWORKTYPE_LTE"),
        misses=("6g", "wifi6", "network", "500g"),
    ),
)
