"""Which files of a folder make up which datasets, and what these are called.

events/dt=2026-01-01/part-0.parquet, events/dt=2026-01-02/part-0.parquet  ->  events/dt=*/*.parquet
exports/users_1.csv, exports/users_2.csv (the same columns)               ->  exports/*.csv
exports/users_1.csv, users_2.csv, orders_1.csv, orders_2.csv              ->  exports/users_*.csv, exports/orders_*.csv
notes/plan.csv                                                            ->  notes/plan.csv
"""

import errno
import os
import re
import stat
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from urllib.parse import unquote

from gazetteer_scanners.connectors._files.formats import FileFormat, FileSchema, file_suffix

_NUMBERS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}|[0-9a-f]{12,}|\d+", re.IGNORECASE)
_PARTITION = re.compile(r"([^=/]+)=(.*)", re.DOTALL)
_SHARED_KEYS = 0.5
_LEADS_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A data file: its path relative to the source, format, and what it holds."""

    relative: str
    file_format: FileFormat
    schema: FileSchema

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.relative).name


@dataclass(frozen=True, slots=True)
class FileSet:
    """Files that are one dataset, sorted by path."""

    name: str
    files: tuple[FoundFile, ...]


@dataclass(frozen=True, slots=True)
class WalkError:
    """A folder or file that could not be looked into."""

    relative: str
    is_folder: bool
    error: OSError


def walk_files(root: FilePath) -> Iterator[str | WalkError]:
    """Relative POSIX paths of all files below a folder, sorted; hidden ones and folders seen before are left out."""
    yield from _walk(root, "", set())


def partition_values(relative: str) -> dict[str, str]:
    """The `key=value` folders directly above a file, outermost first, percent-encoding decoded."""
    found: list[tuple[str, str]] = []
    for part in reversed(PurePosixPath(relative).parent.parts):
        match = _PARTITION.fullmatch(part)
        if match is None:
            break
        found.append((unquote(match.group(1)), unquote(match.group(2))))
    return dict(reversed(found))


def group_files(files: Sequence[FoundFile]) -> tuple[FileSet, ...]:
    """The datasets of a folder, sorted by name; every file is in exactly one."""
    places: dict[tuple[str, str], list[FoundFile]] = defaultdict(list)
    for file in sorted(files, key=lambda found: found.relative):
        places[_folder_pattern(file.relative), file_suffix(file.name)].append(file)
    sets: list[FileSet] = []
    for (folder, suffix), found in places.items():
        sets += _name_groups(folder, suffix, _same_schema(found))
    return tuple(sorted(sets, key=lambda item: item.name))


def _walk(folder: FilePath, prefix: str, seen: set[tuple[int, int]]) -> Iterator[str | WalkError]:
    try:
        # with the dot, which `Path` would drop, it fails in a folder that may be listed but not entered
        status = os.stat(f"{folder}/.")  # noqa: PTH116
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield WalkError(prefix.rstrip("/") or ".", is_folder=True, error=error)
        return
    if (status.st_dev, status.st_ino) in seen:
        return
    seen.add((status.st_dev, status.st_ino))
    for name in names:
        path = folder / name
        if name.startswith("."):
            continue
        try:
            mode = _mode(path)
        except OSError as error:
            yield WalkError(f"{prefix}{name}", is_folder=False, error=error)
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, f"{prefix}{name}/", seen)
        elif stat.S_ISREG(mode):
            yield f"{prefix}{name}"


def _mode(path: FilePath) -> int:
    """The mode of what a path leads to; 0 for a link that leads nowhere and for a file that is gone."""
    try:
        return path.stat().st_mode
    except OSError as error:
        if error.errno in _LEADS_NOWHERE:
            return 0
        raise


def _folder_pattern(relative: str) -> str:
    """The folder, with `*` for the values of the partitions at its end."""
    parts = list(PurePosixPath(relative).parent.parts)
    for index in range(len(parts) - 1, -1, -1):
        match = _PARTITION.fullmatch(parts[index])
        if match is None:
            break
        parts[index] = f"{match.group(1)}=*"
    return "/".join(parts)


def _same_schema(files: Sequence[FoundFile]) -> list[list[FoundFile]]:
    groups: list[list[FoundFile]] = []
    for file in files:
        group = next((known for known in groups if _belongs(file, known[0])), None)
        if group is None:
            groups.append([file])
        else:
            group.append(file)
    return groups


def _belongs(file: FoundFile, other: FoundFile) -> bool:
    """One format and one signature; where that says little, or of JSON the keys vary, also names alike but for numbers."""
    mine, its = file.schema, other.schema
    if file.file_format is not other.file_format:
        return False
    is_alike = _NUMBERS.sub("#", file.name) == _NUMBERS.sub("#", other.name)
    if mine.signature == its.signature:
        return is_alike or not mine.is_loose
    shared = len(mine.keys & its.keys)
    return is_alike and shared > 0 and shared >= _SHARED_KEYS * len(mine.keys | its.keys)


def _name_groups(folder: str, suffix: str, groups: Sequence[list[FoundFile]]) -> list[FileSet]:
    prefix = f"{folder}/" if folder else ""
    is_partitioned = "=*" in folder
    several = [group for group in groups if len(group) > 1 or is_partitioned]
    named = {id(group): name for group, name in zip(several, _globs(several, suffix), strict=True) if name}
    sets: list[FileSet] = []
    for group in groups:
        name = named.get(id(group))
        if name is None:
            sets += [FileSet(file.relative, (file,)) for file in group]
        else:
            sets.append(FileSet(prefix + name, tuple(group)))
    return sets


def _globs(groups: Sequence[list[FoundFile]], suffix: str) -> list[str | None]:
    """A glob for each group: `*.csv` for the only one, else by the longest common beginning; None where that is shared."""
    if len(groups) == 1:
        return [f"*{suffix}"]
    beginnings = [_shared_beginning([file.name[: -len(suffix) or None] for file in group]) for group in groups]
    return [f"{text}*{suffix}" if text and beginnings.count(text) == 1 else None for text in beginnings]


def _shared_beginning(names: Sequence[str]) -> str:
    shortest, longest = min(names), max(names)
    same = next((i for i, (a, b) in enumerate(zip(shortest, longest, strict=False)) if a != b), len(shortest))
    return shortest[:same]
