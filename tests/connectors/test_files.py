"""The files connector passes the contract."""

from pathlib import Path

import pytest

from gazetteer_scanners.testing.contract import ConnectorContract
from gazetteer_scanners.testing.known_source import KnownSource
from tests.connectors.files_source import make_files


class TestFiles(ConnectorContract):
    @pytest.fixture
    def known(self, tmp_path: Path) -> KnownSource:
        return make_files(tmp_path)
