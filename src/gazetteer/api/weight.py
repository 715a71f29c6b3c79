"""What an operation asks for, in numbers that add up, and the limits that they must stay inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_DEPTH: Final = 12
MAX_ALIASES: Final = 30
MAX_FIELDS: Final = 1_000
MAX_COST: Final = 200_000
MAX_META_DEPTH: Final = 20
MAX_META_LISTS: Final = 2
MAX_META_FIELDS: Final = 500

_TOP: Final = 10 * MAX_COST
"""Sums stop here, so that doubling fragments do not grow numbers without end."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection asks for; the fields of introspection are counted apart (`meta_...`)."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0
    cost: int = 0
    meta_depth: int = 0
    meta_lists: int = 0
    meta_fields: int = 0
    meta_cost: int = 0

    def plus(self, other: "Weight") -> "Weight":
        """Both selections side by side."""
        return Weight(
            depth=max(self.depth, other.depth),
            aliases=min(_TOP, self.aliases + other.aliases),
            fields=min(_TOP, self.fields + other.fields),
            cost=min(_TOP, self.cost + other.cost),
            meta_depth=max(self.meta_depth, other.meta_depth),
            meta_lists=max(self.meta_lists, other.meta_lists),
            meta_fields=min(_TOP, self.meta_fields + other.meta_fields),
            meta_cost=min(_TOP, self.meta_cost + other.meta_cost),
        )

    def under(self, *, items: int, is_alias: bool) -> "Weight":
        """A field that brings so many items with this selection each."""
        return Weight(
            depth=self.depth + 1,
            aliases=self.aliases + is_alias,
            fields=self.fields + 1,
            cost=min(_TOP, 1 + items * self.cost),
            meta_depth=self.meta_depth,
            meta_lists=self.meta_lists,
            meta_fields=self.meta_fields,
            meta_cost=min(_TOP, items * self.meta_cost),
        )

    def under_meta(self, *, items: int, is_alias: bool, is_type_list: bool) -> "Weight":
        """A field of introspection that brings so many items with this selection each."""
        return Weight(
            aliases=self.aliases + is_alias,
            meta_depth=self.meta_depth + 1,
            meta_lists=self.meta_lists + is_type_list,
            meta_fields=self.meta_fields + 1,
            meta_cost=min(_TOP, 1 + items * self.meta_cost),
        )

    def excess(self) -> Iterator[str]:
        """What is too much, in words."""
        if self.depth > MAX_DEPTH:
            yield f"it is {self.depth} fields deep; at most {MAX_DEPTH} are allowed"
        if self.aliases > MAX_ALIASES:
            yield f"it has {_number(self.aliases)} aliases; at most {MAX_ALIASES} are allowed"
        if self.fields > MAX_FIELDS:
            yield f"it selects {_number(self.fields)} fields; at most {MAX_FIELDS:,} are allowed"
        if self.cost > MAX_COST:
            yield f"it costs {_number(self.cost)}; at most {MAX_COST:,} are allowed, so ask for smaller pages"
        if self.meta_depth > MAX_META_DEPTH or self.meta_lists > MAX_META_LISTS:
            allowed = f"{MAX_META_DEPTH} fields and {MAX_META_LISTS} lists of types"
            yield f"its introspection is nested too deeply; at most {allowed} are allowed"
        if self.meta_fields > MAX_META_FIELDS:
            yield f"it selects {_number(self.meta_fields)} fields of introspection; at most {MAX_META_FIELDS} are allowed"
        if self.meta_cost > MAX_COST:
            yield f"its introspection costs {_number(self.meta_cost)}; at most {MAX_COST:,} are allowed"


def _number(count: int) -> str:
    return f"more than {_TOP:,}" if count >= _TOP else f"{count:,}"
