"""Columns that tell the age of a row's person: one, or up to three with a birth in parts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.paths import Path


class AgeKind(IntEnum):
    """What the columns hold.

    BIRTH: birth dates; PARTS: a birth's year, month and day; ID: ids that embed a birth date; STATED: ages and age groups;
    GRADE: school years; FLAG: whether somebody is below an age.
    """

    BIRTH = 0
    PARTS = 1
    ID = 2
    STATED = 3
    GRADE = 4
    FLAG = 5


@dataclass(frozen=True, slots=True)
class AgeColumns:
    """Columns that are read together as one source of ages.

    Attributes:
        paths: the column; for PARTS year, month and day, of which the last ones may be missing.
        below: for FLAG, the age below which somebody is where it says yes.
        births: for ID, the birth date (datetime64[D], NaT for none) that each of some normalised texts embeds.
    """

    kind: AgeKind
    paths: tuple[Path, ...]
    below: int = 18
    births: Callable[[pa.StringArray], npt.NDArray[np.datetime64]] | None = field(default=None, repr=False)
