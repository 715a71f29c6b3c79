"""Counts by level, element and facet."""

from collections.abc import Mapping

import strawberry

from gazetteer.api.enums import FacetKey, Level, shown
from gazetteer.api.types.element import ElementCatalogue, Lang, pick_label
from gazetteer_scanners import taxonomy


@strawberry.type(description="How many fields have a level.")
class LevelCount:
    level: Level = strawberry.field(description="The effective level.")
    field_count: int = strawberry.field(description="How many fields have it.")


def _label(root: "ElementCount", lang: Lang = "en") -> str:
    return pick_label(root.labels, lang)


@strawberry.type(description="How many fields an element is in force in.")
class ElementCount:
    labels: strawberry.Private[dict[str, str]]
    id: strawberry.ID = strawberry.field(description="The element's id.")
    label: str = strawberry.field(resolver=_label, description="What people call the element.")
    level: Level = strawberry.field(description="The element's level in the default profile.")
    field_count: int = strawberry.field(description="How many fields it is in force in.")


@strawberry.type(description="One value of a facet.")
class FacetValue:
    value: str = strawberry.field(description="What a filter takes: an element's or source's id, a member of an enum.")
    label: str = strawberry.field(description="What people call it: an element's English label, a source's name, the member.")
    count: int = strawberry.field(description="How many of the list's fields have it.")


@strawberry.type(description="The fields of a list, counted by one property; the list's filter applies, its page does not.")
class Facet:
    key: FacetKey = strawberry.field(description="What is counted by.")
    values: list[FacetValue] = strawberry.field(description="Values that occur, the most frequent first, then by label.")


def show_levels(counts: Mapping[taxonomy.Level, int]) -> list[LevelCount]:
    """The levels that occur, the most severe first."""
    return [
        LevelCount(level=shown(Level, level.name), field_count=counts[level])
        for level in sorted(counts, key=lambda level: level.rank, reverse=True)
        if counts[level]
    ]


def show_element_counts(counts: Mapping[str, int], elements: ElementCatalogue) -> list[ElementCount]:
    """The elements that occur, the most frequent first, then by id."""
    shapes = []
    for id_, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        element = elements.element(id_)
        shapes.append(ElementCount(labels=element.labels, id=element.id, level=element.level, field_count=count))
    return shapes


def show_facet(key: FacetKey, counts: Mapping[str, int], labels: Mapping[str, str]) -> Facet:
    """A facet in the schema's shape; a value without a label is its own."""
    values = [FacetValue(value=value, label=labels.get(value, value), count=count) for value, count in counts.items()]
    return Facet(key=key, values=sorted(values, key=lambda shape: (-shape.count, shape.label, shape.value)))
