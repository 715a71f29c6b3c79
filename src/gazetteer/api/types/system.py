"""Systems: what an organisation runs, with the datasets that are assigned to it."""

from collections import Counter

import strawberry

from gazetteer.api.context import Info
from gazetteer.api.paging import After, First, read_items, read_page
from gazetteer.api.types.counts import ElementCount, show_element_counts
from gazetteer.api.types.dataset import DATASET_CURSOR, DatasetConnection, show_datasets
from gazetteer.api.types.node import Node
from gazetteer.api.types.policy import Activity, read_book, show_activity
from gazetteer.api.types.source import Source, show_source
from gazetteer.inventory.flows import NodeRecord
from gazetteer.inventory.queries import DatasetQuery

_DATASETS_FIRST = 50


async def _sources(root: "System", info: Info) -> list[Source]:
    datasets = await info.context.loaders.system_datasets.load(root.key)
    ids = dict.fromkeys(dataset.source_id for dataset in datasets)
    return [show_source(source) for source in await info.context.loaders.sources.load_many(ids) if source]


async def _datasets(
    root: "System", info: Info, first: First = _DATASETS_FIRST, after: After = strawberry.UNSET
) -> DatasetConnection:
    query = DatasetQuery(systems=(root.key,))
    page = read_page(DATASET_CURSOR, first, after, _DATASETS_FIRST)
    return show_datasets(
        query, page, await read_items(page, lambda asked_: info.context.loaders.dataset_pages.load((query, asked_)))
    )


async def activities_of_system(key: str, info: Info) -> list[Activity]:
    """The activities of the policy whose own system it is, and those that its datasets are assigned to."""
    book = await read_book(info)
    assigned = {one for dataset in await info.context.loaders.system_datasets.load(key) for one in dataset.activities}
    return [show_activity(one) for one in book.activities.values() if one.policy.key == key or one.key in assigned]


async def _activities(root: "System", info: Info) -> list[Activity]:
    return await activities_of_system(root.key, info)


async def _elements(root: "System", info: Info) -> list[ElementCount]:
    counts: Counter[str] = Counter()
    for dataset in await info.context.loaders.system_datasets.load(root.key):
        counts.update(dataset.element_counts)
    return show_element_counts(counts, info.context.elements)


@strawberry.type(
    description="What an organisation runs: the product that a policy speaks of, or a system that the configuration names."
)
class System(Node):
    key: str = strawberry.field(description="Its key: the policy's, or the configuration's.")
    name: str = strawberry.field(description="What it is called.")
    country: str | None = strawberry.field(description="Where it is run, ISO 3166-1; null if nobody says.")
    sources: list[Source] = strawberry.field(resolver=_sources, description="The sources of its datasets, by name.")
    datasets: DatasetConnection = strawberry.field(
        resolver=_datasets, description="The datasets that are assigned to it, by source and name."
    )
    activities: list[Activity] = strawberry.field(
        resolver=_activities, description="The activities of its own policy, and those that its datasets are assigned to."
    )
    elements: list[ElementCount] = strawberry.field(
        resolver=_elements, description="Elements in force in its datasets, the most frequent first."
    )


def show_system(node: NodeRecord) -> System:
    """A system in the schema's shape."""
    return System(id=strawberry.ID(node.id), key=node.key, name=node.name, country=node.country)
