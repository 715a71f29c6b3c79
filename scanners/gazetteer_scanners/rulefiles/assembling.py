"""From the models of rule files to elements, rules and dictionaries; every rule is tested on its own examples here."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256

import pyarrow as pa

from gazetteer_scanners.classification.configured import WeakName
from gazetteer_scanners.matching.finder import Finder, is_valid
from gazetteer_scanners.matching.pattern import Pattern
from gazetteer_scanners.matching.text import normalise_one
from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Form, Rule
from gazetteer_scanners.rulefiles.ambiguity import TooLargeError
from gazetteer_scanners.rulefiles.chance import measured_chance
from gazetteer_scanners.rulefiles.checksums import CHECKSUMS, SHARES
from gazetteer_scanners.rulefiles.form import DictionaryForm, ElementForm, NameTable, RecognizerForm
from gazetteer_scanners.rulefiles.runaway import runaway_part
from gazetteer_scanners.rulefiles.sizes import re2_problem, table_problem
from gazetteer_scanners.rulefiles.user_rules import PREFIX, placeholder_forms
from gazetteer_scanners.rulefiles.words import normal_words, shape_of
from gazetteer_scanners.taxonomy import Element, Level, Names, Role
from gazetteer_scanners.taxonomy.reading import camel_names
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

WEAK = 0.4
"""Strength of a weak name: with nothing else it makes a candidate."""
CONTEXT = 0.35
"""Strength of a context word: with nothing else it makes nothing."""
_COMMON = 0.5
"""From this chance on values alone prove nothing."""


def element_of(form: ElementForm) -> Element:
    """The element of the taxonomy."""
    level = Level(form.level)
    return Element(
        id=form.id,
        label_en=form.label,
        label_zh=form.label_zh or "",
        category=form.category,
        parent=form.parent or form.id.rpartition(".")[0] or None,
        role=Role(form.role),
        level=level,
        strict_level=Level(form.strict_level) if form.strict_level else level,
        rules=tuple(sorted(form.rules)),
        detection=("name", "value"),
        names=names_of(form.names),
    )


def names_of(table: NameTable) -> Names:
    """Names as the taxonomy keeps them, sorted; weak ones are kept apart."""
    en = tuple(sorted({name.lower().replace(" ", "_").replace("-", "_") for name in table.en}))
    return Names(en, camel_names(en), tuple(sorted(set(table.zh))), tuple(sorted({name.lower() for name in table.pinyin})))


def weak_names(element: str, names: Iterable[str], strength: float) -> list[WeakName]:
    """Names that support an element."""
    return [WeakName(element, name.lower().replace(" ", "_"), strength) for name in names]


def rule_of(form: RecognizerForm, place: Place, mistakes: Mistakes) -> Rule | None:
    """The rule, tested on its examples; None if it cannot be used, which is noted."""
    known = len(mistakes.found)
    for key, pattern in (("pattern", form.pattern), ("inside_pattern", form.inside_pattern)):
        if pattern is not None:
            is_inside = form.inside and (key == "inside_pattern" or form.inside_pattern is None)
            check_pattern(pattern, (*place, key), mistakes, is_inside=is_inside)
    if form.inside_pattern is not None and not form.inside:
        mistakes.add((*place, "inside_pattern"), f"{named(place)} has an inside_pattern, but not `inside: true`; add it")
    if len(mistakes.found) > known:
        return None
    validate = CHECKSUMS[form.checksum] if form.checksum else None
    chance = form.chance
    if chance is None:
        chance = max(
            measured_chance(form.pattern, validate, form.hits), SHARES.get(form.checksum, 0.1) if form.checksum else 0.0
        )
    rule = Rule(
        id=f"{PREFIX}{form.id}",
        element=form.element,
        pattern=form.pattern,
        source=form.source or mistakes.path,
        hits=form.hits,
        misses=form.misses,
        form=Form(form.form),
        inside=form.inside,
        inside_pattern=form.inside_pattern,
        boundary=Boundary(form.boundary),
        validate=validate,
        has_checksum=validate is not None,
        chance=chance,
        needs_name=chance >= _COMMON if form.needs_name is None else form.needs_name,
        placeholders=placeholder_forms(map(normalise_one, form.placeholders)),
        context=tuple(sorted(form.context)),
    )
    _try_rule(rule, place, mistakes)
    return rule


def check_pattern(pattern: str, place: Place, mistakes: Mistakes, *, is_inside: bool) -> None:
    """Note what keeps a pattern from being compiled, or may make a search run away."""
    problem = table_problem(pattern, is_inside=is_inside) or re2_problem(pattern)
    if problem is not None:
        mistakes.add(place, f"{named(place)} {problem}")
        return
    try:
        part = runaway_part(pattern)
    except TooLargeError:
        part = None  # the tables take it, and they never run away
    if part is not None:
        mistakes.add(place, f"{named(place)} could run away: {part}")


def dictionary_of(form: DictionaryForm, words: Sequence[str], place: Place, mistakes: Mistakes) -> Dictionary:
    """The dictionary, tested on its examples."""
    normal = normal_words(words)
    entry = Dictionary(
        id=f"{PREFIX}{form.id}",
        element=form.element,
        words=normal,
        source=form.source or mistakes.path,
        examples=form.hits,
        misses=form.misses,
        pattern=shape_of(normal),
        chance=form.chance,
        needs_name=form.needs_name,
        context=tuple(sorted(form.context)),
    )
    _test(form.hits, form.misses, lambda text: text.lower() in normal, place, mistakes)
    return entry


def value_entries(kind: str, element: str, values: Sequence[str], pattern: str | None, source: str) -> list[Rule | Dictionary]:
    """Rules for values that always count for an element, or never; their ids tell what they hold, whatever the order."""
    found: list[Rule | Dictionary] = []
    normal = normal_words(values)
    if normal:
        id_ = f"{PREFIX}{kind}.{_digest(element, *sorted(normal))}"
        found.append(Dictionary(id_, element, normal, source, (), (), shape_of(normal)))
    if pattern is not None:
        found.append(Rule(f"{PREFIX}{kind}.{_digest(element, pattern)}", element, pattern, source, (), ()))
    return found


def _digest(*texts: str) -> str:
    return sha256("\0".join(texts).encode()).hexdigest()[:12]


def _try_rule(rule: Rule, place: Place, mistakes: Mistakes) -> None:
    pattern = Pattern(rule.pattern, is_whole=True)
    finder = Finder(rule) if rule.inside else None

    def matches(text: str) -> bool:
        is_whole = bool(pattern.mask(pa.array([text], pa.string()))[0]) and is_valid(rule, text)
        return is_whole or (finder is not None and finder.has_match(text))

    _test(rule.hits, rule.misses, matches, place, mistakes)


def _test(hits: Sequence[str], misses: Sequence[str], matches: Callable[[str], bool], place: Place, mistakes: Mistakes) -> None:
    for key, texts, wanted in (("hits", hits, True), ("misses", misses, False)):
        for number, text in enumerate(texts):
            if matches(normalise_one(text)) is not wanted:
                what = "does not match; correct the rule or the example" if wanted else "matches; make the rule stricter"
                mistakes.add((*place, key, number), f"{named((*place, key, number))} {what}")
