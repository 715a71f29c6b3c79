"""Wall and CPU time of calls that take turns, and the figures made of them.

The calls of one comparison alternate, so that what else the machine does falls on all of them; a ratio is the median over
the rounds of each round's own ratio.
"""

import os
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one call took, in seconds; CPU of all threads of this process."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number beside its target; `target` None is for information.

    Attributes:
        id: the target's name, such as R1.
        is_at_most: the target is an upper bound, else a lower one.
        note: what the number was made of, in absolute terms.
    """

    id: str
    what: str
    value: float
    target: float | None = None
    is_at_most: bool = True
    note: str = ""

    @property
    def is_met(self) -> bool | None:
        """None if there is no target."""
        if self.target is None:
            return None
        return self.value <= self.target if self.is_at_most else self.value >= self.target


def cost_of(call: Call) -> Cost:
    """One call, measured."""
    cpu, wall = cpu_seconds(), time.perf_counter()
    call()
    return Cost(time.perf_counter() - wall, cpu_seconds() - cpu)


def cpu_seconds() -> float:
    """User and system time of this process so far."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def alternate(rounds: int, *calls: Call) -> list[list[Cost]]:
    """The costs of each call in so many rounds, after one round that warms caches and is not counted."""
    for call in calls:
        call()
    measured: list[list[Cost]] = [[] for _ in calls]
    for _ in range(rounds):
        for costs, call in zip(measured, calls, strict=True):
            costs.append(cost_of(call))
    return measured


@contextmanager
def one_core() -> Iterator[None]:
    """This process on one of its cores, where the system can say so."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def wall_ratio(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """Median of the rounds' wall-time ratios."""
    return median(one.wall / other.wall for one, other in zip(costs, base, strict=True))


def cpu_ratio(costs: Sequence[Cost], base: Sequence[Cost]) -> float:
    """Median of the rounds' CPU ratios."""
    return median(one.cpu / other.cpu for one, other in zip(costs, base, strict=True))


def wall(costs: Sequence[Cost]) -> float:
    """Median wall time in seconds."""
    return median(cost.wall for cost in costs)


def cpu(costs: Sequence[Cost]) -> float:
    """Median CPU time in seconds."""
    return median(cost.cpu for cost in costs)
