"""The nearest known name."""

import pytest

from gazetteer_scanners.nearest import near_names


@pytest.mark.parametrize(
    ("wanted", "known", "text"),
    [
        ("Userz", ["users", "orders"], "did you mean users?"),
        ("user", ["USERS", "user_log", "x"], "did you mean USERS or user_log?"),
        ("zzz", ["users", "orders"], "known are orders, users"),
        ("zzz", [f"t{number}" for number in range(8)], "known are t0, t1, t2, t3, t4 and 3 more"),
        ("zzz", [], ""),
    ],
)
def test_near_names_help(wanted: str, known: list[str], text: str) -> None:
    assert near_names(wanted, known) == text
