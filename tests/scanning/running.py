"""Scans with a fixed key and day, so that their results can be compared."""

from datetime import UTC, date, datetime

from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning.prepare import prepare_sources
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec
from gazetteer_scanners.scanning.results import ScanResult
from gazetteer_scanners.scanning.run import run_scan

AS_OF = date(2026, 6, 30)
KEY = SketchKey.from_secret(b"0123456789abcdef")


def run(specs: list[SourceSpec], options: ScanOptions, **more: object) -> ScanResult:
    prepared = prepare_sources(specs, options)
    started = datetime(2026, 6, 30, tzinfo=UTC)
    return run_scan(prepared, options, key=KEY, scan_id="scn_1", sequence=1, started_at=started, **more)  # type: ignore[arg-type] # named arguments of one call
