"""Elements of the taxonomy, as the schema shows them."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.enums import Level, shown
from gazetteer.api.problems import RequestError
from gazetteer_scanners.taxonomy import Taxonomy

if TYPE_CHECKING:
    from gazetteer.api.types.policy import Activity, Recipient

LazyActivity = Annotated["Activity", strawberry.lazy("gazetteer.api.types.policy")]
LazyRecipient = Annotated["Recipient", strawberry.lazy("gazetteer.api.types.policy")]
Lang = Annotated[str | None, strawberry.argument(description="`en` (default) or `zh`.")]


def pick_label(labels: dict[str, str], lang: str | None) -> str:
    """The label in a language; where the taxonomy has none in Chinese, the English one.

    Raises:
        RequestError: for a language that the taxonomy does not have.
    """
    word = lang or "en"
    if word not in labels:
        raise RequestError(f"lang: there are no labels in {word!r}; use one of {', '.join(sorted(labels))}")
    return labels[word] or labels["en"]


def _label(root: "Element", lang: Lang = "en") -> str:
    return pick_label(root.labels, lang)


def _parent(root: "Element", info: Info) -> "Element | None":
    above = info.context.elements.taxonomy.ancestors(root.id)
    return info.context.elements.element(above[0]) if above else None


def _children(root: "Element", info: Info) -> "list[Element]":
    catalogue = info.context.elements
    return [catalogue.element(id_) for id_ in catalogue.taxonomy.children(root.id)]


async def _field_count(root: "Element", info: Info) -> int:
    return (await info.context.loaders.element_counts()).get(root.id, 0)


async def _activities(root: "Element", info: Info) -> list[LazyActivity]:
    from gazetteer.api.types.policy import is_about, read_book, show_activity

    book = await read_book(info)
    found = book.activities.values()
    return [show_activity(one) for one in found if is_about(one.activity.elements, root.id, info.context.elements)]


async def _recipients(root: "Element", info: Info) -> list[LazyRecipient]:
    from gazetteer.api.types.policy import is_about, read_book, show_recipients

    book = await read_book(info)
    about = [
        id_
        for id_ in book.recipients
        if any(is_about(one.recipient.elements, root.id, info.context.elements) for one in book.disclosures.get(id_, ()))
    ]
    return show_recipients(book, about)


@strawberry.type(
    description="A kind of data, from the taxonomy. A group that only stands above others (`device`) is shown as an element "
    "too. An element that the inventory holds and this server's taxonomy does not has the level UNKNOWN."
)
class Element:
    labels: strawberry.Private[dict[str, str]]
    id: strawberry.ID = strawberry.field(description="The taxonomy's id, such as `device.imei`.")
    label: str = strawberry.field(resolver=_label, description="What people call it; for a group, its id.")
    category: str = strawberry.field(description="The taxonomy's category, such as `contact`; empty for an unknown element.")
    parent: "Element | None" = strawberry.field(resolver=_parent, description="The element or group above; null at the top.")
    children: "list[Element]" = strawberry.field(
        resolver=_children, description="The elements and groups directly below, in the taxonomy's order."
    )
    level: Level = strawberry.field(
        description="The level of a field that holds it, in the default profile; for a group, the highest of its members."
    )
    strict_level: Level = strawberry.field(description="The same in the strict profile, never lower.")
    rules: list[str] = strawberry.field(description="Words for how it is treated, such as `combination_only`.")
    legal_classes: list[str] = strawberry.field(description="Classes of laws and standards, such as `gdpr9` or `pipl28`.")
    field_count: int = strawberry.field(
        resolver=_field_count, description="How many fields it or an element below it is in force in."
    )
    activities: list[LazyActivity] = strawberry.field(
        resolver=_activities, description="Activities of policies that declare it, one above it or one below it."
    )
    recipients: list[LazyRecipient] = strawberry.field(
        resolver=_recipients, description="Recipients to which policies declare, or imply, it, one above it or one below it."
    )


class ElementCatalogue:
    """The taxonomy's elements in the schema's shape, made once each."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        self._made: dict[str, Element] = {}

    def element(self, any_id: str) -> Element:
        """The element, group, or stand-in for an unknown id."""
        if any_id not in self._made:
            element = self._of_row(any_id)
            if not self.taxonomy.is_known(any_id):
                return element  # ids that a client makes up must not pile up
            self._made[any_id] = element
        return self._made[any_id]

    def all(self) -> list[Element]:
        """The taxonomy's own elements, without groups, in its order."""
        return [self.element(element.id) for element in self.taxonomy]

    def _of_row(self, any_id: str) -> Element:
        row = self.taxonomy.get(any_id)
        if row is None:
            return self._of_group(any_id)
        return Element(
            labels={"en": row.label_en, "zh": row.label_zh},
            id=strawberry.ID(row.id),
            category=row.category,
            level=shown(Level, row.level.name),
            strict_level=shown(Level, row.strict_level.name),
            rules=list(row.rules),
            legal_classes=list(row.legal_classes),
        )

    def _of_group(self, any_id: str) -> Element:
        members = sorted((self.taxonomy[id_] for id_ in self.taxonomy.covers(any_id)), key=lambda row: row.id)
        level = max((row.level for row in members), key=lambda level: level.rank, default=None)
        strict = max((row.strict_level for row in members), key=lambda level: level.rank, default=None)
        categories = {row.category for row in members}
        return Element(
            labels={"en": any_id, "zh": any_id},
            id=strawberry.ID(any_id),
            category=categories.pop() if len(categories) == 1 else "",
            level=shown(Level, level.name) if level else Level.UNKNOWN,
            strict_level=shown(Level, strict.name) if strict else Level.UNKNOWN,
            rules=[],
            legal_classes=[],
        )
