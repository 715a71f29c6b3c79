"""What a model refuses is told with its line, and the nearest known word, but never with what was given."""

from enum import StrEnum
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from gazetteer_scanners.yamlfiles.mistakes import Mistakes
from gazetteer_scanners.yamlfiles.models import parsed


class _Colour(StrEnum):
    BLUE = "blue"
    GREEN = "green"


class _Shelf(BaseModel):
    model_config = ConfigDict(extra="forbid")
    colour: _Colour | None = None
    wood: tuple[Literal["oak", "ash"], ...] = ()


class _Room(BaseModel):
    model_config = ConfigDict(extra="forbid")
    shelves: tuple[_Shelf, ...] = ()


@pytest.mark.parametrize(
    ("shelf", "text"),
    [
        ({"colour": "grene"}, "shelves[0].colour: must be 'blue' or 'green'; did you mean green?"),
        ({"colour": "hunter2"}, "shelves[0].colour: must be 'blue' or 'green'"),
        ({"colour": 7}, "shelves[0].colour: must be 'blue' or 'green'"),
        ({"wood": ["oak", "ashh"]}, "shelves[0].wood[1]: must be 'oak' or 'ash'; did you mean ash?"),
        ({"colur": "blue"}, "unknown key shelves[0].colur; use one of colour, wood; did you mean colour?"),
        ({"x": 1}, "unknown key shelves[0].x; use one of colour, wood"),
    ],
)
def test_the_nearest_word_is_named(shelf: dict[str, object], text: str) -> None:
    mistakes = Mistakes("rooms.yaml", {("shelves", 0): 3})
    assert parsed(_Room, {"shelves": [shelf]}, mistakes) is None
    assert [(one.line, one.text) for one in mistakes.found] == [(3, text)]
