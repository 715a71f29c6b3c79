"""A matcher that several threads use for the first time at once."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pyarrow as pa
import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import Spec, compile_union
from gazetteer_scanners.matching.executing import KernelExecutor

NEEDS_KERNEL = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")
_THREADS = 4


@pytest.fixture
def _frequent_switches() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _table() -> Table:
    (table,) = compile_union([Spec(0, "x", "[a-z]+[0-9]")]).tables
    return table


@NEEDS_KERNEL
@pytest.mark.usefixtures("_frequent_switches")
def test_threads_share_the_form_that_is_kept() -> None:
    library = load_kernel()
    assert library is not None
    texts, table = pa.array(["ab1", "ab", None]), _table()
    for _ in range(100):
        executor, together = KernelExecutor(library), Barrier(_THREADS)

        def work(executor: KernelExecutor = executor, together: Barrier = together) -> tuple[int, list[int]]:
            together.wait()
            address = executor.table_address(table)
            sets, _ = executor.whole(table, texts, None)
            return address, sets.tolist()

        with ThreadPoolExecutor(_THREADS) as pool:
            answers = [future.result() for future in [pool.submit(work) for _ in range(_THREADS)]]
        assert answers == [(executor.table_address(table), [1, 0, 0])] * _THREADS
