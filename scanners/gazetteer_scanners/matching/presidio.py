"""The same rules as Presidio recognizers, and Presidio's engine over a bounded sample of free text.

Importing this module imports Presidio (1 to 3 seconds, 110 MB), so only a scan that asks for it does. No language model
is used and nothing is downloaded: the engine gets a no-op model, and the recognizers that would fetch a list are left out.

How entities are called stands in `presidio_entities`. Texts are normalised before they are analysed, as a column's values
are.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, Pattern, PatternRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer import predefined_recognizers as presidio_recognizers
from presidio_analyzer.nlp_engine import NoOpNlpEngine

from gazetteer_scanners.matching.finder import inside_pattern, is_placeholder
from gazetteer_scanners.matching.pattern import as_mask, split_flag
from gazetteer_scanners.matching.presidio_catalogue import PRESIDIO_ELEMENTS
from gazetteer_scanners.matching.presidio_entities import entity_of, sampled_elements, sampled_rule
from gazetteer_scanners.matching.presidio_results import EntityCounts
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.samples import MAX_SAMPLES, first_by_hash
from gazetteer_scanners.matching.text import normalise_one
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Rule

MIN_SCORE = 0.4
"""Presidio's own weak patterns (a bare run of digits) score below this and say nothing without context words."""

_WEAKEST = 0.05


class RuleRecognizer(PatternRecognizer):
    """One rule as a Presidio recognizer, named by the rule's id."""

    def __init__(self, rule: Rule, language: str) -> None:
        self._rule = rule
        score = score_of(rule)
        # `(?a)` and no flags: Presidio's default flags would ignore case and let `.` match line ends.
        patterns = [Pattern(f"{rule.id} whole", f"(?a){_whole_pattern(rule)}", score)]
        if rule.inside:
            patterns.append(Pattern(f"{rule.id} inside", f"(?a){inside_pattern(rule)}", score))
        super().__init__(
            supported_entity=entity_of(rule),
            name=rule.id,
            supported_language=language,
            patterns=patterns,
            context=list(rule.context),
            global_regex_flags=0,
        )

    def validate_result(self, pattern_text: str) -> bool | None:
        """False where the rule's validation fails, True where a checksum passes, None where nothing is proved."""
        if self._rule.validate is None:
            return None
        if not self._rule.validate(pattern_text):
            return False
        return True if self._rule.has_checksum and not self._rule.needs_name else None

    def invalidate_result(self, pattern_text: str) -> bool:
        """True for the rule's placeholders."""
        return is_placeholder(self._rule, pattern_text)


def score_of(rule: Rule) -> float:
    """The score of a match that no checksum proves: 0.05 if it needs a name, else what the chance leaves of 0.85."""
    return _WEAKEST if rule.needs_name else max(_WEAKEST, round(0.85 * (1 - rule.chance), 2))


def build_registry(rules: RuleSet, language: str = "en") -> RecognizerRegistry:
    """A registry with one recognizer per rule, sorted by rule id; dictionaries are no patterns and not in it."""
    recognizers = [RuleRecognizer(rule, language) for rule in sorted((*rules.rules, *rules.sampled), key=lambda rule: rule.id)]
    return RecognizerRegistry(recognizers=recognizers, supported_languages=[language])


def analyze_samples(registry: RecognizerRegistry, texts: Sequence[str], language: str = "en") -> Counter[str]:
    """How many results of each entity Presidio's engine gives in the texts; nothing is downloaded.

    Raises:
        ValueError: the registry has no recognizer for the language.
    """
    engine = _engine(registry, language)
    found: Counter[str] = Counter()
    for text in texts:
        results = engine.analyze(text=normalise_one(text), language=language)
        found.update(result.entity_type for result in results)
    return found


def sampler_for(rules: RuleSet) -> "PresidioSampler":
    """The sampler of these rules, kept for the process: building the registry takes a second."""
    sampler = _SAMPLERS.get(rules.version)
    if sampler is None:
        sampler = _SAMPLERS[rules.version] = PresidioSampler(rules)
    return sampler


