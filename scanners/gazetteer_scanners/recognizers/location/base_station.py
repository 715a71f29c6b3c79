"""Base stations: mobile country and network code, area code, cell. Source: 3GPP TS 23.003 clause 4 (MCC-MNC-LAC-CI, TAC and
ECI in LTE, NCI in 5G)."""

from gazetteer_scanners.recognizers.rule import Rule

_CHINA = "460[-_:,| ]0?(?:0[0-9]|11|15)[-_:,| ][0-9]{1,8}[-_:,| ][0-9]{1,11}"
_CONTEXT = ("cell", "lac", "base station", "tower", "基站", "小区")

RULES = (
    Rule(
        id="base_station",
        element="location.base_station",
        sampled=True,
        pattern=f"{_CHINA}(?:[-_:,| ]-?[0-9]{{1,3}})?",
        inside=True,
        inside_pattern=_CHINA,
        chance=0.0001,
        context=_CONTEXT,
        source="3GPP TS 23.003; China's country code and a network's before two numbers",
        hits=("460-00-4181-12345678", "460,01,6243,27434", "460_11_28953_219863041", "460:00:9365:3971:-85"),
        misses=("460-99-4181-12345678", "461-00-4181-12345678", "460-00-4181", "4600041811234"),
        inside_hits=("基站460-00-4181-12345678附近", "cell=460,01,6243,27434;", "位置：460_11_28953_219863041，信号弱"),
    ),
    Rule(
        id="base_station.abroad",
        element="location.base_station",
        pattern="[2-7][0-9]{2}[-_:,| ][0-9]{2,3}[-_:,| ][0-9]{1,8}[-_:,| ][0-9]{1,11}",
        chance=0.3,
        needs_name=True,
        context=_CONTEXT,
        source="3GPP TS 23.003; telephone numbers are grouped alike",
        hits=("262-02-4181-12345678", "310:260:1234:56789", "460-00-4181-12345678"),
        misses=("862-02-4181-12345678", "262-02-4181", "2620241811234"),
    ),
)
