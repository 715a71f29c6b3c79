"""How many values a rule accepts as a whole."""

from collections.abc import Sequence
from dataclasses import replace

import pyarrow as pa

from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.recognizers.registry import rule_set
from gazetteer_scanners.recognizers.rule import Dictionary, Rule


def share_of(rule: Rule | Dictionary, values: Sequence[str]) -> float:
    """The share of valid whole matches, also of a rule for samples."""
    entry = replace(rule, sampled=False) if isinstance(rule, Rule) else rule
    hits = RegexColumnMatcher(rule_set([entry])).match(pa.array(values, pa.string()))
    return hits[0].valid / len(values) if hits else 0.0
