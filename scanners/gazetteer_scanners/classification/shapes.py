"""Elements that the shape of a whole column supports where single values prove nothing: ages and birth dates."""

from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.signals import SignalTable

SHAPED = frozenset(("person.age", "person.birth_date"))
"""The elements."""
_FEW = 0.2


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
