"""Golden ids: reviews, baselines and lineage hang on them, so these values never change."""

import pytest

from gazetteer_scanners.paths import ANY_KEY, EACH, Step, StepKind, name_path
from gazetteer_scanners.scanning.ids import dataset_id, dataset_urn, field_id, field_urn, source_id, source_urn

ORDERS_PHONE = (Step(StepKind.NAME, "orders"), EACH, Step(StepKind.NAME, "phone"))


def test_urns_are_percent_encoded_part_by_part() -> None:
    assert source_urn("sqlite", "data/crm.sqlite") == "gz:sqlite:data%2Fcrm.sqlite"
    assert dataset_urn("sqlite", "crm", "客户") == "gz:sqlite:crm/%E5%AE%A2%E6%88%B7"
    assert field_urn("sqlite", "crm", "t", ORDERS_PHONE) == "gz:sqlite:crm/t/orders/[]/phone"
    tags = (Step(StepKind.NAME, "tags"), ANY_KEY)
    assert field_urn("files", "x", "e/*.parquet", tags) == "gz:files:x/e%2F%2A.parquet/tags/{}"


def test_golden_ids() -> None:
    assert source_id("sqlite", "crm") == "src_7bce83638cc097a3024c5429a630be1e"
    assert dataset_id("sqlite", "crm", "users") == "dst_e21c9bdd579700e3230af1852f13e0d5"
    assert field_id("sqlite", "crm", "users", name_path("email")) == "fld_4dda41035ede9af8b233b71ff632aa24"
    assert field_id("sqlite", "data/crm.sqlite", "客户", ORDERS_PHONE) == "fld_b6d250252b26eaa73c595195282ff6a4"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (name_path("a.b"), name_path("a", "b")),
        (name_path("a/b"), name_path("a", "b")),
        (name_path("a[]"), (Step(StepKind.NAME, "a"), EACH)),
        (name_path("{}"), (ANY_KEY,)),
        (name_path("A"), name_path("a")),
    ],
)
def test_paths_that_look_alike_have_different_ids(one: tuple[Step, ...], other: tuple[Step, ...]) -> None:
    assert field_id("sqlite", "crm", "t", one) != field_id("sqlite", "crm", "t", other)


def test_names_cannot_move_between_parts() -> None:
    assert dataset_id("sqlite", "a", "b/c") != dataset_id("sqlite", "a/b", "c")
    assert source_id("sqlite:x", "a") != source_id("sqlite", "x:a")
