"""Scanning from Python, without the service: `from gazetteer_scanners import scan`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike, fspath

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import ScanResult
from gazetteer_scanners.scanning.run import new_scan_id, run_scan


def scan(
    *sources: str | PathLike[str] | SourceSpec,
    options: ScanOptions | None = None,
    rules: Sequence[str | PathLike[str]] = (),
) -> ScanResult:
    """Scans sources and returns what was found; keeps nothing.

    `report_json(result)` in `gazetteer_scanners.scanning.report` makes the same report as the command line, with
    sequence 1. The sketch key is fresh, so that overlap sketches of two calls are not comparable.

    Args:
        sources: paths, URLs or `SourceSpec`s.
        options: how to scan; by default every row, in this process.
        rules: the user's own rule files, instead of the rules in `options`.

    Raises:
        UsageError: if a source cannot be scanned as written, or a rule file holds mistakes; nothing was scanned.
    """
    chosen = options or ScanOptions()
    if rules:
        chosen = replace(chosen, rules=load_user_rules(*rules, elements=chosen.elements))
    started_at = datetime.now(UTC)
    specs = [source if isinstance(source, SourceSpec) else SourceSpec(fspath(source)) for source in sources]
    prepared = prepare_sources(specs, chosen)
    return run_scan(prepared, chosen, key=SketchKey.generate(), scan_id=new_scan_id(), sequence=1, started_at=started_at)
