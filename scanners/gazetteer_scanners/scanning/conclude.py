"""Turns what was read of a dataset into its final result: merged evidence, decided fields, coverage with every reason."""

from collections.abc import Mapping
from dataclasses import replace

from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.connectors.protocol import DatasetGap, DatasetInfo
from gazetteer_scanners.errors import ScannerError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState, merge_reasons
from gazetteer_scanners.scanning.facts import DecidedDataset, decide_dataset
from gazetteer_scanners.scanning.finishing import Finished, finish_evidence
from gazetteer_scanners.scanning.ids import dataset_id
from gazetteer_scanners.scanning.minors import minors_of
from gazetteer_scanners.scanning.outcome import ChunkOutcome
from gazetteer_scanners.scanning.plan import PlannedDataset
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.results import DatasetResult, SourceRef
from gazetteer_scanners.scanning.showing import concealed, shown_coverage, shown_info
from gazetteer_scanners.scanning.tools import Tools
from gazetteer_scanners.scanning.worker import reason_of

_RULE_OF_THREE = 3.0
"""With n rows seen and none of a kind among them, at most 3/n of all rows are of that kind (95 % confidence).

Source: Hanley and Lippman-Hand, JAMA 249 (1983), "If nothing goes wrong, is everything all right?"."""


def conclude(
    ref: SourceRef,
    dataset: PlannedDataset,
    outcomes: Mapping[int, ChunkOutcome],
    key: SketchKey,
    tools: Tools,
    options: ScanOptions,
    referred: Mapping[str, RowKind] | None = None,
) -> DatasetResult:
    """The result of a dataset of which every chunk was read or given up, or that has none.

    Args:
        referred: what the rows of the source's datasets are that foreign keys refer to, by name.
    """
    reasons = [reason for outcome in outcomes.values() for reason in outcome.reasons]
    finished = Finished(None)
    try:
        finished = finish_evidence([outcomes[index].evidence for index in sorted(outcomes)], dataset.info, key, tools)
    except ScannerError as error:  # one odd dataset never ends the scan
        dataset = replace(dataset, reason=reason_of(error))
    evidence = finished.evidence
    coverage = _coverage(dataset, outcomes, evidence, merge_reasons([*reasons, *finished.dropped]), options)
    is_described = coverage.state is not CoverageState.FAILED
    decided = DecidedDataset()
    if is_described:
        decided = decide_dataset(ref, dataset.info, evidence, tools, dict(dataset.comments), referred)
    return replace(
        _result(ref, dataset.info, coverage, tools, decided),
        evidence=_record(finished, ref, dataset.info.name, tools),
        is_described=is_described,
        minors=minors_of(evidence, decided.fields, tools.taxonomy),
    )


def _record(finished: Finished, ref: SourceRef, name: str, tools: Tools) -> bytes | None:
    """The bytes of the evidence with the paths that may be kept; None if there is none."""
    evidence = finished.evidence
    if evidence is None:
        return None
    kept = concealed(evidence, ref, name, tools.masker)
    return finished.record if finished.record is not None and kept is evidence else kept.to_bytes()


def gap_result(ref: SourceRef, gap: DatasetGap, tools: Tools) -> DatasetResult:
    """The result of a dataset that the source names but does not describe: FAILED, or SKIPPED if that was asked for."""
    state = CoverageState.SKIPPED if gap.reason.is_expected else CoverageState.FAILED
    return _result(ref, DatasetInfo(gap.name, gap.kind), Coverage(state, (gap.reason,)), tools)


def unreached(ref: SourceRef, dataset: PlannedDataset, tools: Tools) -> DatasetResult:
    """The result of a dataset that the scan was stopped before."""
    reason = CoverageReason(CoverageCode.CANCELLED, "The scan was stopped before this dataset was read.")
    return _result(ref, dataset.info, Coverage(CoverageState.NOT_REACHED, (reason,)), tools)


def _result(
    ref: SourceRef, info: DatasetInfo, coverage: Coverage, tools: Tools, decided: DecidedDataset | None = None
) -> DatasetResult:
    """A result that is not described yet, with everything that is shown of it masked; only the id knows the real name."""
    fields = decided.fields if decided is not None else ()
    return DatasetResult(
        id=dataset_id(ref.kind, ref.key, info.name),
        source=ref,
        info=shown_info(info, tools.masker),
        shown_name=tools.masker.mask_name(info.name),
        coverage=shown_coverage(coverage, info.name, fields, tools.masker),
        fields=fields,
        row_is=decided.row_is if decided is not None else RowKind.UNKNOWN,
        is_described=False,
    )


def _coverage(
    dataset: PlannedDataset,
    outcomes: Mapping[int, ChunkOutcome],
    evidence: DatasetEvidence | None,
    reasons: tuple[CoverageReason, ...],
    options: ScanOptions,
) -> Coverage:
    rows = evidence.rows if evidence is not None else 0
    if dataset.reason is not None:
        return Coverage(CoverageState.FAILED, (dataset.reason,))
    if not dataset.reads_values:
        message = "The source holds names and comments, no values."
        reason = CoverageReason(CoverageCode.VALUES_NOT_READ, message, is_expected=True)
        return Coverage(CoverageState.PARTIAL, (reason,))
    if outcomes and all(outcome.evidence is None or (outcome.is_failed and not outcome.rows) for outcome in outcomes.values()):
        return Coverage(CoverageState.FAILED, reasons, rows)
    sample = options.limits.sample_rows
    is_sampled = sample is not None and _has_more(dataset.info, rows, sample)
    if is_sampled:
        message = f"{rows:,} rows were read as a sample."
        reasons = (*reasons, CoverageReason(CoverageCode.SAMPLED, message, is_expected=True))
    state = CoverageState.PARTIAL if reasons else CoverageState.COMPLETE
    return Coverage(
        state=state,
        reasons=merge_reasons(reasons),
        rows_read=rows,
        rows_total=_rows_total(dataset.info, rows + is_sampled) if is_sampled or reasons else rows,
        is_sampled=is_sampled,
        missable_rate=min(1.0, _RULE_OF_THREE / rows) if is_sampled and rows else None,
    )


def _rows_total(info: DatasetInfo, least: int) -> int | None:
    """What the source says of its rows, unless that is a guess below the `least` that the read has proved."""
    estimate = info.row_estimate
    return estimate if estimate is not None and (info.is_row_count_exact or estimate >= least) else None


def _has_more(info: DatasetInfo, rows: int, sample: int) -> bool:
    """True unless it is known that the sample took every row: fewer came than were asked for, or the count is exact."""
    if info.is_row_count_exact and info.row_estimate is not None:
        return info.row_estimate > rows
    return rows >= sample
