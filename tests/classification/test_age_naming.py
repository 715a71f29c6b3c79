"""Which columns of a dataset are asked for ages and for consent, by their names."""

import pytest

from gazetteer_scanners.classification.age_naming import age_columns, columns_of, consent_column
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.connectors.protocol import Column, DatasetInfo, DataType
from gazetteer_scanners.evidence.age_columns import AgeKind
from gazetteer_scanners.paths import path_text
from gazetteer_scanners.taxonomy import load_taxonomy

NAMES = NameRules.build(load_taxonomy())
BIRTH, PARTS, ID, STATED, GRADE, FLAG = AgeKind


def dataset(*names: str, kind: DataType = DataType.STRING, comment: str | None = None) -> DatasetInfo:
    return DatasetInfo("users", "table", columns=tuple(Column(name, "", kind, comment=comment) for name in names))


def found(*names: str, table: str = "users", kind: DataType = DataType.STRING) -> list[tuple[AgeKind, str]]:
    columns = age_columns(columns_of(dataset(*names, kind=kind)), table, NAMES)
    return [(one.kind, " ".join(path_text(path) for path in one.paths)) for one in columns]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("id", "email"), []),
        (("age", "birth_date", "id_card"), [(BIRTH, "birth_date"), (ID, "id_card"), (STATED, "age")]),
        (("nianling", "CSRQ"), [(BIRTH, "CSRQ"), (STATED, "nianling")]),
        (("birth_year", "birth_month", "birth_day"), [(PARTS, "birth_year birth_month birth_day")]),
        (("child_birth_year", "child_birth_month"), [(PARTS, "child_birth_year child_birth_month")]),
        (("birth_year", "birth_month", "birth_date"), [(BIRTH, "birth_date")]),
        (("birth_year", "age"), [(BIRTH, "birth_year"), (STATED, "age")]),
        (("birth_year", "birth_month", "birth_day", "age"), [(PARTS, "birth_year birth_month birth_day")]),
        (("出生年", "出生月", "出生日"), [(PARTS, "出生年 出生月 出生日")]),
        (("birth_date", "child_birthday"), [(BIRTH, "child_birthday")]),
        (("parent_birth_date", "father_age", "监护人身份证号"), []),
        (("guardian_birthday", "dob"), [(BIRTH, "dob")]),
        (("年级",), [(GRADE, "年级")]),
        (("wine_age",), []),
    ],
)
def test_columns_that_tell_ages(names: tuple[str, ...], expected: list[tuple[AgeKind, str]]) -> None:
    assert found(*names) == expected


def test_a_grade_that_is_a_number_is_a_mark() -> None:
    assert found("grade", table="students", kind=DataType.INTEGER) == []
    assert found("grade_level", table="students", kind=DataType.INTEGER) == [(GRADE, "grade_level")]
    assert found("grade", table="students") == [(GRADE, "grade")]


def test_a_comment_says_what_a_name_does_not() -> None:
    (column,) = age_columns(columns_of(dataset("c17", comment="出生日期")), "t", NAMES)
    assert column.kind is BIRTH


@pytest.mark.parametrize(
    ("name", "below"), [("is_minor", 18), ("under_14", 14), ("isUnder16", 16), ("未满十四周岁", 14), ("未成年标志", 18)]
)
def test_a_flag_says_an_age(name: str, below: int) -> None:
    (column,) = age_columns(columns_of(dataset(name)), "users", NAMES)
    assert (column.kind, column.below) == (FLAG, below)


@pytest.mark.parametrize("name", ["teen_mode", "青少年模式", "is_child"])
def test_a_mode_of_use_says_none(name: str) -> None:
    assert found(name) == []


@pytest.mark.parametrize(
    ("names", "expected", "is_proof"),
    [
        (("guardian_consent_id", "guardian_consent"), "guardian_consent", False),
        (("guardian_consent_id", "guardianConsentAt"), "guardianConsentAt", False),
        (("x", "guardian_consent_id"), "guardian_consent_id", True),
        (("parental_consent_ref",), "parental_consent_ref", True),
        (("监护人同意书编号",), "监护人同意书编号", True),
        (("家长是否同意",), "家长是否同意", False),
        (("JHRTY",), "JHRTY", False),
    ],
)
def test_the_column_that_tells_consent(names: tuple[str, ...], expected: str, is_proof: bool) -> None:
    column = consent_column(columns_of(dataset(*names)), "users", NAMES)
    assert column is not None
    assert (path_text(column.path), column.is_proof) == (expected, is_proof)


@pytest.mark.parametrize("name", ["marketing_consent", "consent", "guardian_name", "agreed_at"])
def test_other_consent_is_no_guardians(name: str) -> None:
    assert consent_column(columns_of(dataset(name)), "users", NAMES) is None
