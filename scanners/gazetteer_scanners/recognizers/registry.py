"""Collects all recognizers: built-in ones by walking this folder's topics, others by entry point, none by a list.

A recognizer module holds `RULES`, a tuple of `Rule` and `Dictionary`, whose ids are the module's name or begin with it
and a dot. Third parties name such a module in the entry point group `gazetteer.recognizers`.
"""

import json
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from gazetteer_scanners import recognizers
from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.plugging import plug_ins
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.recognizers.words import digest_of

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINT_GROUP = "gazetteer.recognizers"
CODE_VERSION = "1"
"""Raised by hand whenever code (a checksum, a parser, a matcher's way of counting) decides differently than before."""

_TEXT_ONLY = frozenset({"source", "hits", "misses", "inside_hits", "examples"})


@dataclass(frozen=True, slots=True)
class FailedRecognizer:
    """A third-party recognizer that did not load: its entry point's name and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules and dictionaries, each sorted by id.

    Attributes:
        rules: those for every row of a column.
        sampled: those for samples of it alone.
        failed: third-party recognizers that did not load, sorted by name; to be shown, never silently missing.
        version: `sha256:` + hash over everything that decides what matches.
    """

    rules: tuple[Rule, ...]
    sampled: tuple[Rule, ...]
    dictionaries: tuple[Dictionary, ...]
    failed: tuple[FailedRecognizer, ...]
    version: str

    def rule(self, rule_id: str) -> Rule | Dictionary:
        """The rule or dictionary with this id.

        Raises:
            KeyError: there is none.
        """
        return {entry.id: entry for entry in self.entries}[rule_id]

    @property
    def entries(self) -> tuple[Rule | Dictionary, ...]:
        """Rules, those for samples, then dictionaries."""
        return (*self.rules, *self.sampled, *self.dictionaries)

    @property
    def for_samples(self) -> "RuleSet":
        """The sampled rules as a set of their own, whose matcher runs them over all that it is given.

        Of samples only counts tell: births and regions of a few values would stand for those of all.
        """
        return rule_set(replace(rule, sampled=False, birth=None, region=None, age=None) for rule in self.sampled)

    @property
    def elements(self) -> frozenset[str]:
        """The taxonomy elements that some rule or dictionary speaks for."""
        return frozenset(entry.element for entry in self.entries if entry.element)


def load_rules(
    extra_modules: Iterable[ModuleType] = (),
    known_elements: Collection[str] | Callable[[str], bool] | None = None,
) -> RuleSet:
    """Built-in recognizers, those of entry points, and those of `extra_modules`.

    Args:
        extra_modules: further recognizer modules.
        known_elements: the taxonomy's ids, or a function that says whether an id is one; None checks nothing.

    Raises:
        RuleError: a built-in or extra module is malformed, two rules share an id, or an element is unknown. What an
            entry point does wrong stands in `failed` instead.
    """
    entries: dict[str, Rule | Dictionary] = {}
    for module in (*_built_in_modules(), *extra_modules):
        _add(entries, _rules_of(module), module.__name__, known_elements)
    failed = []
    for point in sorted(plug_ins(ENTRY_POINT_GROUP), key=lambda p: (p.name, p.value)):
        problem = _add_plug_in(entries, point, known_elements)
        if problem:
            failed.append(FailedRecognizer(point.name, problem))
    return _rule_set(entries.values(), tuple(failed))


def rule_set(entries: Iterable[Rule | Dictionary]) -> RuleSet:
    """A rule set of exactly these entries, for tests and for users who want fewer.

    Raises:
        RuleError: two of them share an id.
    """
    by_id: dict[str, Rule | Dictionary] = {}
    _add(by_id, tuple(entries), "the given rules", None)
    return _rule_set(by_id.values(), ())


def revised(rules: RuleSet, entries: Iterable[Rule | Dictionary]) -> RuleSet:
    """A rule set of these entries instead, with what failed to load in the first one.

    Raises:
        RuleError: two of them share an id.
    """
    return replace(rule_set(entries), failed=rules.failed)


