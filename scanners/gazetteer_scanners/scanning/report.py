"""The machine-readable scan report (`gazetteer.scan/1`); its JSON Schema is `docs/scan-report.schema.json`.

Sorted throughout, so that identical input gives an identical report, but for the scan's own id and times. `distinct` is an
estimate under the inventory's sketch key: with another key it can differ within its error.
"""

from datetime import UTC, datetime

from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.evidence.minors import MinorCounts
from gazetteer_scanners.scanning.coverage import Coverage, CoverageReason
from gazetteer_scanners.scanning.results import DatasetResult, FieldResult, MinorsResult, ScanResult, SourceResult

SCHEMA = "gazetteer.scan/1"

Json = dict[str, object]


def report_json(result: ScanResult) -> Json:
    """The report as plain JSON types."""
    totals = result.coverage
    return {
        "schema": SCHEMA,
        "scan": {
            "id": result.id,
            "sequence": result.sequence,
            "status": result.status.value,
            "startedAt": time_text(result.started_at),
            "finishedAt": time_text(result.finished_at),
            "rules": result.rules,
        },
        "sources": [_source(s) for s in result.sources],
        "coverage": {
            "discovered": totals.discovered,
            "complete": totals.complete,
            "partial": totals.partial,
            "skipped": totals.skipped,
            "failed": totals.failed,
            "notReached": totals.not_reached,
            "unexpected": totals.unexpected,
            "rowsRead": totals.rows_read,
        },
        "datasets": [_dataset(d) for d in result.datasets],
        "gate": {"tripped": result.gate.is_tripped, "reasons": list(result.gate.reasons)},
    }


def time_text(moment: datetime) -> str:
    """ISO 8601 in UTC to the millisecond, with Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _source(source: SourceResult) -> Json:
    error = source.error
    return {
        "id": source.ref.id,
        "key": source.ref.key,
        "kind": source.ref.kind,
        "state": source.state.value,
        "error": None if error is None else {"code": error.code.value, "message": error.message},
    }


def _dataset(dataset: DatasetResult) -> Json:
    return {
        "id": dataset.id,
        "source": dataset.source.key,
        "dataset": dataset.shown_name,
        "kind": dataset.info.kind,
        "rowIs": dataset.row_is.value,
        "coverage": _coverage(dataset.coverage),
        "fields": [_field(f) for f in dataset.fields],
        "minors": None if dataset.minors is None else _minors(dataset.minors),
    }


def _minors(minors: MinorsResult) -> Json:
    first = minors.counts[0]
    return {
        "asOf": minors.as_of.isoformat(),
        "sources": list(minors.sources),
        "consent": minors.consent,
        "reading": first.reading.value,
        "rows": first.rows,
        "unknownAge": first.unknown,
        "below": [_below(counts) for counts in minors.counts],
    }


def _below(counts: MinorCounts) -> Json:
    return {
        "age": counts.age,
        "least": counts.least,
        "most": counts.most,
        "withConsent": counts.with_consent,
        "withoutConsent": counts.without_consent,
        "consentUnknown": counts.consent_unknown,
    }


def _coverage(coverage: Coverage) -> Json:
    return {
        "state": coverage.state.value,
        "reasons": [_reason(r) for r in coverage.reasons],
        "rowsRead": coverage.rows_read,
        "rowsTotal": coverage.rows_total,
        "sampled": coverage.is_sampled,
        "missableRate": coverage.missable_rate,
    }


def _reason(reason: CoverageReason) -> Json:
    return {"code": reason.code.value, "message": reason.message, "expected": reason.is_expected}


def _field(field: FieldResult) -> Json:
    return {
        "id": field.id,
        "path": field.shown_path,
        "dataType": field.data_type,
        "sourceType": field.source_type,
        "nullable": field.is_nullable,
        "level": field.decision.level.value,
        "effectiveLevel": field.decision.effective_level.value,
        "elements": [_detection(d) for d in field.decision.elements],
        "candidates": [_detection(d) for d in field.decision.candidates],
    }


def _detection(detection: Detection) -> Json:
    factors = detection.factors
    return {
        "id": detection.element,
        "score": detection.score,
        "form": detection.form.value,
        "factors": {
            "name": factors.name,
            "comment": factors.comment,
            "value": factors.value,
            "checksum": factors.checksum,
            "context": factors.context,
            "profile": factors.profile,
        },
        "matched": detection.matched,
        "seen": detection.seen,
        "distinct": detection.distinct,
        "reason": detection.reason,
    }
