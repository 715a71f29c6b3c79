"""What deciding needs, loaded once per process: taxonomy, rules, names, matcher and classifier, with one version over all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from pathlib import Path as FilePath
from types import ModuleType

from gazetteer_scanners import classification
from gazetteer_scanners.classification.classify import Classifier
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.signals import RuleTraits
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.matching.ner_models import NER_ELEMENTS, NER_SAMPLES, NerModel, find_model, forbid_downloads, ner_rule
from gazetteer_scanners.matching.presidio_entities import PRESIDIO_SAMPLES, sampled_elements
from gazetteer_scanners.matching.protocol import ColumnMatcher
from gazetteer_scanners.matching.samples import SAMPLES, RuleSampler
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Form, Rule
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.taxonomy import Taxonomy, load_taxonomy

_SAMPLED_CHANCE = 0.01
_NER_CHANCE = 0.05
"""Models take one text in twenty without names for one with some."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The tables of one scan; `version` changes whenever a decision may change.

    Attributes:
        matcher: the rules for every row.
        sampler: the rules for samples.
        ner: the language model for samples of free text.
    """

    taxonomy: Taxonomy
    rules: RuleSet
    names: NameRules
    matcher: ColumnMatcher
    sampler: RuleSampler
    traits: Mapping[str, RuleTraits]
    classifier: Classifier
    masker: Masker
    version: str
    ner: NerModel | None = None


def load_tools(options: ScanOptions) -> Tools:
    """The tools for these options, kept for the process.

    Raises:
        RuleError: if an element file or recognizer is malformed.
        UsageError: if the language model is not installed or does not load.
    """
    ner = find_model(options.ner, options.working_directory) if options.ner is not None else None
    if ner is not None:
        forbid_downloads()
        from gazetteer_scanners.matching.ner import load_ner  # heavy, and only for scans that ask for it

        load_ner(ner)  # what is wrong with it is told before anything is read
    return _load(options.elements, options.is_strict, options.presidio_samples, ner)


@lru_cache(maxsize=4)
def _load(elements: tuple[FilePath, ...], is_strict: bool, has_samples: bool, ner: NerModel | None) -> Tools:
    taxonomy = load_taxonomy(*elements)
    rules = load_rules(known_elements=taxonomy.is_known)
    names = NameRules.build(taxonomy)
    traits = {rule_id: _sampled(element) for rule_id, element in sampled_elements(rules).items()}
    traits.update({entry.id: _traits(entry) for entry in rules.entries})
    if ner is not None:
        traits.update({ner_rule(entity): _ner(element, ner) for entity, element in NER_ELEMENTS.items()})
    parts = (rules.version, taxonomy.digest, _source_digest(classification), str(is_strict), str(has_samples), str(ner))
    version = f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"
    masker = Masker(rules)
    classifier = Classifier(taxonomy, names, traits, is_strict, masker.mask_path)
    sampler = RuleSampler(rules, CompiledColumnMatcher(rules.for_samples))
    return Tools(taxonomy, rules, names, CompiledColumnMatcher(rules), sampler, traits, classifier, masker, version, ner)


def _source_digest(package: ModuleType) -> str:
    """A hash over a package's source: its tables and weights decide as much as its code, so no version is kept by hand."""
    digest = sha256()
    for file in sorted(resources.files(package).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".py"):
            digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def _sampled(element: str) -> RuleTraits:
    """Presidio's hits count samples, not values: they can support an element, with a chance that is nobody's measure."""
    return RuleTraits(
        element=element,
        chance=_SAMPLED_CHANCE,
        needs_name=False,
        has_checksum=False,
        form=Form.PLAIN,
        is_dictionary=False,
        samples=PRESIDIO_SAMPLES,
    )


def _ner(element: str, model: NerModel) -> RuleTraits:
    """A model's hits count samples too, and how often it errs nobody measured."""
    return RuleTraits(
        element=element,
        chance=_NER_CHANCE,
        needs_name=False,
        has_checksum=False,
        form=Form.PLAIN,
        is_dictionary=False,
        samples=NER_SAMPLES,
        said_by=f"the {model.kind} model {model.name}",
    )


def _traits(entry: Rule | Dictionary) -> RuleTraits:
    if isinstance(entry, Rule):
        return RuleTraits(
            element=entry.element,
            chance=entry.chance,
            needs_name=entry.needs_name,
            has_checksum=entry.has_checksum,
            form=entry.form,
            is_dictionary=False,
            is_certain=entry.is_certain,
            samples=SAMPLES if entry.sampled else "",
        )
    return RuleTraits(
        element=entry.element,
        chance=entry.chance,
        needs_name=entry.needs_name,
        has_checksum=False,
        form=Form.PLAIN,
        is_dictionary=True,
        decides_from=entry.decides_from,
    )
