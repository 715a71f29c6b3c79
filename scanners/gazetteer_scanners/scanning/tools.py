"""What deciding needs, loaded once per process: taxonomy, rules, names, matcher and classifier, with one version over all."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path as FilePath

from gazetteer_scanners.classification.classify import CLASSIFICATION_VERSION, Classifier
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.signals import RuleTraits
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
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
    version: str


def load_tools(options: ScanOptions) -> Tools:
    """The tools for these options, kept for the process.

    Raises:
        RuleError: if an element file or recognizer is malformed.
    """
    return _load(options.elements, options.is_strict)


@lru_cache(maxsize=4)
def _load(elements: tuple[FilePath, ...], is_strict: bool) -> Tools:
    taxonomy = load_taxonomy(*elements)
    rules = load_rules(known_elements=taxonomy.is_known)
    names = NameRules.build(taxonomy)
    entries: tuple[Rule | Dictionary, ...] = (*rules.rules, *rules.dictionaries)
    traits = {rule_id: _sampled(element) for rule_id, element in sampled_elements(rules).items()}
    traits.update({entry.id: _traits(entry) for entry in entries})
    parts = (rules.version, taxonomy.digest, CLASSIFICATION_VERSION, str(is_strict))
    version = f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"
    classifier = Classifier(taxonomy, names, traits, is_strict)
    return Tools(taxonomy, rules, names, CompiledColumnMatcher(rules), traits, classifier, version)


def rules_version(options: ScanOptions) -> str:
    """`sha256:` + hash over everything that decides: rules, taxonomy, names, classification and profile."""
    return load_tools(options).version


def _sampled(element: str) -> RuleTraits:
    """Presidio's hits count samples, not values: they can support an element, with a chance that is nobody's measure."""
    return RuleTraits(
        element=element,
        chance=_SAMPLED_CHANCE,
        needs_name=False,
        has_checksum=False,
        has_validation=False,
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
            has_validation=entry.validate is not None,
            form=entry.form,
            is_dictionary=False,
        )
    return RuleTraits(
        element=entry.element,
        chance=entry.chance,
        needs_name=entry.needs_name,
        has_checksum=False,
        has_validation=False,
        form=Form.PLAIN,
        is_dictionary=True,
    )
