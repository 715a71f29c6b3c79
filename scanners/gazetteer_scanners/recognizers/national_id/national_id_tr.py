"""Turkish identity number. Source: General Directorate of Population (11 digits, the first not 0, two check digits)."""

from gazetteer_scanners.recognizers.digits import digits_of
from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("tckn", "tc kimlik", "kimlik no", "turkey", "土耳其身份证")


def is_tckn(text: str) -> bool:
    """True if both check digits hold."""
    digits = digits_of(text)
    if len(digits) != 11 or digits[0] == "0":
        return False
    numbers = list(map(int, digits))
    tenth = (7 * sum(numbers[0:9:2]) - sum(numbers[1:8:2])) % 10
    return tenth == numbers[9] and sum(numbers[:10]) % 10 == numbers[10]


RULES = (
    Rule(
        id="national_id_tr.digits",
        element="national_id.tr",
        pattern="[1-9][0-9]{9}[02468]",
        sampled=True,
        validate=is_tckn,
        has_checksum=True,
        chance=0.009,
        placeholders=frozenset({"11111111110", "12345678950"}),
        context=_CONTEXT,
        source="General Directorate of Population; of random 11-digit numbers one in a hundred passes",
        hits=("38291047510", "17283940510", "64019382700"),
        misses=("38291047511", "01234567890", "11111111110", "3829104756"),
    ),
    Rule(
        id="national_id_tr.labelled",
        element="national_id.tr",
        pattern=labelled("t\\.?c\\.?(?: kimlik)?(?: no)?|tckn|kimlik no|土耳其身份证", "[1-9][0-9]{10}"),
        sampled=True,
        inside=True,
        validate=is_tckn,
        has_checksum=True,
        chance=0.009,
        context=_CONTEXT,
        source="General Directorate of Population; the number behind its name",
        hits=("TC Kimlik No: 38291047510", "TCKN 17283940510", "T.C. 64019382700"),
        misses=("TCKN 38291047511", "TC 123", "38291047510", "nr 38291047510"),
        inside_hits=("土耳其身份证38291047510，", "onun TC 17283940510 var", "(tckn=64019382700)"),
    ),
)
