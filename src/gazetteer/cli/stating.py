"""Takes what files of SQL and dbt projects say of lineage into an inventory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural, visible
from gazetteer.errors import ConfigurationError
from gazetteer.inventory.queries import PageRequest
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.naming import NameBook
from gazetteer.lineage.recording import Recorded, read_catalogue, record_said
from gazetteer.lineage.sql import Naming, find_dialect, read_query_log, read_sql_files
from gazetteer_scanners.taxonomy import load_taxonomy

_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class SqlFiles:
    """Statements to read.

    Attributes:
        path: a folder of .sql files, one such file, or, with `is_log`, a query log.
        source: key of the source that unknown tables lie in; None: the only source of the inventory.
        schema: of names without one.
    """

    path: Path
    dialect: str
    source: str | None = None
    schema: str = ""
    is_log: bool = False


async def take_sql(inventory: str | None, files: SqlFiles, aliases: Mapping[str, str]) -> Recorded:
    """Take the statements in place of what the same path said before.

    Raises:
        ConfigurationError: if there is no such path, dialect or source.
        InventoryError: if the inventory does not answer.
    """
    dialect, now = find_dialect(files.dialect), datetime.now(UTC)
    async with opened(inventory) as store:
        source = await _source(store, files.source)
        naming = Naming(dialect, source, default_schema=files.schema)
        catalogue = await read_catalogue(store, None if files.source is None else (source,))
        read = read_query_log if files.is_log else read_sql_files
        said = read(files.path, naming, catalogue, now)
        book = await NameBook.open(store, aliases)
        return await record_said(store, load_taxonomy(), book, f"files:{files.path.name or files.path}", said, now)


async def _source(store: InventoryStore, key: str | None) -> str:
    if key is not None:
        if not (await store.page_sources(PageRequest(1), (key,))).items:
            raise ConfigurationError(f"the inventory has no source {key}; `gazetteer inventory list` shows those that it has")
        return key
    sources = (await store.page_sources(PageRequest(2))).items
    if len(sources) != 1:
        raise ConfigurationError(
            "the inventory has several sources or none; say with --source in which one the statements' tables lie"
        )
    return sources[0].key


def recorded_json(recorded: Recorded) -> dict[str, object]:
    """`{"flows": 4, "placeholders": 1, "gone": 0, "changed": 2, "problems": [...]}`."""
    return {
        "flows": recorded.flows,
        "placeholders": recorded.placeholders,
        "gone": recorded.gone,
        "changed": recorded.changed,
        "problems": [{"code": each.code.value, "where": each.where, "message": each.message} for each in recorded.problems],
    }


def recorded_parts(recorded: Recorded) -> Iterator[RenderableType]:
    """The same, as people read it; of long lists the first fifty, with the count of the others."""
    counts = (
        plural(recorded.flows, "flow"),
        plural(recorded.placeholders, "placeholder"),
        plural(len(recorded.problems), "problem"),
    )
    yield Text(f"Took {', '.join(counts)}.")
    if recorded.gone:
        yield Text(f"{plural(recorded.gone, 'earlier statement')} of these files no longer hold.")
    if recorded.changed:
        yield Text(f"{plural(recorded.changed, 'field')} hold something else by lineage now.")
    for each in recorded.problems[:_MOST_SHOWN]:
        yield Text(f"  {visible(each.where)}: {visible(each.message)}")
    if len(recorded.problems) > _MOST_SHOWN:
        yield Text(f"  and {len(recorded.problems) - _MOST_SHOWN:,} more; --format json lists all")
