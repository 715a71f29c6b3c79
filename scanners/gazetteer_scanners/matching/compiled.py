"""All rules over a column by compiled tables: one pass for whole values, one for matches inside text, however many rules.

Gives exactly what `columns.RegexColumnMatcher` gives. Patterns that are not regular are left to that one.
"""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from gazetteer_scanners.matching.automaton.rules import Automata, numbering
from gazetteer_scanners.matching.automaton.store import load_automata
from gazetteer_scanners.matching.automaton.tables import MAX_STATES
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.matching.dictionaries import Dictionaries
from gazetteer_scanners.matching.executing import Executor
from gazetteer_scanners.matching.inside_rules import InsideRules
from gazetteer_scanners.matching.protocol import RuleHits
from gazetteer_scanners.matching.python_executing import make_executor
from gazetteer_scanners.matching.whole_rules import WholeRules
from gazetteer_scanners.recognizers.registry import RuleSet, rule_set


class CompiledColumnMatcher:
    """A `ColumnMatcher` by tables.

    Args:
        rules: the rule set.
        executor: what executes the tables; None for the kernel, or what replaces it where there is none.
        automata: the rule set's tables; None takes them from the cache, or compiles them.
        cache: folder of the cache; None for the user's.
        max_states: the budget of one table; small ones are made sooner and take less memory, large ones are fewer.
    """

    def __init__(
        self,
        rules: RuleSet,
        executor: Executor | None = None,
        automata: Automata | None = None,
        cache: Path | None = None,
        max_states: int = MAX_STATES,
    ) -> None:
        automata = automata or load_automata(rules, cache, max_states)
        executor = executor or make_executor()
        names = numbering(rules)
        self._version = rules.version
        self._whole = WholeRules(rules.rules, names, automata, executor)
        self._inside = InsideRules(rules, names, automata, executor)
        self._dictionaries = Dictionaries(rules.dictionaries, names, automata, executor)
        self._others = _others(rules, automata)

    @property
    def version(self) -> str:
        """The rule set's version."""
        return self._version

    def match(self, values: pa.StringArray) -> tuple[RuleHits, ...]:
        """Hits of every rule that hit at all, sorted by rule id; values are normalised text, nulls match nothing."""
        if values.null_count == len(values):
            return ()
        ran = self._whole.run(values)
        hits = self._whole.hits(ran)
        for rule, (inside, given_up) in self._inside.counts(ran, self._whole).items():
            hits[rule] = replace(hits.get(rule, RuleHits(rule)), inside=inside, given_up=given_up)
        every = [*hits.values(), *self._dictionaries.hits(ran)]
        if self._others is not None:
            every.extend(self._others.match(values))
        return tuple(sorted(every, key=lambda hit: hit.rule))


def _others(rules: RuleSet, automata: Automata) -> RegexColumnMatcher | None:
    """A matcher for the rules of which some pattern was refused; None if there are none."""
    refused = automata.whole.refused | automata.inside.refused
    left = [rules.rules[i] for i in sorted(refused) if i < len(rules.rules)]
    return RegexColumnMatcher(rule_set(left)) if left else None
