"""Arrays as PHP serialises them."""

import pytest

from gazetteer_scanners.scanning.layouts.php_arrays import parse_php


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ('a:2:{s:5:"phone";s:11:"13800138000";s:1:"n";i:-5;}', {"phone": "13800138000", "n": -5}),
        ('a:2:{i:0;s:6:"张三";i:1;N;}', ["张三", None]),
        ("a:2:{i:1;d:0.5;i:2;b:1;}", {"1": 0.5, "2": True}),
        ('a:1:{s:1:"k";s:9:"a";b}";}', None),
        ('a:1:{s:1:"k";s:4:"a";b";}', {"k": 'a";b'}),
        ("a:0:{}", []),
        ("a:2:{i:0;i:1;}", None),
        ('a:1:{i:0;O:3:"Foo":0:{}}', None),
        ('a:1:{s:99:"k";i:1;}', None),
        ("a:1:{i:0;i:1;} tail", None),
        ("a:99999999:{}", None),
        ("a:b", None),
    ],
)
def test_arrays(text: str, parsed: object) -> None:
    assert parse_php(text) == parsed


def test_levels_have_an_end() -> None:
    assert parse_php("a:1:{i:0;" * 64 + "i:1;" + "}" * 64) is not None
    assert parse_php("a:1:{i:0;" * 50_000 + "i:1;" + "}" * 50_000) is None
