"""Sort keys: as strings they order like the tuples that they stand for."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.inventory.keys import dataset_key, doubt_distance, escape_part, field_keys, scan_key, source_key
from gazetteer.inventory.queries import FieldOrder
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import day, field, found, publication, scan, source

PARTS = st.text(max_size=4) | st.text("\x00\x01\x02\x03 ab", max_size=4)
PLACES = st.tuples(PARTS, PARTS, PARTS)


@given(PLACES, PLACES)
def test_names_order_like_source_dataset_and_path(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    keys = [field_keys(field(path, dataset=name, source_key=key))[FieldOrder.NAME] for key, name, path in (one, other)]
    assert (keys[0] < keys[1]) == (one < other)
    assert (keys[0].encode() < keys[1].encode()) == (one < other)


@given(PARTS, PARTS)
def test_datasets_and_sources_order_like_their_names(one: str, other: str) -> None:
    assert (dataset_key(publication(dataset=one).dataset) < dataset_key(publication(dataset=other).dataset)) == (one < other)
    assert (source_key(source(one)) < source_key(source(other))) == (one < other)


@given(st.text())
def test_a_part_holds_no_separator_and_no_nul(text: str) -> None:
    assert not {"\x00", "\x01"} & set(escape_part(text))
    assert len(escape_part(text)) == len(text) + sum(character <= "\x02" for character in text)


def test_keys_are_as_documented() -> None:
    one = replace(field("email", found("contact.email", 0.99), level=Level.SENSITIVE, at=day(0)), id="fld_1")
    name = "crm\x01users\x01email\x01fld_1"
    assert field_keys(one) == {
        FieldOrder.NAME: name,
        FieldOrder.RISK_DESC: f"00010\x01{name}",
        FieldOrder.DOUBT_DESC: f"0490\x01{name}",
        FieldOrder.SCORE_DESC: f"0010\x01{name}",
        FieldOrder.CHANGED_DESC: f"0998232676954321099\x01{name}",
    }


def test_the_newest_scan_comes_first() -> None:
    keys = [scan_key(replace(scan("a"), sequence=sequence)) for sequence in (10**12, 100, 99, 10, 9, 1)]
    assert all(one < other for one, other in pairwise(keys))


def test_long_names_differ_by_id_and_stay_within_a_kilobyte() -> None:
    long = "x" * 5000
    one, other = field(f"{long}1", dataset=long, source_key=long), field(f"{long}2", dataset=long, source_key=long)
    keys = [field_keys(f)[FieldOrder.RISK_DESC] for f in (one, other)]
    assert keys[0] != keys[1]
    assert max(map(len, keys)) < 1024


@pytest.mark.parametrize(
    ("elements", "candidates", "distance"),
    [
        ((), (), 1.0),
        ((0.99,), (), 0.49),
        ((0.99, 0.6), (), 0.1),
        ((), (0.55,), 0.05),
        ((0.9,), (0.5,), 0.0),
        ((), (0.05,), 0.45),
    ],
)
def test_doubt_is_nearness_to_even_odds(elements: tuple[float], candidates: tuple[float], distance: float) -> None:
    doubtful = field(
        "a", *(found("device.imei", s) for s in elements), candidates=tuple(found("person.name", s) for s in candidates)
    )
    assert doubt_distance(doubtful) == pytest.approx(distance)
