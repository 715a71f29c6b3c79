"""What the adapters index beside a claim's document: scalars to filter, walk and group by. Names are columns."""

from datetime import UTC, datetime

from gazetteer.inventory.documents import storable
from gazetteer.inventory.flows import (
    DatasetEdge,
    Endpoint,
    FlowClaim,
    FlowHow,
    NodeKind,
    NodeRecord,
    ProblemRecord,
    Transformation,
)
from gazetteer.inventory.rows import Scalar

CLAIM_COLUMNS = (
    "id",
    "scope",
    "flow",
    "origin",
    "target",
    "origin_dataset",
    "target_dataset",
    "target_kind",
    "how",
    "transformation",
    "is_indirect",
    "declared",
    "separate_consent",
    "crosses_border",
    "pair",
    "first_seen",
    "last_seen",
)
"""The columns of `claim_row`, in order."""

_BLANK = " "


def claim_row(claim: FlowClaim) -> dict[str, Scalar]:
    """A claim's columns.

    `origin_dataset` and `target_dataset` stand for the ends in a graph of datasets: a node without dataset is itself there.
    `pair` is what dataset edges are grouped by, "" where both ends are in one dataset.
    """
    origin, target = dataset_end(claim.origin), dataset_end(claim.target)
    return {
        "id": claim.id,
        "scope": storable(claim.scope),
        "flow": claim.flow_id,
        "origin": claim.origin.id,
        "target": claim.target.id,
        "origin_dataset": origin.id,
        "target_dataset": target.id,
        "target_kind": claim.target.kind.value,
        "how": claim.how.value,
        "transformation": claim.transformation.value,
        "is_indirect": claim.is_indirect,
        "declared": claim.declared.value,
        "separate_consent": claim.separate_consent.value,
        "crosses_border": claim.crosses_border.value,
        "pair": "" if origin.id == target.id else _pair(claim, origin, target),
        "first_seen": _time(claim.first_seen),
        "last_seen": _time(claim.last_seen),
    }


def dataset_end(end: Endpoint) -> Endpoint:
    """The end in a graph of datasets: a field's dataset, or the node itself."""
    if end.kind is NodeKind.FIELD:
        return Endpoint(end.dataset_id, NodeKind.DATASET, end.dataset_id, end.source_id)
    if end.kind is NodeKind.PLACEHOLDER and end.dataset_id:
        return Endpoint(end.dataset_id, NodeKind.PLACEHOLDER, end.dataset_id, end.source_id)
    return end


def edge_of_pair(pair: str, flow_count: int, first_seen: str, last_seen: str) -> DatasetEdge:
    """The edge that a group of claims with one `pair` makes."""
    origin, target, origin_kind, target_kind, how, transformation = pair.split(_BLANK)
    return DatasetEdge(
        origin=origin,
        target=target,
        origin_kind=NodeKind(origin_kind),
        target_kind=NodeKind(target_kind),
        how=FlowHow(how),
        transformation=Transformation(transformation),
        flow_count=flow_count,
        first_seen=datetime.fromisoformat(first_seen),
        last_seen=datetime.fromisoformat(last_seen),
    )


def node_sort_key(node: NodeRecord) -> tuple[str, str]:
    """Nodes by key, then id."""
    return (node.key, node.id)


def problem_sort_key(problem: ProblemRecord) -> tuple[str, str, str]:
    """Problems by scope, place and message."""
    return (problem.scope, problem.where, problem.message)


def _pair(claim: FlowClaim, origin: Endpoint, target: Endpoint) -> str:
    return _BLANK.join((origin.id, target.id, origin.kind, target.kind, claim.how, claim.transformation))


def _time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="microseconds")
