"""Statements of a scanned source (views, tables with generated columns) as claims between its own fields."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from gazetteer.inventory.flows import Endpoint, FlowClaim, NodeKind, ProblemRecord
from gazetteer.inventory.records import DatasetRecord, FieldRecord, SourceRecord
from gazetteer.lineage.columns import columns_of
from gazetteer.lineage.sql.views import ScannedDataset, view_flows
from gazetteer.lineage.statements import DatasetName, FieldName, LineageProblem, Name, ProblemCode

Fields = Mapping[str, Sequence[FieldRecord]]


def statement_claims(
    source: SourceRecord, datasets: Mapping[str, DatasetRecord], fields: Fields, now: datetime
) -> tuple[list[FlowClaim], list[ProblemRecord]]:
    """Claims of the scope `sql:<source id>`, and what could not be read or found.

    Args:
        datasets: all of the source, by id; `fields`: theirs, by the dataset's id.
    """
    scope = f"sql:{source.id}"
    said = view_flows(
        source.key, [_scanned(dataset, fields.get(id_, ())) for id_, dataset in datasets.items()], source.kind, now
    )
    ends = _Ends(source, datasets, fields)
    claims: list[FlowClaim] = []
    problems = [_problem(one, scope, ends) for one in said.problems]
    for statement in said.flows:
        origin, target = ends.of(statement.origin), ends.of(statement.target)
        if origin is None or target is None:
            problems.append(_unknown(statement.origin if origin is None else statement.target, statement.target, scope, ends))
            continue
        if origin.id == target.id:
            continue
        claims.append(
            FlowClaim(
                scope=scope,
                origin=origin,
                target=target,
                how=statement.how,
                first_seen=now,
                last_seen=now,
                transformation=statement.transformation,
                carries=statement.carries,
                job=statement.job,
                proof=statement.proof,
            )
        )
    return claims, list(dict.fromkeys(problems))


class _Ends:
    """The source's datasets and fields by their shown names; a field below a column stands for the column's path."""

    def __init__(self, source: SourceRecord, datasets: Mapping[str, DatasetRecord], fields: Fields) -> None:
        self._source = source
        self._datasets = {dataset.name: dataset for dataset in datasets.values()}
        self._fields = {(id_, found.path_text): found for id_, some in fields.items() for found in some}

    def dataset(self, name: DatasetName) -> DatasetRecord | None:
        """The dataset of a name."""
        return self._datasets.get(name.name) if name.namespace == self._source.key else None

    def at(self, where: str) -> DatasetRecord | None:
        """The dataset that a problem's place (`crm.contacts`) names."""
        return self._datasets.get(where.removeprefix(f"{self._source.key}."))

    def of(self, name: Name) -> Endpoint | None:
        """The end that a name means; None if the source has none of that name."""
        dataset = self.dataset(name.dataset if isinstance(name, FieldName) else name)
        if dataset is None:
            return None
        if isinstance(name, DatasetName):
            return Endpoint(dataset.id, NodeKind.DATASET, dataset.id, self._source.id)
        found = self._fields.get((dataset.id, name.path)) or self._fields.get((dataset.id, name.path.partition(".")[0]))
        return Endpoint(found.id, NodeKind.FIELD, dataset.id, self._source.id) if found is not None else None


def _scanned(dataset: DatasetRecord, fields: Sequence[FieldRecord]) -> ScannedDataset:
    return ScannedDataset(dataset.name, columns_of(fields), dataset.view_text, dataset.table_text)


def _problem(told: LineageProblem, scope: str, ends: _Ends) -> ProblemRecord:
    dataset = ends.at(told.where)
    return ProblemRecord(scope, told.code.value, told.where, told.message, dataset.id if dataset is not None else "")


def _unknown(name: Name, target: Name, scope: str, ends: _Ends) -> ProblemRecord:
    dataset = name.dataset if isinstance(name, FieldName) else name
    shown = f"{dataset.name}.{name.path}" if isinstance(name, FieldName) else dataset.name
    into = target.dataset if isinstance(target, FieldName) else target
    lacking = ends.dataset(into)
    message = f"{shown} is not among what the scan found of its source; scan all of the source"
    return ProblemRecord(
        scope, ProblemCode.UNRESOLVED_NAME.value, into.name, message, lacking.id if lacking is not None else ""
    )
