"""What values say against a name, and how they are written: masked, hashed, encoded."""

from collections.abc import Mapping

from gazetteer_scanners.classification.families import DICTIONARY_BACKED, FORMLESS_HEX, STRICT_FORMAT, ColumnKind
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.signals import RuleTraits, Signals
from gazetteer_scanners.recognizers.rule import Form

_HONORIFIC = "honorific"
"""The rule for forms of address: `Mr` and `Dr` in a column called `title` are no jobs."""
_MOSTLY = 0.5
"""A form is the field's form if more than this share of its values have it."""
_OPAQUE = frozenset((Form.HASHED, Form.ENCODED))
"""Forms by which a digest, a cipher and a token look alike: hexadecimal or base64 text."""
_ENOUGH = 5
"""Fewer values than this say nothing against a name."""
SURE = 0.8
"""A name or comment of this strength stands, whatever no dictionary knows."""
_SPEAKING_FORM = frozenset(("national_id.cn", "payment.iban"))
"""Elements whose form alone is rare among other numbers (a date or letters inside): values made up for a test, whose check
digits are wrong, do not speak against the name."""
_AGREED = 0.5
"""Where a name and a comment say the same, values that do not fit are test data rather than something else."""
_AGE, _FLAG = "person.age", "minor.flag"
_FLAG_WORDS = 6
"""More distinct values than this are no flag: yes, no and unknown in two languages are six."""
_MANY = 20
"""Fewer values than this say nothing against an ambiguous name by being in no dictionary."""


def storage_form(signals: Signals, profile: Profile, traits: Mapping[str, RuleTraits], said: Form | None = None) -> Form:
    """The form of most values: the matching rule's own, or that of a form rule (a digest) over the column.

    Args:
        said: what the field's name or comment says (`phone_md5`); it decides between forms that look alike.
    """
    if profile.seen == 0:
        return Form.PLAIN
    over_column = _form_over(profile, traits)
    if signals.value is not None and (not signals.needs_name or signals.form is not Form.PLAIN):
        is_decoded = over_column is Form.ENCODED and signals.form is Form.PLAIN
        return Form.ENCODED if is_decoded else signals.form
    if said is not None and (over_column in _OPAQUE or (signals.value is None and not signals.profile)):
        return said
    return Form.PLAIN if signals.element in FORMLESS_HEX else over_column


def _form_over(profile: Profile, traits: Mapping[str, RuleTraits]) -> Form:
    """The form that a form rule finds in most values."""
    for rule_id in sorted(profile.rules):
        trait = traits.get(rule_id)
        if trait is None or trait.element or trait.form is Form.PLAIN:
            continue
        if profile.rules[rule_id].valid > _MOSTLY * profile.seen:
            return trait.form
    return Form.PLAIN


def _share(profile: Profile, rule_id: str) -> float:
    counts = profile.rules.get(rule_id)
    return counts.valid / profile.seen if counts is not None else 0.0


def contradiction(signals: Signals, profile: Profile, form: Form, traits: Mapping[str, RuleTraits]) -> float:
    """0 to 1: how far plain values of the column cannot be what its name says; 0 where nothing can be said."""
    if signals.element == "work.job_title" and profile.seen and _share(profile, _HONORIFIC) > _MOSTLY:
        return 1.0
    if signals.element == _AGE and profile.kind is ColumnKind.NUMBER and profile.seen >= _ENOUGH:
        fractions = profile.rules["age"].valid if "age" in profile.rules else 0
        return max(0.0, 1.0 - 2.0 * max(profile.ages_stated, fractions) / profile.seen)
    if signals.element == _FLAG and profile.seen >= _MANY and profile.distinct > _FLAG_WORDS:
        return 1.0
    if form is Form.PLAIN and signals.named < SURE and signals.element in DICTIONARY_BACKED and profile.seen >= _MANY:
        return max(0.0, 1.0 - 10.0 * max(signals.profile or 0.0, signals.value or 0.0))
    if signals.element not in STRICT_FORMAT or form is not Form.PLAIN or not profile.is_read:
        return 0.0
    of_rows = (c.placeholders for rule, c in profile.rules.items() if rule not in traits or not traits[rule].samples)
    placeholders = max(of_rows, default=0)
    usable = profile.seen - placeholders
    if usable < _ENOUGH:
        return 0.0
    fitting = _share_of_form(signals.element, profile, traits) if signals.element in _SPEAKING_FORM else 0.0
    against = max(0.0, 1.0 - 2.0 * max(signals.value or 0.0, fitting))
    return min(against, _most(signals, usable))


def _most(signals: Signals, usable: int) -> float:
    """How far a few values, or those of a column whose name and comment agree, can speak against what it is called."""
    is_agreed = min(signals.name or 0.0, signals.comment or 0.0) >= SURE
    is_clear = signals.named >= SURE and not signals.is_ambiguous
    return _AGREED if is_agreed else usable / _MANY if is_clear else 1.0


def _share_of_form(element: str, profile: Profile, traits: Mapping[str, RuleTraits]) -> float:
    """The share of values that have the form of an element, whether or not their check digits are right."""
    rules = (counts for rule, counts in profile.rules.items() if rule in traits and traits[rule].element == element)
    return max((counts.whole for counts in rules), default=0) / profile.seen
