"""The tables that statements name: known ones, those that statements made, and temporary ones, which are looked through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlglot import exp

from gazetteer.lineage.sql.catalogue import AmbiguousNameError, Catalogue, KnownDataset, NamePart
from gazetteer.lineage.sql.dialects import SqlDialect, name_key, spelled
from gazetteer.lineage.sql.relations import Relation, table_relation
from gazetteer.lineage.statements import DatasetName


@dataclass(frozen=True, slots=True)
class Naming:
    """How names of statements become names of datasets.

    Attributes:
        namespace: of datasets that the catalogue does not know.
        default_database, default_schema: what an unqualified name lies in; "" where it is not known.
    """

    dialect: SqlDialect
    namespace: str
    default_database: str = ""
    default_schema: str = ""


class Tables:
    """Finds and remembers tables; statements are applied in order."""

    def __init__(self, naming: Naming, catalogue: Catalogue) -> None:
        self._naming = naming
        self._given = catalogue
        self._made = Catalogue()
        self._temporary: dict[str, Relation] = {}
        self.ambiguous: list[str] = []

    def use(self, table: exp.Table) -> None:
        """`USE database`: unqualified names lie there from now on."""
        parts = self._parts(table)
        self._naming = replace(
            self._naming,
            default_schema=parts[-1].text,
            default_database=parts[-2].text if len(parts) > 1 else self._naming.default_database,
        )

    def table(self, table: exp.Table) -> Relation:
        """The relation of a table, known or not."""
        temporary = self.temporary(table)
        if temporary is not None:
            return temporary
        known = self.known(table)
        if known is None:
            return table_relation(self.name(table), None)
        dialect = self._naming.dialect
        return table_relation(known.name, ((column, name_key(column, True, dialect.columns)) for column in known.columns))

    def file(self, name: str) -> Relation:
        """The relation of a file that is read in place."""
        return table_relation(DatasetName(self._naming.namespace, name), None)

    def name(self, table: exp.Table) -> DatasetName:
        """The dataset that a table's name means, as the catalogue spells it, else as the database keeps it."""
        known = self.known(table)
        if known is not None:
            return known.name
        parts = [spelled(part.text, part.is_quoted, self._naming.dialect.tables) for part in self._parts(table)]
        if len(parts) == 1 and self._naming.default_schema:
            parts = [self._naming.default_schema, *parts]
        if len(parts) == 2 and self._naming.default_database:
            parts = [self._naming.default_database, *parts]
        return DatasetName(self._naming.namespace, ".".join(parts))

    def known(self, table: exp.Table) -> KnownDataset | None:
        """What is known of a table; one that a statement made comes before one that the catalogue has."""
        parts = self._qualified(self._parts(table))
        for catalogue in (self._made, self._given):
            try:
                found = catalogue.find(parts, self._naming.dialect, self._naming.default_schema)
            except AmbiguousNameError as error:
                self.ambiguous.append(f"{table.name!r} can be {error}: write its schema")
                return None
            if found is not None:
                return found
        return None

    def learn(self, name: DatasetName, columns: Iterable[str]) -> None:
        """A statement made this dataset, or the caller says what it has."""
        self._made.add(KnownDataset(name, tuple(columns)))

    def temporary(self, table: exp.Table) -> Relation | None:
        """The relation of a temporary table; None if it is none."""
        return self._temporary.get(self._temporary_key(table))

    def keep_temporary(self, table: exp.Table, relation: Relation) -> None:
        """Remember what a temporary table comes from."""
        self._temporary[self._temporary_key(table)] = relation

    def drop(self, table: exp.Table) -> None:
        """DROP TABLE, or one that is made anew."""
        if self._temporary.pop(self._temporary_key(table), None) is None:
            self._made.discard(self.name(table))

    def _temporary_key(self, table: exp.Table) -> str:
        part = self._parts(table)[-1]
        return name_key(part.text, part.is_quoted, self._naming.dialect.tables)

    def _qualified(self, parts: Sequence[NamePart]) -> Sequence[NamePart]:
        naming = self._naming
        if len(parts) == 1 and naming.default_schema:
            parts = [NamePart(naming.default_schema, is_quoted=True), *parts]
        if len(parts) == 2 and naming.default_database:
            parts = [NamePart(naming.default_database, is_quoted=True), *parts]
        return parts

    @staticmethod
    def _parts(table: exp.Table) -> list[NamePart]:
        return [NamePart(part.name, bool(part.args.get("quoted"))) for part in table.parts if part.name] or [
            NamePart(table.name)
        ]
