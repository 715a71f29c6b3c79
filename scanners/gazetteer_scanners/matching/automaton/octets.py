"""Sets of characters as sets of octet sequences in UTF-8.

    {é, a}   ->  [61] | [C3][A9]
    [一-鿿]  ->  [E4][B8-BF][80-BF] | [E5-E9][80-BF][80-BF]

Text is taken for valid UTF-8: where a lead octet narrows the next one's range (E0, ED, F0, F4), the whole range of
continuation octets is allowed, which is the same for valid text and takes fewer states.
"""

from collections.abc import Iterable, Iterator

Ranges = tuple[tuple[int, int], ...]
"""Code points, inclusive ranges, sorted and apart."""

LAST = 0x10FFFF
_ENDS = (0x7F, 0x7FF, 0xFFFF, LAST)
_CONTINUATION = (0x80, 0xBF)


def join_ranges(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same code points, sorted, with ranges that touch made one."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def invert(ranges: Ranges) -> Ranges:
    """All other code points."""
    gaps, start = [], 0
    for low, high in ranges:
        if low > start:
            gaps.append((start, low - 1))
        start = high + 1
    return (*gaps, (start, LAST)) if start <= LAST else tuple(gaps)


def octet_set(low: int, high: int) -> int:
    """A set of octets as a number with one bit each."""
    return ((1 << (high - low + 1)) - 1) << low


def sequences(ranges: Ranges) -> dict[tuple[tuple[int, int], ...], int]:
    """First octets by the ranges of the octets that follow them; one entry for each different tail."""
    heads: dict[tuple[tuple[int, int], ...], int] = {}
    for low, high in ranges:
        for head, *tail in _split(low, high):
            key = tuple(tail)
            heads[key] = heads.get(key, 0) | octet_set(*head)
    return heads


def _split(low: int, high: int) -> Iterator[list[tuple[int, int]]]:
    """Octet ranges whose products make up the code points from `low` to `high`."""
    for end in _ENDS:
        if low <= end < high:
            yield from _split(low, end)
            yield from _split(end + 1, high)
            return
    for shift in (6, 12, 18):
        step = (1 << shift) - 1
        if high > 0x7F and (low & ~step) != (high & ~step):
            if low & step and not _is_first(low):
                yield from _split(low, low | step)
                yield from _split((low | step) + 1, high)
                return
            if (high & step) != step and high != LAST:
                yield from _split(low, (high & ~step) - 1)
                yield from _split(high & ~step, high)
                return
    yield _loosen(list(zip(chr(low).encode("utf-8", "surrogatepass"), chr(high).encode("utf-8", "surrogatepass"), strict=True)))


def _is_first(point: int) -> bool:
    """True for the first code point of three or four octets: what would stand before it is no valid text."""
    return point in (0x800, 0x10000)


def _loosen(octets: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole continuation ranges behind several lead octets, of which the first or last one allows only a part."""
    low, high = octets[0]
    return [(low, high), *[_CONTINUATION] * (len(octets) - 1)] if low < high else octets
