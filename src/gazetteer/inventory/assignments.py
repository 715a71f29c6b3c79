"""What people say of a dataset, because no scan can tell: its system, what it is processed for, its owner, its subjects."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from gazetteer.inventory.records import DatasetRecord


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is said of a dataset or of all of a source; None where nothing is.

    Attributes:
        system: key of a system.
        activities: keys of activities (`<policy>/<activity>`).
        owner: who answers for it: a person, a team, an address.
        subjects: whose data it holds (`customer`, `visitor`, ...).
    """

    system: str | None = None
    activities: tuple[str, ...] | None = None
    owner: str | None = None
    subjects: tuple[str, ...] | None = None

    def over(self, other: "Assignment") -> "Assignment":
        """This, and the other where this says nothing."""
        return Assignment(
            self.system if self.system is not None else other.system,
            self.activities if self.activities is not None else other.activities,
            self.owner if self.owner is not None else other.owner,
            self.subjects if self.subjects is not None else other.subjects,
        )


@dataclass(frozen=True, slots=True)
class SourceAssignment:
    """What is said of a source, and of its datasets by patterns of their names (`orders*`; case counts)."""

    whole: Assignment = Assignment()
    patterns: tuple[tuple[str, Assignment], ...] = ()

    def of(self, dataset: str) -> Assignment:
        """What is said of a dataset: each thing by the last pattern that matches and says it, else by the source."""
        found = self.whole
        for pattern, assignment in self.patterns:
            if fnmatchcase(dataset, pattern):
                found = assignment.over(found)
        return found

    @property
    def all(self) -> tuple[Assignment, ...]:
        """Everything that is said, whatever it is said of."""
        return (self.whole, *(assignment for _, assignment in self.patterns))


def systems_of(assignments: Sequence[SourceAssignment]) -> tuple[str, ...]:
    """The keys of all systems that are named, sorted."""
    return tuple(sorted({one.system for source in assignments for one in source.all if one.system is not None}))


def assigned(dataset: DatasetRecord, assignment: Assignment) -> DatasetRecord:
    """The dataset with what is said of it."""
    return replace(
        dataset,
        system=assignment.system,
        activities=assignment.activities or (),
        owner=assignment.owner,
        subjects=assignment.subjects or (),
    )


def assigned_as(dataset: DatasetRecord, stored: DatasetRecord) -> DatasetRecord:
    """The dataset with what is said of the stored one."""
    return replace(dataset, system=stored.system, activities=stored.activities, owner=stored.owner, subjects=stored.subjects)
