"""Names that tell of papers, settings and things in one place, and of a person in another."""

import pytest

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

CLASSIFIER = load_tools(ScanOptions()).classifier


def in_force(table: str, path: str, beside: str = "") -> set[str]:
    """What the first of the columns holds by names alone."""
    paths = (path, *beside.split())
    fields = tuple(FieldFacts(name_path(*p.split(".")), None, Profile(DataType.UNKNOWN)) for p in paths)
    return {detection.element for detection in CLASSIFIER.classify(DatasetFacts(table, fields))[0].elements}


@pytest.mark.parametrize(
    ("table", "path"),
    [
        ("customers", "invoice_settings.default_payment_method"),
        ("billing_info", "backup_payment_method"),
        ("payment_intents", "automatic_payment_methods"),
        ("payment_intents", "payment_method"),
        ("charges", "application_fee_amount"),
        ("invoices", "post_payment_credit_notes_amount"),
        ("customer_balance_transactions", "amount"),
        ("orders", "minimum_amount"),
        ("charges", "outcome.seller_message"),
        ("uploads", "error_message"),
        ("credit_notes", "memo"),
        ("prices", "nickname"),
        ("surveys", "nickname"),
        ("devices", "nickname"),
        ("price_attributes", "nickname"),
        ("devices", "friendly_name"),
        ("users", "logins"),
        ("forum_users", "user_posts"),
        ("plans", "verified_name"),
        ("gift_cards", "name"),
        ("products", "image_url"),
    ],
)
def test_settings_papers_and_things_tell_nothing_of_a_person(table: str, path: str) -> None:
    assert in_force(table, path) == set()


@pytest.mark.parametrize(
    ("table", "path", "beside", "element"),
    [
        ("orders", "payment_method", "", "payment.method"),
        ("orders", "preferred_payment_method", "", "payment.method"),
        ("payments", "amount", "", "order.amount"),
        ("transactions", "amount", "", "order.amount"),
        ("orders", "seller_note", "", "comm.text"),
        ("chats", "user_message", "", "comm.text"),
        ("orders", "memo", "", "comm.text"),
        ("users", "nickname", "", "person.nickname"),
        ("team_members", "nickname", "", "person.nickname"),
        ("user_attributes", "nickname", "", "person.nickname"),
        ("users", "friendly_name", "", "person.name"),
        ("users", "login", "email", "account.username"),
        ("employees", "post", "first_name last_name", "work.job_title"),
        ("employees", "direct_reports", "", "person.name"),
        ("tax_ids", "verification.verified_name", "", "person.name"),
        ("logins", "name", "email", "person.name"),
        ("cards", "name", "last4 exp_month exp_year", "person.name"),
        ("recipients", "address.name", "address.email", "person.name"),
        ("customers", "address.company", "email first_name", "work.employer"),
        ("employees", "company_name", "", "work.employer"),
        ("users", "image_url", "email", "person.avatar"),
        ("invoices", "account_country", "", "contact.address.country"),
        ("invoices", "account_name", "", "person.name"),
        ("users", "account_name", "", "account.username"),
        ("tax_ids", "country", "", "contact.address.country"),
        ("job_seekers", "industry", "email first_name", "work.industry"),
        ("leads", "industry", "", "org.industry"),
    ],
)
def test_the_same_names_tell_of_a_person_elsewhere(table: str, path: str, beside: str, element: str) -> None:
    assert element in in_force(table, path, beside)


def test_the_industry_beside_a_firm_is_the_firm_s() -> None:
    assert in_force("accounts", "industry", "company website employee_count") == {"org.industry"}
