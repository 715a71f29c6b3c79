"""Gathers, for one field, what each kind of evidence says about each element, before anything is weighed together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gazetteer_scanners.classification.families import COUNTED_OUT, LOOKALIKE, SAME_FORMAT
from gazetteer_scanners.classification.names import NameMatch
from gazetteer_scanners.classification.profile import Profile, RuleCounts
from gazetteer_scanners.classification.scoring import above_chance, surprise
from gazetteer_scanners.matching.protocol import DIGEST_OF
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Taxonomy

_NAMED = 0.3
"""From this strength on a name or comment can take a value's evidence over."""
_INSIDE_CHANCE = 0.001
"""Chance that a text holds a match inside by accident; rules for use inside text have boundaries and validation."""
_FEWEST_INSIDE = 2
_COMMON = 0.01
"""A rule for samples that ordinary text meets so often needs one match more inside text."""
_FEWEST_DISTINCT = 5
"""A dictionary decides alone only for columns with so many different words of it: a few statuses may look like names."""
_PRESENT = 0.66
"""The least weight of matches that are no accident; it puts an element in force by itself."""
_LEAST_PASSING = 0.3
"""Of the values with an element's form, at least this share must pass its check digit."""
_SURE_BITS = 24.0
"""Samples that pass a common check surprise this much before they speak for an element that nothing names: dozens of
countries' numbers are tried on every column of digits."""
_HEIR_BITS = 2.0
"""The same where the name says a group of elements, such as any national id, and the values which one."""
_NEARLY_ALL = 0.98
"""Where no check digit tells, so many must have the form: first digits of numbers are no accident."""
_MIXED = 0.02
_MOSTLY = 0.5
_TIMES_CHANCE = 5.0
"""A part of a column counts as no accident from this share of its values on, and this many times the rule's chance."""


@dataclass(frozen=True, slots=True)
class RuleTraits:
    """What classification needs to know of a rule or dictionary; `samples` is the id of the rule under which evidence counts
    the samples that its counts are out of, empty if they are out of all values; one match of one that `is_certain` is
    enough; `said_by` says whose word it is, if not our own."""

    element: str
    chance: float
    needs_name: bool = False
    has_checksum: bool = False
    form: Form = Form.PLAIN
    is_dictionary: bool = False
    decides_from: float = 0.0
    is_certain: bool = False
    samples: str = ""
    said_by: str = ""


@dataclass(slots=True)
class Signals:
    """What speaks for one element in one field; mutable while gathering.

    `checksum` is the share of pattern matches that pass the check, above chance; None where no rule has one.
    `rule` is the id of the rule whose value evidence counts; `is_inside` if it was found inside longer text; `sampled` is
    the number of samples that its counts are out of, None if they are out of all values. `heir_of` is the group whose name
    the element took, for its values say which of the group it is; `bits` is how much they surprise.
    """

    element: str
    name: float | None = None
    name_term: str | None = None
    is_ambiguous: bool = False
    comment: float | None = None
    comment_term: str | None = None
    value: float | None = None
    checksum: float | None = None
    profile: float | None = None
    profile_text: str | None = None
    rule: str | None = None
    counts: RuleCounts | None = None
    is_inside: bool = False
    needs_name: bool = False
    form: Form = Form.PLAIN
    sampled: int | None = None
    heir_of: str | None = None
    bits: float = 0.0

    @property
    def named(self) -> float:
        """The stronger of name and comment, 0 if there is neither."""
        return max(self.name or 0.0, self.comment or 0.0)

    @property
    def is_proved(self) -> bool:
        """True if the values are digests of which some were found to be those of values that the element's rule knows."""
        return self.rule is not None and self.rule.startswith(DIGEST_OF)


class SignalTable(dict[str, Signals]):
    """Signals by element id."""

    def of(self, element: str) -> Signals:
        """The element's signals, made empty if there are none yet."""
        return self.setdefault(element, Signals(element))


