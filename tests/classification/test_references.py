"""What a foreign key says of a field, what a comment corrects, and whether staff is told by name or by id."""

import pytest

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.profile import Profile, RuleCounts
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

CLASSIFIER = load_tools(ScanOptions()).classifier


def in_force(
    name: str,
    kind: DataType = DataType.STRING,
    refers_to: RowKind | None = None,
    comment: str | None = None,
    table: str = "t_data",
) -> list[str]:
    facts = DatasetFacts(table, (FieldFacts(name_path(name), comment, Profile(kind, is_read=False), refers_to),))
    return [detection.element for detection in CLASSIFIER.classify(facts)[0].elements]


def test_a_reference_to_persons_is_an_id_whatever_its_name() -> None:
    for name in ("owner", "assigned_to", "x7", "city"):
        assert in_force(name, DataType.INTEGER, RowKind.PERSON) == ["account.user_id"]
        assert "account.user_id" not in in_force(name, DataType.INTEGER)


def test_a_number_that_refers_to_a_lookup_table_says_nothing_itself() -> None:
    assert in_force("nationality", DataType.INTEGER, RowKind.LOOKUP) == []
    assert in_force("nationality", DataType.INTEGER) == ["person.nationality"]
    assert in_force("nationality", DataType.INTEGER, RowKind.THING) == ["person.nationality"]


@pytest.mark.parametrize(
    "name", ["created_by", "handle_man", "operate_man", "oper_name", "审核人", "经办人", "操作员", "updated_by"]
)
def test_staff_is_told_by_name_or_id_as_the_values_are(name: str) -> None:
    assert in_force(name, DataType.INTEGER) == ["account.user_id"]
    assert in_force(name, DataType.STRING) in (["account.username"], ["person.name"])


def test_who_created_a_row_is_told_by_id_where_nothing_tells_more() -> None:
    assert in_force("created_by", DataType.UNKNOWN) == ["account.user_id"]
    assert in_force("审核人", DataType.UNKNOWN) == ["person.name"]


@pytest.mark.parametrize("name", ["created_at", "created_on", "checked", "审核时间", "操作类型", "create_count"])
def test_what_staff_did_is_not_who_did_it(name: str) -> None:
    assert in_force(name) == []


def test_a_comment_that_names_a_thing_settles_a_name() -> None:
    assert in_force("name", comment="小区名称", table="users") == []
    assert in_force("name", comment="Name of the product", table="users") == []
    assert in_force("name", comment="用户姓名", table="users") == ["person.name"]
    assert in_force("name", comment="Name of the customer", table="users") == ["person.name"]


def test_a_comment_about_a_status_makes_no_place_of_a_state() -> None:
    assert in_force("state", table="addresses") == ["contact.address.city"]
    assert in_force("state", comment="业务状态 1000 待审核", table="addresses") == []
    assert in_force("state", comment="Status of the address", table="addresses") == []


def test_an_id_stays_one_beside_a_comment_that_names_a_person() -> None:
    assert in_force("apply_user_id", comment="申请人") == ["account.user_id"]
    assert in_force("applicant", comment="申请人") == ["person.name"]


def test_user_name_is_the_name_of_a_user_where_the_comment_says_so() -> None:
    assert in_force("user_name", comment="用户姓名") == ["person.name"]
    assert in_force("apply_user_name", comment="申请人") == ["person.name"]
    assert in_force("user_name", comment="登录名") == ["account.username"]
    assert in_force("user_name", comment="用户名称") == ["account.username"]
    assert "account.username" in in_force("username", comment="用户姓名")
    assert in_force("user_name") == ["account.username"]


@pytest.mark.parametrize("name", ["owner_id", "teacher_id", "assigneeId", "seller_uid", "author_uuid"])
def test_the_id_of_a_person_is_one(name: str) -> None:
    assert in_force(name) == ["account.user_id"]


