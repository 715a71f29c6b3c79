"""How evidence is written: unsigned varints (LEB128), length-prefixed texts and delta-coded tables, and nothing else.

Varints are as in Protocol Buffers (https://protobuf.dev/programming-guides/encoding/#varints): 7 bits a byte, lowest
first, the high bit says that more follow; always the shortest form, so that equal evidence is equal bytes.
"""

from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from operator import sub

from gazetteer_scanners.errors import EvidenceError, UsageError
from gazetteer_scanners.paths import Path, decode_path, encode_path, name_path

MAX_COUNT = 2**63 - 1
"""Counts saturate here when written; saturating addition is associative, so merging stays free of order."""

_MAX_VARINT_BYTES = 9


class Writer:
    """Collects bytes."""

    def __init__(self) -> None:
        self._parts = bytearray()

    def count(self, value: int) -> None:
        """A non-negative integer, at most `MAX_COUNT` (larger ones are written as that)."""
        rest = value if value < MAX_COUNT else MAX_COUNT
        while rest > 0x7F:
            self._parts.append(rest & 0x7F | 0x80)
            rest >>= 7
        self._parts.append(rest)

    def raw(self, data: bytes) -> None:
        """Bytes whose length the reader knows."""
        self._parts += data

    def block(self, data: bytes) -> None:
        """Bytes behind their length."""
        self.count(len(data))
        self._parts += data

    def text(self, value: str) -> None:
        """UTF-8 behind its length in bytes."""
        self.block(value.encode("utf-8"))

    def table(self, counts: Mapping[int, int], step: int = 1, keep_zero: bool = False) -> None:
        """Number of entries, then for each key (ascending) its distance to the one before and its count.

        Keys are divided by `step`; entries that count zero are left out unless `keep_zero`.
        """
        if not counts:  # as most tables of a field are
            self._parts.append(0)
            return
        keys = sorted(counts) if keep_zero else sorted([key for key, value in counts.items() if value])
        self.count(len(keys))
        places = [key // step for key in keys]
        numbers = [0] * (2 * len(keys))
        numbers[::2] = map(sub, places, [0, *places[:-1]])
        numbers[1::2] = [counts[key] for key in keys]
        append = self._parts.append
        for number in numbers:  # most of a record, so short numbers are written here
            if number < 0x80:
                append(number)
            elif number < 0x4000:
                append(number & 0x7F | 0x80)
                append(number >> 7)
            else:
                self.count(number)

    def getvalue(self) -> bytes:
        """What was written so far."""
        return bytes(self._parts)


class Reader:
    """Reads what `Writer` wrote; each method raises EvidenceError where the bytes end early or are not canonical."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def count(self, limit: int = MAX_COUNT) -> int:
        """A non-negative integer up to `limit`."""
        at = self._at
        if at < len(self._data) and self._data[at] < 0x80:  # most numbers are short
            self._at = at + 1
            if self._data[at] > limit:
                raise damaged("a number is out of range")
            return self._data[at]
        value = 0
        for index in range(_MAX_VARINT_BYTES):
            byte = self.raw(1)[0]
            value |= (byte & 0x7F) << 7 * index
            if byte < 0x80:
                if value > limit or (byte == 0 and index):
                    raise damaged("a number is out of range")
                return value
        raise damaged("a number is too long")

    def raw(self, size: int) -> bytes:
        """The next `size` bytes."""
        end = self._at + size
        if end > len(self._data):
            raise damaged("it ends early")
        part = self._data[self._at : end]
        self._at = end
        return part

    def block(self, limit: int) -> bytes:
        """Bytes behind their length, at most `limit`."""
        return self.raw(self.count(limit))

    def text(self, limit: int) -> str:
        """UTF-8 behind its length, at most `limit` bytes."""
        try:
            return self.block(limit).decode("utf-8")
        except UnicodeDecodeError as error:
            raise damaged("a text is not UTF-8") from error

    def table(self, keys: int, step: int = 1, keep_zero: bool = False) -> Counter[int]:
        """A table with keys from 0 to `keys - 1`, each a multiple of `step`."""
        at = self._at
        if at < len(self._data) and not self._data[at]:  # as most tables of a field are
            self._at = at + 1
            return Counter()
        counts: dict[int, int] = {}
        key, least = 0, 0
        entries = self.count(keys)
        part = self._data[self._at : self._at + 2 * entries]
        if part.isascii() and len(part) == 2 * entries:  # as most tables are
            self._at += len(part)
            places = [place * step for place in accumulate(part[::2])]
            if entries and (0 in part[2::2] or places[-1] >= keys or (not keep_zero and 0 in part[1::2])):
                raise damaged("a table is not in order")
            return Counter(dict(zip(places, part[1::2], strict=True)))
        data, at, last = self._data, self._at, len(self._data) - 2
        for _ in range(entries):
            if at < last and data[at] < 0x80 and data[at + 1] < 0x80:  # nearly all entries are short
                distance, value = data[at], data[at + 1]
                at += 2
            elif at < last and data[at] < 0x80 and 0 < data[at + 2] < 0x80:
                distance, value = data[at], data[at + 1] & 0x7F | data[at + 2] << 7
                at += 3
            else:
                self._at = at
                distance, value = self.count(keys), self.count()
                at = self._at
            key += distance * step
            if distance < least or key >= keys or not (value or keep_zero):
                raise damaged("a table is not in order")
            counts[key] = value
            least = 1
        self._at = at
        return Counter(counts)

    def end(self) -> None:
        """Raises EvidenceError unless everything was read."""
        if self._at != len(self._data):
            raise damaged("bytes follow its end")


def path_of(encoded: str) -> Path:
    """The path that `encode_path` wrote; the empty text is the column or key whose name is empty.

    Raises:
        EvidenceError: if it is no encoded path.
    """
    try:
        path = decode_path(encoded) if encoded else name_path("")
    except UsageError as error:
        raise damaged("a path is impossible") from error
    if encode_path(path) != encoded:
        raise damaged("a path is impossible")
    return path


def damaged(what: str) -> EvidenceError:
    """The error for bytes that no writer made."""
    return EvidenceError(f"the evidence is damaged: {what}; scan the dataset again")
