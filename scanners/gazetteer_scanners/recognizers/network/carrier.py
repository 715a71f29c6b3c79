"""Mobile operators. Source: MIIT's licences (China Mobile, Unicom, Telecom, Broadnet) and its list of resale operators, ITU-T
E.212 (46000 and the like: country and network)."""

from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import any_word

_CHINA = (
    "中国移动 中国联通 中国电信 中国广电 中国铁通 中国移动通信 中国联合通信 中国电信集团 China_Mobile China_Unicom "
    "China_Telecom China_Broadnet CHINA_MOBILE CHINA_UNICOM CHINA_TELECOM CMCC CHN-UNICOM CHN-CT 中国移动4G 中国移动5G "
    "中国联通4G 中国联通5G 中国电信4G 中国电信5G"
)
_OTHERS = (
    "移动 联通 电信 广电 铁通 网通 cucc ctcc cmcc unicom telecom mobile chinanet vodafone t-mobile verizon at&t sprint orange "
    "o2 ee three telefonica movistar docomo softbank kddi au singtel telstra optus airtel jio mts beeline megafon claro tim "
    "vivo 中华电信 台湾大哥大 远传 csl smartone unknown"
)
_CONTEXT = ("carrier", "operator", "isp", "sim", "运营商")

RULES = (
    Rule(
        id="carrier",
        element="network.carrier",
        pattern=any_word(_CHINA),
        chance=0.1,
        context=_CONTEXT,
        source="MIIT; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("中国移动", "中国联通", "CMCC", "China Telecom"),
        misses=("中国", "移动", "中国移动公司员工", "Mobile"),
    ),
    Rule(
        id="carrier.other",
        element="network.carrier",
        pattern="(?i)" + any_word(_OTHERS) + "|460(?:0[0-9]|11|15|20)|310[0-9]{2,3}",
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="Operators' names, E.212; they are words, firms and numbers",
        hits=("移动", "Vodafone", "46000", "310260"),
        misses=("移动端", "Vodka", "4600", "86000"),
    ),
)
