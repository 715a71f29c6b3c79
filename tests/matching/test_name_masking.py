"""What of a name or path may be shown: values in it are masked, and ordinary names stay as they are."""

from pathlib import Path as FilePath

import pytest

from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, name_path
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = load_rules()
MASKER = Masker(RULES)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ann.lee@example.org", "***"),
        ("13800138000", "***"),
        ("张三_13800138000.csv", "张三_***.csv"),
        ("exports/13800138000/*.parquet", "exports/***/*.parquet"),
        ("user:13800138000", "user:***"),
        ("１３８００１３８０００", "***"),
        ("31.230416,121.473701", "***"),  # as a whole only: no rule looks for it inside text
        ("110105491231002", "***"),
        ("bytes \udcff 13800138000", "bytes ? ***"),
    ],
)
def test_values_in_names_are_masked(name: str, shown: str) -> None:
    assert MASKER.mask_name(name) == shown


@pytest.mark.parametrize(
    "name",
    [
        "email", "a@b", "@", "user@host", "phone_13800", "1380013800", "138001380001", "orders_20240101",
        "events/2024-01-01.json", "v1.2.3", "5 years", "12 months", "uuid", "CustomerAddressLineNumberTwo",
        "d41d8cd98f00b204e9800998ecf8427e",
        " padded ", "ｆｕｌｌ", "bytes \udcff", "手机号", "id_card_no", "",
    ],
)  # fmt: skip
def test_names_without_values_stay_as_they_are(name: str) -> None:
    assert MASKER.mask_name(name) == name


def test_no_name_of_the_taxonomy_is_masked() -> None:
    names = {name for element in load_taxonomy() for name in (element.id, element.label_en, element.label_zh)}
    called = [element.names for element in load_taxonomy()]
    names |= {name for one in called for name in (*one.en, *one.camel, *one.zh, *one.pinyin, *one.pinyin_abbr)}
    assert len(names) > 1_000
    assert {name for name in names if MASKER.mask_name(name) != name} == set()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (name_path("orders", "phone"), "orders.phone"),
        (name_path("user", "ann.lee@example.org"), "user.***"),
        (name_path("ann", "lee@example", "org"), "***"),  # a column of a data dictionary, read as a path
        ((*name_path("13800138000"), EACH, *name_path("n")), "***[].n"),
        ((*name_path("tags"), ANY_KEY), "tags{}"),
        ((*name_path("value"), Step(StepKind.KEY_VALUE, "phone=13800138000")), "value[phone=***]"),
        ((), ""),
    ],
)
def test_paths_are_masked_step_by_step_and_as_one(path: Path, shown: str) -> None:
    assert MASKER.mask_path(path) == shown


def test_a_long_text_is_searched_to_its_end() -> None:
    lines = ["SELECT 1 -- nothing here"] * 4_000
    assert MASKER.mask("\n".join(lines)) == "\n".join(lines)
    lines[2_000] = "-- call 13800138000"
    masked = MASKER.mask("\n".join(lines))
    assert masked == "\n".join(lines).replace("13800138000", "***")


def test_of_a_line_that_is_too_long_what_was_not_searched_is_left_out() -> None:
    masked = MASKER.mask("a " * 40_000 + "13800138000" + " b" * 40_000)
    assert "13800138000" not in masked
    assert masked.startswith("a a")
    assert masked.endswith("b b")


def test_file_names_of_this_package_stay_as_they_are() -> None:
    names = {file.name for file in FilePath(__file__).parents[1].rglob("*.py")}
    assert {name for name in names if MASKER.mask_name(name) != name} == set()


def test_matchers_change_nothing_but_the_time() -> None:
    sampled = RULES.for_samples
    masker = Masker(RULES, (CompiledColumnMatcher(RULES), CompiledColumnMatcher(sampled, max_states=6_000)))
    names = {name for element in load_taxonomy() for name in (*element.names.en, *element.names.camel, *element.names.zh)}
    values = [text for rule in (*RULES.rules, *RULES.sampled) for text in (*rule.hits, *rule.inside_hits)]
    texts = [*sorted(names), *values, *(f"see {value}, please" for value in values), "", "a", "备注", "bytes \udcff"]
    assert [masker.mask_name(text) for text in texts] == [MASKER.mask_name(text) for text in texts]
    assert [masker.mask(text) for text in texts] == [MASKER.mask(text) for text in texts]
