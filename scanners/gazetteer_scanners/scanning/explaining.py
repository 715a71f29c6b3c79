"""Says what the recognizers make of single values, and of a column that holds them; for people who write or doubt rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pyarrow as pa

from gazetteer_scanners.classification.classify import DatasetFacts, FieldFacts
from gazetteer_scanners.classification.decision import FieldDecision
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.evidence.field import FieldEvidence
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.leaves import Leaf
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.text import normalise, normalise_one
from gazetteer_scanners.paths import Path, name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.scanning.facts import profile_of
from gazetteer_scanners.scanning.sampling import RuleSampling
from gazetteer_scanners.scanning.tools import Tools
from gazetteer_scanners.scanning.user_sampling import UserSampling

_UNNAMED = "value"
_NO_RULES = UserRules()


class Outcome(StrEnum):
    """What one recognizer says of one value. A value of which it says nothing has no entry.

    MATCH: as a whole, and every check passes. FAILS_CHECK: it has the form, but its checksum or validation fails.
    PLACEHOLDER: it has the form and stands for nothing, such as an IMEI of zeros. INSIDE: a longer text holds a match.
    """

    MATCH = "MATCH"
    FAILS_CHECK = "FAILS_CHECK"
    PLACEHOLDER = "PLACEHOLDER"
    INSIDE = "INSIDE"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A recognizer's word on a value.

    Attributes:
        recognizer: its id, as `gazetteer recognizers list` shows it.
        element: what it stands for; empty for recognizers of forms alone.
        form: how the value is kept: plain, masked, hashed, ...
        regions: regions that the value names, such as `CN-11`.
    """

    recognizer: str
    element: str
    form: Form
    outcome: Outcome
    regions: tuple[str, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """True if the value counts for the element: a match as a whole or inside."""
        return self.outcome in (Outcome.MATCH, Outcome.INSIDE)


def explain_value(value: str, tools: Tools, own: UserRules = _NO_RULES) -> tuple[Verdict, ...]:
    """What the recognizers say of a value, as a scan would see it (normalised); sorted by recognizer."""
    hits = _hits(name_path(_UNNAMED), pa.array([normalise_one(value)], pa.string()), tools, own)
    verdicts = [(hit, _outcome(hit)) for hit in hits]
    return tuple(
        Verdict(hit.rule, tools.traits[hit.rule].element, tools.traits[hit.rule].form, outcome, tuple(sorted(hit.regions)))
        for hit, outcome in verdicts
        if outcome is not None and hit.rule in tools.traits
    )


def explain_column(
    name: str | None, values: Sequence[str], tools: Tools, as_of: date, own: UserRules = _NO_RULES
) -> FieldDecision:
    """What a column with these values would be taken for, alone in its table.

    Args:
        name: the column's name; None for one that says nothing.
        values: the values; blank ones count as empty.
        tools: rules and classifier.
        as_of: the day that ages are told for.
        own: the user's rules, which the tools were made with.
    """
    path, key = name_path(name or _UNNAMED), SketchKey.generate()
    array = pa.array(values, pa.string())
    text = normalise(array).text
    evidence = FieldEvidence(path, key.id, as_of)
    leaf = Leaf(path, DataType.STRING, len(values), array)
    evidence.add(leaf, text, _hits(path, text, tools, own), key=key, as_of=as_of)
    facts = FieldFacts(path, None, profile_of(evidence, None, is_read=True))
    return tools.classifier.classify(DatasetFacts("", (facts,)))[0]


def _hits(path: Path, text: pa.StringArray, tools: Tools, own: UserRules) -> tuple[RuleHits, ...]:
    """Hits as a scan counts them, those of rules and patterns for samples among them."""
    hits = [*tools.matcher.match(text), *RuleSampling(tools.sampler).hits(path, text)]
    if own.sampled:
        hits.extend(UserSampling(own.sampled).hits(path, text))
    return tuple(sorted(hits, key=lambda hit: hit.rule))


def _outcome(hit: RuleHits) -> Outcome | None:
    if hit.valid:
        return Outcome.MATCH
    if hit.whole:
        return Outcome.FAILS_CHECK
    if hit.placeholders:
        return Outcome.PLACEHOLDER
    return Outcome.INSIDE if hit.inside else None
