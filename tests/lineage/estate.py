"""An inventory of invented sources with real ids, for names to meet in."""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from gazetteer.inventory.records import CoverageNote, DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import DatasetPublication, InventoryStore
from gazetteer.lineage.showing import shown_name
from gazetteer_scanners.paths import encode_path, parse_path_text
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.scanning.ids import dataset_id, field_id, source_id
from gazetteer_scanners.scanning.results import SourceState
from gazetteer_scanners.taxonomy import Level

T0 = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
COMPLETE = Coverage(CoverageState.COMPLETE, rows_read=10, rows_total=10)


@dataclass(frozen=True)
class Source:
    """A source as the tests write it: datasets by name, with the texts of their fields' paths."""

    key: str
    kind: str
    location: str
    datasets: dict[str, tuple[str, ...]]
    aliases: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Its id."""
        return source_id(self.kind, self.key)

    def dataset(self, name: str) -> str:
        """The id of a dataset, scanned or not."""
        return dataset_id(self.kind, self.key, name)

    def field(self, name: str, path: str) -> str:
        """The id of a field, scanned or not."""
        return field_id(self.kind, self.key, name, parse_path_text(path))


CRM = Source(
    "crm",
    "sqlite",
    "/srv/data/crm.sqlite",
    {"users": ("id", "phone", "Email", "payload.phone"), "orders": ("id", "user_id"), "contacts": ("phone",)},
    aliases=("/mnt/old/crm.sqlite",),
)
SHOP = Source(
    "shop",
    "postgres",
    "postgresql://db.example.org/shop",
    {
        "public.users": ("id", "phone"),
        "public.orders": ("id",),
        "archive.orders": ("id",),
        "Mixed.Case": ("A", "a", "Bb", "bB"),
    },
)
LAKE = Source(
    "lake",
    "files",
    "/srv/lake",
    {
        "people.csv": ("name",),
        "events/dt=*/*.parquet": ("user.phone", "items[].sku"),
        "raw/a_*.csv": ("x",),
        "raw/b_*.csv": ("x",),
        "out/part-0.parquet": ("x",),
    },
)
WAREHOUSE = Source("warehouse", "snowflake", "snowflake://acme-main/ANALYTICS", {"MART.PEOPLE": ("PHONE",)})
SOURCES = (CRM, SHOP, LAKE, WAREHOUSE)


async def put(store: InventoryStore, *sources: Source, sequence: int = 1) -> None:
    """Publish the sources."""
    at = T0 + timedelta(days=sequence)
    for source in sources:
        record = SourceRecord(
            source.id, source.key, source.kind, source.location, SourceState.COMPLETE, at, at, aliases=source.aliases
        )
        await store.put_source(record)
        for name, fields in source.datasets.items():
            assert await store.publish_dataset(publication(source, name, fields, sequence, at))


def publication(source: Source, name: str, paths: Sequence[str], sequence: int, at: datetime) -> DatasetPublication:
    """A dataset with text fields, none of them personal."""
    note = CoverageNote(COMPLETE, f"scan_{sequence}", at)
    fields = tuple(_field(source, name, path, at) for path in paths)
    record = DatasetRecord(
        source.dataset(name),
        source.id,
        source.key,
        shown_name(name),
        "table",
        note,
        at,
        at,
        last_good=note,
        field_count=len(fields),
    )
    return DatasetPublication(record, fields, {}, None, sequence)


def _field(source: Source, name: str, path: str, at: datetime) -> FieldRecord:
    return FieldRecord(
        id=source.field(name, path),
        dataset_id=source.dataset(name),
        source_id=source.id,
        source_key=source.key,
        dataset_name=shown_name(name),
        path=encode_path(parse_path_text(path)),
        path_text=shown_name(path),
        data_type="string",
        level=Level.NONE,
        effective_level=Level.NONE,
        coverage_state="COMPLETE",
        first_seen=at,
        last_seen=at,
        changed_at=at,
    )


def counted(store: InventoryStore) -> tuple[InventoryStore, Counter[str]]:
    """The store with its calls counted by name."""
    calls: Counter[str] = Counter()

    class Counting:
        def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
            calls[name] += 1
            operation: Callable[..., Awaitable[Any]] = getattr(store, name)
            return operation

    counting: Any = Counting()
    return counting, calls
