"""The page's files and what the server says of them."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_TYPES: Final = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}

PAGE: Final = "page.html"

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page needs of its own server, and nothing else; no inline script or style."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes and its media type (text is UTF-8)."""

    content: bytes
    media_type: str


def load_assets() -> dict[str, Asset]:
    """The files by name, `page.html` among them."""
    folder = files("gazetteer.web") / "assets"
    found = {}
    for file in folder.iterdir():
        stem, dot, suffix = file.name.rpartition(".")
        if stem and (media_type := _TYPES.get(dot + suffix)):
            found[file.name] = Asset(file.read_bytes(), media_type)
    return found
