"""The two policies that come with the product say what their texts say."""

import pytest

from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.words import RecipientKind
from gazetteer.inventory.flows import Answer, Declared, Mechanism
from tests.governance.policies.conftest import builtin

K, D, M = RecipientKind, Declared, Mechanism

CHAT = {"account.social_id", "account.profile_name", "account.profile_url", "comm.text", "comm.metadata"}
PAYMENT = {
    "account.masked_info", "payment.transaction", "device.security", "compliance.aml_info", "device.permissions",
    "network.status", "network.wifi_status",
}  # fmt: skip
DELIVERY = {"delivery.recipient_name", "delivery.address"}
AFFILIATE = {"account.user_id", "account.member_number", "profile.tags"}
TRACKING = {
    "log.email_open", "log.email_click", "log.email_unsubscribe", "network.ip", "device.brand", "log.browser_type",
    "device.os",
}  # fmt: skip
BUSINESS = {"org.industry", "org.size", "org.website"}

RECIPIENTS = {
    "saleforte": {
        "cm_com": (K.PROCESSOR, D.EXPLICIT, M.BACKEND_API, "III.B.1", True, CHAT | {"account.type"}),
        "ycloud": (K.PROCESSOR, D.EXPLICIT, M.BACKEND_API, "III.B.2", True, CHAT),
        "rongcloud": (
            K.PROCESSOR, D.EXPLICIT, M.EMBEDDED_SDK, "III.B.3", False,
            {"person.avatar", "person.nickname", "comm.text", "comm.metadata"},
        ),
        "alipay": (
            K.INDEPENDENT_RECIPIENT, D.EXPLICIT, M.EMBEDDED_SDK, "II.B.4", True, PAYMENT | {"payment.account.alipay"},
        ),
        "wechat_pay": (
            K.INDEPENDENT_RECIPIENT, D.EXPLICIT, M.EMBEDDED_SDK, "II.B.4", True, PAYMENT | {"payment.account.wechat_pay"},
        ),
        "huawei_pay": (
            K.INDEPENDENT_RECIPIENT, D.EXPLICIT, M.EMBEDDED_SDK, "II.B.4", True, PAYMENT | {"payment.account.huawei_pay"},
        ),
        "goods_service_providers": (
            K.INDEPENDENT_RECIPIENT, D.CATEGORY, M.UNSPECIFIED, "II.C.4", False,
            DELIVERY | {"contact.person_name", "delivery.time"},
        ),
        "affiliates": (K.AFFILIATE, D.UNSPECIFIED, M.UNSPECIFIED, "II.C.5", True, AFFILIATE),
        "affiliate_service_providers": (K.SUB_RECIPIENT, D.UNSPECIFIED, M.UNSPECIFIED, "II.C.5", True, AFFILIATE),
        "couriers": (
            K.INDEPENDENT_RECIPIENT, D.IMPLIED, M.UNSPECIFIED, "II.B.3(invoice)", False, DELIVERY | {"delivery.phone"},
        ),
        "meta_platforms": (
            K.CHANNEL_OPERATOR, D.IMPLIED, M.UNSPECIFIED, "III.B.1", False, CHAT - {"account.profile_url"},
        ),
        "authorities": (K.PUBLIC_AUTHORITY, D.CATEGORY, M.ON_REQUEST, "III.A.3", True, set()),
        "successor_entity": (K.SUCCESSOR, D.CATEGORY, M.BUSINESS_TRANSFER, "III.C", True, set()),
        "public": (
            K.PUBLIC, D.CATEGORY, M.PUBLICATION, "III.D", False,
            {"activity.participation", "account.user_id", "risk.violation_record"},
        ),
    },
    "sendcloud": {
        "sending_partners": (
            K.SUB_PROCESSOR, D.CATEGORY, M.UNSPECIFIED, "ii", False, {"contact.email", "contact.phone", "comm.email_content"},
        ),
        "paypal": (K.INDEPENDENT_RECIPIENT, D.IMPLIED, M.UNSPECIFIED, "i.3", False, {"payment.account.paypal"}),
        "alipay": (K.INDEPENDENT_RECIPIENT, D.IMPLIED, M.UNSPECIFIED, "i.3", False, {"payment.account.alipay"}),
        "banks": (
            K.INDEPENDENT_RECIPIENT, D.IMPLIED, M.UNSPECIFIED, "i.3", False,
            {"payment.card_number", "payment.remittance_voucher"},
        ),
        "customer_itself": (K.CONTROLLER, D.IMPLIED, M.PLATFORM_REPORT, "ii", False, TRACKING),
    },
}  # fmt: skip

ORIGINS = {
    "saleforte": {
        "login_provider": ("II.B.1(2)", {"person.avatar", "person.nickname", "account.third_party"}),
        "ecommerce_platforms": ("II.C.2", {"store.name", "store.sales"}),
    },
    "sendcloud": {
        "partners": ("iii.1", set()),
        "web_pages": ("iii.2", BUSINESS),
        "public_data_providers": ("iii.2", BUSINESS),
    },
}


def test_there_are_these_two() -> None:
    assert list(builtin_policies()) == ["saleforte", "sendcloud"]
    assert [builtin(key).key for key in builtin_policies()] == ["saleforte", "sendcloud"]


@pytest.mark.parametrize("key", RECIPIENTS)
def test_every_recipient_is_as_its_policy_declares_it(key: str) -> None:
    assert {
        one.id: (one.recipient_kind, one.is_declared, one.how, one.section, one.open_ended, set(one.elements))
        for one in builtin(key).recipients
    } == RECIPIENTS[key]


@pytest.mark.parametrize("key", ORIGINS)
def test_every_origin_is_as_its_policy_declares_it(key: str) -> None:
    assert {one.id: (one.section, set(one.elements)) for one in builtin(key).origins} == ORIGINS[key]


def test_only_the_channel_operator_is_reached_through_others() -> None:
    via = {(key, one.id): one.via for key in RECIPIENTS for one in builtin(key).recipients if one.via}
    assert via == {("saleforte", "meta_platforms"): ("cm_com", "ycloud")}


def test_heads_and_counts() -> None:
    saleforte, sendcloud = builtin("saleforte"), builtin("sendcloud")
    assert (saleforte.policy.product, saleforte.policy.version, str(saleforte.policy.effective_date)) == (
        "Saleforte-AI",
        "V1.0",
        "2025-07-16",
    )
    assert (sendcloud.policy.product, sendcloud.policy.version, sendcloud.policy.effective_date) == (
        "Aurora SendCloud",
        None,
        None,
    )
    counts = [
        (len(one.activities), len(one.rules), len(one.retention), len(one.rights), len(one.defects), len(one.not_stated))
        for one in (saleforte, sendcloud)
    ]
    assert counts == [(31, 16, 8, 9, 11, 7), (11, 8, 0, 1, 5, 10)]


def test_activities_in_detail() -> None:
    by_id = {one.id: one for one in builtin("saleforte").activities}
    assert by_id["invoicing"].is_required is Answer.ON_REQUEST
    assert by_id["order_payment"].any_of == (
        ("payment.account.alipay", "payment.account.wechat_pay", "payment.account.huawei_pay"),
    )
    assert by_id["device_security"].platform_limits == {
        "device.oaid": ("android", "harmonyos"),
        "device.android_id": ("android",),
    }
    assert by_id["corporate_transfer"].notice_days == 30
    blog = next(one for one in builtin("sendcloud").activities if one.id == "blog_forwarding")
    assert (blog.collects_nothing, blog.elements, blog.is_required, blog.basic) == (True, (), Answer.NO, False)
