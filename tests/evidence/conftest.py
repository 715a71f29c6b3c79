"""Which of the two ways to measure a test runs with: the compiled kernel, or numpy alone."""

from collections.abc import Iterator

import pytest

from gazetteer_scanners.kernel.library import kernel_problem, load_kernel
from tests.evidence.batches import without_kernel


@pytest.fixture(params=["kernel", "numpy"], scope="module")
def measured_by(request: pytest.FixtureRequest) -> Iterator[None]:
    """Runs a module's tests with the kernel and without."""
    if request.param == "numpy":
        with without_kernel():
            yield
    elif load_kernel() is None:
        pytest.skip(f"the kernel: {kernel_problem()}")
    else:
        yield
