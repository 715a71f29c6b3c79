"""The built-in taxonomy as a tree: parents, coverage, levels, digest."""

import re

import pytest

from gazetteer_scanners.taxonomy import Element, Level, Role, Taxonomy, load_taxonomy


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return load_taxonomy()


def test_builtin_table_is_read_once(taxonomy: Taxonomy) -> None:
    assert load_taxonomy() is taxonomy
    assert len(taxonomy) == 221
    assert next(iter(taxonomy)).id == "person.name"
    assert len({element.id for element in taxonomy}) == 221


def test_element_carries_its_row(taxonomy: Taxonomy) -> None:
    element = taxonomy["payment.card_number"]
    assert (element.label_en, element.category, element.parent) == ("Payment card number (PAN)", "financial", "payment")
    assert (element.role, element.level, element.strict_level) == (Role.DIRECT, Level.SENSITIVE, Level.SENSITIVE)
    assert element.legal_classes == (
        "gbt35273_a:个人财产信息",
        "gbt35273_b:B1 个人财产信息 (银行账户等)",
        "gbt45574:T5 金融账户",
        "pipl28",
        "ccpa_spi:conditional",
    )
    assert element.detection == ("name", "value", "checksum", "profile")
    assert "cardNumber" in element.names.camel
    assert "银行卡号" in element.names.zh
    assert "yinhangkahao" in element.names.pinyin
    assert "yhkh" in element.names.pinyin_abbr


def test_rules_and_strict_level_differ_where_the_table_says_so(taxonomy: Taxonomy) -> None:
    imei = taxonomy["device.imei"]
    assert (imei.level, imei.strict_level) == (Level.NON_PERSONAL_ALONE, Level.PERSONAL)
    assert "combination_only" in imei.rules
    assert taxonomy["tech.surrogate_key"].rules == ("negative_class",)


def test_ancestors_are_nearest_first_and_include_groups(taxonomy: Taxonomy) -> None:
    assert taxonomy.ancestors("payment.account.paypal") == ("payment.account", "payment")
    assert taxonomy.closure("person.name.first") == ("person.name.first", "person.name", "person")
    assert taxonomy.ancestors("national_id") == ()
    assert taxonomy.ancestors("payment.account") == ("payment",)
    assert taxonomy.ancestors("no_such") == ()


def test_dot_id_covers_its_children_and_nothing_beside_them(taxonomy: Taxonomy) -> None:
    assert taxonomy.covers("payment.account") == {
        "payment.account",
        "payment.account.alipay",
        "payment.account.huawei_pay",
        "payment.account.paypal",
        "payment.account.wechat_pay",
    }
    assert taxonomy.covers("device.imei") == {"device.imei"}
    assert taxonomy.covers("account.wechat") == frozenset()
    assert len(taxonomy.covers("national_id")) == 36


def test_group_without_a_row_is_known_but_no_element(taxonomy: Taxonomy) -> None:
    assert taxonomy.is_known("person")
    assert taxonomy.get("person") is None
    assert "person" not in taxonomy
    assert taxonomy.covers("minor") == {"minor.flag", "minor.guardian", "minor.guardian_consent"}
    assert taxonomy.children("minor") == ("minor.flag", "minor.guardian", "minor.guardian_consent")
    with pytest.raises(KeyError):
        taxonomy["person"]


def test_unknown_id_is_neither(taxonomy: Taxonomy) -> None:
    assert not taxonomy.is_known("person.nam")
    assert taxonomy.get("person.nam") is None
    assert taxonomy.children("person.nam") == ()


def test_level_order() -> None:
    assert sorted(Level, key=lambda level: level.rank) == [
        Level.NONE,
        Level.UNKNOWN,
        Level.NON_PERSONAL_ALONE,
        Level.PERSONAL,
        Level.SENSITIVE,
    ]
    assert Level("SENSITIVE") is Level.SENSITIVE


def test_digest_follows_content_and_order(taxonomy: Taxonomy) -> None:
    elements = list(taxonomy)
    assert re.fullmatch(r"[0-9a-f]{64}", taxonomy.digest)
    assert Taxonomy(elements).digest == taxonomy.digest
    assert Taxonomy(reversed(elements)).digest != taxonomy.digest
    assert Taxonomy(elements[:-1]).digest != taxonomy.digest


def test_groups_between_elements_are_children_too() -> None:
    leaf = Element("a.b.c", "C", "", "x", "a.b", Role.QUASI, Level.PERSONAL, Level.PERSONAL)
    taxonomy = Taxonomy([leaf])
    assert taxonomy.ancestors("a.b.c") == ("a.b", "a")
    assert taxonomy.children("a") == ("a.b",)
    assert taxonomy.covers("a") == {"a.b.c"}


def test_every_element_has_names_a_comment_can_hold(taxonomy: Taxonomy) -> None:
    assert [element.id for element in taxonomy if not element.names.en or not element.names.zh] == []
