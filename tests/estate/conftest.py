"""One estate for all tests of this folder; nobody writes to it."""

import pytest

from gazetteer.estate import Estate, Truth, load_truth, make_estate


@pytest.fixture(scope="session")
def estate(tmp_path_factory: pytest.TempPathFactory) -> Estate:
    return make_estate(tmp_path_factory.mktemp("estate"))


@pytest.fixture(scope="session")
def truth(estate: Estate) -> Truth:
    return load_truth(estate.folder)
