"""Tables that people read: everything that counts is there, and a hostile name stays harmless."""

import re
from dataclasses import replace

import pytest

from gazetteer.cli.consoles import rendered, visible
from gazetteer.cli.rendering import result_parts, shortened
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import Coverage, CoverageCode, CoverageReason, CoverageState
from gazetteer_scanners.scanning.results import Gate, ScanResult, SourceState
from gazetteer_scanners.taxonomy import Level
from tests.cli.results import dataset, detection, field, scan_result

USERS = dataset(
    "users",
    field("id"),
    field(
        "手机号", detection("contact.phone", 0.987, "98.2 % of 2,000 values are Chinese mobile numbers."), level=Level.PERSONAL
    ),
    field(
        "contact",
        detection("contact.email", 0.91),
        detection("person.name", 0.6, form=Form.HASHED),
        level=Level.PERSONAL,
    ),
    field("note", candidates=(detection("person.name", 0.3),)),
)
REST = "1 dataset with nothing in force. 1 further field with doubtful candidates (--format json and the inventory have them)."
SAMPLED = Coverage(
    CoverageState.PARTIAL,
    (CoverageReason(CoverageCode.SAMPLED, "300 of 9,000 rows were read.", is_expected=True),),
    rows_read=300,
    rows_total=9000,
    is_sampled=True,
    missable_rate=0.01,
)
DENIED = Coverage(CoverageState.FAILED, (CoverageReason(CoverageCode.DENIED, "Access is denied; grant it."),))


def _text(result: ScanResult, width: int = 120) -> str:
    return rendered(*result_parts(result), width=width).decode()


def _rows(text: str) -> list[list[str]]:
    """The lines, split where two spaces or more stand."""
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines() if line.strip()]


def test_findings_stand_under_their_dataset() -> None:
    rows = _rows(_text(scan_result(USERS, dataset("empty"))))
    assert rows[:2] == [["crm (sqlite): COMPLETE"], ["Dataset / field", "Element", "Effective level", "Score", "Why"]]
    assert rows[3:8] == [
        ["users"],
        ["手机号", "contact.phone", "PERSONAL", "0.99", "98.2 % of 2,000 values are Chinese mobile numbers."],
        ["contact", "contact.email", "PERSONAL", "0.91", "The column is called so."],
        ["person.name (HASHED)", "0.60", "The column is called so."],
        [REST],
    ]


def test_every_gap_stands_with_its_reason() -> None:
    result = scan_result(
        USERS, dataset("logs", coverage=SAMPLED), dataset("hidden", coverage=DENIED), state=SourceState.PARTIAL
    )
    rows = _rows(_text(result, width=200))
    start = rows.index(["Coverage"])
    assert rows[start + 1] == ["3 datasets: 1 complete, 1 partial, 1 failed; 2,300 rows read; 1 gap that nobody asked for."]
    assert rows[start + 4 :] == [
        [
            "crm logs",
            "PARTIAL",
            "SAMPLED (asked for): 300 of 9,000 rows were read. What is in up to 1.00% of the rows may have been missed.",
        ],
        ["crm hidden", "FAILED", "DENIED: Access is denied; grant it."],
        ["Gate: not tripped."],
    ]


def test_a_failed_source_stands_among_the_gaps() -> None:
    rows = _rows(_text(scan_result(state=SourceState.FAILED)))
    assert ["crm", "FAILED", "SOURCE_LOST: crm is damaged. Restore it from a backup."] in rows
    assert ["0 datasets: none; 0 rows read; 1 gap that nobody asked for."] in rows


def test_a_tripped_gate_gives_its_reasons_up_to_twenty() -> None:
    reasons = tuple(f"crm users f{number:02} is PERSONAL" for number in range(22))
    lines = _text(replace(scan_result(USERS), gate=Gate(True, reasons))).splitlines()
    start = lines.index("Gate: TRIPPED, 22 reasons")
    assert lines[start + 1] == "  crm users f00 is PERSONAL"
    assert lines[start + 20] == "  crm users f19 is PERSONAL"
    assert lines[start + 21 :] == ["  … and 2 more (--format json has them all)"]


@pytest.mark.parametrize("width", [40, 60, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    from rich.cells import cell_len

    text = _text(scan_result(USERS, dataset("hidden", coverage=DENIED)), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_columns_are_aligned_beside_chinese_names() -> None:
    from rich.cells import cell_len

    lines = _text(scan_result(USERS)).splitlines()
    columns = {
        cell_len(line[: line.index(word)]) for line in lines for word in ("contact.phone", "contact.email") if word in line
    }
    assert len(columns) == 1


def test_a_name_cannot_steer_the_terminal_nor_the_markup() -> None:
    hostile = dataset("[red]x\x1b[2J", field("a\u202eb", detection("person.name"), level=Level.PERSONAL))
    text = _text(scan_result(hostile))
    assert "[red]x\\x1b[2J" in text
    assert "a\\u202eb" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("客户 é [b]", "客户 é [b]"), ("a\nb\tc", "a\\nb\\tc"), ("\x9b1m", "\\x9b1m"), ("\ud800", "\\ud800"), ("", "")],
)
def test_what_is_not_printable_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("one two three", "one two three"),
        ("one two three four", "one two…"),
        ("one two, three four", "one two…"),
        ("unbroken-and-long", "unbroken-and…"),
    ],
)
def test_a_long_reason_is_cut_at_a_word(text: str, short: str) -> None:
    assert shortened(text, 13) == short
