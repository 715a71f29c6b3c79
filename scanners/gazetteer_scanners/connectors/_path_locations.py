"""Locations that are files: paths and file-like URLs to absolute paths."""

import os
from pathlib import Path as FilePath
from urllib.parse import unquote, urlsplit

from gazetteer_scanners.errors import UnknownSourceError, UsageError


def absolute_path(text: str, working_directory: FilePath) -> FilePath:
    """The path against the working directory, without `.`, `..` and doubled slashes; symbolic links stay as named."""
    path = os.path.normpath(working_directory / text)
    return FilePath(f"/{path.lstrip('/')}" if path.startswith("//") else path)


def existing_path(text: str, working_directory: FilePath) -> str:
    """The absolute path of something that exists.

    Raises:
        UnknownSourceError: if there is nothing at the path.
    """
    path = absolute_path(text, working_directory)
    if not path.exists():
        raise UnknownSourceError(f"the path {text!r} does not exist (looked for {str(path)!r}); check its spelling")
    return str(path)


def file_url_path(url: str, scheme: str) -> str:
    """The absolute path in `scheme:///absolute/path` (or `scheme:/absolute/path`), percent-encoding decoded.

    Raises:
        UsageError: if the URL has a host, a query or fragment, or no absolute path.
    """
    wanted = f"write {scheme}:///absolute/path (percent-encode '?', '#' and '%')"
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise UsageError(f"the location {url!r} is not a URL; {wanted}") from error
    if parts.query or parts.fragment or "?" in url:
        raise UsageError(f"the location {url!r} has a query or fragment, which {scheme}: does not take; {wanted}")
    if parts.netloc not in ("", "localhost"):
        raise UsageError(f"the location {url!r} names a host, or lacks a slash; {wanted}")
    if not parts.path.startswith("/") or (parts.path == "/" * len(parts.path) and scheme == "dictionary"):
        raise UsageError(f"the location {url!r} has no absolute path; {wanted}")
    return unquote(parts.path)
