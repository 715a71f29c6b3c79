"""The estate's own account of what is in it: `truth.json`, and a typed loader for those who check a scan against it.

    {"schema": "gazetteer.estate/1", "as_of": "2026-06-30", "files": ["saleforte_accounts.sqlite", ...],
     "sources": {"saleforte_accounts.sqlite": {"name": "saleforte_accounts", "kind": "sqlite", "organisation": "saleforte",
       "datasets": {"users": {"kind": "table", "rows": 800, "fields": {
         "mobile": {"kind": "plain", "elements": ["contact.phone"], "also": [], "not": []},
         "row_uuid": {"kind": "negative", "elements": [], "also": ["tech.surrogate_key"], "not": ["device.idfa"]}}}}}},
     "minors": {"saleforte_accounts.sqlite": {"users": {"rows": 800, "under_14": 60, "with_consent": 35,
       "without_consent": 12, "consent_unknown": 13, "age_unknown": 90,
       "fields": {"birth_date": {"under_14": 60, "unknown": 90}}}}}}

`not` may stand on any kind: those elements must not be in force. `negative` has nothing but that. `also` lists ids that are as
right as `elements`, or do no harm beside them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from gazetteer.errors import ConfigurationError
from gazetteer.estate.dataset import Column, Dataset, Kind, Source
from gazetteer.estate.minors import FieldAges, MinorCounts, count_minors

SCHEMA = "gazetteer.estate/1"
TRUTH_NAME = "truth.json"


class EstateError(ConfigurationError):
    """The folder holds no sample estate, or something else that a new one would overwrite; nothing was changed."""


@dataclass(frozen=True)
class TruthField:
    """What is in one field, and what must not be found there (`never`; in the file `not`)."""

    kind: Kind
    elements: tuple[str, ...]
    also: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def accepted(self) -> frozenset[str]:
        """All ids that may be in force here."""
        return frozenset(self.elements + self.also)


@dataclass(frozen=True)
class TruthDataset:
    """One dataset: its kind (table, view, file, file_set), exact rows, and fields by the text of their path."""

    kind: str
    rows: int
    fields: Mapping[str, TruthField]


@dataclass(frozen=True)
class TruthSource:
    """One source: its name in the configuration, kind (sqlite, files), organisation, and datasets by name."""

    name: str
    kind: str
    organisation: str
    datasets: Mapping[str, TruthDataset]


@dataclass(frozen=True)
class Truth:
    """The whole account; sources and minors by the source's file or folder name, minors then by dataset.

    `minors` has the datasets that hold an age, a birth date or an id with one; all others have no entry.
    """

    as_of: date
    files: tuple[str, ...]
    sources: Mapping[str, TruthSource]
    minors: Mapping[str, Mapping[str, MinorCounts]]


def describe(as_of: date, sources: tuple[Source, ...], files: list[str], rows: Mapping[str, Mapping[str, int]]) -> str:
    """The text of truth.json; `rows` counts by source key and dataset."""
    document = {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "files": files,
        "sources": {source.key: _source_entry(source, rows[source.key]) for source in sources},
        "minors": {source.key: entry for source in sources if (entry := _minors_entry(source, as_of))},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def load_truth(folder: Path) -> Truth:
    """The truth of the estate in the folder.

    Raises:
        EstateError: if there is no `truth.json` of this version.
    """
    document = read_document(folder)
    if document is None:
        raise EstateError(f"{folder} holds no sample estate; make one there with make_estate")
    return Truth(
        as_of=date.fromisoformat(document["as_of"]),
        files=tuple(document["files"]),
        sources={key: _load_source(entry) for key, entry in document["sources"].items()},
        minors={
            key: {name: _load_minors(entry) for name, entry in datasets.items()} for key, datasets in document["minors"].items()
        },
    )


def read_document(folder: Path) -> dict[str, Any] | None:
    """The parsed truth.json, or None if the folder has none of this schema."""
    try:
        document = json.loads((folder / TRUTH_NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return document if isinstance(document, dict) and document.get("schema") == SCHEMA else None


def _source_entry(source: Source, rows: Mapping[str, int]) -> dict[str, Any]:
    datasets = {dataset.name: _dataset_entry(dataset, rows[dataset.name]) for dataset in source.datasets}
    return {"name": source.name, "kind": source.kind, "organisation": source.organisation, "datasets": datasets}


def _dataset_entry(dataset: Dataset, rows: int) -> dict[str, Any]:
    return {"kind": dataset.kind, "rows": rows, "fields": {column.path: _field_entry(column) for column in dataset.columns}}


def _field_entry(column: Column) -> dict[str, Any]:
    return {
        "kind": column.kind.value,
        "elements": list(column.elements),
        "also": list(column.also),
        "not": list(column.never),
    }


def _minors_entry(source: Source, as_of: date) -> dict[str, Any]:
    return {
        dataset.name: asdict(count_minors(dataset.rows, dataset.ages, as_of))
        for dataset in source.datasets
        if dataset.ages.births or dataset.ages.ages
    }


def _load_source(entry: Mapping[str, Any]) -> TruthSource:
    datasets = {name: _load_dataset(dataset) for name, dataset in entry["datasets"].items()}
    return TruthSource(entry["name"], entry["kind"], entry["organisation"], datasets)


def _load_dataset(entry: Mapping[str, Any]) -> TruthDataset:
    fields = {
        path: TruthField(Kind(field["kind"]), tuple(field["elements"]), tuple(field["also"]), tuple(field["not"]))
        for path, field in entry["fields"].items()
    }
    return TruthDataset(entry["kind"], entry["rows"], fields)


def _load_minors(entry: Mapping[str, Any]) -> MinorCounts:
    fields = {path: FieldAges(**ages) for path, ages in entry["fields"].items()}
    return MinorCounts(**{**entry, "fields": fields})
