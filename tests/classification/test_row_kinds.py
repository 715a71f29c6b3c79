"""What one row of a dataset is about, from its name, columns, keys and rows."""

import pytest

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.row_kinds import ColumnSigns, RowKind, TableName, decide_row_kind
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

CLASSIFIER = load_tools(ScanOptions()).classifier


def row_kind(table: str, columns: str, rows: int | None = None, key: str = "") -> RowKind:
    fields = tuple(FieldFacts(name_path(column), None, Profile(DataType.UNKNOWN)) for column in columns.split())
    return CLASSIFIER.row_kind(DatasetFacts(table, fields, rows, (key,) if key else ()))


CASES = [
    ("users", "id name email phone created_at", RowKind.PERSON),
    ("public.t_customer_info", "id code level", RowKind.PERSON),
    ("x17", "first_name last_name email birth_date", RowKind.PERSON),
    ("t_hzxx", "xm csrq sfzh lxdh jtzz", RowKind.PERSON),
    ("员工信息表", "姓名 工号 部门", RowKind.PERSON),
    ("kunden", "vorname nachname plz", RowKind.PERSON),
    ("suppliers", "id name contact_name phone", RowKind.ORGANISATION),
    ("t_dw", "company_name uscc business_license website", RowKind.ORGANISATION),
    ("供应商", "名称 税号", RowKind.ORGANISATION),
    ("orders", "order_no customer_name phone address total_amount", RowKind.EVENT),
    ("x18", "order_no pay_amount user_id shop_id paid_on", RowKind.EVENT),
    ("login_log", "user_id ip user_agent login_time", RowKind.EVENT),
    ("order_items", "order_id product_id price quantity", RowKind.EVENT),
    ("student_medical_visits", "student_id reason result", RowKind.EVENT),
    ("订单表", "订单号 收货人 金额", RowKind.EVENT),
    ("products", "id name price brand model description", RowKind.THING),
    ("servers", "name address port version", RowKind.THING),
    ("商品表", "名称 价格 品牌", RowKind.THING),
    ("order_status", "id name sort", RowKind.LOOKUP),
    ("countries", "code name", RowKind.LOOKUP),
    ("sys_dict_data", "dict_code dict_label dict_value sort", RowKind.LOOKUP),
    ("t_zz", "code name parent_id sort", RowKind.LOOKUP),
    ("oauth_client_details", "client_id scope", RowKind.THING),
    ("t1", "a b c", RowKind.UNKNOWN),
]


@pytest.mark.parametrize(("table", "columns", "kind"), CASES)
def test_names_say_what_a_row_is(table: str, columns: str, kind: RowKind) -> None:
    assert row_kind(table, columns) is kind


def test_what_is_large_is_no_lookup_table() -> None:
    assert row_kind("t_zz", "code name parent_id sort", rows=1_000) is RowKind.LOOKUP
    assert row_kind("t_zz", "code name parent_id sort", rows=1_001) is RowKind.UNKNOWN


def test_a_table_that_joins_persons_to_others_is_no_table_of_persons() -> None:
    assert row_kind("students", "id custom_1 custom_2") is RowKind.PERSON
    assert row_kind("students_join_users", "student_id staff_id role_id") is not RowKind.PERSON


def test_columns_overrule_a_name_that_leaves_it_open() -> None:
    assert row_kind("accounts", "id name email birth_date") is RowKind.PERSON
    assert row_kind("accounts", "id company_name uscc website") is RowKind.ORGANISATION


def test_references_to_other_rows_speak_for_an_event() -> None:
    columns = [ColumnSigns((word,), refers_to=RowKind.PERSON) for word in ("giver", "taker", "witness", "other", "last")]
    assert decide_row_kind(TableName(), columns, None) is RowKind.EVENT
    assert decide_row_kind(TableName(), columns[:3], None) is RowKind.UNKNOWN


def test_what_is_not_in_the_name_decides_between_equal_signs() -> None:
    both = TableName(frozenset({RowKind.PERSON, RowKind.ORGANISATION}))
    assert decide_row_kind(both, (), None) is RowKind.PERSON
    licence = ColumnSigns(("licence",), frozenset({"org.uscc"}))
    assert decide_row_kind(both, (licence,), None) is RowKind.ORGANISATION
