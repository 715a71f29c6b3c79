"""Store contract: facets, totals and dataset filters agree with what the pages hold."""

from functools import partial

from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldOrder, FieldQuery, PageRequest
from gazetteer.inventory.store import InventoryStore, SourceTotals
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.results import CoverageTotals, SourceState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import day, field, found, publication, source, undescribed

SAMPLED = CoverageReason(CoverageCode.SAMPLED, "100 rows were asked for", is_expected=True)
TIMEOUT = CoverageReason(CoverageCode.TIMEOUT, "a chunk took over 60 s")
EXCLUDED = CoverageReason(CoverageCode.EXCLUDED, "excluded by name", is_expected=True)

COVERAGES = {
    "complete": Coverage(CoverageState.COMPLETE, rows_read=10, rows_total=10),
    "sampled": Coverage(CoverageState.PARTIAL, (SAMPLED,), 100, None, is_sampled=True, missable_rate=0.03),
    "timeout": Coverage(CoverageState.PARTIAL, (SAMPLED, TIMEOUT), 50, None, is_sampled=True, missable_rate=0.06),
    "excluded": Coverage(CoverageState.SKIPPED, (EXCLUDED,)),
    "failed": Coverage(CoverageState.FAILED, (TIMEOUT,), rows_read=2**40),
    "unreached": Coverage(CoverageState.NOT_REACHED),
}


async def filled(store: InventoryStore) -> None:
    """Six datasets of `crm`, one for each coverage; `shop` has one with fields, `lost` none and failed as a whole."""
    for key, state in (("crm", SourceState.PARTIAL), ("shop", SourceState.COMPLETE), ("lost", SourceState.FAILED)):
        await store.put_source(source(key, state))
    for name, coverage in COVERAGES.items():
        await store.publish_dataset(publication(dataset=name, coverage=coverage))
    payer = (found("payment.account.paypal", 0.9), found("person.name", 0.7))
    in_shop = partial(field, dataset="Orders", source_key="shop")
    fields = (
        in_shop("imei", found("device.imei", 0.9), level=Level.NON_PERSONAL_ALONE, effective=Level.PERSONAL),
        in_shop("payer", *payer, level=Level.SENSITIVE),
        in_shop("name", found("person.name", 0.9), candidates=(found("contact.email", 0.4),), level=Level.PERSONAL),
        in_shop("note", level=Level.NONE),
    )
    await store.publish_dataset(publication(*fields, dataset="Orders", source_key="shop"))


async def names(store: InventoryStore, query: DatasetQuery) -> str:
    """Names of the matching datasets; their totals must count as many."""
    page = await store.page_datasets(query, PageRequest(50))
    assert (await store.dataset_totals(query)).discovered == len(page.items)
    return " ".join(d.name for d in page.items)


async def test_facets_count_what_the_pages_hold(store: InventoryStore) -> None:
    await filled(store)
    facets = {key: await store.facet_fields(FieldQuery(), key) for key in FacetKey}
    assert facets == {
        FacetKey.ELEMENT: {
            "device": 1, "device.imei": 1, "payment": 1, "payment.account": 1, "payment.account.paypal": 1, "person": 2,
            "person.name": 2,
        },
        FacetKey.LEVEL: {"NONE": 1, "NON_PERSONAL_ALONE": 1, "PERSONAL": 1, "SENSITIVE": 1},
        FacetKey.EFFECTIVE_LEVEL: {"NONE": 1, "PERSONAL": 2, "SENSITIVE": 1},
        FacetKey.SOURCE: {"src_shop": 4},
        FacetKey.COVERAGE: {"COMPLETE": 4},
    }  # fmt: skip
    for element, count in facets[FacetKey.ELEMENT].items():
        assert await store.count_fields(FieldQuery(elements=(element,))) == count
    person = FieldQuery(elements=("person",))
    assert await store.facet_fields(person, FacetKey.EFFECTIVE_LEVEL) == {"PERSONAL": 1, "SENSITIVE": 1}
    assert await store.facet_fields(FieldQuery(elements=("none",)), FacetKey.ELEMENT) == {}


async def test_coverage_totals_sum_the_last_attempts(store: InventoryStore) -> None:
    await filled(store)
    crm = CoverageTotals(
        discovered=6, complete=1, partial=2, skipped=1, failed=1, not_reached=1, unexpected=2, rows_read=160 + 2**40,
        missable_rate=0.06,
    )  # fmt: skip
    assert await store.dataset_totals(DatasetQuery(source_keys=("crm",))) == crm
    whole = await store.dataset_totals(DatasetQuery())
    assert (whole.discovered, whole.complete, whole.unexpected, whole.rows_read) == (7, 2, 3, 170 + 2**40)