def gather(
    names: Iterable[NameMatch],
    comments: Iterable[NameMatch],
    profile: Profile,
    traits: Mapping[str, RuleTraits],
    taxonomy: Taxonomy,
) -> SignalTable:
    """Signals of every element that anything speaks for."""
    table = SignalTable()
    for match in names:
        signals = table.of(match.element)
        if match.strength > (signals.name or 0.0):
            signals.name, signals.name_term, signals.is_ambiguous = match.strength, match.term, match.is_ambiguous
    for match in comments:
        signals = table.of(match.element)
        if match.strength > (signals.comment or 0.0):
            signals.comment, signals.comment_term = match.strength, match.term
    for rule_id in sorted(profile.rules):
        trait = traits.get(rule_id)
        if trait is not None and trait.element:
            _add_rule(table, rule_id, trait, profile, taxonomy)
    _keep_one_heir(table)
    return table


def _add_rule(table: SignalTable, rule_id: str, trait: RuleTraits, profile: Profile, taxonomy: Taxonomy) -> None:
    counts = profile.rules[rule_id]
    samples = profile.rules.get(trait.samples) if trait.samples else None
    usable = (samples.whole if samples is not None else profile.seen) - counts.placeholders
    if trait.has_checksum and counts.valid < _LEAST_PASSING * counts.whole:
        return  # so many fail the check that those which pass it do so by chance: one digit in ten does
    sampled = samples.whole if samples is not None else None
    found_inside = counts.inside - _counted_out(rule_id, profile)
    inside = _inside_weight(found_inside + counts.valid if found_inside > 0 else 0, usable, trait)
    if counts.valid and (whole := _whole_weight(table, trait, counts, usable, taxonomy)) > 0.0:
        target = _target(table, trait.element, taxonomy)
        is_named = target in table and table[target].named >= _NAMED
        if not is_named and (trait.needs_name or _is_lookalike(rule_id, counts, profile)):
            return
        signals = table.of(target)
        if trait.is_dictionary:
            _set_profile(signals, whole, counts, usable)
            if _decides(trait, counts, usable) and whole > (signals.value or 0.0):
                _set_value(signals, rule_id, trait, counts, whole)
        elif whole > (signals.value or 0.0):
            _set_value(signals, rule_id, trait, counts, whole)
            signals.sampled = sampled
            signals.bits = max(signals.bits, surprise(counts.valid, usable, trait.chance))
    elif inside > 0.0 and not trait.needs_name and not trait.is_dictionary:
        signals = table.of(trait.element)
        if inside > (signals.value or 0.0):
            signals.value, signals.rule, signals.counts, signals.is_inside = inside, rule_id, counts, True
            signals.form = trait.form
            signals.sampled = sampled


def _counted_out(rule_id: str, profile: Profile) -> int:
    """Values in which another rule sees that what this one finds inside them is something else."""
    friend = profile.rules.get(COUNTED_OUT.get(rule_id, ""))
    return friend.inside + friend.whole if friend is not None else 0


def _is_lookalike(rule_id: str, counts: RuleCounts, profile: Profile) -> bool:
    """True if another rule matches most of the values too, and so says that they are something else."""
    other = profile.rules.get(LOOKALIKE.get(rule_id, ""))
    return other is not None and other.valid > _MOSTLY * counts.valid


def _decides(trait: RuleTraits, counts: RuleCounts, usable: int) -> bool:
    """True if so many different values are in a dictionary that the column is one of them, whatever it is called."""
    is_varied = counts.distinct is not None and counts.distinct >= _FEWEST_DISTINCT
    return 0.0 < trait.decides_from * usable <= counts.valid and is_varied


