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
from gazetteer_scanners.matching.presidio_entities import sampled_elements
from gazetteer_scanners.matching.protocol import ColumnMatcher
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Form, Rule
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.taxonomy import Taxonomy, load_taxonomy

_SAMPLED_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Tools:
    """The tables of one scan; `version` changes whenever a decision may change."""

    taxonomy: Taxonomy
    rules: RuleSet
    names: NameRules
    matcher: ColumnMatcher
    traits: Mapping[str, RuleTraits]
    classifier: Classifier
    masker: Masker
    version: str


def load_tools(options: ScanOptions) -> Tools:
    """The tools for these options, kept for the process.

    Raises:
        RuleError: if an element file or recognizer is malformed.
    """
    return _load(options.elements, options.is_strict, options.presidio_samples)


@lru_cache(maxsize=4)
def _load(elements: tuple[FilePath, ...], is_strict: bool, has_samples: bool) -> Tools:
    taxonomy = load_taxonomy(*elements)
    rules = load_rules(known_elements=taxonomy.is_known)
    names = NameRules.build(taxonomy)
    entries: tuple[Rule | Dictionary, ...] = (*rules.rules, *rules.dictionaries)
    traits = {rule_id: _sampled(element) for rule_id, element in sampled_elements(rules).items()}
    traits.update({entry.id: _traits(entry) for entry in entries})
    parts = (rules.version, taxonomy.digest, _source_digest(classification), str(is_strict), str(has_samples))
    version = f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"
    masker = Masker(rules)
    classifier = Classifier(taxonomy, names, traits, is_strict, masker.mask_path)
    return Tools(taxonomy, rules, names, CompiledColumnMatcher(rules), traits, classifier, masker, version)


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
        )
    return RuleTraits(
        element=entry.element,
        chance=entry.chance,
        needs_name=entry.needs_name,
        has_checksum=False,
        form=Form.PLAIN,
        is_dictionary=True,
        stands=entry.stands,
    )
