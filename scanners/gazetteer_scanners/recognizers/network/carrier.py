"""Mobile operators and kinds of connection.

Source: operators with the most subscribers in the GSMA's list of members, connection types of Android's and iOS's network
interfaces.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Rule

_OPERATORS = (
    "china mobile,china unicom,china telecom,china broadnet,cmcc,cucc,ctcc,中国移动,中国联通,中国电信,中国广电,移动,联通,"
    "电信,广电,vodafone,t-mobile,"
    "telekom,deutsche telekom,orange,telefonica,telefónica,movistar,ee,three,verizon,sprint,us cellular,bell,rogers,"
    "telus,"
    "optus,telstra,jio,airtel,bsnl,docomo,ntt docomo,kddi,au,softbank,rakuten,sk telecom,skt,kt,singtel,starhub,"
    "maxis,celcom,"
    "digi,telkomsel,indosat,xl,ais,dtac,true,viettel,mobifone,vinaphone,globe,smart,mtn,safaricom,claro,tim,vivo,oi,telcel,swisscom,"
    "sunrise,telenor,telia,mts,beeline,megafon,turkcell,etisalat,du,stc,zain"
)
_CONNECTIONS = (
    "(?i)wi-?fi|wlan|[2-6]g|lte|nr|edge|gprs|umts|hspa\\+?|3gpp|cellular|mobile|ethernet|vpn|none|offline|online|unknown|"
    "无网络|未知|移动网络"
)

RULES = (
    Dictionary(
        id="carrier",
        element="network.carrier",
        words=frozenset(_OPERATORS.split(",")),
        chance=0.01,
        needs_name=True,
        context=("carrier", "operator", "运营商"),
        source="GSMA members; many of the names are words",
        examples=("China Mobile", "中国联通", "Vodafone", "T-Mobile"),
        misses=("Mobile", "中国银行", "DHL"),
    ),
    Rule(
        id="carrier.connection",
        element="network.status",
        pattern=_CONNECTIONS,
        chance=0.02,
        needs_name=True,
        context=("network", "connection", "网络"),
        source="Network interfaces of Android and iOS; such words mean other things too",
        hits=("wifi", "5G", "LTE", "cellular"),
        misses=("7G", "wired up", "net", "4 GB"),
    ),
)
