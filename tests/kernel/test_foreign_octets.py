"""No octets make the kernel fall over: what is no valid UTF-8 gets some answer, and nothing is read beyond it.

`make soak` runs it under sanitizers, which see what a plain run may not.
"""

import random

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.automaton.rules import numbering
from gazetteer_scanners.matching.automaton.store import load_automata
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES
from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.matching.dictionaries import Dictionaries
from gazetteer_scanners.matching.executing import KernelExecutor, Kinds
from gazetteer_scanners.matching.inside_rules import InsideRules
from gazetteer_scanners.matching.kernel_dictionaries import KernelDictionaries
from gazetteer_scanners.matching.python_executing import PythonExecutor
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import load_rules
from tests.matching.equality import examples_of

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")
RULES = load_rules()


def _column(seed: int, values: int = 3_000) -> pa.StringArray:
    """Random octets, and examples with some of theirs changed; each value ends where the next begins."""
    shuffle = random.Random(seed)
    examples = [value.encode() for value in examples_of(RULES) if value]
    made = []
    for _ in range(values):
        octets = bytearray(shuffle.choice(examples) if shuffle.random() < 0.7 else shuffle.randbytes(shuffle.randrange(60)))
        for _ in range(shuffle.randrange(3)):
            if octets:
                octets[shuffle.randrange(len(octets))] = shuffle.randrange(256)
        made.append(bytes(octets[: shuffle.randrange(len(octets) + 1)] if shuffle.random() < 0.2 else octets))
    offsets = np.concatenate([[0], np.cumsum([len(octets) for octets in made])]).astype(np.int32)
    return pa.StringArray.from_buffers(values, pa.py_buffer(offsets), pa.py_buffer(b"".join(made)))


@pytest.mark.parametrize("seed", range(2))
def test_tables_give_the_same_answer_without_it(seed: int) -> None:
    library = load_kernel()
    assert library is not None
    kernel, python = KernelExecutor(library), PythonExecutor()
    texts = _column(seed)
    automata = load_automata(RULES)
    for table in (*automata.whole.tables, *automata.shapes.tables):
        (sets, counts), (expected, expected_counts) = kernel.whole(table, texts, None), python.whole(table, texts, None)
        assert sets.tolist() == expected.tolist()
        assert counts.tolist() == expected_counts.tolist()


def test_searching_checking_and_judging_come_to_an_end() -> None:
    library = load_kernel()
    assert library is not None
    kernel = KernelExecutor(library)
    texts = _column(3)
    everything = np.ones(len(texts), np.bool_)
    every_boundary = np.array([(1 << len(BOUNDARIES)) - 1], np.uint8)
    kinds = Kinds(np.zeros(len(texts), np.uint16), every_boundary, np.zeros(1, np.uint16))
    for table in InsideRules(RULES, numbering(RULES), load_automata(RULES), kernel)._tables:
        places, hits, doubts = kernel.inside(table, texts, kinds, 1)
        assert 0 < len(places) == len(hits) == len(doubts) <= len(texts)
    for number in checks().values():
        assert kernel.check(number, texts, everything) is not None
    for number in date_readers().values():
        assert kernel.dates(number, texts, everything) is not None


def test_dictionaries_and_normalising_come_to_an_end() -> None:
    library = load_kernel()
    assert library is not None
    texts = _column(4)
    ascii_only = np.array([octets.isascii() for octets in texts.cast(pa.binary()).to_pylist()])
    for part in Dictionaries(RULES.dictionaries, numbering(RULES), load_automata(RULES), KernelExecutor(library))._parts:
        assert isinstance(part, KernelDictionaries)
        part._settle = lambda *_: None  # type: ignore[method-assign]  # Python reads no broken UTF-8
        assert list(part.hits(texts, None))
    assert len(normalise(texts.filter(pa.array(ascii_only))).text) == np.count_nonzero(ascii_only)
