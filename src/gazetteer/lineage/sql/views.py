"""Flows that a scanned source itself tells: of its views, generated columns and foreign keys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql.catalogue import Catalogue, KnownDataset
from gazetteer.lineage.sql.dialects import DIALECTS, SqlDialect
from gazetteer.lineage.sql.reader import Place, SqlReader
from gazetteer.lineage.sql.tables import Naming
from gazetteer.lineage.statements import DatasetName, FieldName, Said
from gazetteer_scanners.connectors.protocol import ForeignKey


@dataclass(frozen=True, slots=True)
class ScannedDataset:
    """A dataset of a source, as its scan described it.

    Attributes:
        name, columns: as the source spells them; only what stands in a row, not what lies in documents.
        view_text: the statement that defines a view.
        table_text: the statement that made a table with generated columns.
    """

    name: str
    columns: tuple[str, ...]
    view_text: str | None = None
    table_text: str | None = None
    foreign_keys: tuple[ForeignKey, ...] = ()


def view_flows(source_key: str, datasets: Iterable[ScannedDataset], dialect: str, at: datetime) -> Said:
    """What a source's own statements say; the namespace of all names is the source's key.

    A dialect that is not read makes a problem of each statement; keys need none.
    """
    datasets = sorted(datasets, key=lambda dataset: dataset.name)
    spoken = DIALECTS.get(dialect.lower())
    naming = Naming(spoken or DIALECTS["sqlite"], source_key)
    known = (KnownDataset(DatasetName(source_key, dataset.name), dataset.columns) for dataset in datasets)
    reader = SqlReader(naming, Catalogue(known))
    for dataset in datasets:
        place = Place(f"{source_key}.{dataset.name}", at, FlowHow.SQL)
        if dataset.view_text or dataset.table_text:
            _read_text(reader, source_key, dataset, spoken, place)
        _read_keys(reader, source_key, dataset, place)
    return reader.said()


def _read_text(reader: SqlReader, source_key: str, dataset: ScannedDataset, spoken: SqlDialect | None, place: Place) -> None:
    if spoken is None:
        reader.fault(place.where, f"its statement is in a dialect that is not read; those are {', '.join(sorted(DIALECTS))}")
        return
    name = DatasetName(source_key, dataset.name)
    if dataset.view_text:
        told = Place(place.where, place.at, place.how, None, f"The view {place.where} selects it.")
        reader.define(name, dataset.columns, dataset.view_text, told)
    if dataset.table_text:
        told = Place(place.where, place.at, place.how, None, f"A column of {place.where} is generated from it.")
        reader.generate(name, dataset.table_text, told)


def _read_keys(reader: SqlReader, source_key: str, dataset: ScannedDataset, place: Place) -> None:
    name = DatasetName(source_key, dataset.name)
    for key in dataset.foreign_keys:
        parent = DatasetName(source_key, key.dataset)
        told = Place(place.where, place.at, FlowHow.KEY, None, f"{place.where} has a foreign key to {key.dataset}.")
        for child, referred in zip(key.columns, key.referred, strict=False):
            reader.say_key(FieldName(parent, referred), FieldName(name, child), told)
