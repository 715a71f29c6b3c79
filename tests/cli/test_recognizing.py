"""`gazetteer recognizers test`."""

import json

import pytest

from tests.cli.conftest import Run


def _outcomes(stdout: str, recognizer: str) -> list[str | None]:
    """What one recognizer says of each value."""
    told = []
    for value in json.loads(stdout)["values"]:
        said = [one["outcome"] for one in value["verdicts"] if one["recognizer"] == recognizer]
        told.append(said[0] if said else None)
    return told


def test_each_outcome(run: Run) -> None:
    values = ["490154203237518", "490154203237519", "000000000000000", "IMEI 490154203237518 lost", "nothing"]
    result = run("recognizers", "test", "device.imei", *values, "--format", "json")
    assert result.exit_code == 1
    assert _outcomes(result.stdout, "imei") == ["MATCH", "FAILS_CHECK", "PLACEHOLDER", "INSIDE", None]
    assert [one["recognised"] for one in json.loads(result.stdout)["values"]] == [True, False, False, True, False]


def test_all_recognised_is_0_and_says_what_a_column_would_be(run: Run) -> None:
    result = run("recognizers", "test", "national_id.cn", "11010519491231002X", "--name", "id_card", "--format", "json")
    assert result.exit_code == 0, result.stderr
    answer = json.loads(result.stdout)
    assert answer["values"][0]["verdicts"][0]["regions"] == ["CN-11"]
    assert answer["column"]["level"] == "SENSITIVE"
    assert [one["id"] for one in answer["column"]["elements"]] == ["national_id.cn"]


def test_values_are_told_by_number_and_never_shown(run: Run) -> None:
    result = run("recognizers", "test", "contact", "--stdin", given="电话13800138000，谢谢\n13800138001\n")
    assert result.exit_code == 0, result.stderr
    assert "holds a match" in result.stdout
    assert "13800138" not in result.stdout + result.stderr
    assert [line.split()[:2] for line in result.stdout.splitlines()[2:] if line[:5].strip().isdigit()] == [
        ["1", "yes"],
        ["2", "yes"],
    ]


def test_a_recognizer_alone(run: Run) -> None:
    result = run("recognizers", "test", "phone_cn.landline", "13800138000")
    assert result.exit_code == 1
    assert "phone_cn.mobile (contact.phone): matches" in " ".join(result.stdout.split())


def test_an_element_that_no_value_tells(run: Run) -> None:
    result = run("recognizers", "test", "pref.skin", "x")
    assert result.exit_code == 1
    told = " ".join(result.stdout.split())
    assert "No recognizer looks at values for pref.skin: it is told by names and comments" in told


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["person.ethnicity", "x"], "person.ethnicity is neither an element nor a recognizer; did you mean special.ethnicity"),
        (["device.imei"], "no value to test; give some as arguments, or one a line with --stdin"),
    ],
)
def test_usage(run: Run, arguments: list[str], message: str) -> None:
    result = run("recognizers", "test", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
