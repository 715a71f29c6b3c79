"""Statements become claims; placeholders become what was scanned meanwhile."""

from dataclasses import replace
from datetime import timedelta

from gazetteer.inventory.flows import FlowClaim, FlowHow, FlowQuery, NodeKind, Transformation
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import NameBook
from gazetteer.lineage.resolving import Relinked, Resolved, relink, resolve
from gazetteer.lineage.statements import DatasetName, FieldName, FlowStatement, Name, ProblemCode
from tests.lineage.estate import CRM, SHOP, T0, Source, put

USERS = DatasetName("crm", "users")
ELSEWHERE = DatasetName("postgres://new.example.org", "app.public.people")
NEW = Source("new", "postgres", "postgres://new.example.org/app", {"public.people": ("phone",)})


def says(origin: Name, target: Name, day: int = 0) -> FlowStatement:
    """A copy, as dbt would say it."""
    return FlowStatement(
        origin,
        target,
        FlowHow.DBT,
        Transformation.IDENTITY,
        carries=True,
        at=T0 + timedelta(days=day),
        job="copy",
        proof="m.sql",
    )


async def resolved(store: InventoryStore, *statements: FlowStatement, scope: str = "dbt:shop") -> Resolved:
    """The statements resolved by a new book, and kept."""
    answer = await resolve(statements, await NameBook.open(store), scope)
    await store.put_nodes(answer.nodes)
    await store.put_claims(answer.claims)
    return answer


async def kept(store: InventoryStore) -> list[FlowClaim]:
    """All claims, by origin and target."""
    page = await store.page_flows(FlowQuery(), PageRequest(100))
    claims = [claim for flow in page.items for claim in flow.claims]
    return sorted(claims, key=lambda claim: (claim.origin.id, claim.target.id, claim.scope))


async def test_statements_become_claims(estate: InventoryStore) -> None:
    origin, target = FieldName(USERS, "phone"), FieldName(DatasetName("shop", "users"), "phone")
    answer = await resolved(estate, says(origin, target, 2), says(origin, target, 1))
    (claim,) = answer.claims
    assert (claim.origin.id, claim.target.id) == (CRM.field("users", "phone"), SHOP.field("public.users", "phone"))
    assert (claim.scope, claim.how, claim.job, claim.proof) == ("dbt:shop", FlowHow.DBT, "copy", "m.sql")
    assert (claim.first_seen, claim.last_seen) == (T0 + timedelta(days=1), T0 + timedelta(days=2))
    assert (answer.nodes, answer.problems) == ((), ())


async def test_what_stays_where_it_is_is_no_flow(estate: InventoryStore) -> None:
    assert (await resolved(estate, says(USERS, DatasetName("crm", "main.users")))).claims == ()


async def test_placeholders_have_the_times_of_their_statements(estate: InventoryStore) -> None:
    answer = await resolved(estate, says(USERS, ELSEWHERE, 3), says(USERS, ELSEWHERE, 1), says(USERS, ELSEWHERE, 2))
    (node,) = answer.nodes
    assert (node.first_seen, node.last_seen) == (T0 + timedelta(days=1), T0 + timedelta(days=3))
    (problem,) = answer.problems
    assert (problem.code, problem.where) == (ProblemCode.UNRESOLVED_NAME, "postgres://new.example.org:5432")
    assert problem.message == (
        "no source is known as postgres://new.example.org:5432; scan it, or give it to a source under `aliases:`"
    )


async def test_an_ambiguous_name_is_a_problem_of_its_scope(estate: InventoryStore) -> None:
    (problem,) = (await resolved(estate, says(USERS, DatasetName("shop", "orders")))).problems
    assert (problem.where, problem.message) == (
        "dbt:shop",
        "orders fits several: archive.orders, public.orders; the producer must spell it as one of them",
    )


async def test_placeholders_give_way_to_what_is_scanned(estate: InventoryStore) -> None:
    await resolved(estate, says(FieldName(USERS, "phone"), FieldName(ELSEWHERE, "phone")), says(USERS, ELSEWHERE))
    await resolved(estate, says(FieldName(ELSEWHERE, "fax"), FieldName(USERS, "fax")), scope="dbt:other")
    assert await relink(estate, await NameBook.open(estate)) == Relinked()
    await put(estate, NEW, sequence=2)
    assert await relink(estate, await NameBook.open(estate)) == Relinked(3, frozenset({NEW.field("public.people", "phone")}))
    ends = {(claim.origin.id, claim.origin.kind, claim.target.id, claim.target.kind) for claim in await kept(estate)}
    field, dataset, placeholder = NodeKind.FIELD, NodeKind.DATASET, NodeKind.PLACEHOLDER
    assert ends == {
        (CRM.field("users", "phone"), field, NEW.field("public.people", "phone"), field),
        (CRM.dataset("users"), dataset, NEW.dataset("public.people"), dataset),
        (NEW.field("public.people", "fax"), placeholder, CRM.field("users", "fax"), placeholder),
    }
    nodes = await estate.nodes_of_kind(NodeKind.PLACEHOLDER)
    assert {node.id: node.is_resolved for node in nodes} == {
        NEW.field("public.people", "fax"): True,
        CRM.field("users", "fax"): True,
    }
    assert await relink(estate, await NameBook.open(estate)) == Relinked()


async def test_claims_keep_their_words_when_they_move(estate: InventoryStore) -> None:
    (before,) = (await resolved(estate, says(USERS, ELSEWHERE))).claims
    await put(estate, NEW, sequence=2)
    await relink(estate, await NameBook.open(estate))
    (after,) = await kept(estate)
    assert replace(after, target=before.target) == before
    assert (after.target.id, after.target.dataset_id, after.target.source_id) == (
        NEW.dataset("public.people"),
        NEW.dataset("public.people"),
        NEW.id,
    )


async def test_a_field_scanned_later_is_found_by_its_id_even_if_its_name_is_masked(estate: InventoryStore) -> None:
    await resolved(estate, says(FieldName(USERS, "phone"), FieldName(DatasetName("crm", "orders"), "13800138000")))
    await put(estate, Source("crm", "sqlite", CRM.location, {"orders": ("id", "13800138000")}), sequence=2)
    assert await relink(estate, await NameBook.open(estate)) == Relinked(1, frozenset({CRM.field("orders", "13800138000")}))
    (claim,) = await kept(estate)
    assert (claim.target.id, claim.target.kind) == (CRM.field("orders", "13800138000"), NodeKind.FIELD)
    assert await estate.nodes_of_kind(NodeKind.PLACEHOLDER) == ()


async def test_other_claims_of_a_scope_stay_as_they_are(estate: InventoryStore) -> None:
    await resolved(estate, says(USERS, ELSEWHERE), says(USERS, DatasetName("shop", "users")))
    await put(estate, NEW, sequence=2)
    await relink(estate, await NameBook.open(estate))
    assert {claim.target.id for claim in await kept(estate)} == {NEW.dataset("public.people"), SHOP.dataset("public.users")}
