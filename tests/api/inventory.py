"""A small inventory for the API's tests: three sources, eight datasets, 59 fields, published through the real store."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from gazetteer.inventory.publishing import begin, publication_of, publish_source_result
from gazetteer.inventory.records import ScanRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.classification.decision import Detection, Factors, FieldDecision, LevelReason
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.connectors.protocol import DatasetInfo, ForeignKey
from gazetteer_scanners.paths import ANY_KEY, EACH, Path, Step, StepKind, name_path, path_text
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id, source_id
from gazetteer_scanners.scanning.results import (
    CoverageTotals,
    DatasetResult,
    FieldResult,
    Gate,
    ScanStatus,
    SourceRef,
    SourceResult,
    SourceState,
)
from gazetteer_scanners.taxonomy import Level, load_taxonomy

T0 = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
TAXONOMY = load_taxonomy()


@dataclass(frozen=True)
class Found:
    """A field as the tests write it: `elements` and `doubts` as (element, score) or (element, score, form)."""

    path: Path
    elements: tuple[tuple[object, ...], ...] = ()
    doubts: tuple[tuple[object, ...], ...] = ()
    data_type: str = "string"
    is_nullable: bool | None = None


def found(name: str, *elements: tuple[object, ...], doubt: tuple[object, ...] | None = None, **others: object) -> Found:
    """A top-level column."""
    return Found(name_path(name), elements, (doubt,) if doubt else (), **others)  # type: ignore[arg-type]  # test shorthand


def source_ref(kind: str, key: str) -> SourceRef:
    """A source by kind and key."""
    return SourceRef(source_id(kind, key), key, kind, f"/srv/data/{key}")


CRM = source_ref("sqlite", "crm")
EXPORTS = source_ref("file", "exports")
LEGACY = source_ref("sqlite", "legacy")

COMPLETE = Coverage(CoverageState.COMPLETE, rows_read=2000, rows_total=2000)
SAMPLED = Coverage(
    CoverageState.PARTIAL,
    (CoverageReason(CoverageCode.SAMPLED, "300 of 9,000 rows were read", is_expected=True),),
    rows_read=300,
    rows_total=9000,
    is_sampled=True,
    missable_rate=0.01,
)
DAMAGED = Coverage(
    CoverageState.PARTIAL,
    (CoverageReason(CoverageCode.DECODE_ERROR, "column memo holds bytes that are no text"),),
    rows_read=40,
    rows_total=50,
)
DENIED = Coverage(CoverageState.FAILED, (CoverageReason(CoverageCode.DENIED, "no right to read archive"),))

USERS = (
    found("id", data_type="integer", is_nullable=False),
    found("name", ("person.name", 0.95), is_nullable=False),
    found("email", ("contact.email", 0.99), is_nullable=True),
    found("phone", ("contact.phone", 0.97), is_nullable=True),
    found("birth_date", ("person.birth_date", 0.93), data_type="date"),
    found("gender", doubt=("person.gender", 0.45)),
    found("password_hash", ("auth.password", 0.9, Form.HASHED)),
    found("address", ("contact.address", 0.88)),
    found("city", ("contact.address.city", 0.7)),
    found("national_id", ("national_id.cn", 0.99)),
    found("created_at", data_type="timestamp"),
)
DEVICES = (
    found("id", data_type="integer"),
    found("user_id", ("account.user_id", 0.8), data_type="integer"),
    found("imei", ("device.imei", 0.98)),
    found("mac", ("device.mac", 0.97)),
    found("android_id", ("device.android_id", 0.9)),
    found("model", ("device.model", 0.75)),
    found("os_version", ("device.os_version", 0.7)),
    found("seen_at", data_type="timestamp"),
    found("note", doubt=("comm.text", 0.5)),
)
ORDERS = (
    found("id", data_type="integer"),
    found("user_id", ("account.user_id", 0.8), data_type="integer"),
    found("card_number", ("payment.card_number", 0.99)),
    found("ship_phone", ("contact.phone", 0.8, Form.MASKED), ("delivery.phone", 0.78, Form.MASKED)),
    found("total", data_type="decimal"),
    found("currency"),
    found("status"),
    found("sku"),
    found("placed_at", data_type="timestamp"),
    found("note", doubt=("comm.text", 0.4)),
)
ACTIVE_USERS = (found("id", data_type="integer"), found("email", ("contact.email", 0.99)))
EVENTS = (
    found("id"),
    found("ts", data_type="timestamp"),
    found("kind"),
    found("user"),
    found("ua", ("log.user_agent", 0.85)),
    found("ip", ("network.ip", 0.96)),
    Found(name_path("device", "imei"), (("device.imei", 0.92),)),
    Found(name_path("geo.city"), (("contact.address.city", 0.6),)),
    Found(name_path("geo", "city"), (("contact.address.city", 0.65),)),
    Found((Step(StepKind.NAME, "items"), EACH, Step(StepKind.NAME, "sku"))),
    Found((Step(StepKind.NAME, "items"), EACH, Step(StepKind.NAME, "phone")), (("contact.phone", 0.91),)),
    Found((Step(StepKind.NAME, "props"), ANY_KEY)),
)
PEOPLE = (
    found("name", ("person.name", 0.9)),
    found("email", ("contact.email", 0.98)),
    found("phone", ("contact.phone", 0.94)),
    found("age", ("person.age", 0.82), data_type="integer"),
    found("city", ("contact.address.city", 0.72)),
    found("remark", doubt=("person.nickname", 0.35)),
    found("score", data_type="float"),
    found("tags"),
)
ACCOUNTS = (
    found("account_no", ("payment.bank_account", 0.86)),
    found("holder", ("person.name", 0.83)),
    found("email", ("contact.email", 0.97)),
    found("opened", data_type="date"),
    found("branch"),
    found("memo"),
    found("flag", data_type="boolean"),
)


def detection(element: str, score: float, form: Form = Form.PLAIN) -> Detection:
    """A detection by name and value; the checksum factor applies to IMEI and card numbers only."""
    has_checksum = element in ("device.imei", "payment.card_number")
    factors = Factors(name=0.9, value=score, checksum=1.0 if has_checksum else None, context=0.2)
    reason = f"{score:.0%} of 2,000 values look like {element}"
    return Detection(element, score, form, factors, reason, matched=round(2000 * score), seen=2000, distinct=1500)


def field_results(source: SourceRef, dataset: str, fields: tuple[Found, ...]) -> tuple[FieldResult, ...]:
    """The fields with the levels that the taxonomy and the rule of combination give, by path text and id."""
    personal = [each.path for each in fields if _own_level(each) in (Level.PERSONAL, Level.SENSITIVE)]
    results = [_field_result(source, dataset, each, tuple(personal[:1])) for each in fields]
    return tuple(sorted(results, key=lambda result: (path_text(result.path), result.id)))


def _own_level(each: Found) -> Level:
    levels = [TAXONOMY[str(element)].level for element, *_ in each.elements]
    return max(levels, key=lambda level: level.rank, default=Level.NONE)


def _field_result(source: SourceRef, dataset: str, each: Found, proof: tuple[Path, ...]) -> FieldResult:
    level = effective = _own_level(each)
    reasons = [LevelReason(level, "element", f"{each.elements[0][0]} is in force")] if each.elements else []
    if level is Level.NON_PERSONAL_ALONE and proof:
        effective = Level.PERSONAL
        reasons.append(LevelReason(effective, "combination", f"it sits with {path_text(proof[0])}", proof))
    decision = FieldDecision(
        path=each.path,
        level=level,
        effective_level=effective,
        elements=tuple(detection(*spec) for spec in each.elements),  # type: ignore[arg-type]  # test shorthand
        candidates=tuple(detection(*spec) for spec in each.doubts),  # type: ignore[arg-type]  # test shorthand
        level_reasons=tuple(reasons),
    )
    id_ = field_id(source.kind, source.key, dataset, each.path)
    shown_path = path_text(each.path)
    return FieldResult(id_, each.path, shown_path, each.data_type, None, each.is_nullable, None, decision, 1.0, 0.25, 1500)


def result(source: SourceRef, info: DatasetInfo, fields: tuple[Found, ...], coverage: Coverage = COMPLETE) -> DatasetResult:
    """A dataset as a scan hands it on."""
    id_ = dataset_id(source.kind, source.key, info.name)
    row_is = {"users": RowKind.PERSON, "orders": RowKind.EVENT}.get(info.name, RowKind.UNKNOWN)
    found = field_results(source, info.name, fields)
    return DatasetResult(id_, source, info, info.name, coverage, found, is_described=coverage is not DENIED, row_is=row_is)


ORDERS_INFO = DatasetInfo(
    "orders",
    "table",
    primary_key=("id",),
    unique_keys=(("user_id", "placed_at"),),
    foreign_keys=(ForeignKey(("user_id",), "users", ("id",)), ForeignKey(("sku",), "products", ("sku",))),
)
DATASETS = (
    result(CRM, DatasetInfo("users", "table", comment="Customers", primary_key=("id",)), USERS),
    result(CRM, DatasetInfo("devices", "table", primary_key=("id",)), DEVICES),
    result(CRM, ORDERS_INFO, ORDERS),
    result(CRM, DatasetInfo("active_users", "view", view_text="SELECT id, email FROM users"), ACTIVE_USERS),
    result(EXPORTS, DatasetInfo("events/*.parquet", "file_set"), EVENTS),
    result(EXPORTS, DatasetInfo("people.csv", "file"), PEOPLE, SAMPLED),
    result(LEGACY, DatasetInfo("accounts", "table"), ACCOUNTS, DAMAGED),
    result(LEGACY, DatasetInfo("archive", "table"), (), DENIED),
)


def dataset(name: str) -> str:
    """The id of a dataset of the inventory."""
    return next(each.id for each in DATASETS if each.info.name == name)


def field(name: str, text: str) -> str:
    """The id of a field of the inventory."""
    fields = next(each.fields for each in DATASETS if each.info.name == name)
    return next(each.id for each in fields if path_text(each.path) == text)


async def fill(store: InventoryStore) -> None:
    """Two scans: `scan_first` of crm alone, incomplete; `scan_second` of all three sources, gate tripped."""
    first = await begin(store, "scan_first", "sha256:old", [CRM.id], T0)
    await publish_source_result(store, SourceResult(CRM, SourceState.COMPLETE), first, T0)
    await store.finish_scan(replace(first, status=ScanStatus.COMPLETE, finished_at=T0 + timedelta(seconds=5)))
    later = T0 + timedelta(days=1)
    second = await begin(store, "scan_second", "sha256:new", [CRM.id, EXPORTS.id, LEGACY.id], later)
    for source in (CRM, EXPORTS, LEGACY):
        state = SourceState.COMPLETE if source is CRM else SourceState.PARTIAL
        await publish_source_result(store, SourceResult(source, state), second, later)
    await publish(store, DATASETS, second, later)
    totals = CoverageTotals()
    for each in DATASETS:
        totals = totals.plus(each.coverage)
    gate = Gate(is_tripped=True, reasons=("2 fields are SENSITIVE",))
    ended = replace(second, status=ScanStatus.INCOMPLETE, finished_at=later + timedelta(minutes=1), coverage=totals, gate=gate)
    await store.finish_scan(ended)


async def publish(store: InventoryStore, datasets: tuple[DatasetResult, ...], scan: ScanRecord, now: datetime) -> None:
    """Publish the datasets as found by a scan."""
    for each in datasets:
        assert await store.publish_dataset(publication_of(each, scan, TAXONOMY, now))
