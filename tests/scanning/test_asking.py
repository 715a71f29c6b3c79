"""What the rules answer about keys and items."""

import pyarrow as pa
import pytest

from gazetteer_scanners.scanning.asking import asks_of
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

ASKS = asks_of(load_tools(ScanOptions()), "user_attributes")


@pytest.mark.parametrize("key", ["13800138000", "user:13800138000", "ann@example.org", "张伟", "Ann Lee"])
def test_keys_that_are_hidden(key: str) -> None:
    assert ASKS.hides_key(key)


@pytest.mark.parametrize("key", ["phone", "手机号", "color", "尺码", "last_name", "k1"])
def test_keys_that_are_shown(key: str) -> None:
    assert not ASKS.hides_key(key)


@pytest.mark.parametrize(
    ("key", "is_known"), [("phone", True), ("邮箱", True), ("birthday", True), ("color", False), ("id", False), ("uuid", False)]
)
def test_keys_that_are_names(key: str, is_known: bool) -> None:
    assert ASKS.is_known_name(key) == is_known


@pytest.mark.parametrize(
    ("items", "are_values"),
    [
        (["13800138000"] * 9 + ["x"], True),
        (["13800138000"] * 8 + ["x"] * 2, False),
        (["13800138000", "ann@example.org", "192.0.2.7"], True),
        (["138****8000", "139****9000"], True),
        (["张伟", "王秀英"], True),
        (["北京", "上海"], False),
        (["1", "2", "3"], False),
        (["22.54", "113.93"], False),
        (["6d92078a-8246-4ba4-ae5b-76104861e7dc"], False),
    ],
)
def test_items_that_are_values(items: list[str], are_values: bool) -> None:
    assert ASKS.are_values(pa.array(items)) == are_values