@pytest.mark.parametrize("name", ["parent_id", "category_id", "city_id", "country_id", "email_template_id", "team_id"])
def test_the_id_of_a_thing_is_none(name: str) -> None:
    assert in_force(name) == []


def test_orders_are_told_by_their_id_only_where_it_is_their_number() -> None:
    def of_id(*columns: str) -> list[str]:
        fields = tuple(FieldFacts(name_path(c), None, Profile(DataType.STRING)) for c in ("id", *columns))
        facts = DatasetFacts("orders", fields, key=("id",))
        return [detection.element for detection in CLASSIFIER.classify(facts)[0].elements]

    assert of_id("pay_amount", "customer_id") == ["order.number"]
    assert of_id("pay_amount", "order_no") == []


@pytest.mark.parametrize(
    ("table", "columns", "is_place"),
    [
        ("orders", "state order_no", False),
        ("orders", "state city zip", True),
        ("shipments", "billing_state billing_city", True),
        ("shipments", "job_state billing_city", False),
        ("t_data", "state address city", True),
        ("address", "mail_state mail_city", True),
        ("t_data", "state pid", False),
    ],
)
def test_a_state_is_a_place_beside_city_or_postal_code(table: str, columns: str, is_place: bool) -> None:
    fields = tuple(FieldFacts(name_path(c), None, Profile(DataType.STRING)) for c in columns.split())
    first = CLASSIFIER.classify(DatasetFacts(table, fields))[0]
    assert ("contact.address.city" in [detection.element for detection in first.elements]) is is_place


def test_amounts_of_a_setting_are_no_amounts_of_an_order() -> None:
    assert in_force("low_order_amount", comment="最低订单金额", table="member_rule_setting") == []
    assert in_force("low_order_amount", comment="订单金额", table="order_log") == ["order.amount"]


def opaque(profile: Profile, table: str, name: str = "custom_7") -> list[str]:
    facts = DatasetFacts(table, (FieldFacts(name_path(name), None, profile),))
    return [detection.element for detection in CLASSIFIER.classify(facts)[0].elements]


def dates(grown: int = 40, timed: int = 0) -> Profile:
    return Profile(
        DataType.DATE,
        is_read=True,
        seen=40,
        distinct=38,
        births=40,
        births_plausible=40,
        births_grown=grown,
        births_timed=timed,
    )


def genders(valid: int = 40, distinct: int = 2) -> Profile:
    rules = {"gender.word": RuleCounts(whole=valid, valid=valid, distinct=distinct)}
    return Profile(DataType.STRING, is_read=True, seen=40, distinct=distinct, rules=rules)


def test_a_column_that_says_nothing_is_read_by_its_values_in_rows_about_persons() -> None:
    assert opaque(dates(), "students") == ["person.birth_date"]
    assert opaque(genders(), "students") == ["person.gender"]
    assert opaque(dates(), "products") == opaque(genders(), "products") == []
    assert opaque(dates(), "students", "enrolled_on") == opaque(genders(), "students", "size") == []


def test_dates_of_late_or_with_times_and_mixed_words_prove_nothing() -> None:
    assert opaque(dates(grown=37), "students") == []
    assert opaque(dates(timed=40), "students") == []
    assert opaque(genders(valid=37), "students") == []
    assert opaque(genders(distinct=1), "students") == []


def test_forms_of_address_are_no_job_titles() -> None:
    def title(honorifics: int) -> list[str]:
        rules = {"honorific": RuleCounts(whole=honorifics, valid=honorifics)}
        profile = Profile(DataType.STRING, is_read=True, seen=40, distinct=4, rules=rules)
        fields = (
            FieldFacts(name_path("title"), None, profile),
            FieldFacts(name_path("first_name"), None, Profile(DataType.STRING)),
            FieldFacts(name_path("email"), None, Profile(DataType.STRING)),
        )
        return [detection.element for detection in CLASSIFIER.classify(DatasetFacts("employees", fields))[0].elements]

    assert title(4) == ["work.job_title"]
    assert title(40) == []