def _rule_set(entries: Iterable[Rule | Dictionary], failed: tuple[FailedRecognizer, ...]) -> RuleSet:
    ordered = sorted(entries, key=lambda entry: entry.id)
    return RuleSet(
        rules=tuple(entry for entry in ordered if isinstance(entry, Rule) and not entry.sampled),
        sampled=tuple(entry for entry in ordered if isinstance(entry, Rule) and entry.sampled),
        dictionaries=tuple(entry for entry in ordered if isinstance(entry, Dictionary)),
        failed=failed,
        version=_version(ordered),
    )


def _built_in_modules() -> Iterator[ModuleType]:
    """Modules of the topic folders; what stands beside the folders (this file) is machinery."""
    for topic in pkgutil.iter_modules(recognizers.__path__, f"{recognizers.__name__}."):
        if topic.ispkg:
            package = import_module(topic.name)
            for info in pkgutil.iter_modules(package.__path__, f"{topic.name}."):
                yield import_module(info.name)


def _rules_of(module: ModuleType) -> tuple[Rule | Dictionary, ...]:
    entries = getattr(module, "RULES", None)
    if not isinstance(entries, tuple) or not all(isinstance(entry, Rule | Dictionary) for entry in entries):
        raise RuleError(f"The recognizer {module.__name__} needs RULES, a tuple of Rule and Dictionary.")
    stem = module.__name__.rpartition(".")[2]
    for entry in entries:
        if entry.id != stem and not entry.id.startswith(f"{stem}."):
            raise RuleError(f"The recognizer {module.__name__} holds the id {entry.id}: it must be {stem} or {stem}.<variant>.")
    return entries


def _add(
    entries: dict[str, Rule | Dictionary],
    new: tuple[Rule | Dictionary, ...],
    origin: str,
    known_elements: Collection[str] | Callable[[str], bool] | None,
) -> None:
    """Adds all of `new` or, on an error, nothing."""
    added: dict[str, Rule | Dictionary] = {}
    for entry in new:
        if entry.id in entries or entry.id in added:
            raise RuleError(f"Two recognizers share the id {entry.id}; the second is in {origin}. Rename one of them.")
        if entry.element and known_elements is not None and not _is_known(entry.element, known_elements):
            raise RuleError(
                f"The recognizer {entry.id} in {origin} speaks for the element {entry.element}, which is not in the "
                "taxonomy. Correct it, or add the element by an element file."
            )
        added[entry.id] = entry
    entries.update(added)


def _is_known(element: str, known: Collection[str] | Callable[[str], bool]) -> bool:
    return known(element) if callable(known) else element in known


def _add_plug_in(
    entries: dict[str, Rule | Dictionary],
    point: "EntryPoint",
    known_elements: Collection[str] | Callable[[str], bool] | None,
) -> str:
    """Adds the plug-in's rules; the reason if it did not load, else an empty string."""
    try:
        module = point.load()
        if not isinstance(module, ModuleType):
            return f"The entry point {point.value} is no module."
        _add(entries, _rules_of(module), point.value, known_elements)
    except RuleError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - a stranger's module may raise anything; it is shown as failed
        return f"Importing {point.value} raised {type(error).__name__}."
    return ""


def _version(entries: Iterable[Rule | Dictionary]) -> str:
    digest = sha256(json.dumps([CODE_VERSION, [deciding_facts(entry) for entry in entries]]).encode())
    return f"sha256:{digest.hexdigest()}"


def deciding_facts(entry: Rule | Dictionary) -> dict[str, object]:
    """All that decides: examples and sources do not; of a function its name counts, and CODE_VERSION for its body."""
    facts: dict[str, object] = {"type": type(entry).__name__}
    for item in fields(entry):
        value = getattr(entry, item.name)
        if item.name in _TEXT_ONLY:
            continue
        if isinstance(value, Set):
            value = digest_of(value)
        elif callable(value):
            value = f"{value.__module__}.{value.__qualname__}"
        facts[item.name] = value
    return facts
