"""Mexican CURP and a person's RFC. Source: RENAPO, Instructivo normativo para la asignación de la CURP (letters of the names,
yymmdd, sex, state, consonants, a digit before 2000 and a letter after, check digit), SAT (RFC: 13 characters, modulo 11)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import make_birth, recent_year
from gazetteer_scanners.recognizers.rule import Rule

_ALPHABET = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_RFC_ALPHABET = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
_STATES_TEXT = (
    "AS:AGU BC:BCN BS:BCS CC:CAM CL:COA CM:COL CS:CHP CH:CHH DF:CMX DG:DUR GT:GUA GR:GRO HG:HID JC:JAL MC:MEX MN:MIC MS:MOR "
    "NT:NAY NL:NLE OC:OAX PL:PUE QT:QUE QR:ROO SP:SLP SL:SIN SR:SON TC:TAB TS:TAM TL:TLA VZ:VER YN:YUC ZS:ZAC"
)
_STATES = {entry[:2]: f"MX-{entry[3:]}" for entry in _STATES_TEXT.split()}
_ABROAD = "NE"
_CONTEXT = ("curp", "mexico", "墨西哥身份号")


def birth_of(text: str) -> date | None:
    """The birth date: a digit behind the consonants says before 2000, a letter after."""
    if len(text) != 18 or not text[4:10].isdecimal():
        return None
    century = 1900 if text[16].isdecimal() else 2000
    return make_birth(century + int(text[4:6]), int(text[6:8]), int(text[8:10]))


def region_of(text: str) -> str | None:
    """`MX-` and the state of birth; None for births abroad."""
    return _STATES.get(text.upper()[11:13])


def is_curp(text: str) -> bool:
    """True if state, birth date and check digit hold."""
    value = text.upper()
    if len(value) != 18 or (value[11:13] not in _STATES and value[11:13] != _ABROAD) or birth_of(value) is None:
        return False
    if any(character not in _ALPHABET for character in value) or not value[17].isdecimal():
        return False
    total = sum(_ALPHABET.index(character) * weight for character, weight in zip(value, range(18, 1, -1), strict=False))
    return -total % 10 == int(value[17])


def is_rfc(text: str) -> bool:
    """True if the date in a person's tax number can be and the check character holds."""
    value = text.upper().replace("-", "").replace(" ", "")
    if len(value) != 13 or any(character not in _RFC_ALPHABET for character in value) or not value[4:10].isdecimal():
        return False
    if make_birth(recent_year(int(value[4:6])), int(value[6:8]), int(value[8:10])) is None:
        return False
    total = sum(_RFC_ALPHABET.index(character) * weight for character, weight in zip(value, range(13, 1, -1), strict=False))
    return "0123456789A"[-total % 11] == value[12]


RULES = (
    Rule(
        id="national_id_mx",
        element="national_id.mx",
        sampled=True,
        pattern="[A-Z][AEIOUX][A-Z]{2}[0-9]{6}[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z][0-9]",
        inside=True,
        validate=is_curp,
        has_checksum=True,
        chance=0.003,
        birth=birth_of,
        region=region_of,
        context=_CONTEXT,
        source="RENAPO; chance measured on random values of the form",
        hits=("HEGL830612MDFRRZ03", "PEXA910203HNLRZB02", "LOMC050817MJCPRRA2"),
        misses=("HEGL830612MDFRRZ04", "HEGL831312MDFRRZ05", "HEGL830612MXXRRZ05", "HEGL830612MDFRRZ0"),
        inside_hits=(
            "身份号HEGL830612MDFRRZ03，墨西哥",
            "su CURP es PEXA910203HNLRZB02.",
            "curp=LOMC050817MJCPRRA2;",
        ),
    ),
    Rule(
        id="national_id_mx.rfc",
        element="national_id.mx",
        pattern="[A-Z&Ñ]{4}-?[0-9]{6}-?[A-Z0-9]{2}[0-9A]",
        sampled=True,
        inside=True,
        validate=is_rfc,
        has_checksum=True,
        chance=0.004,
        placeholders=frozenset({"xaxx010101000", "xexx010101000"}),
        context=("rfc", "contribuyente", "mexico"),
        source="SAT; chance measured on random values of the form",
        hits=("HEGL830612AB7", "PEXA-910203-7K1", "LOMC050817Q15"),
        misses=("HEGL830612AB8", "HEGL831312AB1", "HEGL830612AB", "XAXX010101000"),
        inside_hits=("税号HEGL830612AB7，", "su RFC PEXA-910203-7K1.", "rfc=LOMC050817Q15;"),
    ),
)
