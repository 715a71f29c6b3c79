"""Tables that classification decides by: elements that share a value format, and what kinds of columns can hold them.

Source: the formats in the project's own taxonomy (`taxonomy/elements.csv`, column `value_format`); a delivery phone looks
like any phone, so its name refines what the values say, and the values support what its name says.
"""

import re
from enum import StrEnum

_CAMEL_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_A_WORD = re.compile(r"[^0-9A-Za-z]+")

SAME_FORMAT: dict[str, frozenset[str]] = {
    "contact.phone": frozenset({"contact.person_phone", "delivery.phone", "org.phone", "account.username"}),
    "contact.email": frozenset({"invoice.email", "payment.account.paypal", "payment.account.alipay", "account.username"}),
    "person.name": frozenset(
        {
            "person.name.first",
            "person.name.last",
            "contact.person_name",
            "delivery.recipient_name",
            "minor.guardian",
            "account.profile_name",
            "person.nickname",
        }
    ),
    "contact.address": frozenset({"delivery.address", "org.address"}),
    "contact.address.city": frozenset({"location.coarse", "contact.address"}),
    "location.coarse": frozenset({"location.gps"}),
    "payment.card_number": frozenset({"payment.bank_account", "payment.account"}),
    "national_id": frozenset({"id_document.image"}),
    "national_id.cn": frozenset({"health.insurance_id", "driving_licence.number", "travel_permit.number", "invoice.tax_id"}),
    "org.uscc": frozenset({"invoice.tax_id", "org.business_licence"}),
    "org.name": frozenset({"work.employer", "invoice.title", "store.name", "log.company_follow", "log.company_monitoring"}),
    "device.mac": frozenset({"location.wlan_ap", "location.bluetooth"}),
    "device.gaid": frozenset({"device.idfa", "device.idfv"}),
    "device.idfa": frozenset({"device.gaid"}),
    "device.os": frozenset({"device.os_version"}),
    "account.wechat_openid": frozenset(
        {"account.wechat_unionid", "payment.account.wechat_pay", "payment.account.huawei_pay", "account.third_party"}
    ),
    "payment.transaction": frozenset({"order.number"}),
    "auth.token": frozenset({"auth.secret_key", "auth.password"}),
}
"""For an element with a value rule: other elements whose values look the same. A name that says one of these takes the
value evidence over; a value alone speaks for the key."""

STRICT_FORMAT = frozenset(
    {
        "contact.email",
        "invoice.email",
        "device.imei",
        "device.imsi",
        "device.meid",
        "device.iccid",
        "device.mac",
        "device.idfa",
        "device.idfv",
        "device.gaid",
        "device.oaid",
        "device.android_id",
        "network.ip",
        "national_id.cn",
        "org.uscc",
        "payment.card_number",
        "payment.iban",
    }
)
"""Elements of which every plain value matches a rule: values that do not match speak against the name."""

DICTIONARY_BACKED = frozenset({"person.name"})
"""Elements of which one value in ten is in a dictionary: a column without any is hardly what its ambiguous name says."""

OF_EVENTS = frozenset(("order.amount", "order.number", "order.created_at", "payment.method", "payment.transaction"))
"""Elements of what happened; a product's or a setting's row only says what may happen."""

FORMLESS_HEX = frozenset(
    {
        "device.oaid",
        "device.android_id",
        "device.meid",
        "device.fingerprint",
        "device.push_token",
        "device.serial_number",
        "log.cookie_id",
        "account.user_id",
        "tech.surrogate_key",
    }
)
"""Elements whose plain values are hexadecimal by nature: a digest-like look does not make them hashed."""


_NUMBERS_OF_THINGS = ("id", "sn", "serial", "order_no", "order_number", "trade_no", "batch", "seq", "订单号", "单号", "编号")
_BIRTHS = ("birth", "birthday", "birthdate", "dob", "born", "csrq", "生日", "出生")

_CODE_LISTS = ("dict", "label", "option", "enum", "lookup", "字典", "选项", "标签")

FALSE_FRIENDS: dict[str, tuple[str, ...]] = {
    "network.ip": ("version", "ver", "build", "release", "firmware", "revision", "版本"),
    "contact.email": ("message_id", "msg_id", "in_reply_to", "references"),
    "person.gender": (*_CODE_LISTS, "product", "goods", "sku", "category", "适用", "款式", "分类"),
    "person.marital_status": _CODE_LISTS,
    "education.record": _CODE_LISTS,
    "special.ethnicity": _CODE_LISTS,
    "special.political": _CODE_LISTS,
    "special.religion": _CODE_LISTS,
    "special.disability": _CODE_LISTS,
    "network.carrier": _CODE_LISTS,
    "device.model": ("product", "goods", "sku", "item", "商品", "产品"),
    "delivery.tracking_number": ("sku", "batch", "serial", "批次"),
    "contact.phone": ("timestamp", "ts", "epoch", "unix_time", "version", "时间戳", *_BIRTHS, *_NUMBERS_OF_THINGS),
    "contact.address.postal_code": _NUMBERS_OF_THINGS,
    "device.imei": _NUMBERS_OF_THINGS,
    "payment.card_number": (*_NUMBERS_OF_THINGS, "tracking_number"),
}
"""Names of columns whose values look like an element and are not: a four-part version is a well-formed IP address. Words of
a name in snake_case, or Chinese text that the name contains; a field so named needs more than the look of its values."""


