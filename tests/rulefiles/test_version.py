"""The version of rule files: what decides changes it, and nothing else; the record travels."""

import pickle

import pytest

from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools
from tests.rulefiles.conftest import Load

TEXT = """\
elements:
  - {id: acme.badge, label: Badge, names: {en: [badge_no, pass_no]}}
  - {id: acme.room, label: Room}
recognizers:
  - {id: a, element: acme.badge, pattern: "AC[0-9]{6}", hits: [AC123456]}
  - {id: b, element: acme.room, pattern: "R[0-9]{3}"}
allow:
  - {element: contact.phone, values: ["1", "2"]}
  - {element: contact.email, columns: [{path: sender}], reason: roles}
deny:
  - {element: person.name, columns: [{path: c17}]}
thresholds: {in_force: 0.7}
disable: {recognizers: [imei]}
"""


def test_comments_order_examples_and_reasons_do_not_count(load: Load) -> None:
    other = """\
# ours
disable: {recognizers: [imei]}
thresholds: {in_force: 0.7}
deny:
  - {element: person.name, columns: [{path: C17}], reason: "the importer"}
allow:
  - {element: contact.email, columns: [{path: sender}]}
  - {element: contact.phone, values: ["2", "1"]}
recognizers:
  - {id: b, element: acme.room, pattern: "R[0-9]{3}", source: our handbook}
  - {id: a, element: acme.badge, pattern: "AC[0-9]{6}", hits: [AC123456], misses: [AC]}
elements:
  - {id: acme.room, label: Room}
  - {id: acme.badge, label: Badge, names: {en: [pass_no, badge_no]}}
"""
    one, two = load(TEXT), load(other)
    assert one.version == two.version
    assert one != two


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("AC[0-9]{6}", "AC[0-9]{6,6}|AC"),
        ("label: Room", "label: Rooms"),
        ("pass_no", "pass_nr"),
        ('"1", "2"', '"1", "3"'),
        ("path: sender", "path: sender2"),
        ("path: c17", "path: c18"),
        ("in_force: 0.7", "in_force: 0.8"),
        ("recognizers: [imei]", "recognizers: [imei.short]"),
        ("element: person.name", "element: person.nickname"),
        ("{id: b,", "{id: b, inside: true,"),
        ("{id: b,", "{id: b, needs_name: true,"),
        ("{id: b,", "{id: b, checksum: luhn,"),
        ("{id: b,", "{id: b, context: [floor],"),
    ],
)
def test_all_that_decides_counts(load: Load, before: str, after: str) -> None:
    assert before in TEXT
    assert load(TEXT).version != load(TEXT.replace(before, after)).version


def test_files_count_together(load: Load) -> None:
    parts = TEXT.partition("allow:")
    assert load(parts[0], parts[1] + parts[2]).version == load(TEXT).version


def test_the_record_travels_and_stays_the_same(load: Load) -> None:
    made = load(TEXT)
    travelled: UserRules = pickle.loads(pickle.dumps(made))  # noqa: S301 - our own bytes
    assert travelled == made
    assert hash(travelled) == hash(made)
    assert load_tools(ScanOptions(rules=travelled)) is load_tools(ScanOptions(rules=made))


def test_tools_have_a_version_of_their_own_and_none_without_rules_changes(load: Load) -> None:
    plain = load_tools(ScanOptions()).version
    assert load_tools(ScanOptions(rules=load("# nothing\n"))).version != plain
    assert load_tools(ScanOptions(rules=UserRules())).version == plain
    assert load_tools(ScanOptions(rules=load(TEXT))).version == load_tools(ScanOptions(rules=load(f"{TEXT}# more\n"))).version
