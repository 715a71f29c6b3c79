"""What takes long to make, kept between processes: arrays and facts in the user's cache folder, by a key over all they hang on.

A file is a head, facts as JSON, then the arrays as they lie in memory, each at a multiple of 64:

    "gazetteer.kept/1"  checksum  octets of the facts  octets of the file  |  {"key": ..., "arrays": [...]}  |  ...

Arrays are mapped, not read: of large tables a scan touches a part, and processes share it. The checksum is looked at first,
through a small buffer. What is damaged or foreign counts as not there. Two processes may write at once: each writes a file of
its own and puts it in place whole. Where nothing can be written, everything works, and the next process makes it anew.
"""

import json
import logging
import mmap
import os
import struct
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BufferedIOBase
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

_LOG = logging.getLogger(__name__)
_MAGIC = b"gazetteer.kept/1"
_HEAD = struct.Struct("<16sIIQ")
_ALIGNED = 64
_BUFFER = 256 * 1024

Array = npt.NDArray[np.generic]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds; the arrays have one dimension and cannot be written to."""

    facts: Any
    arrays: Mapping[str, Array]


def cache_folder() -> Path:
    """The user's cache folder for Gazetteer (XDG base directories; the systems' own places elsewhere)."""
    if os.environ.get("XDG_CACHE_HOME"):
        return Path(os.environ["XDG_CACHE_HOME"]) / "gazetteer"
    if sys.platform == "win32" and os.environ.get("LOCALAPPDATA"):
        return Path(os.environ["LOCALAPPDATA"]) / "gazetteer" / "cache"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "gazetteer"


@cache
def source_digest(folder: Path) -> str:
    """A hash over a package's source: its tables and weights decide as much as its code, so no version is kept by hand."""
    digest = sha256()
    for file in sorted(folder.glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def read_kept(kind: str, key: str, folder: Path | None = None) -> Kept | None:
    """What is kept under the key; None if there is nothing, or nothing that can be used.

    Args:
        kind: what it is, the beginning of the file's name.
        key: a hash over everything that it hangs on, in hex.
        folder: where it is kept; None for the user's cache folder.
    """
    place = _place(kind, key, folder)
    try:
        with place.open("rb", buffering=0) as file:
            return _read(file, key)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
        _LOG.info("What is kept in %s cannot be used (%s); it is made anew.", place, type(error).__name__)
        return None


def keep(kind: str, key: str, facts: Any, arrays: Mapping[str, Array], most: int, folder: Path | None = None) -> None:
    """Keeps facts (what JSON can say) and arrays of one dimension; of files of this kind the newest `most` stay."""
    place = _place(kind, key, folder)
    name = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=place.parent, prefix=place.name, delete=False) as file:
            name = Path(file.name)
            for piece in _pieces(key, facts, arrays):
                file.write(piece)
        name.replace(place)
        for old in sorted(place.parent.glob(f"{kind}-*.kept"), key=lambda path: path.stat().st_mtime)[:-most]:
            old.unlink(missing_ok=True)
    except OSError as error:
        _LOG.info("%s cannot be kept in %s: %s.", kind, place.parent, error.strerror)
        if name is not None:
            name.unlink(missing_ok=True)


def _place(kind: str, key: str, folder: Path | None) -> Path:
    return (folder or cache_folder()) / f"{kind}-{key[:32]}.kept"


def _pieces(key: str, facts: Any, arrays: Mapping[str, Array]) -> list[bytes | memoryview]:
    """The whole file, in parts."""
    listed = [(name, array.dtype.str, len(array)) for name, array in arrays.items()]
    text = json.dumps({"key": key, "facts": facts, "arrays": listed}, separators=(",", ":")).encode()
    text += b" " * (-(len(text) + _HEAD.size) % _ALIGNED)
    body: list[bytes | memoryview] = [text]
    for array in arrays.values():
        body += [np.ascontiguousarray(array).view(np.uint8).data, bytes(-array.nbytes % _ALIGNED)]
    total = _HEAD.size + sum(len(piece) for piece in body)
    checksum = 0
    for piece in body:
        checksum = crc32(piece, checksum)
    return [_HEAD.pack(_MAGIC, checksum, len(text), total), *body]


def _read(file: Any, key: str) -> Kept:
    size = os.fstat(file.fileno()).st_size
    magic, checksum, octets, total = _HEAD.unpack(file.read(_HEAD.size))
    if magic != _MAGIC or total != size or _checksum(file) != checksum:
        raise ValueError
    mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    read = json.loads(mapped[_HEAD.size : _HEAD.size + octets])
    if read["key"] != key:
        raise ValueError
    arrays, at = {}, _HEAD.size + octets
    for name, kind, count in read["arrays"]:
        arrays[name] = array = np.frombuffer(mapped, np.dtype(kind), count, at) if count else np.empty(0, np.dtype(kind))
        at += array.nbytes + -array.nbytes % _ALIGNED
    return Kept(read["facts"], arrays)


def _checksum(file: BufferedIOBase) -> int:
    """Of the rest of the file; read, because pages that are mapped and touched count as this process's memory."""
    buffer, checksum = memoryview(bytearray(_BUFFER)), 0
    while count := file.readinto(buffer):
        checksum = crc32(buffer[:count], checksum)
    return checksum
