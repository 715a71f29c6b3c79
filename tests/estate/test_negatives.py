"""Hard negatives: they look like identifiers in the shares that chance gives, and are none."""

import re
from datetime import date

import pytest

from gazetteer.estate import Estate, Kind, Truth
from tests.estate.estate_files import column
from tests.estate.test_identifiers import passes_luhn

_UUID4 = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}")


@pytest.mark.parametrize(
    ("source", "dataset", "path"),
    [
        ("saleforte_orders.sqlite", "orders", "order_no"),
        ("saleforte_orders.sqlite", "orders", "batch_no"),
        ("sendcloud.sqlite", "payments", "payment_id"),
        ("sendcloud_uploads", "lists/会员名单.csv", "流水号"),
    ],
)
def test_numbers_shaped_like_imeis_pass_luhn_one_time_in_ten(
    estate: Estate, truth: Truth, source: str, dataset: str, path: str
) -> None:
    values = [str(value) for value in column(estate.folder, source, dataset, path)]
    assert len(set(values)) == len(values) > 500
    assert all(re.fullmatch(r"\d{15}", value) for value in values)
    assert 0.07 < sum(passes_luhn(value) for value in values) / len(values) < 0.13
    assert "device.imei" in truth.sources[source].datasets[dataset].fields[path].never


@pytest.mark.parametrize(
    ("source", "dataset", "path"),
    [
        ("saleforte_accounts.sqlite", "users", "row_uuid"),
        ("saleforte_accounts.sqlite", "consents", "consent_id"),
        ("saleforte_service.sqlite", "rights_requests", "request_id"),
        ("saleforte_logs", "devices/*.parquet", "device_key"),
        ("sendcloud.sqlite", "cookie_preferences", "row_id"),
    ],
)
def test_uuid_keys_are_like_advertising_ids_and_unique(
    estate: Estate, truth: Truth, source: str, dataset: str, path: str
) -> None:
    values = column(estate.folder, source, dataset, path)
    assert all(_UUID4.fullmatch(value) for value in values)
    assert len(set(values)) == len(values)
    assert "device.idfa" in truth.sources[source].datasets[dataset].fields[path].never


@pytest.mark.parametrize(
    ("source", "dataset", "path"),
    [
        ("saleforte_accounts.sqlite", "users", "app_version"),
        ("saleforte_service.sqlite", "user_profiles", "model_version"),
        ("saleforte_logs", "devices/*.parquet", "firmware_build"),
        ("saleforte_logs", "access/access_log.csv", "server_build"),
        ("sendcloud_uploads", "events/*.jsonl", "mta_version"),
    ],
)
def test_versions_are_like_addresses(estate: Estate, truth: Truth, source: str, dataset: str, path: str) -> None:
    values = column(estate.folder, source, dataset, path)
    assert all(re.fullmatch(r"\d{1,2}(\.\d{1,3}){3}", value) for value in values)
    assert "network.ip" in truth.sources[source].datasets[dataset].fields[path].never


@pytest.mark.parametrize(
    ("source", "dataset", "path"),
    [
        ("saleforte_orders.sqlite", "order_items", "item_id"),
        ("saleforte_service.sqlite", "cs_tickets", "ticket_no"),
        ("sendcloud_uploads", "contacts/end_users.csv", "list_id"),
    ],
)
def test_keys_of_eighteen_digits_hold_no_birth_date_beyond_chance(
    estate: Estate, truth: Truth, source: str, dataset: str, path: str
) -> None:
    values = [str(value) for value in column(estate.folder, source, dataset, path)]
    assert all(re.fullmatch(r"\d{18}", value) for value in values)
    assert sum(_has_birth(value) for value in values) < 0.02 * len(values)
    assert "national_id.cn" in truth.sources[source].datasets[dataset].fields[path].never


def _has_birth(number: str) -> bool:
    try:
        return 1900 <= date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year <= 2026
    except ValueError:
        return False


@pytest.mark.parametrize(
    ("source", "dataset", "path"),
    [
        ("saleforte_orders.sqlite", "invoices", "issued_at"),
        ("saleforte_accounts.sqlite", "third_party_logins", "bound_at"),
        ("sendcloud_uploads", "events/*.jsonl", "timestamp"),
    ],
)
def test_unix_times_have_ten_digits(estate: Estate, truth: Truth, source: str, dataset: str, path: str) -> None:
    assert all(re.fullmatch(r"1[67]\d{8}", str(value)) for value in column(estate.folder, source, dataset, path))
    assert "contact.phone" in truth.sources[source].datasets[dataset].fields[path].never


def test_columns_called_name_hold_goods_and_templates(truth: Truth) -> None:
    found = [
        (key, name, path)
        for key, source in truth.sources.items()
        for name, dataset in source.datasets.items()
        for path, field in dataset.fields.items()
        if path.rpartition(".")[2] == "name" and "person.name" in field.never
    ]
    assert found == [
        ("saleforte_orders.sqlite", "order_items", "name"),
        ("saleforte_service.sqlite", "chat_messages", "name"),
        ("saleforte_logs", "sessions/app_sessions.jsonl", "devices[].os.name"),
        ("saleforte_logs", "sessions/app_sessions.jsonl", "events[].name"),
        ("sendcloud.sqlite", "mail_messages", "name"),
        ("sendcloud.sqlite", "callbacks", "payload.notice.template.name"),
        ("sendcloud_uploads", "contacts/end_users.csv", "name"),
    ]


def test_days_since_registration_are_no_ages(estate: Estate, truth: Truth) -> None:
    days = column(estate.folder, "saleforte_service.sqlite", "user_profiles", "account_age")
    assert sum(value < 100 for value in days) > 50
    assert max(days) > 120
    assert truth.sources["saleforte_service.sqlite"].datasets["user_profiles"].fields["account_age"].never == ("person.age",)


def test_flags_and_times_are_negatives(truth: Truth) -> None:
    users = truth.sources["saleforte_accounts.sqlite"].datasets["users"].fields
    assert users["is_email_verified"].never == ("contact.email", "person.real_name_verification")
    assert users["created_at"].kind is Kind.NEGATIVE
    assert users["created_at"].never == ("person.birth_date",)
