"""The keyed 64-bit hash of values that all sketches share: SipHash-1-3, computed over whole Arrow columns.

SipHash: J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF" (2012), with one compression and three
finalisation rounds, as Rust's and Python's own hash tables use it. Without the key nobody can test guesses of a value
against a sketch. Values of more than 256 bytes are hashed as their first 128 bytes, their last 128 bytes and their
length in bytes (8 bytes, little endian): the cost of a value is bounded, and texts that differ only in the middle and
have one length count as one.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

SECRET_BYTES = 16
LONGEST_WHOLE = 256
_PART = 128
_LONG_WORDS = 2 * _PART // 8 + 1
_BLOCK = 8192  # values hashed at once: the state of so many stays in a core's second-level cache
_U = np.uint64


@dataclass(frozen=True, slots=True)
class SketchKey:
    """The secret of an inventory's sketches and its public name.

    Attributes:
        secret: 16 bytes; never shown, never stored beside sketches.
        id: 16 hex digits, a hash of the secret; sketches of different ids cannot be compared.
    """

    secret: bytes = field(repr=False)
    id: str

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_BYTES:
            raise ValueError(f"a sketch key's secret has {SECRET_BYTES} bytes, this one {len(self.secret)}")

    @classmethod
    def generate(cls) -> "SketchKey":
        """A new random key."""
        return cls.from_secret(secrets.token_bytes(SECRET_BYTES))

    @classmethod
    def from_secret(cls, secret: bytes) -> "SketchKey":
        """The key with this secret of 16 bytes.

        Raises:
            ValueError: if it has another length.
        """
        return cls(secret, blake2b(secret, digest_size=8, person=b"gz-sketch-key").hexdigest())


def string_parts(values: pa.Array) -> tuple[Offsets, Bytes]:
    """Offsets (one more than values) and bytes of a utf8 or binary array; null slots keep whatever bytes they have."""
    wide = pa.types.is_large_string(values.type) or pa.types.is_large_binary(values.type)
    buffers = values.buffers()
    if len(values) == 0:
        return np.zeros(1, np.int64), np.zeros(0, np.uint8)
    offsets = np.frombuffer(buffers[1], np.int64 if wide else np.int32)[values.offset : values.offset + len(values) + 1]
    data = np.frombuffer(buffers[2], np.uint8) if buffers[2] is not None else np.zeros(0, np.uint8)
    return offsets.astype(np.int64), data


def hash_values(values: pa.Array, key: SketchKey) -> Hashes:
    """The hash of each value of a utf8 or binary array without nulls, in order."""
    offsets, data = string_parts(values)
    first, last = int(offsets[0]), int(offsets[-1])
    padded = np.zeros((last - first + 23) // 8, np.uint64)
    padded.view(np.uint8)[: last - first] = data[first:last]
    words = padded.view("<u8").astype(np.uint64, copy=False)
    starts, sizes = offsets[:-1] - first, np.diff(offsets)
    result = np.empty(len(values), np.uint64)
    for begin in range(0, len(values), _BLOCK):
        part = slice(begin, begin + _BLOCK)
        result[part] = _hash_block(words, starts[part], sizes[part], key)
    return result


def _hash_block(words: Hashes, starts: Offsets, sizes: Offsets, key: SketchKey) -> Hashes:
    """Longest values first, so that word i concerns a prefix of the block: every value costs only its own words."""
    is_long = sizes > LONGEST_WHOLE
    full = np.where(is_long, _LONG_WORDS, sizes >> 3)
    order = np.argsort((_LONG_WORDS - full).astype(np.uint8), kind="stable")
    starts, sizes, full, is_long = starts[order], sizes[order], full[order], is_long[order]
    state = _State(len(order), key)
    with np.errstate(over="ignore"):
        for index in range(int(full[0])):
            active = int(np.searchsorted(-full, -index, side="left"))
            state.absorb(_word(words, starts[:active], sizes[:active], is_long[:active], index))
        state.absorb(_last_word(words, starts, sizes, is_long))
        hashes = state.finish()
    result = np.empty_like(hashes)
    result[order] = hashes
    return result


def _word(words: Hashes, starts: Offsets, sizes: Offsets, is_long: npt.NDArray[np.bool_], index: int) -> Hashes:
    at = starts + 8 * index
    if not is_long[0]:
        return _load(words, at)
    if index == _LONG_WORDS - 1:
        return sizes.astype(np.uint64)
    if index >= _PART // 8:
        at = np.where(is_long, starts + sizes - 2 * _PART + 8 * index, at)
    return _load(words, at)


def _last_word(words: Hashes, starts: Offsets, sizes: Offsets, is_long: npt.NDArray[np.bool_]) -> Hashes:
    """The remaining bytes below the message's length (mod 256) in the top byte."""
    remaining = (sizes & 7).astype(np.uint64)
    tail = _load(words, starts + (sizes & ~7)) & ((_U(1) << (remaining << _U(3))) - _U(1))
    length = np.where(is_long, 8 * _LONG_WORDS, sizes).astype(np.uint64)
    last: Hashes = np.where(is_long, _U(0), tail) | (length << _U(56))
    return last


def _load(words: Hashes, at: Offsets) -> Hashes:
    """The eight bytes at any byte position, from the two aligned words around it."""
    index, shift = at >> 3, ((at & 7) << 3).astype(np.uint64)
    low, high = words.take(index), words.take(index + 1)
    loaded: Hashes = (low >> shift) | ((high << _U(1)) << (_U(63) - shift))
    return loaded


class _State:
    """The four SipHash words of a block of values."""

    def __init__(self, size: int, key: SketchKey) -> None:
        k0, k1 = (int.from_bytes(key.secret[i : i + 8], "little") for i in (0, 8))
        initial = (k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573)
        self._v = [np.full(size, word, np.uint64) for word in initial]
        self._spare = np.empty(size, np.uint64)

    def absorb(self, word: Hashes) -> None:
        """One word of the first `len(word)` values, one round."""
        size = len(word)
        self._v[3][:size] ^= word
        self._round(size)
        self._v[0][:size] ^= word

    def finish(self) -> Hashes:
        """The three last rounds and the hashes."""
        v = self._v
        v[2] ^= _U(0xFF)
        for _ in range(3):
            self._round(len(v[2]))
        return v[0] ^ v[1] ^ v[2] ^ v[3]

    def _round(self, size: int) -> None:
        v0, v1, v2, v3 = (word[:size] for word in self._v)
        v0 += v1
        v2 += v3
        self._rotate(v1, 13)
        self._rotate(v3, 16)
        v1 ^= v0
        v3 ^= v2
        self._rotate(v0, 32)
        v2 += v1
        v0 += v3
        self._rotate(v1, 17)
        self._rotate(v3, 21)
        v1 ^= v2
        v3 ^= v0
        self._rotate(v2, 32)

    def _rotate(self, word: Hashes, bits: int) -> None:
        spare = self._spare[: len(word)]
        np.right_shift(word, _U(64 - bits), out=spare)
        np.left_shift(word, _U(bits), out=word)
        word |= spare
