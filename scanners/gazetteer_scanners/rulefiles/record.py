"""The record out of all parts, sorted, with its version."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256

from gazetteer_scanners.classification.configured import Configured, Thresholds
from gazetteer_scanners.classification.scoring import CANDIDATE, IN_FORCE
from gazetteer_scanners.recognizers.registry import deciding_facts
from gazetteer_scanners.rulefiles.parts import Parts
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.taxonomy import Names


def record_of(parts: Parts, files: Sequence[str]) -> UserRules:
    """The record of these files' parts."""
    made = UserRules(
        files=tuple(files),
        elements=tuple(parts.elements[id_] for id_ in sorted(parts.elements)),
        names=tuple((id_, _joined(parts.names[id_])) for id_ in sorted(parts.names)),
        weak=tuple(sorted(set(parts.weak), key=lambda one: (one.element, one.text, -one.strength))),
        entries=tuple(parts.entries[id_] for id_ in sorted(parts.entries)),
        certain=frozenset(parts.certain),
        allowed=tuple(sorted(parts.allowed, key=lambda one: sorted(one.rules))),
        sampled=tuple(sorted(parts.sampled, key=lambda one: one.id)),
        disabled_rules=frozenset(parts.disabled_rules),
        configured=Configured(
            columns=tuple(sorted(parts.columns, key=lambda one: (one.holds, one.source, one.dataset, one.path, one.text))),
            thresholds=_thresholds(parts.thresholds),
            ignored=tuple(sorted(parts.ignored)),
            own=frozenset(parts.elements),
            disabled=frozenset(parts.disabled_elements),
        ),
        notes=tuple(sorted(parts.notes)),
    )
    deciding = _deciding(made)
    texts = [column.text for column in made.configured.columns]
    shown = [list(files), made.notes, texts, [entry.source for entry in made.entries]]
    return replace(made, version=_hashed(deciding), identity=_hashed([deciding, shown]))


def _joined(tables: Sequence[Names]) -> Names:
    def all_of(part: str) -> tuple[str, ...]:
        return tuple(sorted({name for table in tables for name in getattr(table, part)}))

    return Names(all_of("en"), all_of("camel"), all_of("zh"), all_of("pinyin"))


def _thresholds(given: dict[str, tuple[float | None, float | None]]) -> Thresholds:
    in_force, candidate = given.get("", (None, None))
    lowest = IN_FORCE if in_force is None else in_force
    overall = min(CANDIDATE if candidate is None else candidate, lowest)
    by_element = {element: pair for element, pair in sorted(given.items()) if element}
    return Thresholds(
        lowest,
        overall,
        {element: value for element, (value, _) in by_element.items() if value is not None},
        {
            element: min(overall if least is None else least, lowest if value is None else value)
            for element, (value, least) in by_element.items()
        },
    )


def _deciding(made: UserRules) -> list[object]:
    configured = made.configured
    return [
        [asdict(element) for element in made.elements],
        [(id_, asdict(names)) for id_, names in made.names],
        [asdict(name) for name in made.weak],
        [deciding_facts(entry) for entry in made.entries],
        sorted(made.certain),
        [(sorted(one.elements), sorted(one.rules)) for one in made.allowed],
        [(one.id, one.element, one.pattern, one.flags, one.chance, one.needs_name) for one in made.sampled],
        sorted(made.disabled_rules),
        [(one.source, one.dataset, one.path, sorted(one.elements), one.holds) for one in configured.columns],
        asdict(configured.thresholds),
        configured.ignored,
        sorted(configured.disabled),
    ]


def _hashed(facts: Sequence[object]) -> str:
    return f"sha256:{sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()}"
