"""Field paths: the list of steps from a row to a value, their display text and their unambiguous encoding.

`orders[].items[].phone` is the steps name(orders), each, name(items), each, name(phone). The text is for display and
may be shared by two fields (a column called `a.b` and the key `b` inside `a`); the encoding never is.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from gazetteer_scanners.errors import UsageError


class StepKind(StrEnum):
    """How a step goes down: a named column or key, every item of a list, every key of a map, a key-value key."""

    NAME = "NAME"
    EACH = "EACH"
    ANY_KEY = "ANY_KEY"
    KEY_VALUE = "KEY_VALUE"


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One step of a path; `name` is empty for EACH and ANY_KEY, `attribute=value` for KEY_VALUE."""

    kind: StepKind
    name: str = ""

    def __hash__(self) -> int:
        return hash(self.name)  # the kind seldom tells steps apart, and paths are keys all over

    @property
    def text(self) -> str:
        """The step as people read it."""
        match self.kind:
            case StepKind.NAME:
                return self.name
            case StepKind.EACH:
                return "[]"
            case StepKind.ANY_KEY:
                return "{}"
            case StepKind.KEY_VALUE:
                return f"[{self.name}]"

    @property
    def encoded(self) -> str:
        """The step in a URN: names percent-encoded, the other kinds in brackets that no encoded name can contain."""
        if self.kind is StepKind.NAME:
            return percent_encode(self.name)
        if self.kind is StepKind.KEY_VALUE:
            return f"[{percent_encode(self.name, safe='=')}]"
        return self.text


def percent_encode(name: str, safe: str = "") -> str:
    """A name percent-encoded for URNs; file names that are no valid UTF-8 (lone surrogates) keep their bytes apart."""
    return quote(name, safe=safe, errors="surrogatepass")


def percent_decode(text: str) -> str:
    """The name that `percent_encode` was given."""
    return unquote(text, errors="surrogatepass")


EACH = Step(StepKind.EACH)
ANY_KEY = Step(StepKind.ANY_KEY)

Path = tuple[Step, ...]


def name_path(*names: str) -> Path:
    """A path of named steps only: `name_path("address", "city")`."""
    return tuple(Step(StepKind.NAME, name) for name in names)


def path_text(path: Path) -> str:
    """The path as people read it: `orders[].items[].phone`, `tags{}`, `value[attr=phone]`."""
    text = ""
    for step in path:
        if step.kind is StepKind.NAME and text:
            text += "."
        text += step.text
    return text


_TEXT_STEP = re.compile(r"\[\]|\{\}|\[[^\[\]=]+=[^\[\]]*\]|\.")


def parse_path_text(text: str) -> Path:
    """The path that a person wrote: `orders[].phone` is name(orders), each, name(phone); `tags{}.x`, `value[attr=phone]`.

    Dots separate names, `[]`, `{}` and `[key=value]` are steps of their own; other brackets belong to names. The inverse
    of `path_text` for names without dots and brackets.

    Raises:
        UsageError: if the text is empty, or a dot has no name beside it.
    """
    steps: list[Step] = []
    position, needs_name = 0, True
    for match in (*_TEXT_STEP.finditer(text), None):
        name = text[position : match.start() if match else len(text)]
        mark = match.group() if match else ""
        if name:
            steps.append(Step(StepKind.NAME, name))
        elif needs_name and (mark in ("", ".") or steps):
            raise UsageError(f"the field path {text!r} lacks a name beside a dot, or is empty; write it like orders[].phone")
        if mark and mark != ".":
            steps.append(_bracket_step(mark))
        needs_name = mark == "."
        position = match.end() if match else len(text)
    return tuple(steps)


def _bracket_step(mark: str) -> Step:
    if mark == "[]":
        return EACH
    return ANY_KEY if mark == "{}" else Step(StepKind.KEY_VALUE, mark[1:-1])


def path_names(path: Path) -> tuple[str, ...]:
    """The names along the path, outermost first, without list and map steps.

    A key of a key-value table is a name in place of the column that holds its values: `value[attr=phone]` is `phone`.
    """
    names: list[str] = []
    for step in path:
        if step.kind is StepKind.NAME:
            names.append(step.name)
        elif step.kind is StepKind.KEY_VALUE:
            names[-1:] = [step.name.partition("=")[2]]
    return tuple(names)


def encode_path(path: Path) -> str:
    """The unambiguous form used in URNs and in evidence records: encoded steps joined by `/`."""
    return "/".join(step.encoded for step in path)


def decode_path(text: str) -> Path:
    """The path that `encode_path` wrote.

    Raises:
        UsageError: if the text is not such a path.
    """
    if not text:
        raise UsageError("an encoded field path is empty")
    return tuple(_decode_step(part) for part in text.split("/"))


def _decode_step(part: str) -> Step:
    if part == "[]":
        return EACH
    if part == "{}":
        return ANY_KEY
    if part.startswith("[") and part.endswith("]"):
        return Step(StepKind.KEY_VALUE, percent_decode(part[1:-1]))
    if "[" in part or "{" in part:
        raise UsageError(f"{part!r} is not a step of an encoded field path")
    return Step(StepKind.NAME, percent_decode(part))
