"""JSON read with the place in mind: whatever is wrong is told with its path, `outputs[0].facets.columnLineage.fields`."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from gazetteer.errors import GazetteerError
from gazetteer.lineage.showing import shown_name

MAX_DEPTH: Final = 64
"""Objects and lists inside each other."""
_WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")


class EventError(GazetteerError):
    """An event that cannot be read; nothing of it was taken."""

    def __init__(self, path: str, message: str) -> None:
        """
        Args:
            path: the place in the event; "" for the whole of it.
            message: what is wrong there and what to do.
        """
        super().__init__(f"{path}: {message}" if path else message)
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class JsonPlace:
    """A value in a JSON document that knows how one gets to it."""

    value: object
    above: "JsonPlace | None" = None
    step: str | int = ""

    @property
    def path(self) -> str:
        """The way from the root, "" for the root itself; what is no plain word stands in brackets, as it may be shown."""
        if self.above is None:
            return ""
        before = self.above.path
        if isinstance(self.step, int):
            return f"{before}[{self.step}]"
        shown = shown_name(self.step)
        if not _WORD.fullmatch(shown):
            return f"{before}[{json.dumps(shown, ensure_ascii=False)}]"
        return f"{before}.{shown}" if before else shown

    def refuse(self, message: str) -> NoReturn:
        """Refuse the event for this place.

        Raises:
            EventError: always.
        """
        raise EventError(self.path, message)

    def get(self, key: str) -> "JsonPlace | None":
        """The member of this name; None if it is not there or null.

        Raises:
            EventError: if this is no object.
        """
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        value = self.value.get(key)
        return None if value is None else JsonPlace(value, self, key)

    def need(self, key: str) -> "JsonPlace":
        """The member of this name.

        Raises:
            EventError: if it is not there.
        """
        return self.get(key) or JsonPlace(None, self, key).refuse("is missing; add it")

    def text(self) -> str:
        """The text that this is, with at least one character.

        Raises:
            EventError: if it is anything else.
        """
        if not isinstance(self.value, str):
            self.refuse("must be a text")
        return self.value or self.refuse("is empty; fill it in")

    def text_of(self, key: str) -> str:
        """The member's text; "" if there is no such member, it is null, or no text."""
        found = self.get(key)
        return found.value if found is not None and isinstance(found.value, str) else ""

    def items(self, key: str) -> Iterator["JsonPlace"]:
        """The items of the list of this name; none if it is not there or null.

        Raises:
            EventError: if it is no list.
        """
        found = self.get(key)
        if found is None:
            return
        if not isinstance(found.value, list):
            found.refuse("must be a list")
        for index, item in enumerate(found.value):
            yield JsonPlace(item, found, index)

    def members(self) -> Iterator[tuple[str, "JsonPlace"]]:
        """The members that are not null.

        Raises:
            EventError: if this is no object.
        """
        if not isinstance(self.value, dict):
            self.refuse("must be an object")
        for key, value in self.value.items():
            if value is not None:
                yield key, JsonPlace(value, self, key)


def read_json(text: bytes | str) -> object:
    """The document.

    Raises:
        EventError: if the text is not JSON in UTF-8, or is deeper than `MAX_DEPTH`.
    """
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise EventError("", f"is deeper than {MAX_DEPTH} levels") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise EventError("", f"is not JSON ({where}); send one event, or a list of events") from error
    except ValueError as error:
        raise EventError("", "is not JSON in UTF-8; send one event, or a list of events") from error
    _check_depth(document)
    return document


def _check_depth(document: object) -> None:
    level = [document]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for each in level
            for inner in (each.values() if isinstance(each, dict) else each if isinstance(each, list) else ())
            if isinstance(inner, dict | list)
        ]
        if not level:
            return
    raise EventError("", f"is deeper than {MAX_DEPTH} levels")


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")
