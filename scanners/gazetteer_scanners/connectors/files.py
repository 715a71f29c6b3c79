"""Files: CSV, JSON (lines, arrays, documents) and Parquet, one file or a folder: `users.csv`, `file:///data/exports`."""

from pathlib import Path as FilePath

from gazetteer_scanners.connectors._path_locations import existing_path, file_url_path
from gazetteer_scanners.connectors.protocol import Connector, Location, Recognition

_SCHEME = "file"


class _FilesFactory:
    @property
    def schemes(self) -> tuple[str, ...]:
        return (_SCHEME,)

    def recognises(self, path: FilePath) -> Recognition:
        from gazetteer_scanners.connectors._files.formats import recognise_file

        return Recognition.BY_SUFFIX if path.is_dir() else recognise_file(path)

    def canonical(self, url: str, working_directory: FilePath) -> str:
        is_url = url.lower().startswith(f"{_SCHEME}:") and not (working_directory / url).exists()
        return existing_path(file_url_path(url, _SCHEME) if is_url else url, working_directory)

    def open(self, location: Location) -> Connector:
        from gazetteer_scanners.connectors._files.connector import FilesConnector

        return FilesConnector(FilePath(location.url))


CONNECTOR = _FilesFactory()
