"""Presidio's recognizers taken in: entities become elements, what the file switches off is switched off here."""

from dataclasses import replace
from re import sub

from gazetteer_scanners.matching.presidio_catalogue import PRESIDIO_ELEMENTS
from gazetteer_scanners.rulefiles.assembling import CONTEXT, weak_names
from gazetteer_scanners.rulefiles.parts import Parts
from gazetteer_scanners.rulefiles.presidio_form import FromPresidio, sampled_ids
from gazetteer_scanners.rulefiles.user_rules import PREFIX, SampledPattern
from gazetteer_scanners.taxonomy import Element, Level, Names, Role, Taxonomy
from gazetteer_scanners.yamlfiles.mistakes import Mistakes


class Entities:
    """The elements of Presidio's entities: as a rule file says, as the samples of Presidio's engine count them, by the
    taxonomy's own column, by the element's id in upper case, else an element of their own.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._by_entity = _entities_of(parts.taxonomy) | PRESIDIO_ELEMENTS | parts.entities

    def known(self, entity: str) -> str | None:
        """The element that the entity is; None if none is it."""
        return self._by_entity.get(entity)

    def element_of(self, entity: str) -> str:
        """The element of an entity; one of its own, of level PERSONAL, if the taxonomy has none."""
        if (known := self.known(entity)) is not None:
            return known
        slug = sub(r"[^a-z0-9]+", "_", entity.lower()).strip("_") or "entity"
        id_ = f"custom.{slug}"
        if not self._parts.taxonomy.is_known(id_):
            self._parts.elements.setdefault(id_, _element(id_, entity, slug))
        return id_


def add_foreign(parts: Parts, foreign: FromPresidio, mistakes: Mistakes, entities: Entities) -> None:
    """Take in a file of Presidio's."""
    for entry in (*foreign.rules, *foreign.sampled):
        element = entities.element_of(foreign.entities[entry.id])
        if not parts.once("rule id", entry.id.removeprefix(PREFIX), (), mistakes):
            continue
        if isinstance(entry, SampledPattern):
            parts.sampled.append(replace(entry, element=element))
        else:
            parts.add(replace(entry, element=element), (), foreign.places.get(entry.id, ()), mistakes)
    for entity, words in foreign.context.items():
        parts.weak += weak_names(entities.element_of(entity), words, CONTEXT)
    parts.notes += foreign.notes
    _switch_off(parts, foreign, entities)


def _switch_off(parts: Parts, foreign: FromPresidio, entities: Entities) -> None:
    """Disable Presidio's hits of what the file switches off, and our rules of elements of which it leaves nothing on."""
    parts.disabled_rules |= set(sampled_ids(foreign.off - foreign.on))
    off, on = ({element for entity in some if (element := entities.known(entity))} for some in (foreign.off, foreign.on))
    parts.disabled_rules |= {entry.id for entry in parts.builtin.entries if entry.element in off - on}


def _entities_of(taxonomy: Taxonomy) -> dict[str, str]:
    by_id = {row.id.upper().replace(".", "_"): row.id for row in taxonomy}
    return by_id | {row.presidio_entity: row.id for row in reversed(list(taxonomy)) if row.presidio_entity}


def _element(id_: str, entity: str, slug: str) -> Element:
    return Element(
        id=id_,
        label_en=entity.replace("_", " ").capitalize(),
        label_zh="",
        category="custom",
        parent="custom",
        role=Role.ATTRIBUTE,
        level=Level.PERSONAL,
        strict_level=Level.PERSONAL,
        detection=("name", "value"),
        names=Names((slug,) if len(slug) > 2 else ()),
        presidio_entity=entity,
    )
