"""Which of two datasets with coinciding values was there first, as far as time marks tell."""

import re
from enum import StrEnum
from typing import Final

from gazetteer.lineage.overlap.reading import Place

_COPY: Final = re.compile(
    r"(?i)(?:^|[^a-z])(?:bak|backup|copy|old|tmp|temp|archive|snapshot|export|dump)(?:\d*)(?:$|[^a-z])"
    r"|(?:^|[^0-9])20\d\d(?:[-_]?\d\d){0,2}(?:$|[^0-9])|备份|副本|拷贝|导出"
)


class Order(StrEnum):
    """Which way values can have gone."""

    FORTH = "FORTH"
    BACK = "BACK"
    UNKNOWN = "UNKNOWN"


def order_of(one: Place, other: Place) -> Order:
    """FORTH if `one` was there first. Marks that contradict each other say nothing."""
    forth = _is_before(one, other)
    back = _is_before(other, one)
    if forth == back:
        return Order.UNKNOWN
    return Order.FORTH if forth else Order.BACK


def _is_before(one: Place, other: Place) -> bool:
    """All rows of the other were made after the last of this one, or it appeared when this one was known already."""
    if one.made is not None and other.made is not None and one.made[1] < other.made[0]:
        return True
    return other.came_later and one.first_seen < other.first_seen


def copy_hint(one: Place, other: Place) -> str:
    """A half sentence if one of the names alone looks like a copy's, else "". A name proves nothing."""
    looks = [place.name for place in (one, other) if _COPY.search(place.name)]
    return f"the name {looks[0]} looks like a copy's" if len(looks) == 1 else ""
