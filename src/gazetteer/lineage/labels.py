"""What the ends of flows are called: the source's key, dataset and field as they may be shown, read for many at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.inventory.flows import Endpoint, NodeKind
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.matching.masking import MASK


@dataclass(frozen=True, slots=True)
class EndLabel:
    """An end's names; "" where it has none.

    Attributes:
        source: a source's key, a placeholder's namespace; of a system, recipient or origin its kind in lower case.
        dataset: a dataset's name; of a system, recipient or origin its name.
        field: a field's path.
        dataset_id, field_id: the ids, where the names do not lead back to them because a value in them is masked.
    """

    source: str
    dataset: str = ""
    field: str = ""
    dataset_id: str = ""
    field_id: str = ""


async def read_labels(store: InventoryStore, ends: Iterable[Endpoint]) -> dict[str, EndLabel]:
    """Labels by id; an end that neither the inventory nor its nodes know (any more) is absent."""
    by_id = {end.id: end for end in ends}
    ids = sorted(by_id)
    fields = await store.fields_by_id(ids)
    datasets = await store.datasets_by_id(ids)
    sources = await store.sources_by_id([id_ for id_ in ids if by_id[id_].kind is NodeKind.SOURCE])
    nodes = await store.nodes_by_id([id_ for id_ in ids if id_ not in fields and id_ not in datasets and id_ not in sources])
    labels: dict[str, EndLabel] = {}
    for id_, field in fields.items():
        name = field.dataset_name
        labels[id_] = EndLabel(
            field.source_key,
            name,
            field.path_text,
            field.dataset_id if MASK in name else "",
            id_ if MASK in field.path_text else "",
        )
    for id_, dataset in datasets.items():
        labels[id_] = EndLabel(dataset.source_key, dataset.name, "", id_ if MASK in dataset.name else "")
    for id_, source in sources.items():
        labels[id_] = EndLabel(source.key)
    for id_, node in nodes.items():
        if node.kind is not NodeKind.PLACEHOLDER:
            labels[id_] = EndLabel(node.kind.value.lower(), node.name)
        else:
            path = node.name if node.dataset_id != node.id else ""
            labels[id_] = EndLabel(node.source or "", node.dataset or "", path)
    return labels
