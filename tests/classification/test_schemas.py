"""How well names alone decide on tables of everyday systems in several languages; see `schemas/`."""

from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools
from tests.classification.schema_scores import Expected, Score, read_tables, score_tables

CLASSIFIER = load_tools(ScanOptions()).classifier


def assert_at_least(score: Score, precision: float, recall: float) -> None:
    found = f"precision {score.precision:.3f}, recall {score.recall:.3f}\n" + "\n".join(score.errors)
    assert (score.precision >= precision, score.recall >= recall) == (True, True), found


def test_tables_that_the_words_were_tuned_on() -> None:
    assert_at_least(score_tables("known.txt", CLASSIFIER), 0.98, 0.97)


def test_tables_of_public_schemas() -> None:
    assert_at_least(score_tables("public.txt", CLASSIFIER), 0.97, 0.93)


def test_tables_that_were_written_before_the_words() -> None:
    assert_at_least(score_tables("unseen.txt", CLASSIFIER), 0.97, 0.94)


def test_tables_that_the_words_were_not_tuned_on() -> None:
    assert_at_least(score_tables("fresh.txt", CLASSIFIER), 0.97, 0.88)


def test_tables_of_international_schemas() -> None:
    assert_at_least(score_tables("international.txt", CLASSIFIER), 0.98, 0.96)
    assert_at_least(score_tables("international_more.txt", CLASSIFIER), 0.98, 0.93)
    assert_at_least(score_tables("international_odd.txt", CLASSIFIER), 0.98, 0.89)


def test_chinese_tables_that_the_words_were_tuned_on() -> None:
    assert_at_least(score_tables("chinese.txt", CLASSIFIER), 0.985, 0.975)


def test_more_chinese_tables_that_the_words_were_tuned_on() -> None:
    assert_at_least(score_tables("chinese_other.txt", CLASSIFIER), 0.98, 0.96)


def test_chinese_tables_of_rarer_systems() -> None:
    assert_at_least(score_tables("chinese_rare.txt", CLASSIFIER), 0.97, 0.9)


def test_chinese_tables_of_many_trades() -> None:
    assert_at_least(score_tables("chinese_trades.txt", CLASSIFIER), 0.99, 0.96)
    assert_at_least(score_tables("chinese_trades_more.txt", CLASSIFIER), 0.96, 0.93)


def test_chinese_tables_without_their_comments() -> None:
    assert_at_least(score_tables("chinese.txt", CLASSIFIER, with_comments=False), 0.97, 0.84)
    assert_at_least(score_tables("chinese_other.txt", CLASSIFIER, with_comments=False), 0.97, 0.68)


def test_the_tables_are_read_as_written() -> None:
    tables = dict(read_tables("known.txt"))
    assert tables["products"]["name"] == Expected(frozenset(), frozenset())
    assert tables["products"]["created_by"] == Expected(frozenset(), frozenset({"account.user_id", "account.username"}))
    assert tables["订单表"]["审核人"] == Expected(frozenset({"person.name", "account.username"}), frozenset())
    assert dict(read_tables("chinese.txt"))["sys_config"]["config_type"].comment == "系统内置（Y是 N否）"
    assert tables["patients"]["emergency_contact"].optional == {"contact.address_book"}
    assert sum(map(len, tables.values())) + sum(len(columns) for _, columns in read_tables("unseen.txt")) > 550
