"""The identifiers in the files: check digits, reserved ranges, few placeholders, and text that holds what it says."""

import re
from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from gazetteer.estate import Estate, Kind, Truth
from tests.estate.estate_files import column, rows_of

_DEVICES = ("saleforte_logs", "devices/*.parquet")
_RESERVED = [
    ip_network(text) for text in ("198.18.0.0/15", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
]
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def passes_luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + index % 2) for index, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _columns_of(truth: Truth, element: str, kind: Kind = Kind.PLAIN) -> list[tuple[str, str, str]]:
    return [
        (key, name, path)
        for key, source in truth.sources.items()
        for name, dataset in source.datasets.items()
        for path, field in dataset.fields.items()
        if field.kind is kind and element in field.elements
    ]


def _values(estate: Estate, truth: Truth, element: str) -> list[Any]:
    return [value for place in _columns_of(truth, element) for value in column(estate.folder, *place)]


def test_imeis_have_fifteen_digits_and_pass_luhn(estate: Estate, truth: Truth) -> None:
    values = [value for value in _values(estate, truth, "device.imei") if value not in ("unknown", "000000000000000")]
    assert len(values) > 1900
    assert all(len(value) == 15 and value.isdigit() and passes_luhn(value) for value in values)


def test_resident_ids_carry_their_check_character(estate: Estate, truth: Truth) -> None:
    values = [value for value in _values(estate, truth, "national_id.cn") if value not in ("无", "110101190013")]
    assert len(values) > 1200
    for value in values:
        total = sum(int(digit) * weight for digit, weight in zip(value[:17], _WEIGHTS, strict=True))
        assert "10X98765432"[total % 11] == value[17]


def test_card_numbers_are_test_cards_that_pass_luhn(estate: Estate, truth: Truth) -> None:
    values = _values(estate, truth, "payment.card_number")
    assert len(values) > 300
    assert all(passes_luhn(value) for value in values)
    prefixes = {value[:6] for value in values}
    assert prefixes == {"411111", "555555", "378282", "601111", "620000", "424242", "400000", "222300"}


def test_addresses_are_reserved_ones(estate: Estate, truth: Truth) -> None:
    values = [value for value in _values(estate, truth, "network.ip") if value not in ("-", "unknown")]
    assert len(values) > 5000
    assert all(any(ip_address(value) in network for network in _RESERVED) for value in set(values))
    assert 0.05 < sum(":" in value for value in values) / len(values) < 0.15


def test_mail_addresses_and_links_are_of_reserved_domains(estate: Estate, truth: Truth) -> None:
    values = [value for value in _values(estate, truth, "contact.email") if value.count("@") == 1]
    good = [value for value in values if re.search(r"@(example\.(org|com|net)|[a-z]+\.example)$", value)]
    assert len(good) > 5000
    assert set(values) - set(good) <= {"user@", "@"}


def test_phone_numbers_are_of_test_ranges(estate: Estate, truth: Truth) -> None:
    values = [str(value) for value in _values(estate, truth, "contact.phone")]
    good = [value for value in values if re.fullmatch(r"1[3-9]\d0000\d{4}|\+1202555 ?01\d\d", value)]
    assert set(values) - set(good) == {"0", "13800", "无", "1380000", "12345"}
    assert 0 < len(values) - len(good) < 0.02 * len(values)


@pytest.mark.parametrize(
    ("path", "placeholder", "low", "high"),
    [
        ("idfa", "00000000-0000-0000-0000-000000000000", 0.03, 0.15),
        ("oaid", "00000000-0000-0000-0000-000000000000", 0.02, 0.10),
        ("mac", "02:00:00:00:00:00", 0.02, 0.08),
        ("imei", "000000000000000", 0.0005, 0.02),
        ("android_id", "9774d56d682e549c", 0.0005, 0.02),
    ],
)
def test_placeholders_have_a_small_share(estate: Estate, path: str, placeholder: str, low: float, high: float) -> None:
    values = column(estate.folder, *_DEVICES, path)
    assert low < values.count(placeholder) / len(values) < high


