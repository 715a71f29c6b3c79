"""What is wrong in a file, told with file and line, all at once; nothing of a file with a mistake is used."""

from collections.abc import Iterable
from dataclasses import dataclass

from gazetteer_scanners.errors import UsageError

Place = tuple[int | str, ...]
"""Keys and places of items on the way to a value, such as `("recognizers", 0, "pattern")`."""

_MOST = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake; `line` counts from 1."""

    path: str
    line: int
    text: str


class FileMistakesError(UsageError):
    """A file that cannot be used as it is written; the message has a line for each mistake, `file:line: what to do`.

    Attributes:
        mistakes: sorted by file and line.
    """

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(set(mistakes), key=lambda one: (one.path, one.line, one.text)))
        lines = [f"{one.path}:{one.line}: {one.text}" for one in self.mistakes[:_MOST]]
        if len(self.mistakes) > _MOST:
            lines.append(f"and {len(self.mistakes) - _MOST} more; correct these first")
        super().__init__("\n".join(lines))


def named(place: Place) -> str:
    """`recognizers[1].pattern`, items counted from 0."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


class Mistakes:
    """Collects the mistakes of one file."""

    def __init__(self, path: str, lines: dict[Place, int]) -> None:
        self.path = path
        self._lines = lines
        self.found: list[Mistake] = []

    def add(self, place: Place, text: str) -> None:
        """Note a mistake at a place; the line is that of the nearest place above that the file has."""
        self.found.append(Mistake(self.path, self.line(place), text))

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest one above it."""
        return next((self._lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in self._lines), 1)
