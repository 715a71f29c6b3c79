"""Where the configuration file is looked for, and locations made absolute; cheap to import, unlike what reads the file."""

import re
from pathlib import Path

DEFAULT_NAME = "gazetteer.yaml"

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FILE_DATABASE = re.compile(r"(?P<scheme>sqlite|duckdb):///(?P<path>[^/:].*)", re.IGNORECASE)


def absolute_location(location: str, folder: Path) -> str:
    """A path or URL with a relative path made absolute against the folder; other URLs as they are."""
    if match := _FILE_DATABASE.fullmatch(location):
        return f"{match['scheme']}:///{folder / match['path']}"
    if _SCHEME.match(location) and not (folder / location).exists():
        return location
    return str(folder / location)
