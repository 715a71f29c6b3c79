"""ICCID: the number of a SIM card. Source: ITU-T E.118 (89 + country code + issuer + account + Luhn digit, 19 or 20
digits), Chinese operators' cards (8986, 20 characters, the last ones may be hexadecimal and without check)."""

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("iccid", "sim", "sim card", "sim卡")

RULES = (
    Rule(
        id="iccid",
        element="device.iccid",
        pattern="89[0-9]{17,20}",
        inside=True,
        validate=passes_luhn,
        has_checksum=True,
        chance=0.001,
        context=_CONTEXT,
        source="ITU-T E.118; chance: 89 is one of 100 prefixes, a tenth passes Luhn",
        hits=("89860012345678901238", "8944501234567890124", "8901001234567890129"),
        misses=("89860012345678901237", "8844501234567890124", "894450123456789012", "890"),
        inside_hits=("SIM卡89860012345678901238已激活", "iccid: 8944501234567890124.", "换卡,8944501234567890124/无"),
    ),
    Rule(
        id="iccid.cn",
        element="device.iccid",
        pattern="8986[0-9]{2}[0-9A-Fa-f]{13,14}",
        chance=0.0001,
        context=_CONTEXT,
        source="Chinese operators' card numbering: 8986 + operator; chance: one of 10,000 prefixes",
        hits=("89860012345678901235", "898601A2345678901234", "8986031234567890123F"),
        misses=("89850012345678901235", "898600123456789012", "8986001234567890123G"),
    ),
)
