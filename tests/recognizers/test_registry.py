"""Collecting recognizers: the folder, entry points, errors and the version."""

import subprocess
import sys
from dataclasses import replace
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.recognizers import registry
from gazetteer_scanners.recognizers.registry import load_rules, rule_set
from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.taxonomy import load_taxonomy

RULES = load_rules()
FIRST_SET = {
    "contact.email",
    "contact.phone",
    "national_id.cn",
    "device.imei",
    "device.mac",
    "network.ip",
    "payment.card_number",
    "person.birth_date",
    "person.age",
    "person.name",
    "contact.address",
    "device.idfa",
    "device.oaid",
    "device.android_id",
}


def _rule(rule_id: str, element: str = "") -> Rule:
    return Rule(rule_id, element, "x+", "a source", ("x", "xx", "xxx"), ("y", "z", "w"))


def _module(name: str, rules: object) -> ModuleType:
    module = ModuleType(name)
    module.__dict__["RULES"] = rules
    return module


def _with_entry_point(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    point = EntryPoint(name=name, value=value, group=registry.ENTRY_POINT_GROUP)
    monkeypatch.setattr(registry, "plug_ins", lambda group: (point,))


def test_the_first_set_is_there() -> None:
    assert RULES.elements >= FIRST_SET


def test_every_element_is_in_the_taxonomy() -> None:
    assert load_rules(known_elements=load_taxonomy().is_known).version == RULES.version


def test_extra_modules_are_added() -> None:
    rules = load_rules([_module("shop.loyalty", (_rule("loyalty"), _rule("loyalty.old")))])
    assert [rule.id for rule in rules.rules if rule.id.startswith("loyalty")] == ["loyalty", "loyalty.old"]
    assert rules.version != RULES.version


@pytest.mark.parametrize(
    ("module", "text"),
    [
        (_module("shop.loyalty", [_rule("loyalty")]), "shop.loyalty needs RULES"),
        (_module("shop.loyalty", ("loyalty",)), "shop.loyalty needs RULES"),
        (_module("shop.loyalty", (_rule("other"),)), "shop.loyalty holds the id other"),
        (_module("shop.email", (_rule("email"),)), "share the id email; the second is in shop.email"),
    ],
)
def test_a_malformed_module_is_named(module: ModuleType, text: str) -> None:
    with pytest.raises(RuleError, match=text):
        load_rules([module])


@pytest.mark.parametrize("known", [RULES.elements, RULES.elements.__contains__])
def test_unknown_elements_are_refused(known: frozenset[str]) -> None:
    assert load_rules(known_elements=known).version == RULES.version
    with pytest.raises(RuleError, match=r"loyalty in shop\.loyalty speaks for the element shop\.none"):
        load_rules([_module("shop.loyalty", (_rule("loyalty", "shop.none"),))], known)


def test_a_plug_in_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shop_loyalty", _module("shop_loyalty", (_rule("shop_loyalty"),)))
    _with_entry_point(monkeypatch, "loyalty", "shop_loyalty")
    rules = load_rules()
    assert rules.rule("shop_loyalty").id == "shop_loyalty"
    assert rules.failed == ()


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("no_such_module_here", "Importing no_such_module_here raised ModuleNotFoundError."),
        ("sys:version", "The entry point sys:version is no module."),
        ("sys", "The recognizer sys needs RULES, a tuple of Rule and Dictionary."),
    ],
)
def test_a_broken_plug_in_is_shown_as_failed(monkeypatch: pytest.MonkeyPatch, value: str, reason: str) -> None:
    _with_entry_point(monkeypatch, "broken", value)
    rules = load_rules()
    assert [(failed.name, failed.reason) for failed in rules.failed] == [("broken", reason)]
    assert rules.version == RULES.version


def test_version_is_stable_and_follows_what_decides() -> None:
    assert RULES.version == load_rules().version
    assert RULES.version.startswith("sha256:")
    assert len(RULES.version) == len("sha256:") + 64
    one = _rule("x")
    base = rule_set([one]).version
    for change in (
        {"pattern": "y+"},
        {"element": "e"},
        {"chance": 0.5},
        {"needs_name": True},
        {"placeholders": frozenset("a")},
    ):
        assert rule_set([replace(one, **change)]).version != base
    assert rule_set([replace(one, source="another", hits=("x",))]).version == base


def test_rule_by_id() -> None:
    assert RULES.rule("email").element == "contact.email"
    assert RULES.rule("person_name_cn").element == "person.name"
    with pytest.raises(KeyError):
        RULES.rule("none")


def test_version_is_the_same_in_another_process() -> None:
    code = "from gazetteer_scanners.recognizers.registry import load_rules; print(load_rules().version)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == RULES.version


def test_importing_the_package_loads_no_rules() -> None:
    code = (
        "import sys, gazetteer_scanners.recognizers, gazetteer_scanners.recognizers.registry\n"
        "assert not [m for m in sys.modules if m.startswith('gazetteer_scanners.recognizers.contact')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
