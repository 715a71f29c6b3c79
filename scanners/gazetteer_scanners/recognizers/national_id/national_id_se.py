"""Swedish personnummer. Source: Skatteverket, SKV 704 ((yy)yymmdd, + for those over a hundred, birth number, Luhn on ten
digits; coordination numbers add 60 to the day)."""

from datetime import date

from gazetteer_scanners.recognizers.checksums import passes_luhn
from gazetteer_scanners.recognizers.digits import digits_of, make_birth, recent_year
from gazetteer_scanners.recognizers.rule import Rule

_DATE = "(?:19|20)?[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]|[67][0-9]|8[0-9]|9[01])"
_CONTEXT = ("personnummer", "personnr", "pnr", "sweden", "瑞典个人号")


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years unless a century or a + says another."""
    digits = digits_of(text)
    if len(digits) == 12:
        year = int(digits[:4])
    elif len(digits) == 10:
        year = recent_year(int(digits[:2])) - (100 if "+" in text else 0)
    else:
        return None
    return make_birth(year, int(digits[-8:-6]), int(digits[-6:-4]) % 60)


def is_personnummer(text: str) -> bool:
    """True if Luhn's check of the last ten digits and the birth date hold."""
    return birth_of(text) is not None and passes_luhn(digits_of(text)[-10:])


RULES = (
    Rule(
        id="national_id_se.grouped",
        element="national_id.se",
        pattern=f"{_DATE}[-+][0-9]{{4}}",
        sampled=True,
        inside=True,
        validate=is_personnummer,
        has_checksum=True,
        chance=0.0075,
        placeholders=frozenset({"1212121212", "191212121212"}),
        birth=birth_of,
        context=_CONTEXT,
        source="SKV 704; chance measured on random numbers grouped 6-4",
        hits=("850314-1239", "20050117-0989", "700172-2342"),
        misses=("850314-1230", "851314-1234", "121212-1212", "850314-12345"),
        inside_hits=(
            "瑞典个人号850314-1239，",
            "hans personnr 20050117-0989 är",
            "(700172-2342)",
        ),
    ),
    Rule(
        id="national_id_se.digits",
        element="national_id.se",
        pattern=f"{_DATE}[0-9]{{4}}",
        sampled=True,
        validate=is_personnummer,
        has_checksum=True,
        chance=0.0075,
        placeholders=frozenset({"1212121212", "191212121212"}),
        birth=birth_of,
        context=_CONTEXT,
        source="SKV 704; chance measured on random 10-digit numbers",
        hits=("8503141239", "200501170989", "7001722342"),
        misses=("8503141230", "8513141234", "850314123", "5560360793"),
    ),
)
