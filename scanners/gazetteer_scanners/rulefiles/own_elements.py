"""Own elements and names out of rule files: ids that are new, parents that exist, no name in two places."""

from collections.abc import Sequence

from gazetteer_scanners.rulefiles.assembling import WEAK, element_of, names_of, weak_names
from gazetteer_scanners.rulefiles.form import NameTable
from gazetteer_scanners.rulefiles.parts import Parts
from gazetteer_scanners.rulefiles.reading import ReadFile
from gazetteer_scanners.taxonomy import Element, Level, Taxonomy
from gazetteer_scanners.taxonomy.vocabulary import RULE_FAMILIES, RULE_MEANINGS
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named


def add_elements(parts: Parts, files: Sequence[ReadFile]) -> None:
    """Take in the own elements of all files; they may stand below each other, in whatever order."""
    for file in files:
        for number, form in enumerate(file.content.elements):
            place = ("elements", number, "id")
            if parts.taxonomy.is_known(form.id):
                file.mistakes.add(place, f"{form.id} is an element of the taxonomy already; choose another id")
            elif parts.once("element", form.id, place, file.mistakes):
                parts.elements[form.id] = element_of(form)
                _check_element(parts.elements[form.id], ("elements", number), file.mistakes)
    for file in files:
        for number, form in enumerate(file.content.elements):
            _check_parent(parts, form.id, form.parent, ("elements", number, "parent"), file.mistakes)
    owners = _owners(parts.taxonomy)
    for file in files:
        for number, form in enumerate(file.content.elements):
            take_names(parts, form.id, form.names, ("elements", number, "names"), file.mistakes, owners)
    parts.taxonomy = Taxonomy([*parts.taxonomy, *(parts.elements[id_] for id_ in sorted(parts.elements))])
    for file in files:
        _add_names(parts, file, owners)


def _check_parent(parts: Parts, id_: str, parent: str | None, place: Place, mistakes: Mistakes) -> None:
    if parent is not None and not (parts.taxonomy.is_known(parent) or parent in parts.elements):
        mistakes.add(place, f"{parent} is no element; {parts.near(parent)}")
    elif _is_own_ancestor(parts, id_):
        mistakes.add(place, f"{id_} is its own ancestor; name another parent")
        del parts.elements[id_]


def _is_own_ancestor(parts: Parts, id_: str) -> bool:
    seen: set[str] = set()
    above: str | None = id_
    while above in parts.elements and above not in seen:
        seen.add(above)
        above = parts.elements[above].parent
    return above in seen


def _check_element(element: Element, place: Place, mistakes: Mistakes) -> None:
    if element.strict_level.rank < element.level.rank:
        mistakes.add((*place, "strict_level"), f"{element.strict_level} is below the level of {element.id}; raise it")
    for rule in element.rules:
        family, colon, detail = rule.partition(":")
        if rule not in RULE_MEANINGS and not (colon and detail and family in RULE_FAMILIES):
            mistakes.add((*place, "rules"), f"{rule} is no rule word; use one of {', '.join(sorted(RULE_MEANINGS))}")
    if "combination_only" in element.rules and element.level is Level.SENSITIVE:
        mistakes.add((*place, "rules"), f"combination_only contradicts the level SENSITIVE of {element.id}; remove one")


def _add_names(parts: Parts, file: ReadFile, owners: dict[str, str]) -> None:
    """Take in further names of elements, and names that say nothing."""
    names, mistakes = file.content.names, file.mistakes
    for number, form in enumerate(names.add):
        if parts.knows(form.element, ("names", "add", number, "element"), mistakes):
            take_names(parts, form.element, form, ("names", "add", number), mistakes, owners)
            parts.names.setdefault(form.element, []).append(names_of(form))
    for number, name in enumerate(names.ignore):
        if parts.once("ignored name", name.lower(), ("names", "ignore", number), mistakes):
            parts.ignored.add(name.lower())


def take_names(parts: Parts, element: str, table: NameTable, place: Place, mistakes: Mistakes, owners: dict[str, str]) -> None:
    """Note names that stand in two places or belong to another element; weak ones may be shared and are kept at once."""
    for key in ("en", "zh", "pinyin", "weak"):
        for number, name in enumerate(getattr(table, key)):
            here = (*place, key, number)
            plain = _plain(name)
            if not plain:
                mistakes.add(here, f"{named(here)} has no letters; correct it")
                continue
            owner = owners.get(plain) if key != "weak" else None
            if parts.once("name", plain, here, mistakes) and owner is not None and owner != _parent(parts, element):
                text = f"{name} is a name of {owner} already; let the rules speak for that element, or choose another name"
                mistakes.add(here, text)
    parts.weak += weak_names(element, table.weak, WEAK)


def _parent(parts: Parts, element: str) -> str | None:
    return parts.elements[element].parent if element in parts.elements else None


def _plain(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())


def _owners(taxonomy: Taxonomy) -> dict[str, str]:
    """The element of each name; of several elements that share one, some one."""
    return {_plain(name): one.id for one in taxonomy for name in (*one.names.en, *one.names.zh, *one.names.pinyin)}
