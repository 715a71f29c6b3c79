"""Policies as lineage: every recipient and origin is a node, every disclosure a claim."""

from collections.abc import Callable
from datetime import UTC, datetime

from gazetteer.governance.policies.claims import policy_claims, policy_nodes
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.naming import Aliases, aliases_of
from gazetteer.inventory.flows import Answer, Declared, FlowClaim, FlowHow, Mechanism, NodeKind, NodeRecord, node_id
from tests.governance.policies.conftest import SMALL, builtin
from tests.governance.policies.test_builtin import ORIGINS, RECIPIENTS

NOW = datetime(2026, 1, 2, tzinfo=UTC)
ALIPAY = Aliases({(NodeKind.RECIPIENT, f"{key}/alipay"): "alipay" for key in RECIPIENTS})

EDGES: dict[str, list[tuple[str, str, str | None]]] = {
    "saleforte": [
        ("saleforte/login_provider", "saleforte", "third_party_login"),
        ("saleforte/ecommerce_platforms", "saleforte", "store_marketing"),
        ("saleforte", "saleforte/cm_com", "chat_instagram"),
        ("saleforte", "saleforte/ycloud", "chat_whatsapp"),
        ("saleforte", "saleforte/rongcloud", "chat_realtime"),
        ("saleforte", "saleforte/alipay", "order_payment"),
        ("saleforte", "saleforte/wechat_pay", "order_payment"),
        ("saleforte", "saleforte/huawei_pay", "order_payment"),
        ("saleforte", "saleforte/goods_service_providers", "fulfilment_sharing"),
        ("saleforte", "saleforte/affiliates", "affiliate_collaboration"),
        ("saleforte", "saleforte/affiliate_service_providers", "affiliate_collaboration"),
        ("saleforte", "saleforte/couriers", "paper_invoice_delivery"),
        ("saleforte/cm_com", "saleforte/meta_platforms", "chat_instagram"),
        ("saleforte/ycloud", "saleforte/meta_platforms", "chat_whatsapp"),
        ("saleforte", "saleforte/authorities", "legal_disclosure"),
        ("saleforte", "saleforte/authorities", "incident_notices"),
        ("saleforte", "saleforte/successor_entity", "corporate_transfer"),
        ("saleforte", "saleforte/public", "award_publication"),
        ("saleforte", "saleforte/public", "violation_publication"),
    ],
    "sendcloud": [
        ("sendcloud/partners", "sendcloud", "third_party_collection"),
        ("sendcloud/web_pages", "sendcloud", "public_information"),
        ("sendcloud/public_data_providers", "sendcloud", "public_information"),
        ("sendcloud", "sendcloud/sending_partners", "email_delivery"),
        ("sendcloud", "sendcloud/paypal", "order_payment"),
        ("sendcloud", "sendcloud/alipay", "order_payment"),
        ("sendcloud", "sendcloud/banks", "order_payment"),
        ("sendcloud", "sendcloud/customer_itself", None),
    ],
}


def _nodes(policy: Policy, aliases: Aliases | None = None) -> tuple[NodeRecord, ...]:
    return policy_nodes(policy, aliases or Aliases(), NOW)


def _claims(policy: Policy, aliases: Aliases | None = None) -> dict[tuple[str, str, str | None], FlowClaim]:
    """The claims by the keys of their ends and the activity."""
    keys = {node.id: node.key for node in _nodes(policy, aliases)}
    found = {}
    for claim in policy_claims(policy, aliases or Aliases(), NOW):
        activity = claim.job.removeprefix(f"{policy.key}/") if claim.job else None
        found[keys[claim.origin.id], keys[claim.target.id], activity] = claim
    return found


def test_every_system_recipient_and_origin_is_a_node() -> None:
    for key in EDGES:
        nodes = _nodes(builtin(key))
        assert {(node.kind, node.key) for node in nodes} == {
            (NodeKind.SYSTEM, key),
            *((NodeKind.RECIPIENT, f"{key}/{id_}") for id_ in RECIPIENTS[key]),
            *((NodeKind.ORIGIN, f"{key}/{id_}") for id_ in ORIGINS[key]),
        }
        assert all(node.id == node_id(node.kind, node.key) and node.first_seen == NOW for node in nodes)
    assert next(node.name for node in _nodes(builtin("saleforte"))) == "Saleforte-AI"


