"""What holds for all name rules: every name of every element works, every table row is used."""

import pickle
from pathlib import Path

import pytest

from gazetteer_scanners.classification import name_words
from gazetteer_scanners.classification.chinese_names import CHINESE_INITIALS, CHINESE_NAMES
from gazetteer_scanners.classification.chinese_trades import CHINESE_TRADES
from gazetteer_scanners.classification.chinese_words import CHINESE_KINDS, CHINESE_TAILS_OF
from gazetteer_scanners.classification.classify import TOPICS
from gazetteer_scanners.classification.language_words import TELLTALES
from gazetteer_scanners.classification.name_contexts import CONTEXT_RULES
from gazetteer_scanners.classification.name_index import TermIndex
from gazetteer_scanners.classification.name_pinyin import initials_of, pinyin_of
from gazetteer_scanners.classification.name_splitting import Splitter, has_han, singular
from gazetteer_scanners.classification.name_weak_terms import DOUBTFUL_ABBREVIATIONS, WEAK_TERMS, WHOLE_ONLY
from gazetteer_scanners.classification.names import MIN_STRENGTH, NameRules
from gazetteer_scanners.taxonomy import load_taxonomy

TAXONOMY = load_taxonomy()
INDEX = TermIndex(TAXONOMY)
RULES = NameRules.build(TAXONOMY)


def test_every_name_in_the_taxonomy_suggests_its_element() -> None:
    faint = {(rule.term, rule.element) for rule in CONTEXT_RULES if rule.alone < MIN_STRENGTH}
    missed = set()
    for element in TAXONOMY:
        names = element.names
        for name in (*names.en, *names.camel, *names.zh, *names.pinyin, *names.pinyin_abbr):
            if element.id not in {match.element for match in RULES.match_field_name((name,), "t1")}:
                missed.add((INDEX.key(name), element.id))
    spelled = {(pinyin_of(rule.term), rule.element) for rule in CONTEXT_RULES if rule.alone * 0.95 < MIN_STRENGTH}
    assert missed <= {(INDEX.key(term), element) for term, element in faint} | spelled


def test_no_name_of_two_letters_stands_alone_unless_it_is_english() -> None:
    initials = {name for element in TAXONOMY for name in element.names.pinyin_abbr if len(name) == 2}
    english = {INDEX.key(name) for element in TAXONOMY for name in element.names.en}
    for name in initials - english:
        for match in RULES.match_field_name((name,), "t1"):
            assert match.strength <= 0.5
            assert match.is_ambiguous


def test_short_names_with_several_meanings_stay_ambiguous() -> None:
    short = "gj sr zz dw zw zy xl xh khh zjhm txdz yjdz sj mz zj sh nation disabled name title model address state"
    for name in short.split():
        for match in RULES.match_field_name((name,), "t1"):
            assert match.strength < 0.6
            assert match.is_ambiguous


def test_every_row_of_the_tables_is_used() -> None:
    assert [term for term in WEAK_TERMS if not INDEX.get(INDEX.key(term))] == []
    assert [term for term in WHOLE_ONLY if not INDEX.get(INDEX.key(term))] == []
    assert [term for term in DOUBTFUL_ABBREVIATIONS if not INDEX.get(term)] == []
    kinds = {*name_words.KINDS, *CHINESE_KINDS, *TOPICS, *TELLTALES, "ledger"}
    assert [element for element in (*CHINESE_NAMES, *CHINESE_INITIALS) if element not in TAXONOMY] == []
    assert [rule.element for rule in CONTEXT_RULES if rule.element not in TAXONOMY] == []
    assert [kind for rule in CONTEXT_RULES for kind in rule.kinds if kind.removeprefix("not ") not in kinds] == []
    assert len({(INDEX.key(rule.term), rule.element) for rule in CONTEXT_RULES}) == len(CONTEXT_RULES)
    covered = [upper for uppers in (*name_words.TAILS_OF.values(), *CHINESE_TAILS_OF.values()) for upper in uppers]
    assert [upper for upper in covered if not TAXONOMY.is_known(upper)] == []


def test_strengths_are_shares_of_one() -> None:
    assert all(0 <= strength <= 1 for rule in CONTEXT_RULES for strength in (rule.alone, *rule.kinds.values()))


def test_rules_are_built_once_for_the_same_content(tmp_path: Path) -> None:
    rules = NameRules.build(load_taxonomy())
    assert NameRules.build(load_taxonomy()) is rules
    own = tmp_path / "own.csv"
    header = "id,label_en,category,role,sensitivity,names_en,names_zh\n"
    own.write_text(header + "acme.badge,Badge,identity,quasi,personal,badge_no,胸牌号\n", encoding="utf-8")
    rules = NameRules.build(load_taxonomy(own))
    assert rules is not RULES
    assert rules.match_field_name(("userBadgeNumber",), "t1")[0].element == "acme.badge"
    assert rules.match_comment("员工胸牌号")[0].element == "acme.badge"
    assert RULES.match_field_name(("userBadgeNumber",), "t1") == ()


def test_an_index_from_the_cache_is_the_one_that_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for _ in ("made and kept", "kept"):
        index = TermIndex(TAXONOMY, is_kept=True)
        assert list(index.keys()) == list(INDEX.keys())
        assert all(index.get(key) == INDEX.get(key) for key in INDEX.keys())  # noqa: SIM118 - it is no mapping
        assert index.get("no name at all") == ()
        assert index.splitter.split("custphonenum") == ["customer", "phone", "no"]
    (kept,) = (tmp_path / "gazetteer").iterdir()
    kept.write_bytes(b"damaged")
    assert TermIndex(TAXONOMY, is_kept=True).get("email") == INDEX.get("email") != ()


def test_rules_travel_to_other_processes() -> None:
    copy = pickle.loads(pickle.dumps(RULES))  # noqa: S301 - our own bytes
    assert copy.match_field_name(("phone",), "t1") == RULES.match_field_name(("phone",), "t1")


def test_splitting() -> None:
    for name in ("custPhoneNums", "CUST_PHONE_NUM", "custphonenum", "cust-phone-number", "Cust Phone No."):
        assert INDEX.splitter.split(name) == ["customer", "phone", "no"]
    assert INDEX.splitter.split("userIPAddr2") == ["user", "ip", "address", "2"]
    assert INDEX.splitter.split("userIDs") == ["user", "id"]
    assert INDEX.splitter.split("truckage") == ["truckage"]
    assert INDEX.splitter.split("voicemail") == ["voicemail"]
    assert Splitter(["foo", "bar"]).split("foobarx") == ["foobarx"]


def test_singular() -> None:
    words = ["phones", "addresses", "address", "cities", "boxes", "status", "gps", "lxfs", "analysis", "as"]
    assert [singular(word) for word in words] == [
        *("phone", "address", "address", "city", "box", "status", "gps", "lxfs", "analysis", "as"),
    ]


def test_every_chinese_name_can_be_spelled_in_letters() -> None:
    names = {name for element in TAXONOMY for name in element.names.zh} | {
        name
        for table in (CHINESE_NAMES, CHINESE_TRADES, name_words.KINDS, CHINESE_KINDS)
        for names in table.values()
        for name in names
    }
    assert {name for name in names if has_han(name) and pinyin_of(INDEX.key(name)) is None} == set()
    assert (pinyin_of("银行卡号"), initials_of("家长手机号")) == ("yinhangkahao", "jzsjh")
