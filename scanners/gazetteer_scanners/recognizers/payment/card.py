"""Payment card numbers of the large brands, and their usual masking.

Source: ISO/IEC 7812-1 (issuer number, account, Luhn digit; up to 19 digits), the brands' published ranges: Visa 4,
Mastercard 51-55 and 2221-2720, American Express 34 and 37, Discover 6011, 644-649 and 65, JCB 3528-3589, Diners Club
300-305, 36, 38 and 39 (14 or 16 digits), UnionPay 62 (16 to 19 digits) and the older 9558 (19 digits), Mir 2200-2204 (16 to
19 digits).
"""

import re

from gazetteer_scanners.recognizers.checksums import passes_luhn, strip_separators
from gazetteer_scanners.recognizers.rule import Form, Rule

_BRANDS = re.compile(
    "4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})"
    "|(?:5[1-5][0-9]{2}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
    "|220[0-4][0-9]{12,15}"
    "|3[47][0-9]{13}"
    "|(?:6011|64[4-9][0-9]|65[0-9]{2})[0-9]{12,15}"
    "|35(?:2[89]|[3-8][0-9])[0-9]{12,15}"
    "|3(?:0[0-5]|[689][0-9])[0-9](?:[0-9]{10}|[0-9]{12})"
    "|62[0-9]{14,17}"
    "|9558[0-9]{15}"
)
_START = "(?:[2-6][0-9]{3}|9558)"
_STARS = r"[*xX]"
_CONTEXT = ("card", "pan", "credit", "debit", "bank card", "银行卡", "卡号", "信用卡", "账号")


def is_card(text: str) -> bool:
    """True if a brand's range and length hold the number and Luhn's check passes."""
    digits = strip_separators(text)
    return _BRANDS.fullmatch(digits) is not None and passes_luhn(digits)


def has_masked_length(text: str) -> bool:
    """True for lengths that cards have; 15 and 18 characters, which resident ids have, only where they are grouped."""
    length = len(text.replace(" ", "").replace("-", ""))
    return length in (13, 14, 16, 17, 19) or (length != len(text) and length in (15, 18))


RULES = (
    Rule(
        id="card",
        element="payment.card_number",
        pattern=(
            rf"{_START}(?:[0-9]{{9,15}}|(?: [0-9]{{4}}){{3}}(?: [0-9]{{1,3}})?|(?:-[0-9]{{4}}){{3}}(?:-[0-9]{{1,3}})?)"
            "|3[0-9]{3}(?: [0-9]{6} [0-9]{4,5}|-[0-9]{6}-[0-9]{4,5})|6[0-9]{5}(?: [0-9]{13}|-[0-9]{13})"
        ),
        inside=True,
        validate=is_card,
        has_checksum=True,
        chance=0.026,
        placeholders=frozenset({"0" * 16, "0" * 19}),
        context=_CONTEXT,
        source="ISO/IEC 7812-1 and the brands' ranges; chance measured on random 16-digit numbers",
        hits=(
            "4111111111111111",
            "5555 5555 5555 4444",
            "3714-496353-98431",
            "6222020210011234569",
            "6222-0202-1001-1234-569",
        ),
        misses=("4111111111111112", "7111111111111111", "411111111111111", "8986001234567890123", "4111 1111 11111111"),
        inside_hits=(
            "卡号6222020210011234569，尾号4569",
            "pay with 4111 1111 1111 1111 please",
            "卡:4111-1111-1111-1111/已绑",
        ),
    ),
    Rule(
        id="card.masked",
        element="payment.card_number",
        form=Form.MASKED,
        pattern=(
            rf"[2-69][0-9]{{3,5}}{_STARS}{{4,13}}[0-9]{{3,4}}|{_STARS}{{8,15}}[0-9]{{4}}"
            rf"|(?:[2-6][0-9]{{3}}|{_STARS}{{4}})(?:[ -](?:[0-9]{{2}}{_STARS}{{2}}|{_STARS}{{4}})){{2,3}}[ -][0-9]{{3,4}}"
        ),
        validate=has_masked_length,
        context=_CONTEXT,
        source="PCI DSS 3.4 (at most the first six and last four digits are shown)",
        hits=("622202******1234", "**** **** **** 1111", "4111 11** **** 1111", "xxxxxxxxxxxx4444", "4111********1111"),
        misses=("138****8000", "****", "4111111111111111", "**** 1111", "3301**********3531"),
    ),
)
