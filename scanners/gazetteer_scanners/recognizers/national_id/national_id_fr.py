"""French NIR (social security number). Source: INSEE, decree 82-103 (sex, year, month, department with 2A and 2B, commune,
order, and a key: 97 less the rest modulo 97)."""

import re

from gazetteer_scanners.recognizers.labels import labelled
from gazetteer_scanners.recognizers.rule import Rule

_SIGNS = re.compile("[^0-9AB]+")
_BODY = "[1-478][0-9]{2}(?:0[1-9]|1[0-2]|[2-9][0-9])(?:[0-9]{2}|2[ABab])[0-9]{6}"
_GROUPED = (
    "[1-478][ .-]?[0-9]{2}[ .-](?:0[1-9]|1[0-2]|[2-9][0-9])[ .-](?:[0-9]{2}|2[ABab])[ .-][0-9]{3}[ .-][0-9]{3}[ .-][0-9]{2}"
)
_CORSICA = {"2A": ("19", 0), "2B": ("18", 0)}
_CONTEXT = ("nir", "insee", "secu", "securite sociale", "france", "法国社保号")


def is_nir(text: str) -> bool:
    """True if thirteen characters and their key belong together."""
    value = _number(text)
    if len(value) != 15:
        return False
    department, _ = _CORSICA.get(value[5:7], (value[5:7], 0))
    number = value[:5] + department + value[7:13]
    if not (number + value[13:]).isdecimal() or number[7:] in ("000000", "999999"):
        return False
    return 97 - int(number) % 97 == int(value[13:])


def region_of(text: str) -> str | None:
    """`FR-` and the department of birth on the mainland and Corsica; None for births elsewhere."""
    department = _number(text)[5:7]
    return f"FR-{department}" if department in _CORSICA or "01" <= department <= "95" else None


def _number(text: str) -> str:
    """The last fifteen characters that belong to a number."""
    return _SIGNS.sub("", text.upper().rpartition("NIR")[2])[-15:]


RULES = (
    Rule(
        id="national_id_fr.digits",
        element="national_id.fr",
        pattern=f"{_BODY}[0-9]{{2}}",
        sampled=True,
        validate=is_nir,
        has_checksum=True,
        chance=0.0053,
        region=region_of,
        context=_CONTEXT,
        source="INSEE, decree 82-103; chance measured on random 15-digit numbers",
        hits=("285057800608441", "192062A00401234", "155091320715691"),
        misses=("285057800608442", "285137800608436", "28505780060843", "111111111111111"),
    ),
    Rule(
        id="national_id_fr.grouped",
        element="national_id.fr",
        pattern=f"{_GROUPED}|"
        + labelled("nir|n[o°.]* ?(?:de )?s[eé]cu(?:rit[eé] sociale)?|insee|法国社保号", f"{_BODY} ?[0-9]{{2}}"),
        sampled=True,
        inside=True,
        validate=is_nir,
        has_checksum=True,
        chance=0.01,
        region=region_of,
        context=_CONTEXT,
        source="INSEE, decree 82-103, written in its groups or behind its name",
        hits=("2 85 05 78 006 084 41", "NIR 192062A00401234", "1 55 09 13 207 156 91"),
        misses=("2 85 05 78 006 084 42", "2 85 13 78 006 084 36", "285057800608441", "NIR 2850578006084"),
        inside_hits=(
            "社保号2 85 05 78 006 084 41，法国",
            "son NIR 192062A00401234 est connu",
            "(1 55 09 13 207 156 91)",
        ),
    ),
)
