"""What a contract test knows of the source that it made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from gazetteer_scanners.connectors.protocol import ConnectorFactory, ForeignKey, Location

ODD_NAMES = (
    "plain",
    "with space",
    'quo"te',
    "apo'strophe",
    "back`tick",
    "semi;colon",
    "dot.ted",
    "per%cent",
    "[brackets]",
    "客户姓名",
    "two\nlines",
    "-- comment",
    "select",
)
"""Names that columns of the dataset `odd` must have, in this order."""

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class KnownDataset:
    """A dataset as it must come out.

    Attributes:
        columns: names in order; empty for schemaless data.
        rows: every row, in any order: text, numbers in decimal, None for NULL. Bytes that are no UTF-8 are given as
            `bytes.decode("utf-8", "replace")` gives them. A schemaless row is one document's text.
        kind: as discovery says it.
        primary_key, foreign_keys: checked if the connector declares keys.
        comments: of columns, by name; checked if it declares comments.
        view_text: a piece of a view's statement; checked if it declares views.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    kind: str
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    comments: Mapping[str, str] = field(default_factory=dict)
    view_text: str | None = None


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that a fixture made, and what is in it.

    Attributes:
        kind: the connector's kind.
        factory: what is tested.
        location: where the source is.
        datasets: by name, all of them.
        gaps: names of what discovery must report as gaps.
        odd: name of the dataset with `ODD_NAMES` as columns; None if the source has no columns.
        files: files and folders that a scan must leave as they are, byte for byte; empty for servers.
        spellings: other ways to write the location, which must have the same canonical form.
        unreadable: locations that must fail with an error of the library when opened or discovered, by what they are.
    """

    kind: str
    factory: ConnectorFactory
    location: Location
    datasets: Mapping[str, KnownDataset]
    gaps: frozenset[str] = frozenset()
    odd: str | None = None
    files: tuple[FilePath, ...] = ()
    spellings: tuple[str, ...] = ()
    unreadable: Mapping[str, Location] = field(default_factory=dict)
