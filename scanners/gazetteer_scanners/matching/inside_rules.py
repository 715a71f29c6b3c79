"""Rules over matches inside longer text."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.matching.automaton.beginnings import Looks
from gazetteer_scanners.matching.automaton.rules import FREE_ENDS, Automata, Numbering, known_inside
from gazetteer_scanners.matching.automaton.tables import Table
from gazetteer_scanners.matching.automaton.unions import BOUNDARIES, Compiled
from gazetteer_scanners.matching.distinct import each, take_at
from gazetteer_scanners.matching.executing import Executor, InsideTable, Kinds, Octets, Sets
from gazetteer_scanners.matching.finder import Finder, Found
from gazetteer_scanners.matching.judging import ANY_LENGTH
from gazetteer_scanners.matching.protocol import BoolMask
from gazetteer_scanners.matching.running import Ran
from gazetteer_scanners.matching.whole_rules import WholeRules
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.recognizers.rule import Rule

_MIN_TEXT_BYTES = 4
_FREE = sum(1 << i for i, boundary in enumerate(BOUNDARIES) if boundary in FREE_ENDS)
_BOUND = sum(1 << i for i, boundary in enumerate(BOUNDARIES) if boundary not in FREE_ENDS)


class InsideRules:
    """All rules that are looked for inside text, but those that some table refused."""

    def __init__(self, rule_set: RuleSet, names: Numbering, automata: Automata, executor: Executor) -> None:
        rules = rule_set.rules
        compiled, refused = automata.inside, automata.whole.refused | automata.inside.refused
        self._executor = executor
        self._tables = [_inside_table(*one, rules, compiled) for one in zip(compiled.tables, compiled.looks, strict=True)]
        self._skip = frozenset(rules[i].id for i in refused if i < len(rules))
        self._finders = {rule.id: Finder(rule) for table in self._tables for rule in table.rules}
        has_bound = any(rule.inside and rule.boundary not in FREE_ENDS for rule in rules)
        self._number, self._one_token = names.number, names.one_token
        self._bound = _BOUND if has_bound else 0
        self._kinds = _kinds(rule_set, names, automata, self._bound)

    def counts(self, ran: Ran, whole: WholeRules) -> dict[str, tuple[int, int]]:
        """How many values hold a match of each rule and are no whole match of it, and of how many the search was given up.

        Rules without either have no entry.
        """
        counts: dict[str, tuple[int, int]] = {}
        kinds = self._kinds_of(ran)
        if not self._tables or kinds is None:
            return counts
        for table in self._tables:
            at, hits, doubts = self._executor.inside(table, ran.texts, kinds, _MIN_TEXT_BYTES)
            if not len(at):
                continue
            seen = np.bitwise_or.reduce(hits | doubts, axis=0)
            for place, rule in enumerate(table.rules):
                word, bit = place >> 6, np.uint64(1 << (place & 63))
                if not seen[word] & bit or rule.id in self._skip:
                    continue
                is_free = ~whole.matches(ran, rule.id, at)
                is_hit, is_doubt = (bits[:, word] & bit != 0 for bits in (hits, doubts))
                count = self._decide(rule, ran, at, is_hit & is_free, is_doubt & ~is_hit & is_free)
                if any(count):
                    counts[rule.id] = count
        return counts

    def _decide(self, rule: Rule, ran: Ran, at: npt.NDArray[np.int64], is_hit: BoolMask, is_doubt: BoolMask) -> tuple[int, int]:
        """Values (at these places) with a match, after `Finder` has looked at the doubtful ones, and those it gave up."""
        count, given_up = int(np.count_nonzero(is_hit)), 0
        doubtful = at[is_doubt]
        if len(doubtful):
            answers, places = each(take_at(ran.texts, doubtful), self._finders[rule.id].look)
            count += int(np.count_nonzero(np.array([one is Found.MATCH for one in answers], np.bool_)[places]))
            given_up = int(np.count_nonzero(np.array([one is Found.GIVEN_UP for one in answers], np.bool_)[places]))
        return count, given_up

    def _kinds_of(self, ran: Ran) -> Kinds | None:
        """What the values are looked through for; None if no rule looks at any."""
        if self._kinds is not None:
            gates, banks = self._kinds
            is_any = ran.counts[0][0] > ran.texts.null_count and gates[0]
            is_any = is_any or any(gates[number] for number in ran.present[0])
            return Kinds(ran.sets[0], gates, banks) if is_any else None
        gate = np.full(len(ran.texts), _FREE | self._bound, np.uint16)
        gate[ran.mask(self._one_token)] &= np.uint16(self._bound)
        gate[ran.mask(self._number)] &= np.uint16(_FREE)
        gates = np.arange(1 << len(BOUNDARIES), dtype=np.uint8)
        return Kinds(gate, gates, np.zeros(len(gates), np.uint16)) if gate.any() else None


def _inside_table(table: Table, looks: Looks, rules: Sequence[Rule], compiled: Compiled) -> InsideTable:
    """The table with its patterns renumbered by their place among its own rules."""
    numbers = table.patterns
    place = {number: i for i, number in enumerate(numbers)}
    sets = tuple(tuple(place[number] for number in one) for one in table.sets)
    exact = np.array([compiled.exact_octets.get(number, ANY_LENGTH) for number in numbers], np.int64)
    return InsideTable(
        table=replace(table, sets=sets),
        rules=tuple(rules[number] for number in numbers),
        exact=exact,
        ascii_only=frozenset(),
        looks=looks,
    )


def _kinds(rules: RuleSet, names: Numbering, automata: Automata, bound: int) -> tuple[Octets, Sets] | None:
    """For each set of the whole-value table its gate and bank; None if there are several tables.

    Rules that are bound do not look at numbers, those with free ends not at one token.
    """
    if len(automata.whole.tables) != 1:
        return None
    place = {bank: i for i, bank in enumerate(automata.banks)}
    sets = automata.whole.tables[0].sets
    banks = np.array([place.get(known_inside(one, automata.whole, rules), 0) for one in sets], np.uint16)
    gates = [(0 if names.one_token in one else _FREE) | (0 if names.number in one else bound) for one in sets]
    return np.array(gates, np.uint8), banks
