"""Taiwanese identity and residence numbers. Source: Ministry of the Interior, Household Registration Act (a letter of a
county, 1 or 2 for the sex, 8 or 9 on residence certificates, formerly A to D; the letter's two digits and the others
have the weights 1 9 8 7 6 5 4 3 2 1 1 and a sum that divides by 10)."""

from gazetteer_scanners.recognizers.digits import weigh
from gazetteer_scanners.recognizers.rule import Rule

_LETTERS = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
"""In the order of their numbers, from 10 on."""
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_COUNTIES_TEXT = (
    "A:TPE B:TXG C:KEE D:TNN E:KHH F:NWT G:ILA H:TAO I:CYI J:HSQ K:MIA L:TXG M:NAN N:CHA O:HSZ P:YUN Q:CYQ R:TNN S:KHH T:PIF "
    "U:HUA V:TTT W:KIN X:PEN Y:TPE Z:LIE"
)
_COUNTIES = {entry[0]: f"TW-{entry[2:]}" for entry in _COUNTIES_TEXT.split()}


def region_of(text: str) -> str | None:
    """`TW-` and the county that registered first."""
    return _COUNTIES.get(text[:1].upper())


def is_identity(text: str) -> bool:
    """True if the weighted sum divides by 10."""
    value = text.upper()
    if len(value) != 10 or value[0] not in _LETTERS or not (value.isascii() and value[2:].isdecimal()):
        return False
    second = value[1] if value[1].isdecimal() else str(_LETTERS.find(value[1]) % 10)
    return weigh(f"{10 + _LETTERS.index(value[0])}{second}{value[2:]}", _WEIGHTS) % 10 == 0 and len(set(value[2:])) > 1


RULES = (
    Rule(
        id="national_id_tw",
        element="national_id.tw",
        sampled=True,
        pattern="[A-Za-z][1289A-Da-d][0-9]{8}",
        inside=True,
        inside_pattern="[A-Z][1289A-D][0-9]{8}",
        validate=is_identity,
        has_checksum=True,
        chance=0.1,
        placeholders=frozenset({"a123456789"}),
        region=region_of,
        context=("twid", "roc id", "taiwan", "統一編號", "台湾身份证", "身分證", "身份证"),
        source="Household Registration Act; of the form one number in ten passes",
        hits=("F130749285", "B280147391", "H800291478", "AC01293842"),
        misses=("F130749286", "A123456789", "F330749281", "F13074928", "1130749281"),
        inside_hits=("身分證字號F130749285，", "ROC id B280147391 seen", "（H800291478）"),
    ),
)
