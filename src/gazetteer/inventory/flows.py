"""Lineage as the inventory keeps it: claims that data goes from one node to another, and nodes that no scan describes.

Worked example: a view `contacts` of the source `crm` selects `users.phone`; the scan of `crm` says so, and so does dbt:

    FlowClaim(scope="sql:src_1", origin=users.phone, target=contacts.phone, how=SQL, transformation=IDENTITY, ...)
    FlowClaim(scope="dbt:shop", origin=users.phone, target=contacts.phone, how=DBT, transformation=IDENTITY, ...)

Both have the same `flow_id`: one flow, known in two ways. A producer that no longer says so takes back its claim; the
flow is gone when its last claim is.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

_ID_BYTES = 16
_JOINER = "\x1f"


class NodeKind(StrEnum):
    """What a node of a lineage graph or data map is. GROUP is made while reading and never stored."""

    FIELD = "FIELD"
    DATASET = "DATASET"
    SOURCE = "SOURCE"
    SYSTEM = "SYSTEM"
    RECIPIENT = "RECIPIENT"
    ORIGIN = "ORIGIN"
    JOB = "JOB"
    GROUP = "GROUP"
    PLACEHOLDER = "PLACEHOLDER"


class FlowHow(StrEnum):
    """How a flow is known."""

    DECLARED = "DECLARED"
    OPENLINEAGE = "OPENLINEAGE"
    SQL = "SQL"
    DBT = "DBT"
    KEY = "KEY"
    QUERY_LOG = "QUERY_LOG"
    OVERLAP = "OVERLAP"


class Transformation(StrEnum):
    """What happens to the data on the way; the first known one in this order speaks for a flow with several claims.

    INDIRECT: the origin decides which or in what order rows come (filter, join, sort, group), but no value arrives.
    """

    IDENTITY = "IDENTITY"
    TRANSFORMATION = "TRANSFORMATION"
    ENCRYPTION = "ENCRYPTION"
    HASHING = "HASHING"
    MASKING = "MASKING"
    AGGREGATION = "AGGREGATION"
    INDIRECT = "INDIRECT"
    UNKNOWN = "UNKNOWN"


class Mechanism(StrEnum):
    """How a recipient gets the data; EMBEDDED_SDK may bypass every source."""

    BACKEND_API = "BACKEND_API"
    EMBEDDED_SDK = "EMBEDDED_SDK"
    FILE = "FILE"
    PUBLICATION = "PUBLICATION"
    PLATFORM_REPORT = "PLATFORM_REPORT"
    ON_REQUEST = "ON_REQUEST"
    BUSINESS_TRANSFER = "BUSINESS_TRANSFER"
    UNSPECIFIED = "UNSPECIFIED"
    UNKNOWN = "UNKNOWN"


class Declared(StrEnum):
    """How a policy declares a recipient; IMPLIED (not in its text) never counts as declared."""

    EXPLICIT = "EXPLICIT"
    CATEGORY = "CATEGORY"
    UNSPECIFIED = "UNSPECIFIED"
    IMPLIED = "IMPLIED"
    UNDECLARED = "UNDECLARED"
    UNKNOWN = "UNKNOWN"


class Answer(StrEnum):
    """Yes, no, on request, or not known."""

    YES = "YES"
    NO = "NO"
    ON_REQUEST = "ON_REQUEST"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One end of a flow.

    Attributes:
        id: the id of a field, dataset, source, system, recipient, origin, job or placeholder.
        dataset_id: of a field, its dataset's; of a dataset, its own; else "".
        source_id: of a field, dataset or source, the source's; "" for everything else and where it is not known.
    """

    id: str
    kind: NodeKind
    dataset_id: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class FlowClaim:
    """One producer's statement that data goes from `origin` to `target`. Saying it again changes only `last_seen`.

    Attributes:
        scope: who says so, and what is replaced as one: `sql:<source id>`, `dbt:<project>`, `openlineage:<namespace>/<job>`,
            `policy:<key>`, `config:<file>`, `files:<name>`, `overlap`.
        carries: whether values arrive, so that elements travel: False for INDIRECT and for irreversible aggregation.
        job: the job that moves the data, as its producer names it.
        proof: one sentence with the place where it stands (view, file and line, run, policy section); no values.
        mechanism, declared, separate_consent, crosses_border: of flows to and from organisations; else UNKNOWN.
        elements: ids of the elements that are declared to flow; () where the origin's own ones do, or (`is_open`) nobody says.
        is_directed: False where it is not known which way the data went (overlap without time marks).
        containment: overlap only: the estimated share (0 to 1) of the target's distinct values that the origin has.
        containment_error: its standard error.
    """

    scope: str
    origin: Endpoint
    target: Endpoint
    how: FlowHow
    first_seen: datetime
    last_seen: datetime
    transformation: Transformation = Transformation.UNKNOWN
    carries: bool = True
    job: str | None = None
    proof: str = ""
    mechanism: Mechanism = Mechanism.UNKNOWN
    declared: Declared = Declared.UNKNOWN
    separate_consent: Answer = Answer.UNKNOWN
    crosses_border: Answer = Answer.UNKNOWN
    elements: tuple[str, ...] = ()
    is_directed: bool = True
    containment: float | None = None
    containment_error: float | None = None

    @property
    def is_indirect(self) -> bool:
        """True if no value travels because the origin only steers."""
        return self.transformation is Transformation.INDIRECT

    @property
    def is_open(self) -> bool:
        """True if a policy declares the flow without saying what flows: not everything, but nobody knows what."""
        return self.scope.startswith("policy:") and not self.elements

    @property
    def id(self) -> str:
        """`clm_` + hash of scope, ends, job, how and transformation: saying it again is the same claim."""
        return _hashed("clm", self.scope, self.origin.id, self.target.id, self.job or "", self.how, self.transformation)

    @property
    def flow_id(self) -> str:
        """`flw_` + hash of both ends and whether it is indirect: claims of one flow share it."""
        return flow_id(self.origin.id, self.target.id, self.is_indirect)


