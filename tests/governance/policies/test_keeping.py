"""Policies in an inventory: versions, the nodes and flows of the current one, aliases, and how other flows are declared."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.keeping import Imported, current_policies, declare_aliases, import_policy
from gazetteer.governance.policies.reading import read_policy
from gazetteer.inventory.flows import Declared, Endpoint, FlowClaim, FlowHow, FlowQuery, NodeKind, node_id
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.inventory.conftest import open_store as open_store
from tests.inventory.conftest import store as store

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ALIPAY = {"alipay": ("saleforte/alipay", "sendcloud/alipay")}
DATA = {key: read_policy(path, load_taxonomy())[1] for key, path in builtin_policies().items()}
LESS: dict[str, Any] = {"recipients": DATA["sendcloud"]["recipients"][:1]}


async def _import(store: InventoryStore, key: str, days: int = 0, **changed: Any) -> Imported:
    data = {**DATA[key], **changed}
    return await import_policy(store, Policy.model_validate(data), data, NOW + timedelta(days=days))


async def _both(store: InventoryStore) -> None:
    for key in DATA:
        await _import(store, key)


async def _keys(store: InventoryStore, kind: NodeKind) -> list[str]:
    return [node.key for node in await store.nodes_of_kind(kind)]


async def _claims(store: InventoryStore, **query: Any) -> list[FlowClaim]:
    page = await store.page_flows(FlowQuery(**query), PageRequest(500))
    assert not page.has_next
    return [claim for flow in page.items for claim in flow.claims]


async def test_everything_of_both_policies_is_in_the_inventory(store: InventoryStore) -> None:
    await _both(store)
    assert len(await _keys(store, NodeKind.RECIPIENT)) == 19
    assert len(await _keys(store, NodeKind.ORIGIN)) == 5
    assert await _keys(store, NodeKind.SYSTEM) == ["saleforte", "sendcloud"]
    assert len(await _claims(store)) == 27
    assert [policy.key for policy in (await current_policies(store))[0]] == ["saleforte", "sendcloud"]


async def test_the_same_again_changes_nothing(store: InventoryStore) -> None:
    first = await _import(store, "sendcloud")
    before = (await store.policies(), await _claims(store), await store.nodes_of_kind(NodeKind.RECIPIENT))
    again = await _import(store, "sendcloud", days=1)
    assert (first.is_known, again.is_known, again.versions) == (False, True, 1)
    assert again.record == first.record
    assert (await store.policies(), await _claims(store), await store.nodes_of_kind(NodeKind.RECIPIENT)) == before


async def test_a_changed_file_of_the_same_version_is_a_further_version(store: InventoryStore) -> None:
    await _import(store, "sendcloud")
    changed = await _import(store, "sendcloud", days=1, **LESS, origins=[])
    assert (changed.is_known, changed.versions, changed.same_version) == (False, 2, 1)
    assert [one.imported_at.day for one in await store.policy_versions("sendcloud")] == [3, 2]
    assert await _keys(store, NodeKind.RECIPIENT) == ["sendcloud/sending_partners"]
    assert await _keys(store, NodeKind.ORIGIN) == []
    back = await _import(store, "sendcloud", days=2)
    assert (back.is_known, back.versions) == (False, 2)
    assert len(await _keys(store, NodeKind.RECIPIENT)) == 5


async def test_aliases_join_and_part(store: InventoryStore) -> None:
    await _both(store)
    await declare_aliases(store, ALIPAY, NOW + timedelta(hours=1))
    (joined,) = [node for node in await store.nodes_of_kind(NodeKind.RECIPIENT) if "alipay" in node.key]
    assert (joined.key, joined.name, joined.aliases) == ("alipay", "Alipay", ALIPAY["alipay"])
    claims = await _claims(store, target_ids=(joined.id,))
    assert {claim.scope for claim in claims} == {"policy:saleforte", "policy:sendcloud"}
    await _import(store, "saleforte", days=1, not_stated=["more"])
    assert len(await _claims(store, target_ids=(joined.id,))) == 2
    await declare_aliases(store, {}, NOW)
    keys = await _keys(store, NodeKind.RECIPIENT)
    assert len(keys) == 19
    assert [key for key in keys if "alipay" in key] == ["saleforte/alipay", "sendcloud/alipay"]
    assert len(await _claims(store)) == 27


async def test_an_alias_may_come_before_its_policies(store: InventoryStore) -> None:
    await declare_aliases(store, ALIPAY, NOW)
    assert await _keys(store, NodeKind.RECIPIENT) == ["alipay"]
    await _both(store)
    assert len(await _keys(store, NodeKind.RECIPIENT)) == 18
    assert len(await _claims(store, target_ids=(node_id(NodeKind.RECIPIENT, "alipay"),))) == 2


async def test_origins_can_be_one_too(store: InventoryStore) -> None:
    await _both(store)
    await declare_aliases(store, {"open_web": ("sendcloud/web_pages", "sendcloud/public_data_providers")}, NOW)
    assert await _keys(store, NodeKind.ORIGIN) == [
        "open_web",
        "saleforte/ecommerce_platforms",
        "saleforte/login_provider",
        "sendcloud/partners",
    ]
    assert "open_web" not in await _keys(store, NodeKind.RECIPIENT)


def _told(recipient: str, *elements: str) -> FlowClaim:
    target = Endpoint(node_id(NodeKind.RECIPIENT, recipient), NodeKind.RECIPIENT)
    origin = Endpoint("dst_1", NodeKind.DATASET, "dst_1", "src_1")
    return FlowClaim("config:shop", origin, target, FlowHow.DECLARED, NOW, NOW, elements=elements)


async def test_what_others_tell_is_declared_or_not_by_the_current_policies(store: InventoryStore) -> None:
    told = {
        _told("saleforte/alipay", "payment.transaction"): Declared.EXPLICIT,
        _told("saleforte/wechat_pay", "device.imei"): Declared.UNDECLARED,
        _told("stranger"): Declared.UNDECLARED,
    }
    await store.put_claims(list(told))

    async def declared() -> dict[str, Declared]:
        return {
            claim.id: claim.declared for claim in await _claims(store, scopes=("config:shop",)) if claim.scope in "config:shop"
        }

    await _import(store, "sendcloud")
    assert set((await declared()).values()) == {Declared.UNDECLARED}
    await _import(store, "saleforte")
    assert await declared() == {claim.id: word for claim, word in told.items()}
    assert len(await _claims(store, declared=(Declared.UNDECLARED,))) == 2


async def test_a_recipient_that_others_tell_of_stays_when_its_policy_drops_it(store: InventoryStore) -> None:
    await _import(store, "sendcloud")
    await store.put_claims([_told("sendcloud/paypal", "contact.email")])
    await _import(store, "sendcloud", days=1, **LESS)
    assert await _keys(store, NodeKind.RECIPIENT) == ["sendcloud/paypal", "sendcloud/sending_partners"]
