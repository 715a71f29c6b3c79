"""Relations: what each column of a table, view, sub-query or table function comes from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.lineage.sql.effects import IDENTITY, Inputs, Leaf, joined
from gazetteer.lineage.statements import DatasetName
from gazetteer_scanners.paths import name_path

Rest = Callable[[str], Inputs]
"""What a column comes from that a relation does not list, by its name."""


@dataclass(frozen=True, slots=True)
class Output:
    """A column of a relation: its name as the database keeps it, what equal names have in common, and its inputs."""

    name: str
    key: str
    inputs: Inputs


@dataclass(slots=True)
class Relation:
    """Rows with columns.

    Attributes:
        columns: in order; names may repeat.
        rests: what further columns come from; several where `*` was taken of several tables.
        is_open: there may be further columns (those of a table that is not in the catalogue).
        steering: the fields that decide which rows there are.
        whole: the datasets that stand in `rests`: all that can be said of a `*` over them.
        is_value: it is a function's result, whose alias names the value itself.
    """

    columns: Sequence[Output] = ()
    rests: tuple[Rest, ...] = ()
    is_open: bool = False
    steering: set[Leaf] = field(default_factory=set)
    whole: tuple[DatasetName, ...] = ()
    is_value: bool = False
    _index: dict[str, Inputs] | None = None

    def listed(self, key: str) -> Inputs | None:
        """The inputs of a column that is listed."""
        if self._index is None:
            index: dict[str, Inputs] = {}
            for column in self.columns:
                index.setdefault(column.key, column.inputs)
            self._index = index
        return self._index.get(key)

    def column(self, name: str, key: str) -> Inputs | None:
        """The inputs of a column that is listed or can be one of those that are not."""
        found = self.listed(key)
        if found is None and len(self.rests) == 1:
            return self.rests[0](name)
        return found

    def row(self) -> Inputs:
        """What a whole row comes from."""
        inputs = joined(column.inputs for column in self.columns)
        for dataset in self.whole:
            inputs.add(Leaf(dataset, ()), IDENTITY)
        return inputs

    def renamed(self, names: Sequence[tuple[str, str]]) -> "Relation":
        """With the first columns called otherwise: name and key each."""
        if not names:
            return self
        known = [replace(column, name=n, key=k) for column, (n, k) in zip(self.columns, names, strict=False)]
        return replace(self, columns=[*known, *self.columns[len(known) :]], _index=None)


def table_relation(dataset: DatasetName, columns: Iterable[tuple[str, str]] | None) -> Relation:
    """The relation of a dataset with these columns (name and key each), or with unknown ones."""
    listed = [Output(name, key, _field(dataset, name)) for name, key in columns or ()]
    is_open = columns is None
    return Relation(listed, (lambda name: _field(dataset, name),), is_open=is_open, whole=(dataset,) if is_open else ())


def united(legs: Sequence[Relation]) -> Relation:
    """The rows of several relations, columns by position; names are the first one's."""
    first = legs[0]
    if len(legs) == 1:
        return first
    columns = [
        Output(column.name, column.key, joined(leg.columns[place].inputs for leg in legs if place < len(leg.columns)))
        for place, column in enumerate(first.columns)
    ]
    rests = tuple(rest for leg in legs for rest in leg.rests if leg.is_open)
    steering = {leaf for leg in legs for leaf in leg.steering}
    whole = tuple(dict.fromkeys(dataset for leg in legs for dataset in leg.whole))
    both: tuple[Rest, ...] = (lambda name: joined(rest(name) for rest in rests),) if rests else ()
    return Relation(columns, both, any(leg.is_open for leg in legs), steering, whole)


def names_of(columns: Iterable[Output]) -> Iterator[str]:
    """The columns' names, in order."""
    return (column.name for column in columns)


def _field(dataset: DatasetName, name: str) -> Inputs:
    return Inputs({Leaf(dataset, name_path(name)): IDENTITY})
