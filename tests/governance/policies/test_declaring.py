"""Whether any policy declares what goes to a recipient."""

from datetime import UTC, datetime

import pytest

from gazetteer.governance.policies.claims import policy_claims
from gazetteer.governance.policies.declaring import declared_of, disclosures_of
from gazetteer.governance.policies.naming import Aliases
from gazetteer.inventory.flows import Declared, Endpoint, Flow, FlowClaim, FlowHow, NodeKind, flows_of, node_id
from tests.governance.policies.conftest import builtin

NOW = datetime(2026, 1, 2, tzinfo=UTC)
POLICIES = (builtin("saleforte"), builtin("sendcloud"))
SAID = disclosures_of(POLICIES, Aliases())


def _flow(recipient: str, *elements: str, kind: NodeKind = NodeKind.RECIPIENT) -> Flow:
    claim = FlowClaim(
        "config:flows",
        Endpoint("fld_1", NodeKind.FIELD, "dst_1", "src_1"),
        Endpoint(node_id(kind, recipient), kind),
        FlowHow.DECLARED,
        NOW,
        NOW,
        elements=elements,
    )
    return Flow((claim,))


@pytest.mark.parametrize(
    ("recipient", "elements", "declared"),
    [
        ("saleforte/alipay", ("payment.transaction",), Declared.EXPLICIT),
        ("saleforte/alipay", ("device.imei",), Declared.UNDECLARED),
        ("saleforte/alipay", ("payment.transaction", "device.imei"), Declared.UNDECLARED),
        ("saleforte/alipay", (), Declared.EXPLICIT),
        ("saleforte/goods_service_providers", ("delivery.address",), Declared.CATEGORY),
        ("saleforte/affiliates", ("account.user_id",), Declared.UNSPECIFIED),
        ("saleforte/authorities", ("national_id.cn",), Declared.CATEGORY),
        ("saleforte/couriers", ("delivery.address",), Declared.UNDECLARED),
        ("sendcloud/alipay", ("payment.account.alipay",), Declared.UNDECLARED),
        ("sendcloud/alipay", (), Declared.UNDECLARED),
        ("stranger", ("contact.phone",), Declared.UNDECLARED),
        ("stranger", (), Declared.UNDECLARED),
    ],
)
def test_by_recipient_and_element(recipient: str, elements: tuple[str, ...], declared: Declared) -> None:
    assert declared_of(_flow(recipient, *elements), SAID) is declared


def test_what_travels_can_be_given() -> None:
    flow = _flow("saleforte/alipay")
    assert declared_of(flow, SAID, ["device.imei"]) is Declared.UNDECLARED
    assert declared_of(flow, SAID, ["payment.account.alipay"]) is Declared.EXPLICIT


def test_an_alias_gathers_what_both_policies_declare() -> None:
    aliases = Aliases({(NodeKind.RECIPIENT, f"{key}/alipay"): "alipay" for key in ("saleforte", "sendcloud")})
    said = disclosures_of(POLICIES, aliases)
    assert [one.policy.key for one in said[node_id(NodeKind.RECIPIENT, "alipay")]] == ["saleforte", "sendcloud"]
    assert declared_of(_flow("alipay", "payment.transaction"), said) is Declared.EXPLICIT


def test_a_flow_to_anything_else_is_unknown() -> None:
    assert declared_of(_flow("saleforte", "contact.email", kind=NodeKind.SYSTEM), SAID) is Declared.UNKNOWN


def test_what_a_policy_itself_implies_is_implied_until_somebody_else_says_it() -> None:
    own = {flow.target.id: flow for flow in flows_of(policy_claims(POLICIES[0], Aliases(), NOW))}
    couriers = own[node_id(NodeKind.RECIPIENT, "saleforte/couriers")]
    assert declared_of(couriers, SAID) is Declared.IMPLIED
    measured = _flow("saleforte/couriers", "delivery.address").claims
    assert declared_of(Flow((*couriers.claims, *measured)), SAID) is Declared.UNDECLARED


def test_every_flow_of_a_policy_is_as_declared_as_it_says() -> None:
    for policy in POLICIES:
        for flow in flows_of(policy_claims(policy, Aliases(), NOW)):
            assert declared_of(flow, SAID) is flow.claims[0].declared
