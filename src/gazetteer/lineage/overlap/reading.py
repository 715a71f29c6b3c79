"""Reads from the inventory what fields are compared by: their sketches, and what says how likely chance is."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from gazetteer.inventory.flows import ProblemRecord
from gazetteer.inventory.pages import each_page
from gazetteer.inventory.queries import DatasetQuery
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.overlap.columns import Column, column_of
from gazetteer.lineage.overlap.sketches import Sketches
from gazetteer.lineage.statements import ProblemCode
from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.dataset import MAX_FIELDS, DatasetEvidence
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.evidence.minhash import BINS
from gazetteer_scanners.paths import encode_path, path_text
from gazetteer_scanners.taxonomy import Taxonomy

SCOPE: Final = "overlap"
MOST_COLUMNS: Final = 250_000
"""Fields that are compared at most: a kilobyte each, and some hundred bytes of names."""

_PAGE: Final = 50
_BLOCK: Final = 1024
_LATER: Final = timedelta(days=1)
_MADE_NAME: Final = re.compile(r"(?i)(?:^|[_.])(?:gmt_?)?(?:creat|insert|load|ingest|import|add)\w*|创建|录入|入库|导入")


@dataclass(frozen=True, slots=True)
class Place:
    """A dataset that was read.

    Attributes:
        came_later: it appeared in its source a day or more after the source was first met.
        made: the first and the last month in which its rows were made, if a column says so.
    """

    id: str
    source_id: str
    source_key: str
    name: str
    first_seen: datetime
    came_later: bool = False
    made: tuple[int, int] | None = None


@dataclass(slots=True)
class Material:
    """All that is compared.

    Attributes:
        sketches: one row for each column.
        keys: pairs of fields of which a foreign key says that they coincide.
        unread: datasets without evidence: their values were never read.
    """

    columns: list[Column] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    sketches: Sketches = field(default_factory=lambda: np.zeros((0, BINS), np.uint32))
    keys: list[tuple[str, str]] = field(default_factory=list)
    problems: list[ProblemRecord] = field(default_factory=list)
    unread: int = 0

    def place_of(self, column: Column) -> Place:
        """The dataset that the column is in."""
        return self.places[column.place]


async def read_material(store: InventoryStore, taxonomy: Taxonomy, most: int = MOST_COLUMNS) -> Material:
    """What the inventory's fields are compared by; datasets that are gone and views are left out.

    A view's values are those of its tables, and its flows are known from its text.
    """
    material, rows = Material(), _Rows()
    reader = _Reader(material, rows, taxonomy, most, SketchKey.from_secret(await store.sketch_secret()).id)
    async for records in each_page(lambda at: store.page_datasets(DatasetQuery(), at), _PAGE):
        sources = await store.sources_by_id(sorted({record.source_id for record in records}))
        fields = await store.fields_of_datasets([record.id for record in records], MAX_FIELDS)
        for record in records:
            material.keys += [pair for key in record.foreign_keys for pair in zip(key.fields, key.referred, strict=False)]
            if not _is_view(record):
                data = await store.read_evidence(record.id)
                reader.take(record, sources.get(record.source_id), fields.get(record.id, ()), data)
    if reader.left_out:
        text = f"{reader.left_out:,} fields beyond {most:,} were not compared"
        material.problems.append(ProblemRecord(SCOPE, ProblemCode.NOT_COMPARABLE, "the inventory", text))
    material.sketches = rows.joined()
    return material


def _is_view(record: DatasetRecord) -> bool:
    return record.view_text is not None or "view" in record.kind


@dataclass(slots=True)
class _Reader:
    """Takes datasets into the material one by one."""

    material: Material
    rows: "_Rows"
    taxonomy: Taxonomy
    most: int
    key_id: str
    left_out: int = 0

    def take(
        self, record: DatasetRecord, source: SourceRecord | None, fields: tuple[FieldRecord, ...], data: bytes | None
    ) -> None:
        """Take the fields that can be compared; the material says why others of the dataset cannot."""
        evidence = self._evidence(record, data)
        if evidence is None:
            return
        came_later = source is not None and record.first_seen >= source.first_seen + _LATER
        place = len(self.material.places)
        self.material.places.append(_place(record, came_later, _made(evidence)))
        by_path = {field.path: field for field in fields}
        for measured in evidence.fields:
            known = by_path.get(encode_path(measured.path))
            if known is None:
                continue
            column = column_of(measured, known.id, known.path_text, place, known.elements, self.taxonomy)
            if column is None:
                continue
            if len(self.material.columns) >= self.most:
                self.left_out += 1
                continue
            self.material.columns.append(column)
            self.rows.add(measured)

    def _evidence(self, record: DatasetRecord, data: bytes | None) -> DatasetEvidence | None:
        if data is None:
            self.material.unread += 1
            return None
        try:
            evidence = DatasetEvidence.from_bytes(data)
        except EvidenceError as error:
            self._refuse(ProblemCode.UNREADABLE, record, f"its evidence cannot be read: {error}")
            return None
        if evidence.key_id != self.key_id:
            text = (
                f"not comparable: it was scanned with the sketch key {evidence.key_id or '(none)'}, and this inventory's is "
                f"{self.key_id}; scan it again into this inventory"
            )
            self._refuse(ProblemCode.NOT_COMPARABLE, record, text)
            return None
        return evidence

    def _refuse(self, code: ProblemCode, record: DatasetRecord, message: str) -> None:
        self.material.problems.append(ProblemRecord(SCOPE, code, f"{record.source_key}.{record.name}", message, record.id))


def _place(record: DatasetRecord, came_later: bool, made: tuple[int, int] | None) -> Place:
    return Place(record.id, record.source_id, record.source_key, record.name, record.first_seen, came_later, made)


def _made(evidence: DatasetEvidence) -> tuple[int, int] | None:
    """The months in which the dataset's rows were made, from the first column of dates whose name says so."""
    for field_ in evidence.fields:
        if field_.months and _MADE_NAME.search(path_text(field_.path)):
            return min(field_.months), max(field_.months) + field_.months_per_bin - 1
    return None


class _Rows:
    """Sketches as they come, in blocks, so that the whole matrix is never held twice."""

    def __init__(self) -> None:
        self._blocks: list[Sketches] = []
        self._count = 0

    def add(self, field_: FieldEvidence) -> None:
        if self._count == len(self._blocks) * _BLOCK:
            self._blocks.append(np.empty((_BLOCK, BINS), np.uint32))
        self._blocks[-1][self._count % _BLOCK] = field_.overlap.bins
        self._count += 1

    def joined(self) -> Sketches:
        sketches: Sketches = np.empty((self._count, BINS), np.uint32)
        while self._blocks:
            start = (len(self._blocks) - 1) * _BLOCK
            sketches[start : self._count] = self._blocks.pop()[: self._count - start]
            self._count = start
        return sketches
