"""The part of the store protocol that keeps lineage; `InventoryStore` includes it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from gazetteer.inventory.flows import Claims, DatasetEdge, Flow, FlowClaim, FlowQuery, NodeKind, NodeRecord, ProblemRecord
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.queries import Page, PageRequest


class End(StrEnum):
    """Which end of a flow is asked about."""

    ORIGIN = "ORIGIN"
    TARGET = "TARGET"


class LineageStore(Protocol):
    """Claims, nodes that no scan describes, and policies. Replaying a write changes nothing."""

    async def put_claims(self, claims: Sequence[FlowClaim]) -> tuple[str, ...]:
        """Insert claims; one that is there already is merged (see `merged_claim`).

        The answer is the ids of those that are news: that were not there, or said otherwise whether values arrive.
        """
        ...

    async def replace_claims(self, scope: str, claims: Sequence[FlowClaim]) -> tuple[FlowClaim, ...]:
        """Put the claims of a scope and take back all others of it; the answer is what was taken back.

        Raises:
            ValueError: if a claim has another scope.
        """
        ...

    async def claims_at(
        self, end: End, ids: Sequence[str], limit: int, include_indirect: bool = True, after: str | None = None
    ) -> Claims:
        """At most `limit` claims, by id, whose end is one of these nodes; `after` a claim id goes on behind it."""
        ...

    async def dataset_edges_at(self, end: End, ids: Sequence[str], include_indirect: bool = True) -> tuple[DatasetEdge, ...]:
        """The edges between datasets (or nodes without one) that begin or end at these, counted; none from one to itself."""
        ...

    async def page_flows(self, query: FlowQuery, page: PageRequest) -> Page[Flow]:
        """Flows of which a claim matches, each with all of its claims, by flow id."""
        ...

    async def count_flows(self, query: FlowQuery) -> int:
        """How many flows have a claim that matches."""
        ...

    async def flows_by_id(self, ids: Sequence[str]) -> dict[str, Flow]:
        """The flows of these ids; unknown ids are absent."""
        ...

    async def put_nodes(self, nodes: Sequence[NodeRecord]) -> None:
        """Insert nodes; one that is there already is merged (see `merged_node`)."""
        ...

    async def nodes_by_id(self, ids: Sequence[str]) -> dict[str, NodeRecord]:
        """The nodes of these ids; unknown ids are absent."""
        ...

    async def nodes_of_kind(self, kind: NodeKind) -> tuple[NodeRecord, ...]:
        """All nodes of a kind, by key."""
        ...

    async def delete_nodes(self, ids: Sequence[str]) -> None:
        """Forget nodes; unknown ids are nothing to do."""
        ...

    async def replace_problems(self, scope: str, problems: Sequence[ProblemRecord]) -> None:
        """Keep these problems of a scope in place of its earlier ones.

        Raises:
            ValueError: if a problem has another scope.
        """
        ...

    async def problems(self, dataset_ids: Sequence[str] | None = None) -> tuple[ProblemRecord, ...]:
        """All problems, by scope and place; only those of these datasets ("" is: of none), if any are given."""
        ...

    async def put_policy(self, policy: PolicyRecord) -> None:
        """Make this the policy's current version; earlier versions are kept, the same version again replaces itself."""
        ...

    async def policies(self) -> tuple[PolicyRecord, ...]:
        """The current version of every policy, by key."""
        ...

    async def policy_versions(self, key: str) -> tuple[PolicyRecord, ...]:
        """All versions of a policy, the one imported last first; empty for an unknown key."""
        ...
