"""Dataset edges of all kinds between two nodes, as one edge of a graph."""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer.inventory.flows import DatasetEdge, Endpoint, FlowHow, NodeKind, Transformation, flow_id
from gazetteer.lineage.graph import Edge

_REMOVES = frozenset({Transformation.INDIRECT, Transformation.AGGREGATION})


@dataclass(frozen=True, slots=True)
class EndedEdge:
    """An edge with both ends, of which the store tells ids and kinds."""

    edge: Edge
    origin_end: Endpoint
    target_end: Endpoint


def edges_of_datasets(found: Iterable[DatasetEdge]) -> list[EndedEdge]:
    """One edge for each pair of ends and whether it is indirect, in order of first appearance; flows are counted."""
    groups: dict[tuple[str, str, bool], list[DatasetEdge]] = {}
    for edge in found:
        groups.setdefault((edge.origin, edge.target, edge.transformation is Transformation.INDIRECT), []).append(edge)
    return [_merged(edges, is_indirect) for (_, _, is_indirect), edges in groups.items()]


def _merged(edges: list[DatasetEdge], is_indirect: bool) -> EndedEdge:
    first = edges[0]
    hows = {edge.how for edge in edges}
    transformations = {edge.transformation for edge in edges}
    merged = Edge(
        id=flow_id(first.origin, first.target, is_indirect),
        origin=first.origin,
        target=first.target,
        how=tuple(how for how in FlowHow if how in hows),
        transformation=next(one for one in Transformation if one in transformations),
        carries=bool(transformations - _REMOVES),
        first_seen=min(edge.first_seen for edge in edges),
        last_seen=max(edge.last_seen for edge in edges),
        flow_count=sum(edge.flow_count for edge in edges),
    )
    return EndedEdge(merged, _end(first.origin, first.origin_kind), _end(first.target, first.target_kind))


def _end(id_: str, kind: NodeKind) -> Endpoint:
    return Endpoint(id_, kind, id_ if kind is NodeKind.DATASET else "")
