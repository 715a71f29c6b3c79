"""Counters of the server in Prometheus' text format (exposition format 0.0.4)."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from gazetteer.errors import InventoryError
from gazetteer.inventory.queries import DatasetQuery, FacetKey, FieldQuery
from gazetteer.inventory.store import InventoryStore

BUCKETS_S: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of the duration histogram; the last one is the default deadline."""


class Metrics:
    """What the server has counted since it began."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, int]] = Counter()
        self._errors: Counter[str] = Counter()
        self._buckets = [0] * (len(BUCKETS_S) + 1)
        self._seconds = 0.0

    def count_request(self, route: str, status: int) -> None:
        """One HTTP request; `route` is the pattern that it matched, so that made-up paths do not pile up."""
        self._requests[route, status] += 1

    def count_error(self, code: str) -> None:
        """One error in a GraphQL answer."""
        self._errors[code] += 1

    def count_operation(self, seconds: float) -> None:
        """One GraphQL operation."""
        self._buckets[bisect_left(BUCKETS_S, seconds)] += 1
        self._seconds += seconds

    async def render(self, store: InventoryStore) -> str:
        """All metrics; without the inventory's counts if it does not answer."""
        lines = list(self._own_lines())
        try:
            lines += await _inventory_lines(store)
        except InventoryError:
            lines += _metric("gazetteer_inventory_up", "gauge", "1 if the inventory answers.", {"": 0})
        return "\n".join(lines) + "\n"

    def _own_lines(self) -> Iterator[str]:
        requests = {f'{{route="{route}",status="{status}"}}': n for (route, status), n in sorted(self._requests.items())}
        yield from _metric("gazetteer_http_requests_total", "counter", "HTTP requests by route and status.", requests)
        errors = {f'{{code="{code}"}}': n for code, n in sorted(self._errors.items())}
        yield from _metric("gazetteer_graphql_errors_total", "counter", "Errors in GraphQL answers by code.", errors)
        name = "gazetteer_graphql_duration_seconds"
        yield f"# HELP {name} Time of GraphQL operations."
        yield f"# TYPE {name} histogram"
        total = 0
        for bound, count in zip((*BUCKETS_S, "+Inf"), self._buckets, strict=True):
            total += count
            yield f'{name}_bucket{{le="{bound}"}} {total}'
        yield f"{name}_sum {self._seconds:.6f}"
        yield f"{name}_count {total}"


async def _inventory_lines(store: InventoryStore) -> list[str]:
    totals = await store.dataset_totals(DatasetQuery())
    levels = await store.facet_fields(FieldQuery(), FacetKey.EFFECTIVE_LEVEL)
    fields = {f'{{level="{level}"}}': count for level, count in sorted(levels.items())}
    return [
        *_metric("gazetteer_inventory_up", "gauge", "1 if the inventory answers.", {"": 1}),
        *_metric("gazetteer_inventory_sources", "gauge", "Sources.", {"": await store.count_sources()}),
        *_metric("gazetteer_inventory_datasets", "gauge", "Datasets.", {"": totals.discovered}),
        *_metric("gazetteer_inventory_unexpected_gaps", "gauge", "Gaps that nobody asked for.", {"": totals.unexpected}),
        *_metric("gazetteer_inventory_fields", "gauge", "Fields by effective level.", fields),
    ]


def _metric(name: str, kind: str, help_text: str, values: Mapping[str, int]) -> list[str]:
    return [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}", *(f"{name}{labels} {n}" for labels, n in values.items())]
