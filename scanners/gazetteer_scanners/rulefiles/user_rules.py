"""What rule files say once they are checked: one frozen record that goes to every process of a scan."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from gazetteer_scanners.classification.configured import Configured, WeakName
from gazetteer_scanners.recognizers.checksums import strip_separators
from gazetteer_scanners.recognizers.registry import RuleSet, revised
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.taxonomy import Element, Names, Taxonomy

PREFIX = "user."
"""Begins the ids of all rules of rule files."""


@dataclass(frozen=True, slots=True)
class AllowedValues:
    """Values that never count for some elements: those that the rules of these ids match.

    Attributes:
        placeholders: the same values, lower case and without separators, for matches inside text; empty for patterns.
    """

    elements: frozenset[str]
    rules: frozenset[str]
    placeholders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SampledPattern:
    """A pattern that no table can hold: it is looked for in samples of each column alone.

    Attributes:
        id: as evidence counts it.
        flags: those of Python's `re`.
        why: what of it is beyond tables.
    """

    id: str
    element: str
    pattern: str
    flags: int
    chance: float
    needs_name: bool
    why: str
    source: str


@dataclass(frozen=True, eq=False)
class UserRules:
    """All rule files of a scan together.

    Attributes:
        files: their names as they were given.
        elements: own elements, sorted by id.
        names: further names by element, for elements of the taxonomy.
        weak: names that support.
        entries: rules and dictionaries, sorted by id.
        certain: ids of those of which one match is enough.
        allowed: values that never count.
        sampled: patterns for samples, sorted by id.
        disabled_rules: ids of built-in rules and dictionaries, and of Presidio's entities as samples count them.
        configured: decisions on columns, thresholds, names, elements.
        notes: sentences on what of the files is not used here, and why.
        version: `sha256:` + hash over all that decides; neither comments nor the order in the files change it.
        identity: the same over everything that is shown too, such as files' names and reasons.
    """

    files: tuple[str, ...] = ()
    elements: tuple[Element, ...] = ()
    names: tuple[tuple[str, Names], ...] = ()
    weak: tuple[WeakName, ...] = ()
    entries: tuple[Rule | Dictionary, ...] = ()
    certain: frozenset[str] = frozenset()
    allowed: tuple[AllowedValues, ...] = ()
    sampled: tuple[SampledPattern, ...] = ()
    disabled_rules: frozenset[str] = frozenset()
    configured: Configured = field(default_factory=Configured)
    notes: tuple[str, ...] = ()
    version: str = ""
    identity: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UserRules) and self.identity == other.identity

    def __hash__(self) -> int:
        return hash(self.identity)

    def extend_taxonomy(self, taxonomy: Taxonomy) -> Taxonomy:
        """The taxonomy with own elements behind its own, and with further names."""
        if not self.elements and not self.names:
            return taxonomy
        further = dict(self.names)
        known = (_named(element, further.get(element.id)) for element in taxonomy)
        return Taxonomy([*known, *self.elements])

    def extend_rules(self, rules: RuleSet) -> RuleSet:
        """The rule set with own entries, without those that are disabled, and with allowed values as placeholders."""
        if not (self.entries or self.disabled_rules or self.allowed):
            return rules
        kept = (entry for entry in rules.entries if entry.id not in self.disabled_rules)
        entries = [self._allowing(entry) for entry in (*kept, *self.entries)]
        return revised(rules, entries)

    def _allowing(self, entry: Rule | Dictionary) -> Rule | Dictionary:
        if not isinstance(entry, Rule) or not entry.inside:
            return entry
        more = frozenset(value for one in self.allowed if entry.element in one.elements for value in one.placeholders)
        return replace(entry, placeholders=entry.placeholders | more) if more else entry


def _named(element: Element, further: Names | None) -> Element:
    if further is None:
        return element
    own = element.names
    names = Names(
        own.en + further.en, own.camel + further.camel, own.zh + further.zh, own.pinyin + further.pinyin, own.pinyin_abbr
    )
    return replace(element, names=names)


def placeholder_forms(values: Iterable[str]) -> frozenset[str]:
    """Values as placeholders are compared: lower case, without separators; those of which nothing is left are left out."""
    return frozenset(form for value in values if (form := strip_separators(value).lower()))
