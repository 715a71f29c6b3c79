"""Postal codes: those whose letters and hyphens tell them from other numbers, and the plain ones beside a name.

Source: Universal Postal Union, postal addressing systems of the member countries. Plain digits say nothing without a name.
"""

from gazetteer_scanners.recognizers.rule import Rule

_UK = "(?:GIR ?0AA|[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKPSTUW]? ?[0-9][ABD-HJLNP-UW-Z]{2})"
_CONTEXT = ("postal code", "postcode", "zip", "zip code", "plz", "cep", "邮编", "邮政编码", "郵便番号", "우편번호")

RULES = (
    Rule(
        id="postal_code",
        element="contact.address.postal_code",
        sampled=True,
        pattern=(
            rf"{_UK}|[ABCEGHJ-NPRSTVXY][0-9][A-Z] ?[0-9][A-Z][0-9]|[1-9][0-9]{{3}} ?[A-Z]{{2}}"
            r"|[AC-FHKNPRTV-Y][0-9][0-9W] ?[0-9AC-FHKNPRTV-Y]{4}"
            r"|〒? ?[0-9]{3}-[0-9]{4}|[0-9]{5}-[0-9]{3}|[0-9]{5}-[0-9]{4}|[0-9]{2}-[0-9]{3}|[0-9]{4}-[0-9]{3}|[0-9]{3} [0-9]{2}"
        ),
        chance=0.05,
        context=_CONTEXT,
        source="UPU: GB, CA, NL, IE, JP, BR, US (ZIP+4), PL, PT, SE; chance estimated for article numbers",
        hits=(
            "SW1A 1AA",
            "M1 1AE",
            "K1A 0B1",
            "1012 AB",
            "D02 X285",
            "100-0001",
            "01310-100",
            "62704-1234",
            "00-950",
            "1000-001",
            "114 55",
        ),
        misses=("100000", "AB12", "12-34", "2024-01-15", "138-0013-8000", "ZZ1 1AA"),
    ),
    Rule(
        id="postal_code.digits",
        element="contact.address.postal_code",
        needs_name=True,
        pattern="[0-9]{4,6}|[1-9][0-9]{2} ?[0-9]{3}",
        chance=0.5,
        context=_CONTEXT,
        source="UPU: four to six digits in most countries",
        hits=("100000", "62704", "8001", "560 034"),
        misses=("123", "1234567", "12a45"),
    ),
)
