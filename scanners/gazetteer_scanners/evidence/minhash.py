"""How much two columns' sets of values overlap: one-permutation min-hash with 256 bins of 32 bits.

P. Li, A. Owen and C.-H. Zhang, "One Permutation Hashing" (2012). The top eight bits of a value's hash choose the bin,
the next 32 bits are kept if they are the bin's smallest; sketches merge by minimum and suit locality-sensitive hashing.
With m bins used by either side, the standard error of a Jaccard similarity J is about sqrt(J (1 - J) / m), at most
3.1 % for full sketches.
"""

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.evidence.codec import Reader, Writer, damaged
from gazetteer_scanners.evidence.hashing import Hashes
from gazetteer_scanners.kernel.library import pointer

BINS = 256
EMPTY = 0xFFFFFFFF
"""An empty bin; a value that hashes to it is kept as one less."""

_LISTED = 32  # below so many used bins, each is written with its number, else behind a map of 32 bytes
_U = np.uint64


class OverlapSketch:
    """A mutable min-hash of a set of hashes made with the key `key_id`."""

    __slots__ = ("_address", "bins", "key_id")

    def __init__(self, key_id: str, bins: npt.NDArray[np.uint32] | None = None) -> None:
        self.key_id = key_id
        self.bins = np.full(BINS, EMPTY, np.uint32) if bins is None else bins
        self._address: int | None = None

    def __reduce__(self) -> tuple[object, ...]:
        return OverlapSketch, (self.key_id, self.bins)  # a copy has memory of its own

    @property
    def address(self) -> int:
        """Where the bins stand in memory, for the kernel."""
        if self._address is None:
            self._address = pointer(self.bins)
        return self._address

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OverlapSketch) and self.key_id == other.key_id and bool((self.bins == other.bins).all())

    __hash__ = None  # type: ignore[assignment]  # mutable: must not be a key

    def add(self, hashes: Hashes) -> None:
        """Take in hashes, in any order, repeated or not."""
        values = np.minimum((hashes >> _U(24)) & _U(EMPTY), _U(EMPTY - 1)).astype(np.uint32)
        np.minimum.at(self.bins, (hashes >> _U(56)).astype(np.int64), values)

    def merge(self, other: "OverlapSketch") -> None:
        """Take in what `other` has seen.

        Raises:
            EvidenceError: if it was made with another key.
        """
        _check_key(self, other)
        np.minimum(self.bins, other.bins, out=self.bins)

    def copy(self) -> "OverlapSketch":
        """An independent sketch of the same set."""
        return OverlapSketch(self.key_id, self.bins.copy())

    def write(self, writer: Writer) -> None:
        """Number of used bins, which ones, and their values (4 bytes each); the length never falls with more values."""
        used = np.flatnonzero(self.bins != EMPTY)
        writer.count(len(used))
        if len(used) < _LISTED:
            writer.raw(used.astype(np.uint8).tobytes())
        else:
            writer.raw(np.packbits(self.bins != EMPTY, bitorder="little").tobytes())
        writer.raw(self.bins[used].astype("<u4").tobytes())

    @classmethod
    def read(cls, reader: Reader, key_id: str) -> "OverlapSketch":
        """What `write` wrote, made with the key `key_id`.

        Raises:
            EvidenceError: if the bytes are damaged.
        """
        count = reader.count(BINS)
        if count < _LISTED:
            used = np.frombuffer(reader.raw(count), np.uint8).astype(np.int64)
        else:
            used = np.flatnonzero(np.unpackbits(np.frombuffer(reader.raw(BINS // 8), np.uint8), bitorder="little"))
        if len(used) != count or (np.diff(used) <= 0).any():
            raise damaged("an overlap sketch is impossible")
        values = np.frombuffer(reader.raw(4 * count), "<u4")
        if (values == EMPTY).any():
            raise damaged("an overlap sketch is impossible")
        sketch = cls(key_id)
        sketch.bins[used] = values
        return sketch


def estimate_jaccard(a: OverlapSketch, b: OverlapSketch) -> float:
    """The estimated share, 0 to 1, of the values of both columns together that both have; 0 if both are empty.

    Raises:
        EvidenceError: "not comparable", if the sketches were made with different keys.
    """
    _check_key(a, b)
    used = (a.bins != EMPTY) | (b.bins != EMPTY)
    total = int(np.count_nonzero(used))
    return int(np.count_nonzero(used & (a.bins == b.bins))) / total if total else 0.0


def _check_key(a: OverlapSketch, b: OverlapSketch) -> None:
    if a.key_id != b.key_id:
        raise EvidenceError(
            f"overlap sketches with the keys {a.key_id or '(none)'} and {b.key_id or '(none)'} are not comparable; "
            "scan one of the sources again with the other's key"
        )