@dataclass(frozen=True, slots=True)
class NodeRecord:
    """A node that no scan describes: a system, recipient, origin or job, or a placeholder for what was not scanned.

    Attributes:
        id: `sys_`, `rcp_`, `ogn_`, `job_` or `plh_` and a hash; of a placeholder in a known source, the id that the dataset or
            field will have once it is scanned.
        kind: PLACEHOLDER for a dataset or field that is not in the inventory.
        key: what its producer calls it, unique among nodes of its kind.
        source, dataset: of a placeholder, the namespace or source key, and the dataset's name.
        dataset_id, source_id: as in `Endpoint`.
        is_resolved: False for a placeholder whose source is not known either.
        aliases: further names under which it was declared, sorted.
    """

    id: str
    kind: NodeKind
    key: str
    name: str
    first_seen: datetime
    last_seen: datetime
    source: str | None = None
    dataset: str | None = None
    dataset_id: str = ""
    source_id: str = ""
    country: str | None = None
    owner: str | None = None
    is_resolved: bool = True
    aliases: tuple[str, ...] = ()

    @property
    def endpoint(self) -> Endpoint:
        """The node as an end of a flow."""
        return Endpoint(self.id, self.kind, self.dataset_id, self.source_id)


@dataclass(frozen=True, slots=True)
class ProblemRecord:
    """Something that a producer said and that could not be turned into flows; replaced with the claims of its scope.

    Attributes:
        code: `UNPARSED_SQL`, `UNRESOLVED_NAME`, `UNREADABLE` or `NOT_COMPARABLE`.
        where: the place a person can go to (a view, file and line, an event).
        dataset_id: the dataset that lacks flows because of it, "" if that is not known.
    """

    scope: str
    code: str
    where: str
    message: str
    dataset_id: str = ""


