"""The layout of a column by its first values."""

from base64 import b64encode

import pyarrow as pa
import pytest

from gazetteer_scanners.scanning.layouts.base64_texts import decoded_text
from gazetteer_scanners.scanning.layouts.detecting import Layout, first_values, layout_of


def are_digits(texts: pa.StringArray) -> bool:
    return all(text.isdigit() and len(text) == 11 for text in texts.to_pylist())


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    ("sample", "layout"),
    [
        (["phone=1&mail=a%40b", "phone=2&mail=&x=3", "?q=1&r=2"], Layout.QUERY),
        (["&".join(f"key{n}=value" for n in range(300))], Layout.QUERY),
        (["a=1; b=2", "theme=dark; uid=42; x=y"], Layout.COOKIE),
        (["Host: example.org\r\nX-Phone: 138\r\n"], Layout.HEADERS),
        (["https://example.org/a?b=1", "http://example.org", "/path/x?y=z"], Layout.URL),
        ([encoded(f"138001380{n:02}") for n in range(5)], Layout.BASE64),
        (["13800138000,13900139000", "13800138000;13900139000;13700137000"], Layout.LIST),
        (["13800138000", "13800138000，13900139000、13700137000"], Layout.LIST),
        (["red,green", "blue"], Layout.PLAIN),
        (["Lee, Ann", "Ray, Bob"], Layout.PLAIN),
        (["13800138000"], Layout.PLAIN),
        (["a = b & c"], Layout.PLAIN),
        (["2024/01/02", "2024/01/03"], Layout.PLAIN),
        (["text/html", "image/png"], Layout.PLAIN),
        (["see https://example.org/x?y=1 for more"], Layout.PLAIN),
        (["password", "username", "deadbeef", "20240101"], Layout.PLAIN),
        ([encoded("short")], Layout.PLAIN),
        ([encoded("张三" * 9_000), encoded("x" * 30_000)], Layout.BASE64),
        ([b64encode(bytes(range(256)) * 400).decode()], Layout.PLAIN),
        (["phone=1&mail=2"] * 8 + ["none"] * 2, Layout.PLAIN),
        (["", " "], Layout.PLAIN),
        ([], Layout.PLAIN),
    ],
)
def test_layouts(sample: list[str], layout: Layout) -> None:
    assert layout_of(sample, are_digits) is layout


def test_first_values_are_those_that_are_not_null() -> None:
    assert first_values(pa.array([None, "a", None, "b"])) == ["a", "b"]
    assert first_values(pa.array([str(n) for n in range(60)])) == [str(n) for n in range(50)]


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("MTM4MDAxMzgwMDA=", "13800138000"),
        ("MTM4MDAxMzgwMDA", "13800138000"),
        ("5byg5LiJ5p2O5Zub\r\n5byg5LiJ5p2O5Zub\r\n", "张三李四张三李四"),
        ("fn5-fn5-fn5-", "~~~~~~~~~"),
        ("AAECAwQFBgc=", None),
        ("/////////w==", None),
        ("MTM4MDAxMzgwMDA==", None),
        ("MTM4!DAxMzgwMDA=", None),
        ("abc", None),
    ],
)
def test_base64(text: str, decoded: str | None) -> None:
    assert decoded_text(text) == decoded
