"""Elements that the shape of a whole column supports where single values prove nothing: ages and birth dates."""

from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.signals import SignalTable

SHAPED = frozenset(("person.age", "person.birth_date"))
"""The elements."""
_FEW = 0.2
_NEARLY_ALL = 0.95
_ENOUGH = 5
"""Fewer values than this say nothing of what a column without a name holds."""
_GENDER = "gender.word"
_MOST_GENDERS = 6
_OPAQUE_VALUE = 0.7


def add_shapes(table: SignalTable, profile: Profile) -> None:
    """Set the profile factor of ages and birth dates that a name or comment already suggests; others stay as they are."""
    if profile.seen == 0:
        return
    age = table.get("person.age")
    if age is not None:
        age.profile = profile.ages_stated / profile.seen
        age.profile_text = f"{100 * age.profile:.0f} % of the values are whole numbers from 0 to 130"
    birth = table.get("person.birth_date")
    if birth is not None and profile.births:
        plausible = profile.births_plausible / profile.seen
        timed = profile.births_timed / profile.births
        birth.profile = plausible if timed <= _FEW else plausible * 0.5
        birth.profile_text = f"{100 * plausible:.0f} % of the values are dates that give an age of 0 to 110"


def add_opaque(table: SignalTable, profile: Profile) -> None:
    """What the values of a column without a speaking name hold in rows about persons: a gender, a date of birth."""
    if profile.seen < _ENOUGH:
        return
    words = profile.rules.get(_GENDER)
    if words is not None and words.valid >= _NEARLY_ALL * profile.seen and 2 <= profile.distinct <= _MOST_GENDERS:
        gender = table.of("person.gender")
        gender.value, gender.counts, gender.rule = _OPAQUE_VALUE, words, _GENDER
    is_dated = profile.births >= _NEARLY_ALL * profile.seen and profile.births_timed <= _FEW * profile.births
    if is_dated and profile.births_grown >= _NEARLY_ALL * profile.seen:
        birth = table.of("person.birth_date")
        birth.value, birth.profile = _OPAQUE_VALUE, 1.0
        birth.profile_text = "nearly all values are dates that give an age of 3 to 110 in rows about persons"
