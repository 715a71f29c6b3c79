"""What values say against a name, and how they are written: masked, hashed, encoded."""

from collections.abc import Mapping

from gazetteer_scanners.classification.families import DICTIONARY_BACKED, FORMLESS_HEX, STRICT_FORMAT
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.signals import RuleTraits, Signals
from gazetteer_scanners.recognizers.rule import Form

_MOSTLY = 0.5
"""A form is the field's form if more than this share of its values have it."""
_ENOUGH = 5
"""Fewer values than this say nothing against a name."""
_SURE = 0.8
"""A name or comment of this strength stands, whatever no dictionary knows."""
_MANY = 20
"""Fewer values than this say nothing against an ambiguous name by being in no dictionary."""


def storage_form(signals: Signals, profile: Profile, traits: Mapping[str, RuleTraits]) -> Form:
    """The form of most values: the matching rule's own, or that of a form rule (a digest) over the column."""
    if signals.value is not None and not signals.needs_name:
        return signals.form
    if signals.element in FORMLESS_HEX or profile.seen == 0:
        return Form.PLAIN
    for rule_id in sorted(profile.rules):
        trait = traits.get(rule_id)
        if trait is None or trait.element or trait.form is Form.PLAIN:
            continue
        if profile.rules[rule_id].valid > _MOSTLY * profile.seen:
            return trait.form
    return Form.PLAIN


def contradiction(signals: Signals, profile: Profile, form: Form, traits: Mapping[str, RuleTraits]) -> float:
    """0 to 1: how far plain values of the column cannot be what its name says; 0 where nothing can be said."""
    if signals.named < _SURE and signals.element in DICTIONARY_BACKED and profile.seen >= _MANY:
        return max(0.0, 1.0 - 10.0 * (signals.profile or 0.0))
    if signals.element not in STRICT_FORMAT or form is not Form.PLAIN or not profile.is_read:
        return 0.0
    of_rows = (c.placeholders for rule, c in profile.rules.items() if rule not in traits or not traits[rule].samples)
    placeholders = max(of_rows, default=0)
    usable = profile.seen - placeholders
    if usable < _ENOUGH:
        return 0.0
    return max(0.0, 1.0 - 2.0 * (signals.value or 0.0))
