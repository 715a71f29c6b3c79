"""Rules of the user in the library: by files or by options; what they count is in the evidence."""

from pathlib import Path

import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.scanning.request import ScanOptions

RULES = """\
elements: [{id: acme.badge, label: Badge}]
recognizers: [{id: badge, element: acme.badge, pattern: "AC[0-9]{6}", inside: true}]
deny: [{element: acme.badge, values: [none at all]}]
"""


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """`staff.csv` and `rules.yaml`."""
    (tmp_path / "rules.yaml").write_text(RULES)
    path = tmp_path / "staff.csv"
    path.write_text("code,note\n" + "".join(f"AC{100_000 + n},see AC{n:06} today\n" for n in range(50)) + "None at all,x\n")
    return path


def test_files_and_options_say_the_same_and_evidence_has_the_counts(staff: Path) -> None:
    rules = staff.with_name("rules.yaml")
    by_files, by_options = scan(staff, rules=[rules]), scan(staff, options=ScanOptions(rules=load_user_rules(rules)))
    assert by_files.rules == by_options.rules != scan(staff).rules
    (dataset,), (other,) = by_files.datasets, by_options.datasets
    told = [
        [(one.element, one.score, one.reason) for field in each.fields for one in field.decision.elements]
        for each in (dataset, other)
    ]
    assert told[0] == told[1]
    assert [[one.element for one in field.decision.elements] for field in dataset.fields] == [
        ["acme.badge"],
        ["acme.badge", "comm.text"],
    ]
    assert dataset.evidence is not None
    counts = [
        {rule: (found.valid, found.inside) for rule, found in field.rules.items() if rule.startswith("user.")}
        for field in DatasetEvidence.from_bytes(dataset.evidence).fields
    ]
    certain = load_user_rules(rules).certain
    assert counts == [{"user.badge": (50, 0), **dict.fromkeys(certain, (1, 0))}, {"user.badge": (0, 50)}]


def test_a_bad_file_is_an_error_of_usage(staff: Path) -> None:
    staff.with_name("bad.yaml").write_text("a: 1\n")
    with pytest.raises(UsageError, match=r"bad\.yaml:1: unknown key a; use one of schema, elements"):
        scan(staff, rules=[staff.with_name("rules.yaml"), staff.with_name("bad.yaml")])
