"""What deciding needs, loaded once per process: taxonomy, rules, names, matcher and classifier, with one version over all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path as FilePath

from gazetteer_scanners import ages, classification
from gazetteer_scanners.classification.classify import Classifier
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.signals import RuleTraits
from gazetteer_scanners.keeping import source_digest
from gazetteer_scanners.matching.allowing import AllowingMatcher
from gazetteer_scanners.matching.automaton.tables import MAX_STATES
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.compiled import CompiledColumnMatcher
from gazetteer_scanners.matching.masking import Masker
from gazetteer_scanners.matching.ner_models import NER_ELEMENTS, NER_SAMPLES, NerModel, find_model, forbid_downloads, ner_rule
from gazetteer_scanners.matching.presidio_entities import PRESIDIO_SAMPLES, sampled_elements
from gazetteer_scanners.matching.protocol import DECODED_RULE, DIGEST_OF, ColumnMatcher
from gazetteer_scanners.matching.samples import SAMPLES, RuleSampler
from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Form, Rule
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.scanning.memory import share_arenas
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.user_sampling import USER_SAMPLES_RULE
from gazetteer_scanners.taxonomy import Taxonomy, load_taxonomy

_SAMPLE_STATES = 6_000
"""Of each table of the rules for samples: many small ones are no matter for so few values."""
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


def load_tools(options: ScanOptions, *, compiles: bool = True) -> Tools:
    """The tools for these options, kept for the process.

    Args:
        compiles: make tables, which takes seconds where they are not kept from before; without them matching is slow and
            says the same.

    Raises:
        RuleError: if an element file or recognizer is malformed.
        UsageError: if the language model is not installed or does not load.
    """
    share_arenas()
    ner = find_model(options.ner, options.working_directory) if options.ner is not None else None
    if ner is not None:
        forbid_downloads()
        from gazetteer_scanners.matching.ner import load_ner  # heavy, and only for scans that ask for it

        load_ner(ner)  # what is wrong with it is told before anything is read
    return _load(options.elements, options.rules, options.is_strict, options.presidio_samples, compiles, ner)


@lru_cache(maxsize=4)
def _load(
    elements: tuple[FilePath, ...], own: UserRules, is_strict: bool, has_samples: bool, compiles: bool, ner: NerModel | None
) -> Tools:
    taxonomy = own.extend_taxonomy(load_taxonomy(*elements))
    rules = own.extend_rules(load_rules(known_elements=taxonomy.is_known))
    names = NameRules.build(taxonomy, own.weak)
    traits = _all_traits(rules, own)
    if ner is not None:
        traits.update({ner_rule(entity): _ner(element, ner) for entity, element in NER_ELEMENTS.items()})
    sources = [source_digest(FilePath(package.__path__[0])) for package in (classification, ages)]
    parts = [rules.version, taxonomy.digest, *sources, str(is_strict), str(has_samples), str(ner)]
    if own.version:
        parts.append(own.version)
    version = f"sha256:{sha256(chr(10).join(parts).encode()).hexdigest()}"
    sampled = rules.for_samples
    all_rows, samples = _matcher(rules, compiles), _matcher(sampled, compiles, _SAMPLE_STATES)
    masker = Masker(rules, (all_rows, samples) if compiles else ())
    classifier = Classifier(taxonomy, names, traits, is_strict, masker.mask_path, own.configured)
    sampler = RuleSampler(rules, _allowing(samples, sampled, own))
    return Tools(taxonomy, rules, names, _allowing(all_rows, rules, own), sampler, traits, classifier, masker, version, ner)


def _matcher(rules: RuleSet, compiles: bool, max_states: int = MAX_STATES) -> ColumnMatcher:
    return CompiledColumnMatcher(rules, max_states=max_states) if compiles else RegexColumnMatcher(rules)


def _allowing(matcher: ColumnMatcher, rules: RuleSet, own: UserRules) -> ColumnMatcher:
    return AllowingMatcher(matcher, rules, own.allowed) if own.allowed else matcher


def _all_traits(rules: RuleSet, own: UserRules) -> dict[str, RuleTraits]:
    traits = {
        rule_id: _sampled(element, _SAMPLED_CHANCE, PRESIDIO_SAMPLES)
        for rule_id, element in sampled_elements(rules).items()
        if rule_id not in own.disabled_rules
    }
    for one in own.sampled:
        traits[one.id] = _sampled(one.element, one.chance, USER_SAMPLES_RULE, needs_name=one.needs_name)
    for entry in rules.entries:
        traits[entry.id] = _traits(entry)
    for rule in rules.rules:
        if rule.element and not rule.needs_name:
            traits[f"{DIGEST_OF}{rule.id}"] = _digest_of(rule)
    traits[DECODED_RULE] = RuleTraits("", 1.0, form=Form.ENCODED)
    for entry in own.entries:  # words of a user are as good as a pattern, but for those that speak for no element
        traits[entry.id] = replace(traits[entry.id], is_dictionary=not entry.element, is_certain=entry.id in own.certain)
    return traits


def _sampled(element: str, chance: float, samples: str, *, needs_name: bool = False) -> RuleTraits:
    """Hits that count samples, not values; Presidio's can support an element, with a chance that is nobody's measure."""
    return RuleTraits(element, chance, needs_name=needs_name, samples=samples)


def _digest_of(rule: Rule) -> RuleTraits:
    """Digests that are proved by a match: chance has no part in it."""
    return RuleTraits(rule.element, 0.0, form=Form.HASHED)


def _ner(element: str, model: NerModel) -> RuleTraits:
    """A model's hits count samples too, and how often it errs nobody measured."""
    return RuleTraits(element, _NER_CHANCE, samples=NER_SAMPLES, said_by=f"the {model.kind} model {model.name}")


def _traits(entry: Rule | Dictionary) -> RuleTraits:
    if isinstance(entry, Rule):
        return RuleTraits(
            element=entry.element,
            chance=entry.chance,
            needs_name=entry.needs_name,
            has_checksum=entry.has_checksum,
            form=entry.form,
            is_certain=entry.is_certain,
            samples=SAMPLES if entry.sampled else "",
        )
    return RuleTraits(
        element=entry.element,
        chance=entry.chance,
        needs_name=entry.needs_name,
        is_dictionary=True,
        decides_from=entry.decides_from,
    )
