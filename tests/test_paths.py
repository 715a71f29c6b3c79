"""Field paths: display text, unambiguous encoding, and its way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.paths import (
    ANY_KEY,
    EACH,
    Path,
    Step,
    StepKind,
    decode_path,
    encode_path,
    name_path,
    path_names,
    path_text,
)

NAMES = st.text(st.characters(), min_size=1, max_size=8)  # lone surrogates too: file names may hold them
STEPS = st.one_of(
    NAMES.map(lambda name: Step(StepKind.NAME, name)),
    st.just(EACH),
    st.just(ANY_KEY),
    st.tuples(NAMES, NAMES).map(lambda pair: Step(StepKind.KEY_VALUE, f"{pair[0]}={pair[1]}")),
)


@pytest.mark.parametrize(
    ("path", "text", "names"),
    [
        (name_path("email"), "email", ("email",)),
        (name_path("address", "city"), "address.city", ("address", "city")),
        ((*name_path("orders"), EACH, *name_path("items"), EACH, *name_path("phone")), "orders[].items[].phone", None),
        ((*name_path("tags"), ANY_KEY), "tags{}", ("tags",)),
        ((*name_path("value"), Step(StepKind.KEY_VALUE, "attr=phone")), "value[attr=phone]", ("phone",)),
        (name_path("a.b"), "a.b", ("a.b",)),
    ],
)
def test_text_and_names(path: Path, text: str, names: tuple[str, ...] | None) -> None:
    assert path_text(path) == text
    assert path_names(path) == (names or ("orders", "items", "phone"))


@given(st.lists(STEPS, min_size=1, max_size=5).map(tuple))
def test_encoding_is_unambiguous(path: Path) -> None:
    assert decode_path(encode_path(path)) == path


@pytest.mark.parametrize("text", ["", "a[b", "a/b{}"])
def test_what_is_no_encoded_path_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="encoded field path"):
        decode_path(text)
