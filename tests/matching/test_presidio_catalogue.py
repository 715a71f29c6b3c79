"""The table of Presidio's entities: all that the installed version has, each with an element or a reason."""

from collections.abc import Callable
from typing import cast

from presidio_analyzer import PatternRecognizer, predefined_recognizers

from gazetteer_scanners.matching.presidio_catalogue import PRESIDIO_ELEMENTS, PRESIDIO_ENTITIES
from gazetteer_scanners.taxonomy import load_taxonomy


def _installed() -> set[str]:
    kinds = [kind for kind in vars(predefined_recognizers).values() if isinstance(kind, type)]
    patterns = [kind for kind in kinds if issubclass(kind, PatternRecognizer) and kind is not PatternRecognizer]
    return {entity for kind in patterns for entity in cast("Callable[[], PatternRecognizer]", kind)().supported_entities}


def test_every_pattern_recognizer_of_the_installed_version_has_an_entry() -> None:
    assert sorted(PRESIDIO_ENTITIES) == sorted(_installed())


def test_entries_are_sorted_and_each_is_used_or_says_why_not() -> None:
    assert list(PRESIDIO_ENTITIES) == sorted(PRESIDIO_ENTITIES)
    assert [entity for entity, found in PRESIDIO_ENTITIES.items() if not found.element and not found.why_not] == []
    assert all(len(found.why_not) > 20 for found in PRESIDIO_ENTITIES.values() if found.why_not)


def test_elements_are_those_of_the_taxonomy() -> None:
    taxonomy = load_taxonomy()
    elements = {found.element for found in PRESIDIO_ENTITIES.values() if found.element}
    assert {element for element in elements if not taxonomy.is_known(element)} == set()


def test_those_that_are_used_are_the_ones_without_a_reason() -> None:
    assert PRESIDIO_ELEMENTS["US_SSN"] == "national_id.us"
    assert "US_BANK_NUMBER" not in PRESIDIO_ELEMENTS
    assert len(PRESIDIO_ELEMENTS) == sum(not found.why_not for found in PRESIDIO_ENTITIES.values())
