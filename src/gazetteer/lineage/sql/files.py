"""Flows of a folder of .sql files: its statements, file by file in the order of their paths."""

from datetime import datetime
from pathlib import Path

from gazetteer.errors import ConfigurationError
from gazetteer.inventory.flows import FlowHow
from gazetteer.lineage.sql.catalogue import Catalogue
from gazetteer.lineage.sql.reader import Place, SqlReader
from gazetteer.lineage.sql.splitting import split_statements
from gazetteer.lineage.sql.tables import Naming
from gazetteer.lineage.statements import ProblemCode, Said

MAX_BYTES = 256 * 1024 * 1024
"""Larger files are refused: they are dumps, not statements that people wrote."""


def read_sql_files(folder: Path, naming: Naming, catalogue: Catalogue, at: datetime) -> Said:
    """What all `*.sql` files below a folder (or a single file) say; proofs and problems name file and line.

    A table that one file makes is known in the next; temporary ones are looked through. The job of a flow is its file.

    Raises:
        ConfigurationError: if there is no such folder or file.
    """
    if not folder.exists():
        raise ConfigurationError(f"{folder} does not exist: name a folder of .sql files, or one such file")
    root = folder if folder.is_dir() else folder.parent
    reader = SqlReader(naming, catalogue)
    for path in _files_of(folder):
        name = path.relative_to(root).as_posix()
        text = read_text(path, name, reader)
        for statement in split_statements(text, naming.dialect):
            where = f"{name}:{statement.line}"
            reader.apply(statement.text, Place(where, at, FlowHow.SQL, name, f"The statement at {where} moves it."))
    return reader.said()


def read_text(path: Path, name: str, reader: SqlReader) -> str:
    """A file's text; "" and a problem if it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            reader.fault(name, f"the file is larger than {MAX_BYTES >> 20} MiB: divide it", ProblemCode.UNREADABLE)
            return ""
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        reader.fault(name, "the file is not UTF-8: convert it", ProblemCode.UNREADABLE)
    except OSError as error:
        reader.fault(name, f"the file cannot be read ({error.strerror}): check its permissions", ProblemCode.UNREADABLE)
    return ""


def _files_of(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".sql" and path.is_file())