@dataclass(frozen=True, slots=True)
class SampleHits:
    """What Presidio found in a sample.

    Attributes:
        hits: counts of samples, not of values, with rule ids `presidio.<entity>` in lower case, sorted; `whole` where a
            result spans the sample, else `inside`.
        sampled: how many samples were analysed.
        timeouts: patterns that Presidio gave up on a sample; each may have hidden a match (coverage reason TIMEOUT).
    """

    hits: tuple[RuleHits, ...]
    sampled: int
    timeouts: int = 0


class PresidioSampler:
    """Presidio's engine, with our rules and its own, over at most 200 distinct free texts at a time."""

    def __init__(self, rules: RuleSet, language: str = "en") -> None:
        registry = build_registry(rules, language)
        for recognizer in _own_recognizers(language):
            registry.add_recognizer(recognizer)
        self._engine = _engine(registry, language)
        self._language = language
        self._elements = sampled_elements(rules)

    @property
    def recognizers(self) -> tuple[EntityRecognizer, ...]:
        """Ours, then Presidio's own."""
        return tuple(self._engine.registry.recognizers)

    def element_of(self, rule_id: str) -> str:
        """The element of a rule id in `SampleHits`, an empty string for a form."""
        return self._elements.get(rule_id, "")

    def sample(self, values: pa.StringArray, limit: int = MAX_SAMPLES) -> SampleHits:
        """Hits in the free texts among normalised values; at most `limit` distinct ones, the same for any order."""
        texts = _choose(values, min(limit, MAX_SAMPLES))
        counts = EntityCounts()
        with _timeouts() as timeouts:
            for text in texts:
                counts.add(text, self._analyze(text))
        return SampleHits(counts.hits(sampled_rule), len(texts), timeouts.count)

    def _analyze(self, text: str) -> list[RecognizerResult]:
        return self._engine.analyze(text=text, language=self._language, score_threshold=MIN_SCORE)


def _whole_pattern(rule: Rule) -> str:
    flag, body = split_flag(rule.pattern)
    return rf"{flag}\A(?:{body})\Z"


def _engine(registry: RecognizerRegistry, language: str) -> AnalyzerEngine:
    """An engine without a language model: the default one would download it."""
    engine = NoOpNlpEngine(models=[{"lang_code": language, "model_name": "none"}])
    engine.load()
    return AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[language])


def _own_recognizers(language: str) -> Iterator[PatternRecognizer]:
    """Presidio's own recognizers of the entities in `PRESIDIO_ELEMENTS`, one of each class, sorted by name."""
    for name in sorted(vars(presidio_recognizers)):
        kind = getattr(presidio_recognizers, name)
        if not (isinstance(kind, type) and issubclass(kind, PatternRecognizer)) or kind is PatternRecognizer:
            continue
        recognizer = cast("Callable[..., PatternRecognizer]", kind)(supported_language=language)
        if recognizer.supported_entities[0] in PRESIDIO_ELEMENTS:
            yield recognizer


def _choose(values: pa.StringArray, limit: int) -> list[str]:
    """Free texts (a space or a Chinese character, 12 octets and more), the first by hash so that order is no matter."""
    distinct = pc.drop_null(pc.unique(values))
    is_free = as_mask(pc.match_substring_regex(distinct, r"[ \n一-鿿]")) & as_mask(
        pc.greater_equal(pc.binary_length(distinct), 12)
    )
    texts: Iterable[str] = distinct.filter(pa.array(is_free)).to_pylist()
    return first_by_hash(texts, limit)


class _TimeoutCounter(logging.Handler):
    """Counts the patterns that Presidio gave up, which it only logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Counts the record if it tells of a timeout."""
        self.count += "timed out" in record.msg


@contextmanager
def _timeouts() -> Iterator[_TimeoutCounter]:
    counter = _TimeoutCounter()
    logger = logging.getLogger("presidio-analyzer")
    logger.addHandler(counter)
    try:
        yield counter
    finally:
        logger.removeHandler(counter)


_SAMPLERS: dict[str, PresidioSampler] = {}