COUNTED_OUT: dict[str, str] = {"ip.v4": "ip.version_text"}
"""For a rule that looks inside text: another one that counts texts in which what it finds is something else."""

LOOKALIKE: dict[str, str] = {"ip.v4": "ip.version_like"}
"""For a rule: another one that matches nearly all of a column if the column holds something else, as no name tells."""


class ColumnKind(StrEnum):
    """What a column holds, judged by its type and counts; a kind that cannot hold an element vetoes it."""

    FLAG = "FLAG"
    TIME = "TIME"
    NUMBER = "NUMBER"
    BINARY = "BINARY"
    TEXT = "TEXT"
    EMPTY = "EMPTY"


_FLAG_OR_CODE = frozenset(
    {
        "person.gender",
        "person.marital_status",
        "person.real_name_verification",
        "person.nationality",
        "pref.marketing_consent",
        "pref.language",
        "pref.skin",
        "consent.record",
        "minor.flag",
        "minor.guardian_consent",
        "special",
        "account.type",
        "account.permissions",
        "log.email_open",
        "log.email_click",
        "log.email_unsubscribe",
        "network.status",
        "network.wifi_status",
        "payment.method",
        "device.status",
        "device.permissions",
        "device.environment",
        "device.security",
        "device.os",
        "profile.automated_decision",
        "health.condition",
        "contact.address.city",
        "contact.address.country",
        "compliance.aml_info",
        "comm.metadata",
    }
)
_TIMES = frozenset(
    {
        "person.birth_date",
        "order.created_at",
        "delivery.time",
        "log",
        "payment.card_expiry",
        "payment.transaction",
        "consent.record",
        "pref.marketing_consent",
        "minor.guardian_consent",
        "person.real_name_verification",
        "comm.metadata",
        "comm.call_record",
        "activity.participation",
        "device.app_usage",
        "device.app_runtime",
        "location.track",
        "location.lodging_travel",
        "education.record",
        "health.record",
        "work.employer",
        "rights.request",
    }
)
_NEVER_NUMBER = frozenset(
    {
        "person.name",
        "person.nickname",
        "person.avatar",
        "contact.email",
        "invoice.email",
        "contact.person_name",
        "delivery.recipient_name",
        "network.ip",
        "device.mac",
        "log.user_agent",
        "log.browser_type",
        "auth.token",
        "auth.password",
        "comm.text",
        "comm.email_content",
        "contact.address.country",
    }
)
_BINARY = frozenset(
    {
        "person.avatar",
        "person.portrait",
        "biometric",
        "id_document.image",
        "comm.image",
        "comm.audio",
        "comm.video",
        "comm.call_recording",
        "payment.remittance_voucher",
        "org.business_licence",
        "work.business_card",
        "auth.password",
        "auth.secret_key",
        "auth.token",
        "network.ip",
        "device.fingerprint",
    }
)


def _is_listed(closure: tuple[str, ...], listed: frozenset[str]) -> bool:
    return any(part in listed for part in closure)


def is_false_friend(name: str, element: str) -> bool:
    """True if a field's name says that values which look like this element are something else."""
    words = f"_{_NOT_A_WORD.sub('_', _CAMEL_HUMP.sub('_', name)).lower()}_"
    return any(f"_{friend}_" in words or (not friend.isascii() and friend in name) for friend in FALSE_FRIENDS.get(element, ()))


def can_hold(kind: ColumnKind, closure: tuple[str, ...], *, is_text: bool = False) -> bool:
    """True if a column of this kind can hold the element whose id and ancestors are `closure`.

    Args:
        is_text: the column is declared for text and clearly called so: passwords, and names in test data, may be digits.
    """
    match kind:
        case ColumnKind.FLAG:
            return _is_listed(closure, _FLAG_OR_CODE)
        case ColumnKind.TIME:
            return _is_listed(closure, _TIMES)
        case ColumnKind.NUMBER:
            return is_text or not _is_listed(closure, _NEVER_NUMBER)
        case ColumnKind.BINARY:
            return _is_listed(closure, _BINARY)
        case ColumnKind.TEXT | ColumnKind.EMPTY:
            return True
