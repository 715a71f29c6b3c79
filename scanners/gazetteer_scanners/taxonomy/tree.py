"""The taxonomy as a mapping with parents: which elements a dot id or a group covers."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from gazetteer_scanners.taxonomy.element import Element


class Taxonomy:
    """The elements by id, in file order, with their ancestors and descendants.

    Iterating gives elements (not ids). Groups are ids that only stand above others (`person`): `is_known`,
    `ancestors`, `closure`, `covers` and `children` take them, `get` and `[]` do not.
    """

    def __init__(self, elements: Iterable[Element]) -> None:
        self._elements = {element.id: element for element in elements}
        self._children: dict[str, list[str]] = defaultdict(list)
        self._covered: dict[str, set[str]] = defaultdict(set)
        for element in self._elements.values():
            closure = self.closure(element.id)
            for lower, upper in pairwise(closure):
                if lower not in self._children[upper]:
                    self._children[upper].append(lower)
            for id_ in closure:
                self._covered[id_].add(element.id)
        self._children.default_factory = None
        self._covered.default_factory = None

    def __getitem__(self, element_id: str) -> Element:
        return self._elements[element_id]

    def __iter__(self) -> Iterator[Element]:
        return iter(self._elements.values())

    def __len__(self) -> int:
        return len(self._elements)

    def __contains__(self, element_id: object) -> bool:
        return element_id in self._elements

    def get(self, element_id: str) -> Element | None:
        """The element, or None for an unknown id or a group."""
        return self._elements.get(element_id)

    def is_known(self, any_id: str) -> bool:
        """True for an element and for a group above one."""
        return any_id in self._covered

    def ancestors(self, any_id: str) -> tuple[str, ...]:
        """The ids above, nearest first, groups included; empty at the top and for an unknown id without dots."""
        found: list[str] = []
        upper = self._parent(any_id)
        while upper is not None and upper not in found:
            found.append(upper)
            upper = self._parent(upper)
        return tuple(found)

    def closure(self, any_id: str) -> tuple[str, ...]:
        """The id itself, then its ancestors, nearest first."""
        return (any_id, *self.ancestors(any_id))

    def covers(self, any_id: str) -> frozenset[str]:
        """The ids of all elements at or below an element or group; empty for an unknown id."""
        return frozenset(self._covered.get(any_id, ()))

    def children(self, any_id: str) -> tuple[str, ...]:
        """The ids directly below, groups included, in file order; empty for a leaf and for an unknown id."""
        return tuple(self._children.get(any_id, ()))

    @cached_property
    def digest(self) -> str:
        """Lower-case hex SHA-256 over the content of all elements in order, whatever the files were called."""
        content = hashlib.sha256()
        for element in self:
            content.update(repr(element).encode())
            content.update(b"\n")
        return content.hexdigest()

    def _parent(self, any_id: str) -> str | None:
        element = self._elements.get(any_id)
        if element is not None:
            return element.parent
        return any_id.rpartition(".")[0] or None
