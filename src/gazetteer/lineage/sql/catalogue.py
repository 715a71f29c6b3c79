"""The columns of the datasets that are known already, found by names as statements spell them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gazetteer.lineage.sql.dialects import CaseRule, SqlDialect, name_key
from gazetteer.lineage.statements import DatasetName


@dataclass(frozen=True, slots=True)
class KnownDataset:
    """A dataset and its columns in order, exactly as the database spells them."""

    name: DatasetName
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamePart:
    """A part of a name as a statement spells it."""

    text: str
    is_quoted: bool = False


class AmbiguousNameError(Exception):
    """Several datasets could be meant; the message names them."""


class Catalogue:
    """Datasets by name; a name may leave out the database and the schema."""

    def __init__(self, datasets: Iterable[KnownDataset] = ()) -> None:
        self._by_last: dict[str, dict[DatasetName, KnownDataset]] = defaultdict(dict)
        for dataset in datasets:
            self.add(dataset)

    def add(self, dataset: KnownDataset) -> None:
        """Add a dataset, or replace what is known of it."""
        self._by_last[_last(dataset.name)][dataset.name] = dataset

    def discard(self, name: DatasetName) -> None:
        """Forget a dataset; an unknown one is nothing to do."""
        self._by_last[_last(name)].pop(name, None)

    def find(self, parts: Sequence[NamePart], dialect: SqlDialect, default_schema: str) -> KnownDataset | None:
        """The dataset that a name means; None if no known one can be meant.

        An unqualified name is one of `default_schema` (else of the dialect's usual schema) before it is any other's.

        Raises:
            AmbiguousNameError: if datasets of several schemas can be meant.
        """
        candidates = list(self._by_last.get(parts[-1].text.casefold(), {}).values())
        if not candidates:
            return None
        usual = default_schema or dialect.default_schema
        found = [known for known in candidates if _is_meant(parts, known.name, dialect.tables, usual)]
        if not found and not any(part.is_quoted for part in parts):
            found = [known for known in candidates if _is_meant(parts, known.name, CaseRule.IGNORED, usual)]
        if len(found) > 1 and len(parts) == 1 and usual:
            at_home = (NamePart(usual, is_quoted=True), *parts)
            found = [known for known in found if _is_meant(at_home, known.name, CaseRule.IGNORED, usual)] or found
        if len(found) > 1:
            raise AmbiguousNameError(" and ".join(sorted(known.name.name for known in found)[:3]))
        return found[0] if found else None


def _last(name: DatasetName) -> str:
    return name.name.rpartition(".")[2].casefold()


def _is_meant(parts: Sequence[NamePart], name: DatasetName, rule: CaseRule, usual: str) -> bool:
    """Whether all parts that both have are equal; a dataset that is named without a schema lies in the usual one."""
    kept = name.name.split(".")
    if len(kept) == 1 and usual:
        kept = [usual, *kept]
    wanted = [name_key(part.text, part.is_quoted, rule) for part in parts]
    held = [name_key(text, True, rule) for text in kept]
    return all(one == other for one, other in zip(reversed(wanted), reversed(held), strict=False))
