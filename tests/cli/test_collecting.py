"""The garbage collector while modules and tables are loaded."""

import gc
import weakref

import pytest

from gazetteer.cli.collecting import without_collection


class Knot:
    """Something that refers to itself, so that only the collector frees it."""

    def __init__(self) -> None:
        self.itself = self


def test_nothing_is_collected_within_and_all_of_it_later() -> None:
    with without_collection():
        assert not gc.isenabled()
    assert gc.isenabled()
    knot = weakref.ref(Knot())
    gc.collect()
    assert knot() is None


def test_an_error_leaves_the_collector_at_work() -> None:
    with pytest.raises(ValueError, match="no"), without_collection():
        raise ValueError("no")
    assert gc.isenabled()
