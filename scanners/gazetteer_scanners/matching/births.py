"""Birth dates that ids embed, for a whole column at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gazetteer_scanners.matching.checks import checks, date_readers
from gazetteer_scanners.matching.distinct import each, passing
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.pattern import Pattern, any_of
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.matching.python_executing import make_executor

IdRule = tuple[str, Callable[[str], bool] | None, Callable[[str], date | None]]
"""Pattern of a bare id, its validation, and the birth date that it embeds."""

Births = npt.NDArray[np.datetime64]


@dataclass(frozen=True, slots=True)
class IdBirths:
    """Reads births by the first rule that an id matches and passes.

    Plain data and functions of modules, so that it can be sent to a worker process.
    """

    rules: tuple[IdRule, ...]

    def __call__(self, texts: pa.StringArray) -> Births:
        """For each normalised text (none is null) the birth date, NaT if it is no valid id or embeds none."""
        births = np.full(len(texts), np.datetime64("NaT"), "datetime64[D]")
        at = np.flatnonzero(Pattern(any_of([pattern for pattern, _, _ in self.rules]), is_whole=True).mask(texts))
        executor = make_executor()
        for pattern, validate, birth in self.rules:
            if not len(at):
                break
            ids = texts.take(pa.array(at))
            is_valid = Pattern(pattern, is_whole=True).mask(ids)
            if validate is not None:
                is_valid = _passing(executor, ids, is_valid, validate)
            births[at[is_valid]] = _births(executor, ids.filter(pa.array(is_valid)), birth)
            at = at[~is_valid]
        return births


def _passing(executor: Executor, ids: pa.StringArray, wanted: BoolMask, validate: Callable[[str], bool]) -> BoolMask:
    number = checks().get(validate)
    passes = None if number is None else executor.check(number, ids, wanted)
    return passing(ids, wanted, validate) if passes is None else passes


def _births(executor: Executor, ids: pa.StringArray, birth: Callable[[str], date | None]) -> Births:
    reader = date_readers().get(birth)
    days = None if reader is None else executor.dates(reader, ids, np.ones(len(ids), np.bool_))
    if days is not None and len(days) == len(ids):  # fewer do not say which of the ids had none
        return days.astype("datetime64[D]")
    answers, places = each(ids, birth)
    return np.array([np.datetime64("NaT") if day is None else day for day in answers], "datetime64[D]")[places]
