"""Small claims and nodes for tests: fields are written `dataset.path`, everything else by its id."""

from datetime import datetime

from gazetteer.inventory.flows import Endpoint, FlowClaim, FlowHow, NodeKind, NodeRecord, Transformation, node_id
from tests.inventory.records import START


def field_end(name: str) -> Endpoint:
    """`users.phone` as the field `fld_users.phone` of the dataset `dst_users` of the source `src_crm`."""
    dataset = name.partition(".")[0]
    return Endpoint(f"fld_{name}", NodeKind.FIELD, f"dst_{dataset}", "src_crm")


def dataset_end(name: str) -> Endpoint:
    """`users` as the dataset `dst_users`."""
    return Endpoint(f"dst_{name}", NodeKind.DATASET, f"dst_{name}", "src_crm")


def recipient_end(key: str) -> Endpoint:
    """A recipient by its key."""
    return Endpoint(node_id(NodeKind.RECIPIENT, key), NodeKind.RECIPIENT)


def claim(
    origin: str | Endpoint,
    target: str | Endpoint,
    how: FlowHow = FlowHow.SQL,
    transformation: Transformation = Transformation.IDENTITY,
    scope: str = "sql:src_crm",
    at: datetime = START,
    carries: bool | None = None,
    job: str | None = None,
) -> FlowClaim:
    """A claim between two fields, or between the ends given; only INDIRECT and AGGREGATION carry nothing by themselves."""
    removed = (Transformation.INDIRECT, Transformation.AGGREGATION)
    return FlowClaim(
        scope=scope,
        origin=field_end(origin) if isinstance(origin, str) else origin,
        target=field_end(target) if isinstance(target, str) else target,
        how=how,
        first_seen=at,
        last_seen=at,
        transformation=transformation,
        carries=transformation not in removed if carries is None else carries,
        job=job,
    )


def node(kind: NodeKind, key: str, at: datetime = START, name: str | None = None) -> NodeRecord:
    """A node that no scan describes."""
    return NodeRecord(id=node_id(kind, key), kind=kind, key=key, name=name or key, first_seen=at, last_seen=at)