def test_every_disclosure_is_a_claim_and_nothing_else_is() -> None:
    for key, edges in EDGES.items():
        claims = _claims(builtin(key))
        assert len(claims) == len(edges)
        assert claims.keys() == set(edges)
        assert {(one.scope, one.how, one.crosses_border) for one in claims.values()} == {
            (f"policy:{key}", FlowHow.DECLARED, Answer.UNKNOWN)
        }
        assert {one.id for one in claims.values()} == {one.id for one in policy_claims(builtin(key), Aliases(), NOW)}


def test_what_a_claim_says() -> None:
    claims = _claims(builtin("saleforte"))
    payment = claims["saleforte", "saleforte/alipay", "order_payment"]
    assert (payment.mechanism, payment.declared, payment.separate_consent) == (
        Mechanism.EMBEDDED_SDK,
        Declared.EXPLICIT,
        Answer.UNKNOWN,
    )
    assert set(payment.elements) == RECIPIENTS["saleforte"]["alipay"][-1]
    assert payment.proof == ("Saleforte-AI V1.0, II.B.4: Alipay, confirm and complete payment; activity II.B.4 Pay an order")
    award = claims["saleforte", "saleforte/public", "award_publication"]
    assert (award.elements, award.separate_consent) == (("activity.participation",), Answer.YES)
    violation = claims["saleforte", "saleforte/public", "violation_publication"]
    assert violation.elements == ("account.user_id", "risk.violation_record")
    law = claims["saleforte", "saleforte/authorities", "legal_disclosure"]
    assert law.elements == ()
    assert law.proof.endswith("; which elements is not stated")
    login = claims["saleforte/login_provider", "saleforte", "third_party_login"]
    assert (login.mechanism, login.declared) == (Mechanism.UNKNOWN, Declared.UNKNOWN)


def test_what_is_implied_stays_implied() -> None:
    implied = {
        (edge[1], one.proof.endswith("; implied, not in the text"))
        for key in EDGES
        for edge, one in _claims(builtin(key)).items()
        if one.declared is Declared.IMPLIED
    }
    assert implied == {
        (f"{key}/{id_}", True) for key, some in RECIPIENTS.items() for id_, one in some.items() if one[1] is Declared.IMPLIED
    }


def test_the_same_company_in_two_policies_is_two_nodes_until_an_alias_says_otherwise() -> None:
    def alipay(aliases: Aliases) -> set[str]:
        return {n.key for key in EDGES for n in _nodes(builtin(key), aliases) if n.name == "Alipay"}

    assert alipay(Aliases()) == {"saleforte/alipay", "sendcloud/alipay"}
    assert alipay(ALIPAY) == {"alipay"}
    nodes = [node for key in EDGES for node in _nodes(builtin(key), ALIPAY) if node.key == "alipay"]
    assert {(node.id, node.aliases) for node in nodes} == {
        (node_id(NodeKind.RECIPIENT, "alipay"), ("saleforte/alipay", "sendcloud/alipay"))
    }
    assert aliases_of(nodes) == ALIPAY
    assert ("saleforte", "alipay", "order_payment") in _claims(builtin("saleforte"), ALIPAY)
    assert ("sendcloud", "alipay", "order_payment") in _claims(builtin("sendcloud"), ALIPAY)


def test_two_recipients_of_one_policy_that_are_one_get_what_either_gets() -> None:
    both = Aliases({(NodeKind.RECIPIENT, f"saleforte/{id_}"): "pay" for id_ in ("alipay", "wechat_pay")})
    elements = _claims(builtin("saleforte"), both)["saleforte", "pay", "order_payment"].elements
    assert {"payment.account.alipay", "payment.account.wechat_pay"} < set(elements)
    loop = Aliases({(NodeKind.RECIPIENT, f"saleforte/{id_}"): "meta" for id_ in ("cm_com", "meta_platforms")})
    claims = _claims(builtin("saleforte"), loop)
    assert ("saleforte", "meta", "chat_instagram") in claims
    assert ("meta", "meta", "chat_instagram") not in claims


def test_countries_say_whether_a_border_is_crossed(read: Callable[..., Policy]) -> None:
    small = SMALL.replace("product: Shop", "product: Shop, country: SG")
    line = '  - {{id: r{0}, name: R, declared: explicit, kind: processor, mechanism: file, purpose: x, section: "1"{1}}}\n'
    more = "recipients:\n" + "".join(
        line.format(place, country) for place, country in enumerate((", country: SG", ", country: CN", ""))
    )
    crossing = {edge[1]: one.crosses_border for edge, one in _claims(read(more, small)).items()}
    assert crossing == {"shop/r0": Answer.NO, "shop/r1": Answer.YES, "shop/r2": Answer.UNKNOWN}