def _whole_weight(table: SignalTable, trait: RuleTraits, counts: RuleCounts, usable: int, taxonomy: Taxonomy) -> float:
    """The weight of whole matches, 0 if they may be accidents."""
    if trait.is_dictionary:
        return above_chance(counts.valid, usable, trait.chance)
    group = _naming_group(table, trait.element, taxonomy)
    bits = surprise(counts.valid, usable, trait.chance)
    is_sure = bits >= _HEIR_BITS and (trait.has_checksum or counts.valid >= _NEARLY_ALL * usable)
    if group is not None and trait.needs_name and not is_sure:
        return 0.0
    if trait.needs_name:  # beside a name of its own, values only have to fit: how many would by chance says nothing then
        return above_chance(counts.valid, usable, 0.0 if group is None else trait.chance)
    whole = above_chance(counts.valid, usable, trait.chance)
    if trait.is_certain:
        return _present_weight(whole or counts.valid / usable)
    if trait.samples:
        own = table.get(trait.element)
        return whole if bits >= _SURE_BITS or group is not None or (own is not None and own.named >= _NAMED) else 0.0
    return _present_weight(whole) if counts.valid >= max(_MIXED, _TIMES_CHANCE * trait.chance) * usable else whole


def _naming_group(table: SignalTable, element: str, taxonomy: Taxonomy) -> str | None:
    """The group of the element that the field's name or comment says better than the element itself; None if none is."""
    own = table.get(element)
    if own is not None and own.heir_of is not None:
        return own.heir_of
    named = own.named if own is not None else 0.0
    groups = (group for group in taxonomy.ancestors(element) if group in table and table[group].named > max(named, _NAMED))
    return next(groups, None)


def _keep_one_heir(table: SignalTable) -> None:
    """Of the elements that took their group's name only the one whose values surprise most keeps it."""
    heirs = sorted((s for s in table.values() if s.heir_of is not None), key=lambda s: (-s.bits, s.element))
    groups = set()
    for signals in heirs:
        if signals.heir_of in groups:
            if signals.needs_name:
                del table[signals.element]
            signals.name = signals.comment = signals.name_term = signals.comment_term = None
        groups.add(signals.heir_of)


def _inside_weight(hits: int, usable: int, trait: RuleTraits) -> float:
    """The weight of matches inside text."""
    if trait.is_certain and hits:
        return _present_weight(min(1.0, hits / usable))
    chance = max(_INSIDE_CHANCE, trait.chance) if trait.samples and not trait.has_checksum else _INSIDE_CHANCE
    fewest = _FEWEST_INSIDE + (chance >= _COMMON)
    return _present_weight(above_chance(hits, usable, chance)) if hits >= fewest else 0.0


def _present_weight(share: float) -> float:
    """The weight of a share of values that is no accident: what a part of the values is, the column holds. 0 stays 0."""
    return _PRESENT + (1.0 - _PRESENT) * share if share else 0.0


def _set_value(signals: Signals, rule_id: str, trait: RuleTraits, counts: RuleCounts, whole: float) -> None:
    signals.value, signals.rule, signals.counts = whole, rule_id, counts
    signals.needs_name, signals.is_inside, signals.form = trait.needs_name, False, trait.form
    signals.checksum = above_chance(counts.valid, counts.whole, trait.chance) if trait.has_checksum else None


def _set_profile(signals: Signals, share: float, counts: RuleCounts, usable: int) -> None:
    if share > (signals.profile or 0.0):
        signals.profile = share
        signals.profile_text = f"{100 * counts.valid / usable:.0f} % of the values are in the dictionary of such words"
        signals.counts = signals.counts or counts


def _target(table: SignalTable, element: str, taxonomy: Taxonomy) -> str:
    """The element that a value match speaks for: the best named one that shares the format, else the rule's own.

    A name that says a group of the rule's element (`national_id`) hands its strength down to the rule's own.
    """
    best = max(
        (table[e] for e in SAME_FORMAT.get(element, ()) if e in table and table[e].named >= _NAMED),
        key=lambda s: (s.named, s.element),
        default=None,
    )
    own = table.get(element)
    if best is not None and (own is None or best.named > own.named):
        return best.element
    for ancestor in taxonomy.ancestors(element):
        above = table.get(ancestor)
        if above is not None and above.named > (own.named if own else 0.0):
            own = table.of(element)
            own.name, own.name_term, own.is_ambiguous = above.name, above.name_term, above.is_ambiguous
            own.comment, own.comment_term = above.comment, above.comment_term
            own.heir_of = ancestor
    return element
