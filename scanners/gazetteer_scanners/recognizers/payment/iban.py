"""IBAN: international bank account number. Source: ISO 13616-1 (2 letters, 2 check digits, up to 30 characters, MOD
97-10) and the lengths in its registry."""

from gazetteer_scanners.recognizers.checksums import passes_mod_97, strip_separators
from gazetteer_scanners.recognizers.rule import Rule

_REGISTRY = (
    "AD:24 AE:23 AL:28 AT:20 AZ:28 BA:20 BE:16 BG:22 BH:22 BR:29 BY:28 CH:21 CR:22 CY:28 CZ:24 DE:22 "
    "DK:18 DO:28 EE:20 EG:29 ES:24 FI:18 FO:18 FR:27 GB:22 GE:22 GI:23 GL:18 GR:27 GT:28 HR:21 HU:28 "
    "IE:22 IL:23 IQ:23 IS:26 IT:27 JO:30 KW:30 KZ:20 LB:28 LC:32 LI:21 LT:20 LU:20 LV:21 MC:27 MD:24 "
    "ME:22 MK:19 MR:27 MT:31 MU:30 NL:18 NO:15 PK:24 PL:28 PS:29 PT:25 QA:29 RO:24 RS:22 SA:24 SC:31 "
    "SE:24 SI:19 SK:24 SM:27 ST:25 SV:28 TL:23 TN:24 TR:26 UA:29 VA:22 VG:24 XK:20"
)
_LENGTHS = {entry[:2]: int(entry[3:]) for entry in _REGISTRY.split()}


def is_iban(text: str) -> bool:
    """True if the country's length and the check digits hold."""
    value = strip_separators(text).upper()
    return _LENGTHS.get(value[:2]) == len(value) and passes_mod_97(value)


RULES = (
    Rule(
        id="iban",
        element="payment.iban",
        pattern="[A-Z]{2}[0-9]{2}(?:[A-Z0-9]{11,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)",
        inside=True,
        validate=is_iban,
        has_checksum=True,
        chance=0.0001,
        context=("iban", "bank account", "银行账号"),
        source="ISO 13616-1; random text seldom begins with a country and has its length",
        hits=("GB82WEST12345698765432", "DE89 3704 0044 0532 0130 00", "NO9386011117947"),
        misses=("GB82WEST12345698765431", "DE8937040044053201300", "XX82WEST12345698765432"),
        inside_hits=(
            "账号GB82WEST12345698765432，英镑",
            "IBAN: DE89 3704 0044 0532 0130 00.",
            "an NO9386011117947 zahlen",
        ),
    ),
)
