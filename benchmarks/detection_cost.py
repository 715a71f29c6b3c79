"""R3: all rules over a column against one regular expression. R4: Presidio's engine. And what 100 further rules cost."""

from collections.abc import Iterator, Sequence
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from benchmarks.columns import make_blocks
from benchmarks.further_rules import further_rules
from benchmarks.measuring import Cost, Figure, alternate, cpu, cpu_ratio
from gazetteer_scanners.matching.protocol import ColumnMatcher
from gazetteer_scanners.matching.text import normalise
from gazetteer_scanners.recognizers.registry import RuleSet, rule_set
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

_PRESIDIO_VALUES_A_COLUMN = 25


def measure_detection(rows: int, rounds: int) -> Iterator[Figure]:
    """R3 and the cost of further rules, on the table's columns in memory."""
    tools = load_tools(ScanOptions())
    columns = [column for block in make_blocks(rows) for column in block.columns]
    texts = [normalise(column).text for column in columns]
    values = sum(map(len, columns))
    patterns = [rule.pattern for rule in tools.rules.rules]

    def one_pass() -> None:
        for pattern in patterns:
            for text in texts:
                pc.match_substring_regex(text, pattern)

    more = matcher_of(rule_set([*tools.rules.entries, *further_rules()]))
    ours, theirs, wider = alternate(rounds, lambda: detect(tools.matcher, columns), one_pass, lambda: detect(more, columns))
    mean_pass = [Cost(cost.wall / len(patterns), cost.cpu / len(patterns)) for cost in theirs]
    note = f"{cpu(ours) / values * 1e9:,.0f} ns a value; one pass {cpu(mean_pass) / values * 1e9:,.0f} (of {len(patterns)})"
    yield Figure("R3", "detection / one RE2 pass, CPU", cpu_ratio(ours, mean_pass), 1.6, note=note)
    added = f"{len(tools.rules.rules)} rules {cpu(ours) / values * 1e9:,.0f} ns, 100 more {cpu(wider) / values * 1e9:,.0f}"
    yield Figure("rules", "with / without 100 further rules, CPU", cpu_ratio(wider, ours), 1.1, note=added)


def measure_presidio(rounds: int) -> Iterator[Figure]:
    """R4: the engine with its default recognizers and no language model, on some values of each column."""
    from benchmarks.presidio_engine import analyze_all

    tools = load_tools(ScanOptions())
    block = next(islice(make_blocks(10_000), 1))
    texts = [normalise(column).text for column in block.columns]
    sample = [text for column in texts for text in column.drop_null().slice(0, _PRESIDIO_VALUES_A_COLUMN).to_pylist()]
    values = block.num_rows * block.num_columns
    engine, ours = alternate(rounds, lambda: analyze_all(sample), lambda: detect(tools.matcher, block.columns))
    theirs_a_value = [Cost(cost.wall / len(sample), cost.cpu / len(sample)) for cost in engine]
    ours_a_value = [Cost(cost.wall / values, cost.cpu / values) for cost in ours]
    note = f"{cpu(theirs_a_value) * 1e6:,.0f} µs, {cpu(ours_a_value) * 1e9:,.0f} ns a value"
    yield Figure("R4", "Presidio / ours, CPU a value", cpu_ratio(theirs_a_value, ours_a_value), 5_000, False, note)


def detect(matcher: ColumnMatcher, columns: Sequence[pa.Array]) -> None:
    """Normalising and matching, as a scan does both with each column of a batch."""
    for column in columns:
        matcher.match(normalise(column).text)


def matcher_of(rules: RuleSet) -> ColumnMatcher:
    """A matcher of the kind that scans use, over other rules."""
    kind = type(load_tools(ScanOptions()).matcher)
    matcher: ColumnMatcher = kind(rules)  # type: ignore[call-arg] # the protocol does not say how one is made
    return matcher
