"""British driver number. Source: DVLA, INF57 (five letters of the surname, filled with 9; decade, month with 50 added for
women, day, year; two initials; an arbitrary and two check characters)."""

from datetime import date

from gazetteer_scanners.recognizers.digits import make_birth, recent_year
from gazetteer_scanners.recognizers.rule import Rule


def birth_of(text: str) -> date | None:
    """The birth date, of the last hundred years."""
    value = text.replace(" ", "")
    if len(value) < 11 or not (value.isascii() and value[5:11].isdecimal()):
        return None
    return make_birth(recent_year(int(value[5] + value[10])), int(value[6:8]) % 50, int(value[8:10]))


def is_driver_number(text: str) -> bool:
    """True if the birth date is in the calendar and 9 only fills the surname up."""
    surname = text[:5]
    return birth_of(text) is not None and "9" not in surname.rstrip("9") and surname[0] != "9"


RULES = (
    Rule(
        id="licence_gb",
        element="driving_licence.number",
        pattern="[A-Z][A-Z9]{4} ?[0-9][0156][0-9][0-3][0-9]{2} ?[A-Z][A-Z9][0-9A-Z] ?[A-Z]{2}(?: ?[0-9]{2})?",
        sampled=True,
        inside=True,
        validate=is_driver_number,
        chance=0.02,
        birth=birth_of,
        placeholders=frozenset({"morga657054sm9ij", "morga753116sm9ij"}),
        context=("driver number", "driving licence", "dvla", "驾驶证号"),
        source="DVLA INF57; chance: of random values of the form, and nothing else has it",
        hits=("HARRI803145JK9AB", "OWEN9 562036 A9X CD", "FITZG011228M99EF 12"),
        misses=("HARRI813145JK9AB", "9ARRI803145JK9AB", "HA9RI803145JK9AB", "HARRI803145JK9A"),
        inside_hits=("驾驶证号HARRI803145JK9AB，英国", "licence OWEN9562036A9XCD seen", "(FITZG011228M99EF)"),
    ),
)
