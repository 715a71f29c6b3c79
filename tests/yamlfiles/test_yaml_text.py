"""YAML of which nothing is trusted."""

import time
from pathlib import Path

import pytest
import yaml

from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError
from gazetteer_scanners.yamlfiles.yaml_text import read_yaml

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{one}: &{one} [{', '.join([f'*{before}'] * 9)}]\n" for before, one in zip("abcdefgh", "bcdefghi", strict=True)
)


def _refused(path: Path, content: bytes, max_bytes: int = 10_000_000) -> str:
    path.write_bytes(content)
    with pytest.raises(FileMistakesError) as caught:
        read_yaml(path, max_bytes)
    (mistake,) = caught.value.mistakes
    return f"{mistake.line}: {mistake.text}"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BOMB.encode(), "1: holds more than 200,000 values"),
        (b"a: &a [*a]\n", "1: is nested deeper than 16 levels, or repeats itself"),
        (b"x: 1\na: " + b"[" * 5_000, "1: is nested deeper than 16 levels"),
        (b"a: 1\nb: 2\na: 3\n", "3: a stands twice, first in line 1; keep one"),
        (b"a:\n\t- 1\n", "2: is not valid YAML (a tab stands where spaces must; indent with spaces)"),
        (b"a: !!python/object/apply:os.system ['true']\n", "1: a has the tag tag:yaml.org,2002:python/object/apply:os.system"),
        (b"a: !own x\n", "1: a has the tag !own; tags are refused"),
        (b"a: !!binary aGk=\n", "1: a has the tag"),
        (b"a: &x {b: 1}\nc:\n  <<: *x\n", "3: `<<` merges are not read; write the keys out"),
        (b"? [a, b]\n: 1\n", "1: keys that are lists or mappings are not read"),
        (b"a: 1\nb: \xff\n", "2: is not UTF-8; save it as UTF-8"),
        ("a: 1\n".encode("utf-16"), "1: is UTF-16; save it as UTF-8"),
        (b"a: [1\n", "2: is not valid YAML"),
        (b"a: \x00\n", "1: is not valid YAML"),
    ],
)
def test_refused_with_its_line(tmp_path: Path, content: bytes, expected: str) -> None:
    began = time.process_time()
    assert _refused(tmp_path / "rules.yaml", content).startswith(expected)
    assert time.process_time() - began < 5


def test_a_large_file_is_not_read_at_all(tmp_path: Path) -> None:
    assert _refused(tmp_path / "rules.yaml", b"a" * 2_049, 2_048).startswith("1: is larger than 2 KiB; split it")


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileMistakesError, match=r"none\.yaml:1: cannot be read \(No such file or directory\)"):
        read_yaml(tmp_path / "none.yaml")


def test_data_are_those_of_yaml_but_dates_stay_texts(tmp_path: Path) -> None:
    text = "a: [1, 2.5, true, off, null, ~, '1', 0x10]\nb: {c: x, 7: y}\nd: &d {e: [z]}\nf: *d\n"
    path = tmp_path / "rules.yaml"
    path.write_text(f"{text}g: 2026-01-02\n", encoding="utf-8")
    expected = yaml.safe_load(text)
    expected["b"] = {"c": "x", "7": "y"}
    assert read_yaml(path).data == {**expected, "g": "2026-01-02"}


def test_an_empty_file_has_no_data(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("# nothing\n")
    assert read_yaml(tmp_path / "rules.yaml").data is None


def test_every_place_knows_its_line(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("a:\n  - b: 1\n    c: 2\n  - d\n")
    lines = read_yaml(tmp_path / "rules.yaml").lines
    assert {place: line for place, line in lines.items() if place} == {
        ("a",): 1,
        ("a", 0): 2,
        ("a", 0, "b"): 2,
        ("a", 0, "c"): 3,
        ("a", 1): 4,
    }
