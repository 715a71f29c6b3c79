"""What a configuration says of its sources and of flows reaches the inventory with a scan."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from gazetteer.inventory.flows import Answer, Declared, Flow, FlowQuery, Mechanism, NodeKind, NodeRecord
from gazetteer.inventory.opening import open_inventory
from gazetteer.inventory.queries import DatasetQuery, PageRequest
from gazetteer.inventory.records import DatasetRecord
from gazetteer.inventory.store import InventoryStore
from tests.cli.conftest import Run

T = TypeVar("T")

SOURCE = """\
sources:
  - name: crm
    url: crm.sqlite
    system: shop
    owner: team@example.org
    subjects: [customer]
    activities: [saleforte/order_management]
    datasets:
      "ord*": {owner: sales@example.org, subjects: []}
"""
FLOWS = """\
flows:
  - from: {source: crm, dataset: users, field: email}
    to: {recipient: saleforte/alipay}
    mechanism: embedded_sdk
    separate_consent: false
    crosses_border: true
    job: nightly
  - {from: {source: crm}, to: {recipient: CM.com N.V.}, elements: [comm.text]}
  - {from: {origin: login_house}, to: {system: shop}}
"""


@pytest.fixture
def ask(inventory: Path) -> Callable[[Callable[[InventoryStore], Awaitable[T]]], T]:
    """Asks the default inventory."""

    def run_in(question: Callable[[InventoryStore], Awaitable[T]]) -> T:
        async def asked() -> T:
            store = await open_inventory(f"sqlite:///{inventory}")
            try:
                return await question(store)
            finally:
                await store.close()

        return asyncio.run(asked())

    return run_in


async def _datasets(store: InventoryStore) -> dict[str, DatasetRecord]:
    page = await store.page_datasets(DatasetQuery(), PageRequest(100))
    return {record.name: record for record in page.items}


async def _flows(store: InventoryStore) -> list[Flow]:
    flows = (await store.page_flows(FlowQuery(scopes=("config:gazetteer.yaml",)), PageRequest(100))).items
    return sorted(flows, key=lambda flow: flow.claims[-1].proof)


def _configure(room: Path, *texts: str) -> None:
    (room / "gazetteer.yaml").write_text("".join(texts))


def test_assignments_come_with_a_scan_and_go_with_the_file(
    run: Run, crm: Path, ask: Callable[..., dict[str, DatasetRecord]]
) -> None:
    _configure(crm.parent, SOURCE)
    assert run("scan").exit_code == 0
    users, orders = (ask(_datasets)[name] for name in ("users", "orders"))
    assert (users.system, users.owner, users.subjects, users.activities) == (
        "shop",
        "team@example.org",
        ("customer",),
        ("saleforte/order_management",),
    )
    assert (orders.system, orders.owner, orders.subjects) == ("shop", "sales@example.org", ())
    assert run("scan", "crm", "-c", "gazetteer.yaml").exit_code == 0
    assert ask(_datasets)["users"].owner == "team@example.org"
    _configure(crm.parent, "sources:\n  - {name: crm, url: crm.sqlite}\n")
    assert run("scan").exit_code == 0
    assert ask(_datasets)["users"].owner is None


def test_a_system_of_ones_own_is_a_node(run: Run, crm: Path, ask: Callable[..., tuple[NodeRecord, ...]]) -> None:
    _configure(crm.parent, SOURCE)
    assert run("scan").exit_code == 0
    run("policy", "import", "--builtin", "saleforte")
    systems = ask(lambda store: store.nodes_of_kind(NodeKind.SYSTEM))
    assert [(one.key, one.name) for one in systems] == [("saleforte", "Saleforte-AI"), ("shop", "shop")]
    assert run("scan").exit_code == 0
    assert ask(lambda store: store.nodes_of_kind(NodeKind.SYSTEM)) == systems


def test_declared_flows_find_their_ends(run: Run, crm: Path, ask: Callable[..., list[Flow]]) -> None:
    run("policy", "import", "--builtin", "saleforte")
    _configure(crm.parent, SOURCE, FLOWS)
    result = run("scan")
    assert result.exit_code == 0, result.stderr
    assert "Note:" not in result.stderr
    email, chat, login = (flow.claims[0] for flow in ask(_flows))
    assert (email.origin.kind, email.target.kind, chat.origin.kind) == (
        NodeKind.FIELD,
        NodeKind.RECIPIENT,
        NodeKind.SOURCE,
    )
    assert (email.mechanism, email.separate_consent, email.crosses_border, email.job) == (
        Mechanism.EMBEDDED_SDK,
        Answer.NO,
        Answer.YES,
        "nightly",
    )
    assert (email.declared, chat.declared, login.declared) == (
        Declared.UNDECLARED,
        Declared.EXPLICIT,
        Declared.UNKNOWN,
    )
    assert (email.proof, login.origin.kind, login.target.kind) == (
        "declared in gazetteer.yaml:11",
        NodeKind.ORIGIN,
        NodeKind.SYSTEM,
    )


def test_flows_that_the_file_no_longer_has_are_taken_back(run: Run, crm: Path, ask: Callable[..., list[Flow]]) -> None:
    _configure(crm.parent, SOURCE, FLOWS)
    assert run("scan").exit_code == 0
    assert len(ask(_flows)) == 3
    _configure(crm.parent, SOURCE)
    assert run("scan").exit_code == 0
    assert ask(_flows) == []


def test_what_is_not_found_is_told_with_its_line_and_kept_as_a_placeholder(
    run: Run, crm: Path, ask: Callable[..., list[Flow]]
) -> None:
    _configure(crm.parent, SOURCE, "flows:\n  - {from: {source: nowhere, dataset: t}, to: {source: crm, dataset: users}}\n")
    result = run("scan")
    assert result.exit_code == 0
    assert "Note: gazetteer.yaml:11: no source is known as nowhere" in result.stderr
    (flow,) = ask(_flows)
    assert (flow.origin.kind, flow.target.kind) == (NodeKind.PLACEHOLDER, NodeKind.DATASET)


def test_aliases_hold_from_the_scan_on(run: Run, crm: Path, ask: Callable[..., tuple[NodeRecord, ...]]) -> None:
    run("policy", "import", "--builtin", "saleforte", "--builtin", "sendcloud")
    _configure(crm.parent, SOURCE, "aliases:\n  alipay: [saleforte/alipay, sendcloud/alipay]\n")
    assert run("scan").exit_code == 0
    recipients = ask(lambda store: store.nodes_of_kind(NodeKind.RECIPIENT))
    assert len(recipients) == 18
    assert recipients[0].aliases == ("saleforte/alipay", "sendcloud/alipay")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "saleforte/order_management",
            "saleforte/order_managment",
            "the source crm: saleforte/order_managment is not among the activities of the policy saleforte; did you mean ",
        ),
        (
            "saleforte/alipay",
            "saleforte/alipey",
            "gazetteer.yaml:11: saleforte/alipey is not among the recipients of the policy saleforte; did you mean alipay",
        ),
        ("comm.text", "comm.txt", "gazetteer.yaml:17: comm.txt is no element; did you mean comm.text"),
    ],
)
def test_what_contradicts_the_inventory_is_2_before_anything_is_scanned(
    run: Run, crm: Path, ask: Callable[..., dict[str, DatasetRecord]], before: str, after: str, message: str
) -> None:
    run("policy", "import", "--builtin", "saleforte")
    _configure(crm.parent, (SOURCE + FLOWS).replace(before, after))
    result = run("scan")
    assert result.exit_code == 2
    assert f"Error: {message}" in result.stderr
    assert ask(_datasets) == {}


def test_what_is_assigned_to_a_dataset_is_answered(run: Run, crm: Path, inventory: Path) -> None:
    from aiohttp.test_utils import TestClient, TestServer

    from gazetteer.api.app import build_app
    from gazetteer.api.settings import ServerSettings
    from gazetteer_scanners.taxonomy import load_taxonomy

    _configure(crm.parent, SOURCE)
    assert run("policy", "import", "--builtin", "saleforte").exit_code == 0
    assert run("scan").exit_code == 0
    query = "{ datasets { edges { node { name owner subjects system { key } activities { key } } } } }"

    async def answered() -> dict[str, object]:
        store = await open_inventory(f"sqlite:///{inventory}")
        async with TestClient(TestServer(build_app(store, load_taxonomy(), ServerSettings()))) as client:
            response = await client.post("/graphql", json={"query": query})
            answer = await response.json()
        await store.close()
        return {edge["node"].pop("name"): edge["node"] for edge in answer["data"]["datasets"]["edges"]}

    assert asyncio.run(answered()) == {
        "users": {
            "owner": "team@example.org",
            "subjects": ["customer"],
            "system": {"key": "shop"},
            "activities": [{"key": "saleforte/order_management"}],
        },
        "orders": {
            "owner": "sales@example.org",
            "subjects": [],
            "system": {"key": "shop"},
            "activities": [{"key": "saleforte/order_management"}],
        },
    }
