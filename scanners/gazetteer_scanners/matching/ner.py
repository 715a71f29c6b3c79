"""A language model of the user over samples of free text, run by Presidio; nothing is downloaded.

Importing this module imports Presidio and spaCy, so only a scan with `--ner` does.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from presidio_analyzer import AnalyzerEngine, EntityRecognizer, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NerModelConfiguration, NlpEngine, NoOpNlpEngine, SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import GLiNERRecognizer, SpacyRecognizer
from spacy.language import Language

from gazetteer_scanners.errors import UsageError
from gazetteer_scanners.matching.ner_models import NER_ELEMENTS, NerKind, NerModel, ner_rule
from gazetteer_scanners.matching.presidio_results import EntityCounts
from gazetteer_scanners.matching.protocol import RuleHits

MAX_SECONDS = 20.0
"""So long a model looks at the texts of one field in a chunk."""

_LANGUAGE = "en"  # the language by which Presidio keeps the one engine; the model brings its own
_LEAST_SCORE = 0.4
_SPACY_LABELS = {
    **dict.fromkeys(("PERSON", "PER", "PERS", "persName"), "PERSON"),
    **dict.fromkeys(("GPE", "LOC", "LOCATION", "FAC", "placeName", "geogName"), "LOCATION"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "orgName"), "ORGANIZATION"),
}
_GLINER_LABELS = {"person": "PERSON", "location": "LOCATION", "organization": "ORGANIZATION"}


@dataclass(frozen=True, slots=True)
class NerHits:
    """What a model found in texts.

    Attributes:
        hits: counts of texts by rule, sorted; `whole` where a name spans the text, else `inside`.
        looked_at: how many texts the model was shown.
        left_out: texts that it was not, since time was up.
    """

    hits: tuple[RuleHits, ...]
    looked_at: int
    left_out: int


@lru_cache(maxsize=1)
def load_ner(model: NerModel) -> "Ner":
    """The model, kept for the process: loading takes seconds.

    Raises:
        UsageError: its library refuses it.
    """
    try:
        return Ner(model)
    except Exception as error:  # a model of any version may fail in any way, and its texts may name paths
        raise UsageError(
            f"The model {model.name} for --ner does not load: {model.kind} raised {type(error).__name__}. Check that it was "
            f"made for the installed version of {model.kind}, or give another model."
        ) from error


class Ner:
    """A loaded model."""

    def __init__(self, model: NerModel) -> None:
        engine, recognizer = _spacy(model) if model.kind is NerKind.SPACY else _gliner(model)
        registry = RecognizerRegistry(recognizers=[recognizer], supported_languages=[_LANGUAGE])
        self._engine = AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=[_LANGUAGE])

    def look(self, texts: Iterable[str], clock: Callable[[], float] = time.monotonic) -> NerHits:
        """What is found in the texts, in order, until `MAX_SECONDS` are over."""
        until = clock() + MAX_SECONDS
        counts = EntityCounts()
        waiting = list(texts)
        looked_at = 0
        for text in waiting:
            if clock() >= until:
                break
            looked_at += 1
            counts.add(text, self._analyze(text))
        return NerHits(counts.hits(ner_rule), looked_at, len(waiting) - looked_at)

    def _analyze(self, text: str) -> list[RecognizerResult]:
        return self._engine.analyze(text=text, language=_LANGUAGE, entities=list(NER_ELEMENTS), score_threshold=_LEAST_SCORE)


def _spacy(model: NerModel) -> tuple[NlpEngine, EntityRecognizer]:
    configuration = NerModelConfiguration(
        model_to_presidio_entity_mapping=_SPACY_LABELS, labels_to_ignore=[], low_score_entity_names=[]
    )
    models = [{"lang_code": _LANGUAGE, "model_name": model.location}]
    engine = SpacyNlpEngine(models=models, ner_model_configuration=configuration)
    engine.load()
    pipelines: dict[str, Language] = engine.nlp or {}
    labels = {label for pipeline in pipelines.values() for some in pipeline.pipe_labels.values() for label in some}
    configuration.labels_to_ignore = sorted(labels - _SPACY_LABELS.keys())  # Presidio warns of each hit of any other
    return engine, SpacyRecognizer(supported_language=_LANGUAGE, supported_entities=list(NER_ELEMENTS))


def _gliner(model: NerModel) -> tuple[NlpEngine, EntityRecognizer]:
    engine = NoOpNlpEngine(models=[{"lang_code": _LANGUAGE, "model_name": "none"}])
    engine.load()
    recognizer = GLiNERRecognizer(
        supported_language=_LANGUAGE,
        entity_mapping=_GLINER_LABELS,
        model_name=model.location,
        map_location="cpu",
        local_files_only=True,
    )
    return engine, recognizer
