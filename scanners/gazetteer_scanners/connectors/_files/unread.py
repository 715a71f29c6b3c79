"""What a folder holds beside the files that are read: counted by suffix, so that no data is left out in silence.

people.xlsx, old/people.XLSX, notes.txt, README.md  ->  *.txt (1 file), *.xlsx (2 files)
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath

from gazetteer_scanners.connectors._files.formats import file_suffix
from gazetteer_scanners.connectors.protocol import DatasetGap
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason

SILENT_NAMES = frozenset(
    {"authors", "changelog", "copying", "dockerfile", "licence", "license", "makefile", "notice", "readme"}
    | {"desktop.ini", "thumbs.db", "_success", "checksums", "md5sums", "sha1sums", "sha256sums", "sha512sums"}
)
"""Files that are no data, by their name in lower case, with or without a suffix."""

SILENT_ENDINGS = (
    *(".md", ".rst", ".adoc"),
    *(".py", ".pyc", ".pyi", ".sh", ".bat", ".ps1", ".js", ".css", ".toml", ".cfg", ".ini"),
    *(".md5", ".sha1", ".sha256", ".sha512", ".crc", ".sig", ".asc"),
    *("-wal", "-shm", "-journal"),  # of a SQLite file, which is counted itself
    "~",
)
"""Ends of the names of files that are no data of their own: descriptions, programs, settings, checksums, companions."""

_SUFFIX = re.compile(r"(?:\.[a-z0-9]{1,10})?\.(?=[0-9]*[a-z])[a-z0-9_]{1,12}")
"""What counts as a suffix; anything else (`app.log.17`, `backup.2026-01-02`) may be a value, and there may be thousands."""


def is_silent(name: str) -> bool:
    """True for a file that is no data; hidden files are not walked at all."""
    lower = name.lower()
    return lower.endswith(SILENT_ENDINGS) or lower in SILENT_NAMES or PurePosixPath(lower).stem in SILENT_NAMES


def unread_gaps(relatives: Iterable[str], datasets: Collection[str]) -> tuple[DatasetGap, ...]:
    """One gap for each suffix among files that are not read, those without a suffix as `*`.

    They are expected (the files connector does not claim these formats), unless the folder holds nothing that is read.

    Args:
        relatives: the files' paths.
        datasets: names of what is read; a gap of such a name is called `**/*.suffix`.
    """
    counts = Counter(_suffix(PurePosixPath(relative).name) for relative in relatives)
    return tuple(_gap(suffix, count, datasets) for suffix, count in sorted(counts.items()))


def _suffix(name: str) -> str:
    suffix = file_suffix(name)
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _gap(suffix: str, count: int, datasets: Collection[str]) -> DatasetGap:
    name = f"*{suffix}"
    what = f"with the suffix {suffix}" if suffix else "without a known suffix"
    message = f"{count:,} {'file' if count == 1 else 'files'} {what} {'is' if count == 1 else 'are'} not read"
    reason = CoverageReason(CoverageCode.TYPE_NOT_READ, message, is_expected=bool(datasets))
    return DatasetGap(f"**/{name}" if name in datasets else name, "file", reason)
