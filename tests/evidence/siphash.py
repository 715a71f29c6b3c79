"""SipHash as its authors describe it, one value at a time: the independent implementation that tests compare with."""

_MASK = (1 << 64) - 1


def siphash(key: bytes, message: bytes, compressions: int, finalisations: int) -> int:
    """The 64-bit hash of a message under a key of 16 bytes."""
    k0, k1 = int.from_bytes(key[:8], "little"), int.from_bytes(key[8:], "little")
    v = [k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573]
    padded = message + bytes(-(len(message) + 1) % 8) + bytes([len(message) & 0xFF])
    for at in range(0, len(padded), 8):
        word = int.from_bytes(padded[at : at + 8], "little")
        v[3] ^= word
        for _ in range(compressions):
            _round(v)
        v[0] ^= word
    v[2] ^= 0xFF
    for _ in range(finalisations):
        _round(v)
    return v[0] ^ v[1] ^ v[2] ^ v[3]


def _round(v: list[int]) -> None:
    _half_round(v, 0, 1, 2, 3, 13, 16)
    _half_round(v, 2, 1, 0, 3, 17, 21)


def _half_round(v: list[int], a: int, b: int, c: int, d: int, s: int, t: int) -> None:
    v[a] = (v[a] + v[b]) & _MASK
    v[c] = (v[c] + v[d]) & _MASK
    v[b] = _rotate(v[b], s) ^ v[a]
    v[d] = _rotate(v[d], t) ^ v[c]
    v[a] = _rotate(v[a], 32)


def _rotate(word: int, bits: int) -> int:
    return (word << bits | word >> (64 - bits)) & _MASK
