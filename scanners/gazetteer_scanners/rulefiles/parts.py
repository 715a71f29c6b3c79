"""The parts of rule files while they are gathered: what has been taken in so far, and the checks that all parts share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from gazetteer_scanners.classification.configured import ColumnDecision, WeakName
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.rulefiles.assembling import CONTEXT, weak_names
from gazetteer_scanners.rulefiles.sizes import MAX_TOGETHER, multiplied
from gazetteer_scanners.rulefiles.user_rules import AllowedValues, SampledPattern
from gazetteer_scanners.taxonomy import Element, Names, Taxonomy
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

ANY = "*"
"""Stands for every element."""


@dataclass
class Parts:
    """All that the files say; see `UserRules` for what is called alike.

    Attributes:
        taxonomy: the built-in elements and those of element files; own ones too once they are settled.
        thresholds: in force and candidate by element or group, overall under an empty id.
        entities: elements of Presidio's entities as the files say them.
        places: where rules stand.
    """

    taxonomy: Taxonomy
    elements: dict[str, Element] = field(default_factory=dict)
    names: dict[str, list[Names]] = field(default_factory=dict)
    weak: list[WeakName] = field(default_factory=list)
    ignored: set[str] = field(default_factory=set)
    entries: dict[str, Rule | Dictionary] = field(default_factory=dict)
    certain: set[str] = field(default_factory=set)
    allowed: list[AllowedValues] = field(default_factory=list)
    columns: list[ColumnDecision] = field(default_factory=list)
    sampled: list[SampledPattern] = field(default_factory=list)
    thresholds: dict[str, tuple[float | None, float | None]] = field(default_factory=dict)
    disabled_rules: set[str] = field(default_factory=set)
    disabled_elements: set[str] = field(default_factory=set)
    entities: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    places: dict[str, tuple[Mistakes, Place]] = field(default_factory=dict)
    _standing: dict[tuple[str, str], str] = field(default_factory=dict)
    _builtin: RuleSet | None = None

    @property
    def builtin(self) -> RuleSet:
        """The built-in rules."""
        if self._builtin is None:
            self._builtin = load_rules(known_elements=self.taxonomy.is_known)
        return self._builtin

    def once(self, kind: str, what: str, place: Place, mistakes: Mistakes) -> bool:
        """True at the first time; at the next one a mistake that says where it stands already."""
        here = f"{mistakes.path}:{mistakes.line(place)}"
        first = self._standing.setdefault((kind, what), here)
        if first is here:
            return True
        mistakes.add(place, f"the {kind} {what} stands in {first} already; keep one")
        return False

    def near(self, wanted: str) -> str:
        """What an unknown element may be meant to be."""
        known = {element.id for element in self.taxonomy} | set(self.elements)
        close = get_close_matches(wanted, sorted(known), n=3, cutoff=0.5)
        return f"did you mean {' or '.join(close)}?" if close else "docs/elements.md lists those that exist"

    def knows(self, element: str, place: Place, mistakes: Mistakes) -> bool:
        """True for an element; else a mistake."""
        if self.taxonomy.get(element) is not None:
            return True
        is_group = self.taxonomy.is_known(element)
        what = "is a group of elements; name one of them" if is_group else f"is no element; {self.near(element)}"
        mistakes.add(place, f"{element} {what}")
        return False

    def covered(self, element: str, place: Place, mistakes: Mistakes) -> frozenset[str]:
        """The elements at or below an element or group, all for `*`; empty for an unknown one, which is a mistake."""
        if element == ANY:
            return frozenset(one.id for one in self.taxonomy)
        if not (found := self.taxonomy.covers(element)):
            mistakes.add(place, f"{element} is no element; {self.near(element)}")
        return found

    def add(self, entry: Rule | Dictionary, context: Iterable[str], place: Place, mistakes: Mistakes) -> None:
        """Take in a rule that stands at a place; words of its context support its element."""
        self.entries[entry.id] = entry
        self.places[entry.id] = (mistakes, place)
        self.weak += weak_names(entry.element, context, CONTEXT)

    def check_together(self) -> None:
        """Note the patterns that multiply each other's states: by themselves all of them fit."""
        patterns = {entry.id: entry.pattern for entry in self.entries.values() if isinstance(entry, Rule)}
        for id_ in multiplied(patterns) if patterns else ():
            if id_ in self.places:
                mistakes, place = self.places[id_]
                mistakes.add(
                    (*place, "pattern"),
                    f"{named((*place, 'pattern'))} multiplies the states of the others, so that all together need more "
                    f"than {MAX_TOGETHER:,}; write what stands between the repetitions at both ends, with `inside: true`",
                )
