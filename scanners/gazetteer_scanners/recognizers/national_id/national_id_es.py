"""Spanish DNI and NIE. Source: Royal Decree 1553/2005 and the Ministry of the Interior (number modulo 23 chooses a letter; of a
foreigner's number X, Y, Z count 0, 1, 2)."""

from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule

_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
_FOREIGN = str.maketrans("XYZ", "012")
_CONTEXT = ("dni", "nie", "nif", "documento nacional", "spain", "西班牙身份证")
_LABEL = "dni|nie|nif|西班牙身份证"


def is_dni(text: str) -> bool:
    """True if the last letter is the one that the number chooses."""
    value = text.upper().replace("-", "")
    for label in ("DNI", "NIE", "NIF"):
        value = value.removeprefix(label)
    value = value.strip(" :#.=身份证西班牙")
    number = value[:1].translate(_FOREIGN) + value[1:-1]
    return len(value) == 9 and number.isdecimal() and int(number) > 0 and _LETTERS[int(number) % 23] == value[8]


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_es",
            element="national_id.es",
            pattern="(?:[0-9]{8}|[XYZxyz]-?[0-9]{7})-?[A-HJ-NP-TV-Za-hj-np-tv-z]",
            inside=True,
            inside_pattern="(?:[0-9]{8}|[XYZ]-?[0-9]{7})-[A-HJ-NP-TV-Z]|[XYZ][0-9]{7}[A-HJ-NP-TV-Z]",
            validate=is_dni,
            has_checksum=True,
            chance=0.037,
            placeholders=frozenset({"00000000t", "12345678z", "99999999r"}),
            context=_CONTEXT,
            source="Royal Decree 1553/2005; one letter in 23 is right",
            hits=("47382916H", "X4839201R", "28374650-X", "Y-7302915-S"),
            misses=("47382916I", "X4839201S", "4738291A", "12345678Z", "47382916I"),
            inside_hits=("证件28374650-X，西班牙", "con NIE X4839201R.", "(Y-7302915-S)"),
        )
    ),
    Rule(
        id="national_id_es.labelled",
        element="national_id.es",
        pattern=labelled(_LABEL, "(?:[0-9]{8}|[XYZxyz]-?[0-9]{7})-?[A-Za-z]"),
        sampled=True,
        inside=True,
        validate=is_dni,
        has_checksum=True,
        chance=0.037,
        context=_CONTEXT,
        source="Royal Decree 1553/2005; the number behind its name",
        hits=("DNI 47382916H", "NIF: 28374650X", "nie X4839201R"),
        misses=("DNI 47382916I", "NIF B12345678", "47382916H", "DNI 47382916"),
        inside_hits=("西班牙身份证47382916H，", "titular DNI 28374650X presente", "nif=47382916H;"),
    ),
)
