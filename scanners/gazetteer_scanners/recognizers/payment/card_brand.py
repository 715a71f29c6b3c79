"""Brands of payment cards: each counts a part of what `card` finds.

Source: ISO/IEC 7812-1 and the brands' published ranges; see `card`, whose check decides on lengths and the check digit.
"""

from gazetteer_scanners.recognizers.payment.card import is_card
from gazetteer_scanners.recognizers.rule import Rule

_MORE = "(?:[ -]?[0-9])"
_BRANDS = (
    ("visa", f"4{_MORE}{{12,18}}", ("4111111111111111", "4012 8888 8888 1881", "4222222222222"), "5555555555554444"),
    (
        "mastercard",
        f"(?:5[1-5][0-9]{{2}}|222[1-9]|22[3-9][0-9]|2[3-6][0-9]{{2}}|27[01][0-9]|2720){_MORE}{{12}}",
        ("5555555555554444", "5105 1051 0510 5100", "2223-0031-2200-3222", "2221000000000009", "2720000000000005"),
        "2202000000000002",
    ),
    (
        "mir",
        f"220[0-4]{_MORE}{{12,15}}",
        ("2200123456789019", "2202 1234 5678 9017", "2204-1234-5678-9015", "2204123456789012343"),
        "2221000000000009",
    ),
    (
        "american_express",
        f"3[47]{_MORE}{{13}}",
        ("378282246310005", "3714 496353 98431", "378734493671000"),
        "30569309025904",
    ),
    (
        "unionpay",
        f"62{_MORE}{{14,17}}|9558{_MORE}{{15}}",
        ("6222020210011234569", "6222-0202-1001-1234-569", "6240008631401148"),
        "6011111111111117",
    ),
    (
        "discover",
        f"6(?:011|4[4-9][0-9]|5[0-9]{{2}}){_MORE}{{12,15}}",
        ("6011111111111117", "6011 0009 9013 9424", "6510000000000125"),
        "6222020210011234569",
    ),
    (
        "jcb",
        f"35(?:2[89]|[3-8][0-9]){_MORE}{{12,15}}",
        ("3530111333300000", "3566 0020 2036 0505", "3530-1113-3330-0000"),
        "378282246310005",
    ),
    (
        "diners_club",
        f"3(?:0[0-5]|[689][0-9]){_MORE}{{11,13}}",
        ("30569309025904", "38520000023237", "3852 000002 3237"),
        "3530111333300000",
    ),
)


def _rule(brand: str, pattern: str, hits: tuple[str, ...], other: str) -> Rule:
    return Rule(
        id=f"card_brand.{brand}",
        element="payment.card_number",
        sampled=True,
        needs_name=True,
        pattern=pattern,
        validate=is_card,
        has_checksum=True,
        chance=0.1,
        context=("card", "pan", "credit", "debit", "卡号"),
        source="ISO/IEC 7812-1, the brand's range; chance: one number in ten passes the check digit",
        hits=hits,
        misses=(other, f"{hits[0][:-1]}{(int(hits[0][-1]) + 1) % 10}", hits[0][:9]),
    )


RULES = tuple(_rule(*row) for row in _BRANDS)
