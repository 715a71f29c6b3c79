"""Own and effective levels: the rules within a dataset, combination and children."""

import pytest

from gazetteer_scanners.classification.decision import Detection, Factors, FieldDecision
from gazetteer_scanners.classification.levels import ChildRows, effective_levels, own_level
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Level, load_taxonomy

TAXONOMY = load_taxonomy()


def decided(name: str, *elements: str, is_strict: bool = False, is_read: bool = True) -> FieldDecision:
    found = tuple(Detection(e, 0.9, Form.PLAIN, Factors(name=0.9), "because") for e in elements)
    return own_level(
        FieldDecision(name_path(name), Level.NONE, Level.NONE, found), TAXONOMY, is_strict=is_strict, is_read=is_read
    )


def effective(*decisions: FieldDecision) -> list[Level]:
    return [d.effective_level for d in effective_levels(decisions, TAXONOMY)]


@pytest.mark.parametrize(
    ("elements", "level", "strict"),
    [
        ((), Level.NONE, Level.NONE),
        (("device.imei",), Level.NON_PERSONAL_ALONE, Level.PERSONAL),
        (("contact.email",), Level.PERSONAL, Level.PERSONAL),
        (("national_id.cn",), Level.SENSITIVE, Level.SENSITIVE),
        (("device.imei", "national_id.cn"), Level.SENSITIVE, Level.SENSITIVE),
        (("order.number",), Level.PERSONAL, Level.SENSITIVE),
    ],
)
def test_own_level_is_the_highest_of_the_elements(elements: tuple[str, ...], level: Level, strict: Level) -> None:
    assert decided("f", *elements).level is level
    assert decided("f", *elements, is_strict=True).level is strict


def test_a_field_that_was_not_read_is_unknown_and_says_so() -> None:
    decision = decided("f", is_read=False)
    assert (decision.level, decision.effective_level) == (Level.UNKNOWN, Level.UNKNOWN)
    assert [r.rule for r in decision.level_reasons] == ["unread"]


def test_a_device_id_beside_an_account_is_personal_and_names_the_proof() -> None:
    imei, user = effective_levels((decided("imei", "device.imei"), decided("user_id", "account.user_id")), TAXONOMY)
    assert (imei.level, imei.effective_level) == (Level.NON_PERSONAL_ALONE, Level.PERSONAL)
    assert imei.level_reasons[-1].rule == "combination"
    assert imei.level_reasons[-1].proof == (name_path("user_id"),)
    assert user.effective_level is Level.PERSONAL


def test_two_fields_that_are_not_personal_alone_do_not_raise_each_other() -> None:
    assert effective(decided("imei", "device.imei"), decided("ip", "network.ip")) == [Level.NON_PERSONAL_ALONE] * 2


@pytest.mark.parametrize("element", ["org.name", "org.website", "org.phone", "tech.surrogate_key", "invoice.title"])
def test_data_of_organisations_and_row_keys_never_rise(element: str) -> None:
    assert effective(decided("f", element), decided("email", "contact.email"))[0] is Level.NON_PERSONAL_ALONE


def test_a_sensitive_field_raises_others_to_personal_only() -> None:
    assert effective(decided("ip", "network.ip"), decided("id", "national_id.cn")) == [Level.PERSONAL, Level.SENSITIVE]


def test_a_field_with_nothing_in_force_stays_as_it_is() -> None:
    assert effective(decided("x"), decided("email", "contact.email")) == [Level.NONE, Level.PERSONAL]


def with_children(*decisions: FieldDecision, rows: int = 3) -> list[FieldDecision]:
    children = ChildRows(rows, (name_path("dob"), name_path("grade")))
    return list(effective_levels(decisions, TAXONOMY, children=children))


def test_rows_of_children_make_personal_fields_sensitive_by_the_field_that_tells_the_age() -> None:
    fields = (decided("dob", "person.birth_date"), decided("ip", "network.ip"), decided("shop", "org.name"), decided("x"))
    dob, ip, shop, other = with_children(*fields)
    assert [dob.effective_level, ip.effective_level] == [Level.SENSITIVE] * 2
    assert [shop.effective_level, other.effective_level] == [Level.NON_PERSONAL_ALONE, Level.NONE]
    assert (dob.level, ip.level) == (Level.PERSONAL, Level.NON_PERSONAL_ALONE)
    assert [reason.rule for reason in ip.level_reasons] == ["element", "combination", "minor"]
    assert ip.level_reasons[-1].proof == (name_path("dob"),)
    assert ip.level_reasons[-1].text == "By dob, 3 rows are about children under 14, whose personal data is sensitive."


def test_a_sensitive_field_needs_no_children() -> None:
    (card,) = with_children(decided("dob", "national_id.cn"))
    assert [reason.rule for reason in card.level_reasons] == ["element"]


@pytest.mark.parametrize(
    ("dob", "rows"), [(decided("dob", "person.birth_date"), 0), (decided("dob", "order.number"), 3), (decided("dob"), 3)]
)
def test_no_child_or_no_age_in_force_changes_nothing(dob: FieldDecision, rows: int) -> None:
    fields = (dob, decided("mail", "contact.email"))
    assert with_children(*fields, rows=rows) == list(effective_levels(fields, TAXONOMY))


def test_a_school_year_tells_an_age() -> None:
    grade, mail = with_children(decided("grade", "education.record"), decided("mail", "contact.email"))
    assert grade.effective_level is mail.effective_level is Level.SENSITIVE
