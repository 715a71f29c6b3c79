"""Texts that begin as a container are found by the kernel as they are by arrays."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from gazetteer_scanners.kernel import library
from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from gazetteer_scanners.kernel.looking import look_over
from gazetteer_scanners.scanning.layouts import containers
from gazetteer_scanners.scanning.layouts.containers import may_be_containers

pytestmark = pytest.mark.skipif(load_kernel() is None, reason=f"the kernel: {kernel_problem()}")


@pytest.mark.parametrize("nulls", [0.0, 0.3])
def test_openings(nulls: float) -> None:
    random = Random(5)
    texts = ["".join(random.choices('{[<a":\t\n xé名', k=random.randrange(4))) for _ in range(3_000)]
    mask = np.array([random.random() < nulls for _ in texts])
    column = pa.array(texts, pa.string(), mask=mask).slice(3, 2_900)  # what stands behind a null looks like the others
    found = may_be_containers(column)
    assert found.tolist() == containers._found_by_arrays(column).tolist()
    assert 500 < len(found) < 2_500


@pytest.mark.parametrize(("texts", "places"), [([], []), ([None], []), (["", "a", ":", "a:", "{"], [3, 4])])
def test_ends(texts: list[str | None], places: list[int]) -> None:
    assert may_be_containers(pa.array(texts, pa.string())).tolist() == places


def test_a_column_is_looked_at_once_and_forgotten() -> None:
    column = pa.array(["a", "{}", "[1]"])
    look = look_over(column)
    assert look is look_over(column)
    assert look is not None
    assert (look.is_utf8, look.is_normal, look.openings.tolist()) == (True, True, [1, 2])
    place = id(column)
    assert place in library._KNOWN
    del column
    assert place not in library._KNOWN
