"""Patterns that tables cannot hold, over samples: budget, counts, time."""

import re

import pyarrow as pa

from gazetteer_scanners.matching.samples import MAX_SAMPLES
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.rulefiles.user_rules import SampledPattern
from gazetteer_scanners.scanning.coverage import CoverageCode
from gazetteer_scanners.scanning.user_sampling import USER_SAMPLES_RULE, UserSampling

SEEN = SampledPattern("user.presidio.seen", "contact.phone", r"(?<=no )\d{4}", int(re.IGNORECASE), 0.1, False, "", "")
SLOW = SampledPattern("user.presidio.slow", "contact.phone", r"(?:a|b|ab)*[cx](?<=c)", 0, 0.1, False, "", "")
PATH = name_path("note")


def test_matches_are_counted_of_samples() -> None:
    sampling = UserSampling([SEEN])
    values = pa.array(["NO 1234", "no 12", None, "NO 1234", "1234"])
    hits = {hit.rule: (hit.whole, hit.inside) for hit in sampling.hits(PATH, values)}
    assert hits == {"user.presidio.seen": (0, 1), USER_SAMPLES_RULE: (3, 0)}
    assert sampling.reasons() == ()


def test_a_field_has_a_budget_and_the_rest_is_told() -> None:
    sampling = UserSampling([SEEN])
    values = pa.array([f"no {number:04}" for number in range(150)])
    later = pa.array([f"no {number:04}" for number in range(150, 300)])
    counts = [
        sum(hit.whole for hit in sampling.hits(PATH, part) if hit.rule == USER_SAMPLES_RULE) for part in (values, later, later)
    ]
    assert counts == [150, MAX_SAMPLES - 150, 0]
    assert sum(hit.whole for hit in sampling.hits(name_path("other"), values) if hit.rule == USER_SAMPLES_RULE) == 150
    (reason,) = sampling.reasons()
    assert (reason.code, reason.is_expected, reason.count) == (CoverageCode.SAMPLED, True, 100 + 150)
    assert "user.presidio.seen" in reason.message


def test_the_same_samples_whatever_the_order() -> None:
    values = [f"{'no' if number % 3 else 'nr'} {number:04}" for number in range(1_000)]
    told = [UserSampling([SEEN]).hits(PATH, pa.array(order)) for order in (values, values[::-1])]
    assert told[0] == told[1]


def test_a_search_that_takes_too_long_is_given_up_and_told() -> None:
    sampling = UserSampling([SLOW])
    assert [hit.rule for hit in sampling.hits(PATH, pa.array(["ab" * 40]))] == [USER_SAMPLES_RULE]
    (reason,) = sampling.reasons()
    assert (reason.code, reason.is_expected, reason.count) == (CoverageCode.TIMEOUT, False, 1)
