"""Time marks of two datasets, and names that look like those of copies."""

from datetime import datetime, timedelta

import pytest

from gazetteer.lineage.overlap.direction import Order, copy_hint, order_of
from gazetteer.lineage.overlap.reading import Place
from tests.lineage.estate import T0


def place(name: str = "users", day: int = 0, came_later: bool = False, made: tuple[int, int] | None = None) -> Place:
    """A dataset first seen on this day."""
    seen: datetime = T0 + timedelta(days=day)
    return Place(f"dst_{name}", "src_1", "crm", name, seen, came_later, made)


def test_without_marks_the_order_is_unknown() -> None:
    assert order_of(place(), place(day=30)) is Order.UNKNOWN  # the source itself was met later


def test_what_appeared_later_in_a_known_source_came_later() -> None:
    assert order_of(place(), place(day=30, came_later=True)) is Order.FORTH
    assert order_of(place(day=30, came_later=True), place()) is Order.BACK
    assert order_of(place(day=40), place(day=30, came_later=True)) is Order.UNKNOWN


def test_rows_made_after_all_others_came_later() -> None:
    assert order_of(place(made=(1400, 1410)), place(made=(1411, 1420))) is Order.FORTH
    assert order_of(place(made=(1400, 1411)), place(made=(1411, 1420))) is Order.UNKNOWN
    assert order_of(place(made=(1400, 1410)), place()) is Order.UNKNOWN


def test_marks_that_contradict_each_other_say_nothing() -> None:
    earlier_rows_later_seen = place(day=9, came_later=True, made=(1400, 1410))
    assert order_of(earlier_rows_later_seen, place(made=(1411, 1420))) is Order.UNKNOWN


@pytest.mark.parametrize(
    "name", ["users_bak", "users_copy2", "t_user_2024", "users-2024-05-01", "old_users", "用户备份", "users_backup"]
)
def test_a_name_like_a_copys_is_a_hint(name: str) -> None:
    assert copy_hint(place("users"), place(name)) == f"the name {name} looks like a copy's"
    assert order_of(place("users"), place(name)) is Order.UNKNOWN


@pytest.mark.parametrize("name", ["customers", "holders", "photocopies", "t_20480", "gold_users"])
def test_other_names_are_none(name: str) -> None:
    assert copy_hint(place("users"), place(name)) == ""


def test_two_names_like_copies_say_nothing() -> None:
    assert copy_hint(place("users_bak"), place("users_copy")) == ""
