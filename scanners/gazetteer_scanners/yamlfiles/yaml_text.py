"""Reads YAML of which nothing is trusted: bounded in size, depth and nodes, without tags; every value knows its line.

YAML lets a few lines stand for billions of nodes (an alias of a list of aliases), a key stand twice (the last one wins),
and a tag name a class to build. Here aliases count as often as they are used, the others are mistakes.
"""

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError, Mistake, Mistakes, Place, named

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 16
MAX_NODES = 200_000
"""Scalars, lists and mappings of a file, those that aliases repeat counted each time."""

_PLAIN: Mapping[str, Callable[[str], str | None]] = {
    "tag:yaml.org,2002:null": lambda text: None,
    "tag:yaml.org,2002:str": lambda text: text,
}
_CONSTRUCTED = ("bool", "int", "float", "timestamp")
_MERGE = "tag:yaml.org,2002:merge"


@dataclass(frozen=True, slots=True)
class YamlText:
    """A file's content: plain data, and the line of each place in it."""

    path: str
    data: Any
    lines: dict[Place, int] = field(default_factory=dict)

    def mistakes(self) -> Mistakes:
        """An empty collection of mistakes of this file."""
        return Mistakes(self.path, self.lines)


def read_yaml(path: Path, max_bytes: int = MAX_BYTES) -> YamlText:
    """The file's content; None for an empty file.

    Raises:
        FileMistakesError: it cannot be read, is too large, no UTF-8 or no YAML, or holds what is refused.
    """
    shown = str(path)
    text = read_text(path, max_bytes)
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise FileMistakesError([Mistake(shown, line, f"is not valid YAML ({_hint(error)})")]) from None
    except yaml.YAMLError:
        raise FileMistakesError([Mistake(shown, 1, "is not valid YAML; check it for control characters")]) from None
    except RecursionError:
        raise FileMistakesError([Mistake(shown, 1, f"is nested deeper than {MAX_DEPTH} levels; flatten it")]) from None
    if root is None:
        return YamlText(shown, None, {(): 1})
    return _Reader(shown).read(root)


def read_text(path: Path, max_bytes: int) -> str:
    """A file's text.

    Raises:
        FileMistakesError: it cannot be read, is larger than `max_bytes`, or is not UTF-8.
    """
    try:
        with path.open("rb") as file:
            content = file.read(max_bytes + 1)
    except OSError as error:
        text = f"cannot be read ({error.strerror}); check the path and its rights"
        raise FileMistakesError([Mistake(str(path), 1, text)]) from None
    if len(content) > max_bytes:
        text = f"is larger than {max_bytes // 1024:,} KiB; split it, or put long word lists into files of their own"
        raise FileMistakesError([Mistake(str(path), 1, text)])
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileMistakesError([Mistake(str(path), 1, "is UTF-16; save it as UTF-8")])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FileMistakesError([Mistake(str(path), line, "is not UTF-8; save it as UTF-8")]) from None


def _hint(error: yaml.MarkedYAMLError) -> str:
    problem = str(error.problem or "the text ends too early")
    if "'\\t'" in problem:
        return "a tab stands where spaces must; indent with spaces"
    return problem


class _Loader(yaml.SafeLoader):
    """PyYAML's reader, stopped before it follows brackets deeper than anybody means."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        self._depth += 1
        if self._depth > MAX_DEPTH * 2:
            raise RecursionError
        try:
            node: yaml.Node | None = super().compose_node(parent, index)
        finally:
            self._depth -= 1
        return node


class _Reader:
    """Builds plain data out of nodes."""

    def __init__(self, path: str) -> None:
        self._lines: dict[Place, int] = {}
        self._mistakes = Mistakes(path, self._lines)
        self._left = MAX_NODES

    def read(self, root: yaml.Node) -> YamlText:
        data = self._data(root, ())
        if self._mistakes.found:
            raise FileMistakesError(self._mistakes.found)
        return YamlText(self._mistakes.path, data, self._lines)

    def _data(self, node: yaml.Node, place: Place) -> Any:
        self._lines.setdefault(place, node.start_mark.line + 1)
        self._left -= 1
        if self._left < 0:
            self._stop(f"holds more than {MAX_NODES:,} values, those that aliases repeat among them; make it smaller")
        if len(place) > MAX_DEPTH:
            self._stop(f"is nested deeper than {MAX_DEPTH} levels, or repeats itself; flatten it")
        if isinstance(node, yaml.SequenceNode) and node.tag == "tag:yaml.org,2002:seq":
            return [self._data(item, (*place, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode) and node.tag == "tag:yaml.org,2002:map":
            return self._mapping(node, place)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, place)
        return self._refuse_tag(node, place)

    def _mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode) or key_node.tag == _MERGE:
                self._lines[(*place, "?")] = line
                what = "`<<` merges" if isinstance(key_node, yaml.ScalarNode) else "keys that are lists or mappings"
                self._mistakes.add((*place, "?"), f"{what} are not read; write the keys out")
                continue
            key = str(key_node.value)
            inner = (*place, key)
            if key in data:
                first = self._lines[inner]
                self._lines[inner] = line
                self._mistakes.add(inner, f"{named(inner)} stands twice, first in line {first}; keep one")
                continue
            self._lines[inner] = line
            data[key] = self._data(value_node, inner)
        return data

    def _scalar(self, node: yaml.ScalarNode, place: Place) -> Any:
        if (plain := _PLAIN.get(node.tag)) is not None:
            return plain(node.value)
        kind = node.tag.removeprefix("tag:yaml.org,2002:")
        if kind not in _CONSTRUCTED:
            return self._refuse_tag(node, place)
        if kind == "timestamp":
            return str(node.value)
        try:
            value = yaml.safe_load(node.value)
        except (ValueError, yaml.YAMLError):
            return str(node.value)
        return value if isinstance(value, bool | int | float) else str(node.value)

    def _refuse_tag(self, node: yaml.Node, place: Place) -> None:
        self._mistakes.add(place, f"{named(place) or 'the file'} has the tag {node.tag[:60]}; tags are refused, remove it")

    def _stop(self, text: str) -> None:
        raise FileMistakesError([*self._mistakes.found, Mistake(self._mistakes.path, 1, text)])
