"""Decisions on whole datasets from hand-made profiles: what is in force, what is doubtful, and why."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.decision import Detection, FieldDecision
from gazetteer_scanners.classification.profile import Profile, RuleCounts
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools
from gazetteer_scanners.taxonomy import Level

CLASSIFIER = load_tools(ScanOptions()).classifier


def all_match(count: int) -> RuleCounts:
    return RuleCounts(whole=count, valid=count, distinct=count)


def text(seen: int = 100, **rules: RuleCounts) -> Profile:
    by_id: Mapping[str, RuleCounts] = {rule.replace("__", "."): counts for rule, counts in rules.items()}
    return Profile(DataType.STRING, is_read=True, seen=seen, distinct=seen, rules=by_id)


def decide(profile: Profile, name: str, table: str = "t_data", comment: str | None = None) -> FieldDecision:
    facts = DatasetFacts(table, (FieldFacts(name_path(name), comment, profile),))
    return CLASSIFIER.classify(facts)[0]


def in_force(profile: Profile, name: str, table: str = "t_data", comment: str | None = None) -> list[str]:
    return [d.element for d in decide(profile, name, table, comment).elements]


def only(decision: FieldDecision) -> Detection:
    (detection,) = decision.elements
    return detection


def test_values_alone_are_enough_where_a_format_says_it() -> None:
    detection = only(decide(text(email=all_match(100)), "x7"))
    assert (detection.element, detection.matched, detection.seen, detection.distinct) == ("contact.email", 100, 100, 100)
    assert detection.factors.name is None
    assert detection.factors.comment is None
    assert detection.factors.checksum is None
    assert detection.reason == "All 100 values have the form of E-mail address."


def test_a_name_alone_is_enough_where_no_value_was_read() -> None:
    decision = decide(Profile(DataType.STRING), "mobile_phone")
    assert only(decision).element == "contact.phone"
    assert only(decision).factors.value is None
    assert (only(decision).matched, only(decision).seen) == (None, None)
    assert decision.level is Level.PERSONAL


def test_a_comment_says_what_a_name_does_not() -> None:
    assert in_force(Profile(DataType.STRING), "col3", comment="用户手机号") == ["contact.phone"]


def test_luhn_hits_as_frequent_as_chance_say_nothing() -> None:
    orders = text(1_000, imei=RuleCounts(whole=1_000, valid=18))
    assert in_force(orders, "ref") == []
    assert in_force(text(1_000, imei=all_match(1_000)), "ref") == ["device.imei"]


def test_check_digits_that_pass_by_chance_say_nothing_even_beyond_the_rules_chance() -> None:
    keys = RuleCounts(whole=1_000, valid=89)  # 18 digits with a date in them: one in eleven passes MOD 11-2
    assert in_force(text(1_000, resident_id_cn=keys), "ref") == []
    mixed = RuleCounts(whole=300, valid=290)
    assert in_force(text(1_000, resident_id_cn=mixed), "ref") == ["national_id.cn"]


@pytest.mark.parametrize("name", ["order_id", "id", "batch", "订单号"])
def test_numbers_of_things_are_no_phones(name: str) -> None:
    assert "contact.phone" not in in_force(text(phone_cn__mobile=all_match(100)), name)


def test_values_that_do_not_match_speak_against_a_strict_name() -> None:
    assert in_force(text(100), "email") == []
    assert [d.element for d in decide(text(100), "email").candidates] == ["contact.email"]
    assert in_force(text(3), "email") == ["contact.email"]  # too few to say anything


@pytest.mark.parametrize(("seen", "expected"), [(5, ["contact.email"]), (100, [])])
def test_a_few_values_speak_against_a_clear_name_less_than_many(seen: int, expected: list[str]) -> None:
    assert in_force(text(seen), "email") == expected


def test_where_name_and_comment_agree_values_that_do_not_fit_are_test_data() -> None:
    assert in_force(text(), "shenfenzheng", comment="身份证") == ["national_id.cn"]
    assert in_force(text(), "shenfenzheng") == []
    assert in_force(text(), "f7", comment="身份证") == []


def test_ids_whose_check_digits_are_wrong_are_ids_if_they_are_called_so() -> None:
    made_up = RuleCounts(whole=100, valid=0)
    assert in_force(text(resident_id_cn=made_up), "shenfenzheng") == ["national_id.cn"]
    assert in_force(text(resident_id_cn=RuleCounts(whole=20)), "shenfenzheng") == []
    assert in_force(text(resident_id_cn=made_up), "f7") == []


@pytest.mark.parametrize(
    ("name", "element"), [("password", "auth.password"), ("mima", "auth.password"), ("last_name", "person.name.last")]
)
def test_digits_in_a_text_column_are_what_it_is_clearly_called(name: str, element: str) -> None:
    digits = Profile(DataType.STRING, is_read=True, seen=100, distinct=3, texts=100, digits=100)
    assert in_force(digits, name) == [element]
    assert in_force(replace(digits, data_type=DataType.INTEGER), name) == []


def test_hashed_values_keep_the_element_with_their_form() -> None:
    detection = only(decide(text(100, digest__md5=all_match(100)), "email"))
    assert (detection.element, detection.form) == ("contact.email", Form.HASHED)
    assert detection.reason.endswith("the values are hashed.")


def test_a_more_special_name_takes_the_value_evidence_over() -> None:
    phones = text(phone_cn__mobile=all_match(100))
    assert in_force(phones, "x7") == ["contact.phone"]
    assert in_force(phones, "recipient_phone") == ["delivery.phone"]


def test_uuids_are_decided_by_name_alone() -> None:
    uuids = text(idfa=all_match(100), gaid=all_match(100))
    assert in_force(uuids, "row_uuid") == []
    assert in_force(uuids, "idfa") == ["device.idfa"]


def test_row_keys_are_never_in_force() -> None:
    uuids = decide(text(uuid=all_match(100)), "uuid", comment="surrogate key")
    assert (uuids.elements, uuids.candidates, uuids.level) == ((), (), Level.NONE)


def test_a_flag_cannot_hold_an_address() -> None:
    flags = Profile(DataType.INTEGER, is_read=True, seen=50, distinct=2, digits=50, flags=50)
    assert in_force(flags, "email") == []
    assert in_force(flags, "gender") == ["person.gender"]


@pytest.mark.parametrize("name", ["app_version", "firmware", "serverBuild", "软件版本"])
def test_versions_that_look_like_addresses_are_vetoed_by_their_names(name: str) -> None:
    addresses = text(ip__v4=all_match(100))
    assert in_force(addresses, name) == []
    assert in_force(addresses, "x7") == ["network.ip"]


def test_text_that_holds_phones_holds_phones_whatever_their_share() -> None:
    some = RuleCounts(inside=30)
    detection = next(d for d in decide(text(1_000, phone_cn__mobile=some), "body").elements if d.element == "contact.phone")
    assert detection.matched == 30
    assert detection.reason.startswith("3.0 % of 1,000 values hold")
    assert in_force(text(1_000, phone_cn__mobile=RuleCounts(inside=1)), "x7") == []


def test_a_yes_no_comment_makes_a_name_a_flag() -> None:
    assert in_force(Profile(DataType.INTEGER), "email", comment="是否公开邮箱：0->否；1->是") == []


def test_context_is_null_for_a_lone_field_and_counts_beside_persons() -> None:
    assert decide(text(email=all_match(100)), "x7").elements[0].factors.context is None
    fields = tuple(
        FieldFacts(name_path(name), None, profile)
        for name, profile in (
            ("email", text(email=all_match(100))),
            ("phone", text(phone_cn__mobile=all_match(100))),
            ("city", Profile(DataType.STRING)),
        )
    )
    city = CLASSIFIER.classify(DatasetFacts("t_data", fields))[2]
    assert city.elements[0].factors.context == pytest.approx(2 / 3, abs=0.001)
    assert city.effective_level is Level.PERSONAL


def test_classifying_twice_gives_the_same() -> None:
    facts = DatasetFacts("users", (FieldFacts(name_path("email"), "邮箱", text(email=all_match(90))),))
    assert CLASSIFIER.classify(facts) == CLASSIFIER.classify(facts)


def test_numbers_that_nobody_is_old_are_no_ages() -> None:
    fits = Profile(DataType.INTEGER, is_read=True, seen=100, distinct=60, digits=100, ages_stated=98)
    assert in_force(fits, "age") == ["person.age"]
    assert in_force(Profile(DataType.INTEGER, is_read=True, seen=100, distinct=90, digits=100, ages_stated=3), "age") == []


def test_a_flag_has_few_values() -> None:
    flag = Profile(DataType.STRING, is_read=True, seen=100, distinct=3, texts=100)
    assert in_force(flag, "is_minor") == ["minor.flag"]
    assert in_force(Profile(DataType.STRING, is_read=True, seen=100, distinct=80, texts=100), "is_minor") == []


@pytest.mark.parametrize(
    ("name", "comment", "rule", "form"),
    [
        ("phone_md5", None, "digest.md5", Form.HASHED),
        ("phone_enc", None, "digest.md5", Form.ENCRYPTED),
        ("phone_sha256", None, "encoded.base64", Form.HASHED),
        ("phone", "SHA256 of the number", "encoded.base64", Form.HASHED),
        ("phone", "手机号，加密", "digest.md5", Form.HASHED),
        ("phone", None, "encoded.base64", Form.ENCODED),
        ("phone_enc", None, "other", Form.ENCRYPTED),
        ("phone_md5", None, "phone_cn.mobile", Form.PLAIN),
        ("phone", None, "ip.masked", Form.PLAIN),
    ],
)
def test_the_form_is_what_values_and_name_say_together(name: str, comment: str | None, rule: str, form: Form) -> None:
    profile = Profile(DataType.STRING, is_read=True, seen=100, distinct=100, rules={rule: all_match(100)})
    assert only(decide(profile, name, comment=comment)).form is form


def test_values_that_were_decoded_are_encoded() -> None:
    profile = text(phone_cn__mobile=all_match(100), encoded__text=all_match(100))
    assert only(decide(profile, "x7")).form is Form.ENCODED
    masked = text(phone_cn__masked=all_match(100), encoded__text=all_match(100))
    assert only(decide(masked, "x7")).form is Form.MASKED


def test_a_proof_says_so() -> None:
    detection = only(decide(text(digest__md5=all_match(100), digest_of__email=all_match(100)), "message_id"))
    assert (detection.element, detection.form) == ("contact.email", Form.HASHED)
    proof, form = detection.reason.split("; ")
    assert proof == "All 100 values are digests, proved to be of E-mail address in another field of the dataset"
    assert form == "the values are hashed."


def test_masked_addresses_need_a_name() -> None:
    assert in_force(text(ip__masked=all_match(100)), "x7") == []
    detection = only(decide(text(ip__masked=all_match(100)), "client_ip"))
    assert (detection.element, detection.form) == ("network.ip", Form.MASKED)


def said(table: str, *columns: tuple[str, str]) -> dict[str, list[str]]:
    """Elements in force by column, from names and comments alone."""
    fields = tuple(FieldFacts(name_path(name), comment, Profile(DataType.UNKNOWN)) for name, comment in columns)
    decisions = CLASSIFIER.classify(DatasetFacts(table, fields))
    return {name: [d.element for d in found.elements] for (name, _), found in zip(columns, decisions, strict=True)}


def test_a_comment_copied_from_another_field_says_nothing_against_a_sure_name() -> None:
    copied = said("patient", ("cert_no", "身份证号"), ("birthday", "身份证号"), ("card", "身份证号"))
    assert copied == {"cert_no": ["national_id.cn"], "birthday": ["person.birth_date"], "card": ["national_id.cn"]}
    assert "national_id.cn" in said("patient", ("birthday", "身份证号"), ("sex", "性别"))["birthday"]


def test_a_comment_on_the_order_of_rows_leaves_no_measure_of_a_body() -> None:
    columns = ("name", "姓名"), ("phone", "电话"), ("weight", "排序权重"), ("height", "身高")
    assert said("personnel", *columns) == {
        "name": ["person.name"],
        "phone": ["contact.phone"],
        "weight": [],
        "height": ["health.body_metric"],
    }


def test_names_of_staff_and_of_places_of_care_differ() -> None:
    staff = said("personnel", ("name", "名称"), ("phone", "手机号"), ("password", "密码"))
    assert staff["name"] == ["person.name"]
    assert said("clinic", ("name", "名称"), ("code", "编码"), ("responsible_person", "负责人"))["name"] == ["org.name"]


def test_a_comment_tells_an_account_of_money_and_the_name_of_a_program() -> None:
    columns = ("name", "姓名"), ("account", "余额"), ("phone", "电话"), ("client_name", "客户端名称")
    user = said("cp_user", *columns)
    assert ("account.username" in user["account"], user["client_name"]) == (False, [])
    assert said("cp_user", ("name", "姓名"), ("account", "登录账号"))["account"] == ["account.username"]
