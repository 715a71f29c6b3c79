"""Graphs as walks give them: nodes with their distance, edges with the flows behind them, and why something is missing."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from gazetteer.inventory.flows import Endpoint, Flow, FlowHow, NodeKind, Transformation


class Direction(StrEnum):
    """Which way a walk goes; BOTH goes each way from the start, never back and forth."""

    UPSTREAM = "UPSTREAM"
    DOWNSTREAM = "DOWNSTREAM"
    BOTH = "BOTH"


class Grain(StrEnum):
    """What the nodes of a graph are."""

    FIELD = "FIELD"
    DATASET = "DATASET"
    SYSTEM = "SYSTEM"


class Why(StrEnum):
    """Why an answer is not complete."""

    DEPTH = "DEPTH"
    FAN_OUT = "FAN_OUT"
    DEADLINE = "DEADLINE"
    UNPARSED_SQL = "UNPARSED_SQL"
    UNRESOLVED_NAME = "UNRESOLVED_NAME"
    NOT_SCANNED = "NOT_SCANNED"
    UNASSIGNED = "UNASSIGNED"


CUTS = frozenset({Why.DEPTH, Why.FAN_OUT, Why.DEADLINE})
"""What was left out although the inventory knows it; the others say what the inventory does not know."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that an answer lacks.

    Attributes:
        at: the node to go on from, if there is one.
        count: how many things it is about, if that is known.
    """

    why: Why
    message: str
    at: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a graph, `depth` steps from the nearest start (0 for a start)."""

    end: Endpoint
    depth: int

    @property
    def id(self) -> str:
        """The id of what it stands for."""
        return self.end.id

    @property
    def kind(self) -> NodeKind:
        """What it is."""
        return self.end.kind


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a graph.

    Attributes:
        origin, target: ids of nodes of the graph. They differ from the flow's own ends where a flow of a whole dataset,
            source or system is shown at a field of it.
        carries: whether values arrive.
        elements: those that the flow is declared for; () for whatever the origin holds, or for nobody knows what (`is_open`).
        flow: the flow behind it in a graph of fields; None where many are counted.
    """

    id: str
    origin: str
    target: str
    how: tuple[FlowHow, ...]
    transformation: Transformation
    carries: bool
    first_seen: datetime
    last_seen: datetime
    job: str | None = None
    elements: tuple[str, ...] = ()
    is_open: bool = False
    flow_count: int = 1
    flow: Flow | None = None


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by depth and id, edges by id, and what is missing."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    gaps: tuple[Gap, ...] = field(default=())

    @property
    def is_complete(self) -> bool:
        """True if nothing is missing that the inventory could have answered, and nothing that it was told it lacks."""
        return not self.gaps


def edge_of_flow(flow: Flow, origin: str, target: str) -> Edge:
    """A flow as an edge between two nodes; with several declared claims, all of their elements."""
    if len(flow.claims) == 1:
        claim = flow.claims[0]
        return Edge(
            id=claim.flow_id,
            origin=origin,
            target=target,
            how=(claim.how,),
            transformation=claim.transformation,
            carries=claim.carries,
            first_seen=claim.first_seen,
            last_seen=claim.last_seen,
            job=claim.job,
            elements=tuple(sorted(claim.elements)),
            is_open=claim.is_open,
            flow=flow,
        )
    elements = {element for claim in flow.claims for element in claim.elements}
    return Edge(
        id=flow.id,
        origin=origin,
        target=target,
        how=flow.how,
        transformation=flow.transformation,
        carries=flow.carries,
        first_seen=flow.first_seen,
        last_seen=flow.last_seen,
        job=next((claim.job for claim in flow.claims if claim.job), None),
        elements=tuple(sorted(elements)) if all(claim.elements or claim.is_open for claim in flow.claims) else (),
        is_open=all(claim.is_open for claim in flow.claims),
        flow=flow,
    )
