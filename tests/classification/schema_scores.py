"""Reads the tables of `schemas/` and scores what names alone decide on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer_scanners.classification.classify import Classifier, DatasetFacts, FieldFacts
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path

_FOLDER = Path(__file__).parent / "schemas"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a column holds: one of `required` (empty: nothing), while `optional` elements neither help nor harm; its comment."""

    required: frozenset[str]
    optional: frozenset[str]
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over columns, and a sentence for each error."""

    right: int
    wrong: int
    missed: int
    errors: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of right ones among the elements that were found."""
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of right ones among the columns that hold something."""
        return self.right / (self.right + self.missed)


def read_tables(file: str) -> Iterator[tuple[str, dict[str, Expected]]]:
    """The tables of a file of `schemas/` with their columns."""
    table, columns = "", dict[str, Expected]()
    for line in (_FOLDER / file).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if line[0] != " ":
            if columns:
                yield table, columns
            table, columns = line.strip(), {}
            continue
        text, _, comment = line.strip().partition(" -- ")
        column, _, said = text.partition(" ")
        parts = [part for part in said.strip().split("|") if part != "-"]
        optional = frozenset(part.removeprefix("?") for part in parts if part.startswith("?"))
        required = frozenset(part for part in parts if not part.startswith("?"))
        if ("?" in said and said.strip().startswith("?")) or said.strip().startswith("-|"):
            optional, required = optional | required, frozenset()
        columns[column] = Expected(required, optional, comment.strip() or None)
    yield table, columns


def _field(name: str, expected: Expected, with_comments: bool) -> FieldFacts:
    return FieldFacts(name_path(name), expected.comment if with_comments else None, Profile(DataType.UNKNOWN))


def score_tables(file: str, classifier: Classifier, *, with_comments: bool = True) -> Score:
    """How far the elements in force agree with what is expected; every other element in force counts as wrong."""
    right = wrong = missed = 0
    errors = []
    for table, columns in read_tables(file):
        facts = DatasetFacts(table, tuple(_field(name, column, with_comments) for name, column in columns.items()))
        for (column, expected), decision in zip(columns.items(), classifier.classify(facts), strict=True):
            found = {detection.element for detection in decision.elements}
            extra = found - expected.required - expected.optional
            is_missed = bool(expected.required) and not found & expected.required
            right += bool(found & expected.required)
            missed += is_missed
            wrong += bool(extra)
            if extra or is_missed:
                errors.append(f"{table}.{column}: {sorted(found)}, not {sorted(expected.required) or 'nothing'}")
    return Score(right, wrong, missed, tuple(errors))