@dataclass(frozen=True, slots=True)
class FlowQuery:
    """A filter over flows: all conditions must hold for one and the same claim. A tuple means any of, None no filter."""

    origin_ids: tuple[str, ...] | None = None
    target_ids: tuple[str, ...] | None = None
    target_kinds: tuple[NodeKind, ...] | None = None
    how: tuple[FlowHow, ...] | None = None
    transformations: tuple[Transformation, ...] | None = None
    declared: tuple[Declared, ...] | None = None
    separate_consent: Answer | None = None
    crosses_border: Answer | None = None
    scopes: tuple[str, ...] | None = None
    dataset_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class DatasetEdge:
    """All flows of one kind between two datasets (or a dataset and a node that has none), counted.

    Attributes:
        origin, target: ids of datasets, or of the nodes themselves.
        flow_count: claims counted once each.
    """

    origin: str
    target: str
    origin_kind: NodeKind
    target_kind: NodeKind
    how: FlowHow
    transformation: Transformation
    flow_count: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims in no particular order; `is_cut` says that there are more than were asked for."""

    items: tuple[FlowClaim, ...]
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Claims of one flow, merged: never empty."""

    claims: tuple[FlowClaim, ...] = field(default=())

    @property
    def id(self) -> str:
        """The claims' `flow_id`."""
        return self.claims[0].flow_id

    @property
    def origin(self) -> Endpoint:
        """Where it begins."""
        return self.claims[0].origin

    @property
    def target(self) -> Endpoint:
        """Where it ends."""
        return self.claims[0].target

    @property
    def how(self) -> tuple[FlowHow, ...]:
        """Each way in which it is known, once, in the enum's order."""
        known = {claim.how for claim in self.claims}
        return tuple(how for how in FlowHow if how in known)

    @property
    def transformation(self) -> Transformation:
        """The one that leaves most of the data as it is."""
        known = {claim.transformation for claim in self.claims}
        return next(transformation for transformation in Transformation if transformation in known)

    @property
    def carries(self) -> bool:
        """True if by any claim values arrive."""
        return any(claim.carries for claim in self.claims)

    @property
    def first_seen(self) -> datetime:
        """The earliest of its claims."""
        return min(claim.first_seen for claim in self.claims)

    @property
    def last_seen(self) -> datetime:
        """The latest of its claims."""
        return max(claim.last_seen for claim in self.claims)


def flow_id(origin_id: str, target_id: str, is_indirect: bool) -> str:
    """`flw_` + 128-bit hash of both ends and whether the flow is indirect."""
    return _hashed("flw", origin_id, target_id, "indirect" if is_indirect else "direct")


def node_id(kind: NodeKind, key: str) -> str:
    """The id of a node that no scan describes, from what its producer calls it."""
    return _hashed(_PREFIXES[kind], key)


_PREFIXES = {
    NodeKind.SYSTEM: "sys",
    NodeKind.RECIPIENT: "rcp",
    NodeKind.ORIGIN: "ogn",
    NodeKind.JOB: "job",
    NodeKind.PLACEHOLDER: "plh",
}


def merged_claim(stored: FlowClaim | None, said: FlowClaim) -> FlowClaim:
    """A claim said again: seen since the earliest and until the latest time; the latest saying has the other words."""
    if stored is None:
        return said
    newest = said if said.last_seen >= stored.last_seen else stored
    return replace(
        newest,
        first_seen=min(stored.first_seen, said.first_seen),
        last_seen=max(stored.last_seen, said.last_seen),
    )


def is_news(stored: FlowClaim | None, merged: FlowClaim) -> bool:
    """True if a claim that was put can change what arrives where."""
    return stored is None or stored.carries != merged.carries


def merged_node(stored: NodeRecord | None, said: NodeRecord) -> NodeRecord:
    """A node said again: as `merged_claim`; aliases are collected."""
    if stored is None:
        return said
    newest = said if said.last_seen >= stored.last_seen else stored
    return replace(
        newest,
        first_seen=min(stored.first_seen, said.first_seen),
        last_seen=max(stored.last_seen, said.last_seen),
        aliases=tuple(sorted({*stored.aliases, *said.aliases})),
    )


def unique_claims(claims: Iterable[FlowClaim]) -> dict[str, FlowClaim]:
    """The claims by id, repeated ones merged."""
    found: dict[str, FlowClaim] = {}
    for claim in claims:
        found[claim.id] = merged_claim(found.get(claim.id), claim)
    return found


def flows_of(claims: Iterable[FlowClaim]) -> list[Flow]:
    """The flows of some claims, in order of first appearance."""
    by_flow: dict[str, list[FlowClaim]] = {}
    for claim in claims:
        by_flow.setdefault(claim.flow_id, []).append(claim)
    return [Flow(tuple(sorted(some, key=lambda claim: claim.id)) if len(some) > 1 else (some[0],)) for some in by_flow.values()]


def _hashed(prefix: str, *parts: str) -> str:
    text = _JOINER.join(parts)
    return f"{prefix}_{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=_ID_BYTES).hexdigest()}"
