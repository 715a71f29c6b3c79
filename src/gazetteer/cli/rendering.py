"""A scan's result as people read it: what was found, by source and dataset; what was not read, and why; the gate."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from gazetteer.cli.consoles import plural, visible

if TYPE_CHECKING:
    from gazetteer_scanners.scanning.coverage import Coverage, CoverageReason
    from gazetteer_scanners.scanning.results import CoverageTotals, DatasetResult, FieldResult, ScanResult, SourceResult

LEVEL_STYLES = {
    "SENSITIVE": "bold red",
    "PERSONAL": "yellow",
    "NON_PERSONAL_ALONE": "cyan",
    "UNKNOWN": "magenta",
    "NONE": "dim",
}
_REASON_LENGTH = 120
_MOST_GATE_REASONS = 20


def level_text(level: str) -> Text:
    """The level's word in its colour."""
    return Text(level, style=LEVEL_STYLES.get(level, ""))


def plain_table(*columns: str, right: Sequence[str] = ()) -> Table:
    """An empty table with these headers; columns named in `right` are aligned to the right."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        is_number = column in right
        table.add_column(column, overflow="fold", no_wrap=is_number, justify="right" if is_number else "left")
    return table


def result_parts(result: "ScanResult") -> Iterator[RenderableType]:
    """Everything that `--format table` shows, in order."""
    datasets = {key: list(group) for key, group in groupby(result.datasets, key=lambda dataset: dataset.source.key)}
    for source in result.sources:
        yield from _source_parts(source, datasets.get(source.ref.key, []))
    yield from coverage_parts(result.sources, result.datasets, result.coverage)
    yield from _gate_parts(result)


def coverage_parts(
    sources: "Sequence[SourceResult]", datasets: "Sequence[DatasetResult]", totals: "CoverageTotals"
) -> Iterator[RenderableType]:
    """The totals, then every gap with its reason: those of whole sources first."""
    yield Text("Coverage", style="bold")
    yield Text(coverage_sentence(totals))
    gaps = plain_table("Where", "State", "Reason")
    for source in sources:
        if source.error is not None:
            gaps.add_row(Text(visible(source.ref.key)), source.state.value, reason_text(source.error))
    for dataset in datasets:
        for reason in _gap_texts(dataset.coverage):
            gaps.add_row(Text(visible(f"{dataset.source.key} {dataset.shown_name}")), dataset.coverage.state.value, reason)
    if gaps.row_count:
        yield gaps
    yield Text()


def coverage_sentence(totals: "CoverageTotals") -> str:
    """`12 datasets: 11 complete, 1 failed; 25,000 rows read; 1 gap that nobody asked for.`"""
    states = {
        "complete": totals.complete,
        "partial": totals.partial,
        "skipped": totals.skipped,
        "failed": totals.failed,
        "not reached": totals.not_reached,
    }
    counted = ", ".join(f"{count:,} {word}" for word, count in states.items() if count) or "none"
    gaps = plural(totals.unexpected, "gap") if totals.unexpected else "no gap"
    rows = plural(totals.rows_read, "row")
    return f"{plural(totals.discovered, 'dataset')}: {counted}; {rows} read; {gaps} that nobody asked for."


def reason_text(reason: "CoverageReason") -> Text:
    """`DENIED: the message`, with a word if it was asked for."""
    asked = " (asked for)" if reason.is_expected else ""
    return Text(f"{reason.code.value}{asked}: {visible(reason.message)}")


def shortened(text: str, length: int = _REASON_LENGTH) -> str:
    """The text, cut at the last word that fits, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def _source_parts(source: "SourceResult", datasets: "Sequence[DatasetResult]") -> Iterator[RenderableType]:
    yield Text(visible(f"{source.ref.key} ({source.ref.kind}): {source.state.value}"), style="bold")
    table = plain_table("Dataset / field", "Element", "Effective level", "Score", "Why", right=["Score"])
    clean = doubtful = 0
    for dataset in datasets:
        found = [field for field in dataset.fields if field.decision.elements]
        doubtful += sum(1 for field in dataset.fields if field.decision.candidates and not field.decision.elements)
        clean += not found
        if found:
            table.add_row(Text(visible(dataset.shown_name), style="bold"))
            for field in found:
                _add_field(table, field)
    if table.row_count:
        yield table
    yield Text(_rest_text(clean, doubtful), style="dim")
    yield Text()


def _rest_text(clean: int, doubtful: int) -> str:
    rest = f"{plural(clean, 'dataset')} with nothing in force."
    if doubtful:
        rest += f" {plural(doubtful, 'further field')} with doubtful candidates (--format json and the inventory have them)."
    return rest


def _add_field(table: Table, field: "FieldResult") -> None:
    path = Text(f"  {visible(field.shown_path)}")
    level = level_text(field.decision.effective_level.value)
    for detection in field.decision.elements:
        why = Text(shortened(visible(detection.reason)))
        form = "" if detection.form.value == "PLAIN" else f" ({detection.form.value})"
        table.add_row(path, Text(detection.element + form), level, f"{detection.score:.2f}", why)
        path, level = Text(), Text()


def _gap_texts(coverage: "Coverage") -> Iterator[Text]:
    if coverage.state.value == "COMPLETE":
        return
    for reason in coverage.reasons:
        text = reason_text(reason)
        if coverage.is_sampled and reason.code.value == "SAMPLED" and coverage.missable_rate is not None:
            text.append(f" What is in up to {coverage.missable_rate:.2%} of the rows may have been missed.")
        yield text
    if not coverage.reasons:
        yield Text("no reason was given")


def _gate_parts(result: "ScanResult") -> Iterator[RenderableType]:
    gate = result.gate
    if not gate.is_tripped:
        yield Text("Gate: not tripped.")
        return
    yield Text(f"Gate: TRIPPED, {plural(len(gate.reasons), 'reason')}", style="bold red")
    for reason in gate.reasons[:_MOST_GATE_REASONS]:
        yield Text(f"  {visible(reason)}")
    if len(gate.reasons) > _MOST_GATE_REASONS:
        yield Text(f"  … and {len(gate.reasons) - _MOST_GATE_REASONS:,} more (--format json has them all)")