async def test_a_failed_source_counts_once_and_only_without_other_conditions(store: InventoryStore) -> None:
    await filled(store)
    assert await store.dataset_totals(DatasetQuery(source_keys=("lost",))) == CoverageTotals(unexpected=1)
    assert await store.dataset_totals(DatasetQuery(source_ids=("src_lost", "src_shop"))) == CoverageTotals(
        discovered=1, complete=1, unexpected=1, rows_read=10
    )
    assert await store.dataset_totals(DatasetQuery(source_ids=("src_shop",))) == CoverageTotals(1, 1, rows_read=10)
    assert await store.dataset_totals(DatasetQuery(source_keys=("lost",), search="")) == CoverageTotals()


async def test_source_totals(store: InventoryStore) -> None:
    await filled(store)
    totals = await store.source_totals(["src_shop", "src_lost", "src_crm", "src_none"])
    zeros = dict.fromkeys(Level, 0)
    assert totals.keys() == {"src_shop", "src_lost", "src_crm"}
    shop_levels = zeros | {Level.NONE: 1, Level.PERSONAL: 2, Level.SENSITIVE: 1}
    assert totals["src_shop"] == SourceTotals(1, 4, shop_levels, CoverageTotals(1, 1, rows_read=10))
    assert totals["src_lost"] == SourceTotals(0, 0, zeros, CoverageTotals(unexpected=1))
    assert totals["src_crm"].dataset_count == 6
    assert totals["src_crm"].coverage == await store.dataset_totals(DatasetQuery(source_keys=("crm",)))


async def test_totals_follow_a_newer_publication(store: InventoryStore) -> None:
    await filled(store)
    fields = [field("only", level=Level.PERSONAL, dataset="Orders", source_key="shop", at=day(1))]
    told = publication(*fields, dataset="Orders", source_key="shop", sequence=2, at=day(1))
    await store.publish_dataset(told)
    counts = dict.fromkeys(Level, 0) | {Level.PERSONAL: 1}
    assert (await store.source_totals(["src_shop"]))["src_shop"].level_counts == counts
    await store.publish_dataset(undescribed(told, 3, COVERAGES["failed"]))
    totals = (await store.source_totals(["src_shop"]))["src_shop"]
    assert (totals.field_count, totals.level_counts, totals.coverage.failed) == (1, counts, 1)
    assert await store.facet_fields(FieldQuery(), FacetKey.COVERAGE) == {"FAILED": 1}
    (kept,) = (await store.page_fields(FieldQuery(), FieldOrder.NAME, PageRequest(5))).items
    assert kept.coverage_state == "FAILED"


async def test_dataset_filters(store: InventoryStore) -> None:
    await filled(store)
    timeout, sampled = (CoverageCode.TIMEOUT,), (CoverageCode.SAMPLED,)
    cases = {
        DatasetQuery(): "complete excluded failed sampled timeout unreached Orders",
        DatasetQuery(source_ids=("src_shop", "src_lost")): "Orders",
        DatasetQuery(source_keys=("lost",)): "",
        DatasetQuery(ids=("dst_crm_failed", "dst_shop_Orders")): "failed Orders",
        DatasetQuery(names=("sampled", "orders")): "sampled",
        DatasetQuery(coverage=(CoverageState.PARTIAL, CoverageState.SKIPPED)): "excluded sampled timeout",
        DatasetQuery(coverage=()): "",
        DatasetQuery(reasons=timeout): "failed timeout",
        DatasetQuery(reasons=()): "",
        DatasetQuery(reasons=(*timeout, CoverageCode.EXCLUDED)): "excluded failed timeout",
        DatasetQuery(is_expected=True): "excluded sampled timeout",
        DatasetQuery(is_expected=False): "failed timeout",
        DatasetQuery(reasons=sampled, is_expected=False): "",
        DatasetQuery(reasons=timeout, is_expected=False, coverage=(CoverageState.PARTIAL,)): "timeout",
        DatasetQuery(search="ORD"): "Orders",
        DatasetQuery(search="crm", coverage=(CoverageState.COMPLETE,)): "complete",
        DatasetQuery(search="mcomp"): "",
    }
    for query, expected in cases.items():
        assert await names(store, query) == expected, query
