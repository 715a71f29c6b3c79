"""Rules, decisions and thresholds out of rule files."""

from dataclasses import replace
from difflib import get_close_matches
from fnmatch import translate
from pathlib import Path
from re import compile as compile_expression

from gazetteer_scanners.classification.configured import ColumnDecision
from gazetteer_scanners.classification.scoring import IN_FORCE
from gazetteer_scanners.rulefiles.assembling import check_pattern, dictionary_of, rule_of, value_entries
from gazetteer_scanners.rulefiles.form import AllowForm, DenyForm, Pair, RuleFile
from gazetteer_scanners.rulefiles.parts import ANY, Parts
from gazetteer_scanners.rulefiles.reading import ReadFile
from gazetteer_scanners.rulefiles.user_rules import AllowedValues, placeholder_forms
from gazetteer_scanners.rulefiles.words import normal_words
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

_RESERVED = ("allow.", "deny.", "presidio.", "samples")


def add_parts(parts: Parts, file: ReadFile) -> None:
    """Take in all of a file but elements and names."""
    content, mistakes = file.content, file.mistakes
    for entity, element in content.entities.items():
        if parts.knows(element, ("entities", entity), mistakes) and parts.once(
            "entity", entity, ("entities", entity), mistakes
        ):
            parts.entities[entity] = element
    _add_rules(parts, file)
    for number, allow in enumerate(content.allow):
        _add_decision(parts, allow, ("allow", number), mistakes)
    for number, deny in enumerate(content.deny):
        _add_decision(parts, deny, ("deny", number), mistakes)
    _add_thresholds(parts, content, mistakes)
    _add_disabled(parts, content, mistakes)


def _add_rules(parts: Parts, file: ReadFile) -> None:
    mistakes = file.mistakes
    for number, form in enumerate(file.content.recognizers):
        place: Place = ("recognizers", number)
        if _may_add(parts, form.id, form.element, place, mistakes):
            rule = rule_of(form, place, mistakes)
            if rule is not None:
                parts.add(rule, form.context, place, mistakes)
    for number, words in enumerate(file.content.dictionaries):
        place = ("dictionaries", number)
        if _may_add(parts, words.id, words.element, place, mistakes) and number in file.words:
            parts.add(dictionary_of(words, file.words[number], place, mistakes), words.context, place, mistakes)


def _may_add(parts: Parts, id_: str, element: str, place: Place, mistakes: Mistakes) -> bool:
    if id_.startswith(_RESERVED):
        mistakes.add((*place, "id"), f"{id_} begins with {id_.partition('.')[0]}, which is taken; choose another id")
    known = parts.knows(element, (*place, "element"), mistakes)
    return parts.once("rule id", id_, (*place, "id"), mistakes) and known and not id_.startswith(_RESERVED)


def _add_decision(parts: Parts, form: AllowForm | DenyForm, place: Place, mistakes: Mistakes) -> None:
    elements = (
        parts.covered(form.element, (*place, "element"), mistakes)
        if isinstance(form, AllowForm)
        else frozenset([form.element] if parts.knows(form.element, (*place, "element"), mistakes) else [])
    )
    if not (form.values or form.pattern or form.columns):
        mistakes.add(place, f"{named(place)} needs values, a pattern or columns; add one")
    if form.pattern is not None:
        known = len(mistakes.found)
        check_pattern(form.pattern, (*place, "pattern"), mistakes, is_inside=False)
        elements = elements if len(mistakes.found) == known else frozenset()
    if elements:
        _add_columns(parts, form, elements, place, mistakes)
        _add_values(parts, form, elements, mistakes)


def _add_columns(parts: Parts, form: AllowForm | DenyForm, elements: frozenset[str], place: Place, mistakes: Mistakes) -> None:
    holds = isinstance(form, DenyForm)
    file = Path(mistakes.path).name
    label = "any element" if form.element == ANY else form.element
    if row := parts.taxonomy.get(form.element):
        label = f"{row.label_en} ({row.id})"
    why = f": {form.reason}" if form.reason else ""
    text = f"{file} says that this field {'holds' if holds else 'does not hold'} {label}{why}".rstrip(".") + "."
    for number, column in enumerate(form.columns):
        where = (column.source.lower(), column.dataset.lower(), column.path.lower())
        here = (*place, "columns", number)
        if where == (ANY,) * 3:
            mistakes.add(here, f"{named(here)} means every column; name a source, dataset or path")
        elif parts.once("decision on a column", f"{form.element} in {'/'.join(where)}", here, mistakes):
            parts.columns.append(ColumnDecision(*where, elements, holds, text))


def _add_values(parts: Parts, form: AllowForm | DenyForm, elements: frozenset[str], mistakes: Mistakes) -> None:
    if isinstance(form, DenyForm):
        for entry in value_entries("deny", form.element, form.values, form.pattern, mistakes.path):
            parts.entries[entry.id] = entry
            parts.certain.add(entry.id)
        return
    rules = value_entries("allow", form.element, form.values, form.pattern, mistakes.path)
    for entry in rules:
        parts.entries[entry.id] = replace(entry, element="")
    if rules:
        placeholders = placeholder_forms(normal_words(form.values))
        parts.allowed.append(AllowedValues(elements, frozenset(entry.id for entry in rules), placeholders))


def _add_thresholds(parts: Parts, content: RuleFile, mistakes: Mistakes) -> None:
    pairs: list[tuple[str, Pair, Place]] = [("", content.thresholds, ("thresholds",))]
    for element, pair in content.thresholds.elements.items():
        place: Place = ("thresholds", "elements", element)
        if parts.covered(element, place, mistakes):
            pairs.append((element, pair, place))
    for element, pair, place in pairs:
        if pair.in_force is None and pair.candidate is None:
            continue
        if (pair.candidate or 0) > (IN_FORCE if pair.in_force is None else pair.in_force):
            mistakes.add(place, f"{named(place)}: candidate is above in_force; lower it")
        elif parts.once("threshold of", element or "all elements", place, mistakes):
            parts.thresholds[element] = (pair.in_force, pair.candidate)


def _add_disabled(parts: Parts, content: RuleFile, mistakes: Mistakes) -> None:
    for number, wanted in enumerate(content.disable.recognizers):
        expression = compile_expression(translate(wanted.replace("[", "[[]")))
        ids = {entry.id for entry in parts.builtin.entries if expression.match(entry.id)}
        if not ids:
            close = get_close_matches(wanted, [entry.id for entry in parts.builtin.entries], n=3, cutoff=0.5)
            near = f"did you mean {' or '.join(close)}?" if close else "`gazetteer recognizers list` shows those that exist"
            mistakes.add(("disable", "recognizers", number), f"{wanted} is no built-in recognizer; {near}")
        parts.disabled_rules |= ids
    for number, element in enumerate(content.disable.elements):
        parts.disabled_elements |= parts.covered(element, ("disable", "elements", number), mistakes)
