"""What a configuration decides beside the evidence."""

from dataclasses import replace

import pytest

from gazetteer_scanners.classification.classify import Classifier, DatasetFacts, FieldFacts
from gazetteer_scanners.classification.configured import (
    CONFIGURATION,
    ColumnDecision,
    Configured,
    Thresholds,
    WeakName,
    fits,
)
from gazetteer_scanners.classification.decision import FieldDecision
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.classification.profile import Profile, RuleCounts
from gazetteer_scanners.classification.signals import RuleTraits
from gazetteer_scanners.connectors.protocol import DataType
from gazetteer_scanners.paths import name_path
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.taxonomy import Level, load_taxonomy

TAXONOMY = load_taxonomy()
TRAITS = {"codes": RuleTraits("contact.phone", 0.0, False, False, Form.PLAIN, False)}
PLAIN = Classifier(TAXONOMY, NameRules.build(TAXONOMY), TRAITS)
NO_PHONE = ColumnDecision("*", "users", "phone", TAXONOMY.covers("contact"), False, "r.yaml says no.")
IS_NAME = ColumnDecision("crm", "use*", "c?7", frozenset({"person.name"}), True, "r.yaml says that this field holds it.")


def decide(configured: Configured, name: str, profile: Profile | None = None, source: str = "crm") -> FieldDecision:
    """The decision on one column of `users`."""
    facts = FieldFacts(name_path(name), None, profile or Profile(DataType.STRING, is_read=True))
    (decision,) = replace(PLAIN, configured=configured).classify(DatasetFacts("users", (facts,), source=source))
    return decision


def test_a_column_that_is_decided_not_to_hold_an_element() -> None:
    assert [one.element for one in decide(Configured(), "phone").elements] == ["contact.phone"]
    decision = decide(Configured(columns=(NO_PHONE,)), "phone")
    assert (decision.elements, decision.candidates, decision.level) == ((), (), Level.NONE)
    assert [(one.rule, one.text) for one in decision.level_reasons] == [(CONFIGURATION, "r.yaml says no.")]


def test_a_column_that_is_decided_to_hold_one() -> None:
    decision = decide(Configured(columns=(IS_NAME,)), "c17")
    (found,) = decision.elements
    assert (found.element, found.score, found.reason) == ("person.name", 1.0, "r.yaml says that this field holds it.")
    assert set(vars_of(found.factors)) == {None}
    assert decision.level is Level.PERSONAL
    assert [one.rule for one in decision.level_reasons] == ["element", CONFIGURATION]


def vars_of(factors: object) -> list[float | None]:
    """The six factors."""
    return [getattr(factors, name) for name in ("name", "comment", "value", "checksum", "context", "profile")]


def test_what_was_measured_stays_beside_the_decision() -> None:
    sure = ColumnDecision("*", "*", "phone", frozenset({"contact.phone"}), True, "r.yaml says yes.")
    (found,) = decide(Configured(columns=(sure,)), "phone").elements
    assert (found.score, found.factors.name) == (1.0, 1.0)
    assert found.reason == "r.yaml says yes. The field is called phone."


@pytest.mark.parametrize(("source", "name"), [("shop", "c17"), ("crm", "c177"), ("crm", "d17")])
def test_other_columns_are_not_touched(source: str, name: str) -> None:
    decision = decide(Configured(columns=(IS_NAME,)), name, source=source)
    assert (decision.elements, decision.level_reasons) == ((), ())


def test_thresholds_overall_and_by_element() -> None:
    assert decide(Configured(), "phone").elements[0].score == 0.8
    assert decide(Configured(thresholds=Thresholds(in_force=0.9)), "phone").elements == ()
    assert [one.element for one in decide(Configured(thresholds=Thresholds(in_force=0.9)), "phone").candidates] == [
        "contact.phone"
    ]
    by_group = Thresholds(in_force=0.9, in_force_of={"contact": 0.7})
    assert [one.element for one in decide(Configured(thresholds=by_group), "phone").elements] == ["contact.phone"]
    nearest = Thresholds(in_force_of={"contact": 0.7, "contact.phone": 0.95}, candidate_of={"contact.phone": 0.9})
    assert decide(Configured(thresholds=nearest), "phone").candidates == ()


def test_ignored_names_say_nothing_but_values_do() -> None:
    configured = Configured(ignored=("pho*",))
    assert decide(configured, "Phone").elements == ()
    profile = Profile(DataType.STRING, is_read=True, seen=100, texts=100, rules={"codes": RuleCounts(100, 100, distinct=90)})
    assert [one.element for one in decide(configured, "Phone", profile).elements] == ["contact.phone"]


def test_disabled_elements_are_never_found() -> None:
    assert decide(Configured(disabled=frozenset({"contact.phone"})), "phone").elements == ()


def test_columns_of_any_kind_hold_own_elements() -> None:
    profile = Profile(DataType.BOOLEAN, is_read=True, seen=10, texts=10, flags=10)
    assert decide(Configured(), "phone", profile).elements == ()
    assert len(decide(Configured(own=frozenset({"contact.phone"})), "phone", profile).elements) == 1


def test_weak_names_support_and_leave_the_names_of_others_alone() -> None:
    weak = (WeakName("work.employee_id", "frobnum", 0.4), WeakName("work.employee_id", "phone", 0.35))
    rules = NameRules.build(TAXONOMY, weak)
    assert [(one.element, one.strength) for one in rules.match_field_name(("frobnum",), "t")] == [("work.employee_id", 0.4)]
    assert rules.match_field_name(("phone",), "t")[0] == NameRules.build(TAXONOMY).match_field_name(("phone",), "t")[0]
    assert NameRules.build(TAXONOMY, weak) is rules


def test_one_match_of_a_certain_rule_is_enough() -> None:
    profile = Profile(DataType.STRING, is_read=True, seen=10_000, texts=10_000, rules={"codes": RuleCounts(1, 1, distinct=1)})
    facts = DatasetFacts("users", (FieldFacts(name_path("x"), None, profile),))
    for is_certain, expected in ((False, []), (True, ["contact.phone"])):
        traits = {"codes": replace(TRAITS["codes"], is_certain=is_certain)}
        (decision,) = replace(PLAIN, traits=traits).classify(facts)
        assert [one.element for one in decision.elements] == expected


@pytest.mark.parametrize(
    ("name", "pattern", "expected"),
    [
        ("orders[].phone", "orders[].*", True),
        ("a.b", "a?b", True),
        ("ab", "a*b*", True),
        ("abc", "ab", False),
        ("a", "[a]", False),
    ],
)
def test_patterns_of_names(name: str, pattern: str, expected: bool) -> None:
    assert fits(name, pattern) is expected
