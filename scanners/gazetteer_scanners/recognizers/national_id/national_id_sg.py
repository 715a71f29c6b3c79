"""Singapore NRIC and FIN. Source: National Registration Regulations (a letter, seven digits, a check letter: weights 2 7 6
5 4 3 2, 4 more for T and G, 3 for M; the letters' tables were found by arithmetic and are widely published)."""

from gazetteer_scanners.recognizers.digits import weigh
from gazetteer_scanners.recognizers.rule import Form, Rule

_WEIGHTS = (2, 7, 6, 5, 4, 3, 2)
_CITIZENS, _FOREIGNERS, _SINCE_2022 = "JZIHGFEDCBA", "XWUTRQPNMLK", "XWUTRQPNJLK"
_TABLES = {
    "S": (_CITIZENS, 0),
    "T": (_CITIZENS, 4),
    "F": (_FOREIGNERS, 0),
    "G": (_FOREIGNERS, 4),
    "M": (_SINCE_2022, 3),
}
_CONTEXT = ("nric", "fin", "singapore", "新加坡身份证")


def is_nric(text: str) -> bool:
    """True if the check letter is the one that letter and digits choose."""
    value = text.upper()
    if len(value) != 9 or value[0] not in _TABLES or not (value.isascii() and value[1:8].isdecimal()):
        return False
    letters, more = _TABLES[value[0]]
    return letters[(weigh(value[1:], _WEIGHTS) + more) % 11] == value[8] and len(set(value[1:8])) > 1


RULES = (
    Rule(
        id="national_id_sg",
        element="national_id.sg",
        sampled=True,
        pattern="[FGMSTfgmst][0-9]{7}[A-Za-z]",
        inside=True,
        inside_pattern="[FGMST][0-9]{7}[A-Z]",
        validate=is_nric,
        has_checksum=True,
        chance=0.039,
        placeholders=frozenset({"s1234567d", "t1234567j", "f1234567n", "g1234567x"}),
        context=_CONTEXT,
        source="National Registration Regulations; one letter in 26 is right",
        hits=("S8530142Z", "T0512873G", "G7402915P", "M3920187Q"),
        misses=("S8530142A", "S1234567D", "A8530142B", "S853014B", "S8530142"),
        inside_hits=("新加坡身份证S8530142Z，", "NRIC: T0512873G.", "(G7402915P)"),
    ),
    Rule(
        id="national_id_sg.masked",
        element="national_id.sg",
        form=Form.MASKED,
        pattern=r"[FGMST]?[*xX]{4,5}[0-9]{3,4}[A-Z]",
        context=_CONTEXT,
        source="PDPC advisory guidelines on NRIC numbers: the last three digits and the letter may be shown",
        hits=("S****567D", "*****567D", "SXXXX567D"),
        misses=("S****567", "S***567D", "S8530142B"),
    ),
)
