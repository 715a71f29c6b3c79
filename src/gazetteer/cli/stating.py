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
from gazetteer.lineage.dbt import read_dbt
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


@dataclass(frozen=True, slots=True)
class DbtProject:
    """Artifacts of a dbt project.

    Attributes:
        path: manifest.json, or the folder that holds it (`target`, or the project's own folder).
        source: key of the source that its relations lie in, or an address that the configuration gives to one; None: the
            adapter's kind and the project's name, since a manifest does not know the server.
    """

    path: Path
    source: str | None = None


async def take_dbt(inventory: str | None, project: DbtProject, aliases: Mapping[str, str]) -> Recorded:
    """Take what a project says in place of what it said before.

    Raises:
        ConfigurationError: if there is no manifest.
        InventoryError: if the inventory does not answer.
    """
    async with opened(inventory) as store:
        return await take_dbt_into(store, project, aliases)


async def take_dbt_into(store: InventoryStore, project: DbtProject, aliases: Mapping[str, str]) -> Recorded:
    """As `take_dbt`, into an inventory that is open."""
    manifest, now = _manifest(project.path), datetime.now(UTC)
    catalog = manifest.with_name("catalog.json")
    held = await read_catalogue(store, None)
    said = read_dbt(manifest, catalog if catalog.is_file() else None, now, project.source, held)
    book = await NameBook.open(store, aliases)
    return await record_said(store, load_taxonomy(), book, f"dbt:{_project_name(manifest)}", said, now)


def _manifest(path: Path) -> Path:
    tried = (path, path / "manifest.json", path / "target" / "manifest.json")
    found = next((each for each in tried if each.is_file()), None)
    if found is None:
        raise ConfigurationError(f"{path} holds no manifest.json; run `dbt compile` and name the project or its target folder")
    return found


def _project_name(manifest: Path) -> str:
    """The project's folder: what stays the same from run to run."""
    folder = manifest.resolve().parent
    return folder.parent.name if folder.name == "target" else folder.name


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
        yield Text(f"Taken back, because these files no longer say so: {plural(recorded.gone, 'flow')}.")
    if recorded.changed:
        yield Text(f"What flows bring changed for {plural(recorded.changed, 'field')}.")
    for each in recorded.problems[:_MOST_SHOWN]:
        yield Text(f"  {visible(each.where)}: {visible(each.message)}")
    if len(recorded.problems) > _MOST_SHOWN:
        yield Text(f"  and {len(recorded.problems) - _MOST_SHOWN:,} more; --format json lists all")
