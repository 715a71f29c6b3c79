"""Pairs and URLs are read by the kernel as they are by Arrow."""

from random import Random

import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.scanning.layouts import pairs
from gazetteer_scanners.scanning.layouts.pairs import Pairs, ReadPairs, read_pairs, read_urls

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")

_PIECES = (
    "a",
    "b=",
    "=c",
    "名",
    "é",
    "&",
    "&",
    "=",
    "?",
    "#",
    ";",
    ":",
    "\n",
    "\r",
    " ",
    "\t",
    "\x1f",
    "\u3000",
    "%41",
    "+",
    "%",
)
_WRITTEN = (
    "",
    "?",
    "#",
    "=",
    "https://example.org/",
    "https://example.org/a?b=1&c=#x",
    "https://example.org/?q#t=2",
    "https://example.org/?a=1#b=2#c=3",
    "https://example.org/?a=1&b#c=%E5%90%8D&&",
    "https://example.org/#?a=1",
    "?a=1?b=2",
    "名=王&a=\u00a0b\u3000",
)


def _texts(seed: int) -> pa.StringArray:
    """Made of what matters to pairs; a slice, so that octets of others stand on both sides."""
    random = Random(seed)
    made = ["".join(random.choices(_PIECES, k=random.randrange(12))) for _ in range(2_000)]
    return pa.array(["x=1#?", *_WRITTEN, *made, "y=2&#?"], pa.string()).slice(1, len(_WRITTEN) + len(made))


def _shown(read: ReadPairs) -> tuple[list[object], ...]:
    return read.names.to_pylist(), read.values.to_pylist(), read.places.tolist(), read.is_whole.tolist()


@pytest.mark.parametrize("form", Pairs)
@pytest.mark.parametrize("seed", range(3))
def test_pairs(form: Pairs, seed: int) -> None:
    texts = _texts(seed)
    assert _shown(read_pairs(texts, form.value)) == _shown(pairs._read_by_arrow(texts, form.value))


@pytest.mark.parametrize("seed", range(3))
def test_urls(seed: int) -> None:
    urls = _texts(seed)
    read, expected = read_urls(urls), pairs._read_urls_by_arrow(urls)
    assert read.bare.to_pylist() == expected.bare.to_pylist()
    assert _shown(read.fragment) == _shown(expected.fragment)
    assert _shown(read.query) == _shown(expected.query)
    read.bare.validate(full=True)


@pytest.mark.parametrize("texts", [[], [""], ["", ""]])
def test_texts_without_octets(texts: list[str]) -> None:
    read = read_urls(pa.array(texts, pa.string()))
    assert read.bare.to_pylist() == texts
    assert len(read.query.places) == len(read.fragment.places) == 0
