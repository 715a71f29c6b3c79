"""The same name in different tables, steps and qualifiers."""

import pytest

from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = NameRules.build(load_taxonomy())

CASES = [
    ("users", "name", "person.name", 0.7),
    ("public.users", "name", "person.name", 0.7),
    ("t_customer_info", "name", "person.name", 0.7),
    ("exports/patients.csv", "name", "person.name", 0.7),
    ("客户信息表", "名称", "person.name", 0.7),
    ("EMPLOYEES_2024", "Name", "person.name", 0.7),
    ("orders", "customer.name", "person.name", 0.7),
    ("users", "profile.name", "person.name", 0.7),
    ("people", "name.first", "person.name.first", 1.0),
    ("companies", "name", "org.name", 0.78),
    ("employees", "title", "work.job_title", 0.7),
    ("employees", "department", "work.employer", 0.8),
    ("devices", "model", "device.model", 0.75),
    ("devices", "sn", "device.serial_number", 0.9),
    ("customers", "state", "contact.address.city", 0.6),
    ("t1", "address.state", "contact.address.city", 0.9),
    ("t1", "address.line1", "contact.address", 1.0),
    ("t1", "phone.number", "contact.phone", 1.0),
    ("t1", "emails.value", "contact.email", 0.95),
    ("t1", "orders.items.phone", "contact.phone", 1.0),
    ("t1", "card.number", "payment.card_number", 1.0),
    ("payment_card", "code", "payment.card_cvv", 0.72),
    ("orders", "amount", "order.amount", 0.8),
    ("order_items", "amount", "order.amount", 0.8),
    ("orders", "id", "order.number", 0.6),
    ("users", "id", "account.user_id", 0.6),
    ("tickets", "subject", "comm.email_content", 0.75),
    ("chat_messages", "content", "comm.text", 0.8),
    ("customers", "address", "contact.address", 0.85),
    ("t1", "shipping.name", "person.name", 0.65),
    ("order_items", "name", "order.product", 0.8),
    ("order_lines", "sku", "order.product", 0.85),
    ("order_lines", "unit_price", "order.amount", 0.85),
    ("t1", "os.name", "device.os", 1.0),
    ("t1", "os.version", "device.os_version", 1.0),
    ("lucky_draw_entries", "prize", "activity.participation", 0.85),
    ("user_settings", "theme", "pref.skin", 0.85),
    ("privacy_requests", "received_at", "rights.request", 0.95),
    ("shipments", "delivery_date", "delivery.time", 0.85),
    ("chat_messages", "attachment", "comm.image", 0.85),
    ("user_profiles", "handling_measure", "risk.violation_record", 0.8),
]


@pytest.mark.parametrize(("dataset", "path", "element", "strength"), CASES)
def test_surroundings_settle_an_ambiguous_name(dataset: str, path: str, element: str, strength: float) -> None:
    first = RULES.match_field_name(tuple(path.split(".")), dataset)[0]
    assert (first.element, first.strength, first.is_ambiguous) == (element, strength, False)


@pytest.mark.parametrize(
    ("dataset", "path"),
    [
        ("products", "name"),
        ("categories", "name"),
        ("sys_role", "name"),
        ("regions", "name"),
        ("user_role", "name"),
        ("user_groups", "name"),
        ("商品表", "名称"),
        ("users", "product.name"),
        ("users", "items.product.name"),
        ("articles", "title"),
        ("articles", "content"),
        ("products", "code"),
        ("countries", "code"),
        ("users", "email.verified"),
        ("users", "phone.type"),
        ("products", "model"),
        ("products", "no"),
    ],
)
def test_name_of_a_thing_suggests_nothing(dataset: str, path: str) -> None:
    assert RULES.match_field_name(tuple(path.split(".")), dataset) == ()


def test_unknown_step_between_weakens_the_table() -> None:
    (direct, *_) = RULES.match_field_name(("name",), "users")
    (past, *_) = RULES.match_field_name(("frobnication", "name"), "users")
    assert (direct.strength, past.strength, past.is_ambiguous) == (0.7, 0.56, True)


def test_qualifier_counts_more_than_the_table() -> None:
    assert RULES.match_field_name(("customer_name",), "products")[0].strength == 1.0
    assert RULES.match_field_name(("passenger_name",), "products")[0].strength == 0.85
    assert RULES.match_field_name(("category_name",), "users") == ()


def test_id_below_a_list_is_no_value_of_it() -> None:
    assert "contact.email" not in {found.element for found in RULES.match_field_name(("emails", "id"), "users")}
    assert RULES.match_field_name(("customer", "id"), "t1")[0].element == "account.user_id"


def test_depot_address_is_not_taken_for_a_home() -> None:
    assert [found.strength for found in RULES.match_field_name(("address",), "warehouses")] == [0.4]
