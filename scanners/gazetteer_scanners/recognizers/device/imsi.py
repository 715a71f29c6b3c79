"""IMSI: the number of a mobile subscription. Source: 3GPP TS 23.003 clause 2 (mobile country code 3 + network code 2 or 3
+ subscriber, at most 15 digits), ITU-T E.212 (country codes begin with 2 to 7; China 460, networks 00 to 09, 11, 15, 20)."""

from gazetteer_scanners.recognizers.rule import Rule

_PLACEHOLDERS = frozenset({"310260000000000", "0" * 15, "460000000000000"})
_CONTEXT = ("imsi", "subscriber", "sim", "国际移动用户识别码")

RULES = (
    Rule(
        id="imsi.cn",
        element="device.imsi",
        pattern="460(?:0[0-9]|11|15|20)[0-9]{10}",
        inside=True,
        chance=0.00013,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="ITU-T E.212; chance: 13 of 100,000 first five digits",
        hits=("460001234567890", "460111234567890", "460201234567891"),
        misses=("460991234567890", "46000123456789", "461001234567890", "460000000000000"),
        inside_hits=("卡号460001234567890", "imsi=460111234567890;", "用户460201234567891，在网"),
    ),
    Rule(
        id="imsi",
        element="device.imsi",
        pattern="[2-7][0-9]{13,14}",
        chance=0.6,
        needs_name=True,
        placeholders=_PLACEHOLDERS,
        context=_CONTEXT,
        source="ITU-T E.212; chance: country codes begin with 2 to 7",
        hits=("262011234567890", "310150123456789", "460001234567890"),
        misses=("310260000000000", "862011234567890", "2620112345678"),
    ),
)
