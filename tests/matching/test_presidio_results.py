"""What Presidio's engine finds in texts is counted once for each text and entity."""

from presidio_analyzer import RecognizerResult

from gazetteer_scanners.matching.presidio_results import EntityCounts
from gazetteer_scanners.matching.protocol import RuleHits


def _found(entity: str, start: int, end: int) -> RecognizerResult:
    return RecognizerResult(entity, start, end, 0.9)


def test_an_entity_counts_once_for_a_text_and_whole_where_one_result_spans_it() -> None:
    counts = EntityCounts()
    counts.add("Zorbo Quux", [_found("PERSON", 0, 5), _found("PERSON", 0, 10), _found("CITY", 6, 10)])
    counts.add("Zorbo Quux!", [_found("PERSON", 0, 10), _found("PERSON", 0, 5)])
    counts.add("nobody", [])
    assert counts.hits(lambda entity: f"rule.{entity.lower()}") == (
        RuleHits("rule.city", whole=0, valid=0, inside=1),
        RuleHits("rule.person", whole=1, valid=1, inside=1),
    )


def test_without_results_there_are_no_hits() -> None:
    counts = EntityCounts()
    counts.add("nobody", [])
    assert counts.hits(str.lower) == ()