def test_device_identifiers_have_the_form_of_their_kind(estate: Estate) -> None:
    forms = {
        "idfa": _UUID.pattern,
        "android_id": r"[0-9a-f]{16}",
        "oaid": rf"{_UUID.pattern}|[0-9a-f]{{16}}|[0-9a-f]{{32}}|[0-9a-f]{{64}}|NO",
        "mac": r"([0-9A-F]{2}:){5}[0-9A-F]{2}",
        "imsi": r"460(00|01|11)\d{10}",
        "meid": r"A[0-9A-F]{13}",
        "imei_md5": r"[0-9a-f]{32}",
    }
    for path, form in forms.items():
        values = column(estate.folder, *_DEVICES, path)
        assert len(values) > 200, path
        assert all(re.fullmatch(form, value) for value in values), path


def test_platform_identifiers_stay_on_their_platform(estate: Estate) -> None:
    for row in rows_of(estate.folder, *_DEVICES):
        assert (row["idfa"] is not None) == (row["os_name"] == "iOS")
        assert row["os_name"] != "iOS" or (row["oaid"] is None and row["android_id"] is None)


def test_fields_have_missing_values_in_realistic_shares(estate: Estate, truth: Truth) -> None:
    users = rows_of(estate.folder, "saleforte_accounts.sqlite", "users")
    for name, low, high in (("mobile", 0.04, 0.09), ("email", 0.10, 0.20), ("birth_date", 0.06, 0.15), ("gender", 0.08, 0.17)):
        assert low < sum(row[name] is None for row in users) / len(users) < high, name
    assert sum(row["email"] == "" for row in users) > 10
    assert sum(row["email"] in ("n/a", "user@", "-") for row in users) > 2


_SIGNS = {
    "contact.phone": re.compile(r"1[3-9]\d0000\d{4}|1[3-9]\d 0000 \d{4}|\+1202555|１[３-９][０-９]００００"),
    "contact.email": re.compile(r"@(example\.|\w+\.example)"),
    "national_id.cn": re.compile(r"身份证号\d{17}[\dX]，"),
    "account.wechat_id": re.compile(r"微信 ?\w+|wechat: \w+"),
    "contact.address": re.compile(r"[路街道]\d+号\d+室|\d+ [A-Z]\w+ (Street|Avenue|Road|Lane)"),
    "person.name": re.compile(r"姓名|收件人|this is |ask for |谢谢|thanks |FN:|Dear |%name%="),
    "network.ip": re.compile(r"ip="),
    "device.model": re.compile(r"model="),
    "account.user_id": re.compile(r"user 10\d{4} "),
    "work.employer": re.compile(r"ORG:"),
    "work.job_title": re.compile(r"TITLE:"),
    "contact.address.city": re.compile(r"%city%="),
}
_WHOLE_TEXT = {
    "comm.text", "comm.email_content", "contact.other", "device.security", "device.app_crash", "work.business_card",
}  # fmt: skip


def test_free_text_holds_what_the_truth_says(estate: Estate, truth: Truth) -> None:
    seen = 0
    for key, source in truth.sources.items():
        for name, dataset in source.datasets.items():
            for path, field in dataset.fields.items():
                if field.kind is not Kind.TEXT:
                    continue
                values = column(estate.folder, key, name, path)
                for element in set(field.elements) - _WHOLE_TEXT:
                    assert any(_SIGNS[element].search(value) for value in values), (path, element)
                    seen += 1
    assert seen > 25


def test_numbers_stand_beside_chinese_characters(estate: Estate) -> None:
    questions = column(estate.folder, "saleforte_service.sqlite", "cs_tickets", "question")
    assert sum(bool(re.search(r"电话1\d{10}，", question)) for question in questions) > 20
    assert sum(bool(re.search(r"[０-９]{11}", question)) for question in questions) > 3
