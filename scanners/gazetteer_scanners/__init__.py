"""Finds personal and sensitive data in databases and files; usable alone, knows nothing of the Gazetteer service.

    from gazetteer_scanners import report_json, scan

    result = scan("crm.sqlite", "exports/")
    report_json(result)["datasets"]

`scan` and `report_json` load their modules at the first use, so that importing this package costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer_scanners.scanning.library import scan
    from gazetteer_scanners.scanning.report import report_json

__all__ = ["report_json", "scan"]

_HOMES = {"scan": "gazetteer_scanners.scanning.library", "report_json": "gazetteer_scanners.scanning.report"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
