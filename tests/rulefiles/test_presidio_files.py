"""Presidio's recognizer files: its own, read unchanged, and what becomes of each part."""

import re
from collections.abc import Callable
from pathlib import Path

import presidio_analyzer
import pytest

from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Rule
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.rulefiles.presidio_form import entity_of_class
from gazetteer_scanners.rulefiles.presidio_patterns import BarePattern, bare_pattern
from gazetteer_scanners.taxonomy import Level, load_taxonomy
from tests.rulefiles.conftest import Load

CONF = Path(presidio_analyzer.__file__).parent / "conf"


def _custom(*patterns: str, entity: str = "STAFF_NO", score: float = 0.8) -> str:
    listed = "".join(f"      - {{name: p{n}, regex: '{one}', score: {score}}}\n" for n, one in enumerate(patterns))
    head = f"recognizers:\n  - name: Staff\n    supported_language: en\n    supported_entity: {entity}\n"
    return f"{head}    patterns:\n{listed}"


def test_the_example_of_presidio_itself() -> None:
    made = load_user_rules(CONF / "example_recognizers.yaml")
    assert [(element.id, element.level) for element in made.elements] == [
        ("custom.title", Level.PERSONAL),
        ("custom.zip", Level.PERSONAL),
    ]
    titles, code = made.entries
    assert isinstance(titles, Rule)
    assert isinstance(code, Rule)
    assert re.fullmatch(titles.pattern, "mrs.")
    assert (titles.inside, titles.needs_name) == (True, False)
    assert (code.boundary, code.inside, code.needs_name) == (Boundary.ALPHANUMERIC, True, True)
    assert re.fullmatch(code.pattern, "12345-6789")
    assert {one.text for one in made.weak} == {"zip", "code"}


def test_the_defaults_of_presidio_switch_off_what_they_do_not_enable() -> None:
    made = load_user_rules(CONF / "default_recognizers.yaml")
    assert (made.entries, made.elements, made.sampled) == ((), (), ())
    assert "presidio.de_tax_id" in made.disabled_rules
    assert not {"presidio.credit_card", "card", "email", "phone_cn.mobile"} & made.disabled_rules


def test_an_analyzers_file_is_read_by_its_registry() -> None:
    made = load_user_rules(CONF / "default_analyzer_full.yaml")
    assert made.entries == ()
    assert any("SpacyRecognizer needs a language model" in note for note in made.notes)


def test_a_switched_off_recognizer_disables_ours_of_its_element(load: Load) -> None:
    made = load("recognizers:\n  - {name: CreditCardRecognizer, type: predefined, enabled: false}\n")
    ours = {entry.id for entry in load_rules().entries if entry.element == "payment.card_number"}
    assert made.disabled_rules == ours | {"presidio.credit_card"}
    left = made.extend_rules(load_rules())
    assert not ours & {entry.id for entry in left.entries}


def test_one_of_two_recognizers_of_an_element_keeps_it_on(load: Load) -> None:
    made = load("recognizers:\n  - {name: UsMbiRecognizer, type: predefined, enabled: false}\n  - AuMedicareRecognizer\n")
    assert made.disabled_rules == {"presidio.us_mbi"}


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("UsSsnRecognizer", "US_SSN"),
        ("IbanRecognizer", "IBAN_CODE"),
        ("FiPersonalIdentityCodeRecognizer", "FI_PERSONAL_IDENTITY_CODE"),
    ],
)
def test_entities_of_predefined_recognizers(name: str, entity: str) -> None:
    assert entity_of_class(name) == entity


@pytest.mark.parametrize(
    ("regex", "body", "boundary"),
    [
        (r"\b\d{6}\b", r"\d{6}", Boundary.ALPHANUMERIC),
        (r"(\b\d{6}\b)", r"\d{6}", Boundary.ALPHANUMERIC),
        (r"(?<!\d)\d{6}(?!\d)", r"\d{6}", Boundary.DIGIT),
        (r"(?<![0-9])(?:a|b)(?![0-9])", "a|b", Boundary.DIGIT),
        (r"AC\d{6}", r"AC\d{6}", Boundary.NONE),
        (r"\bAC\d{6}", r"AC\d{6}", Boundary.ALPHANUMERIC),
        (r"(a)|(b)", r"(a)|(b)", Boundary.NONE),
        (r"ab\\b", r"ab\\b", Boundary.NONE),
        (r"(?i)\bx\b", "x", Boundary.ALPHANUMERIC),
    ],
)
def test_what_stands_at_the_edges_becomes_the_boundary(regex: str, body: str, boundary: Boundary) -> None:
    flags = int(re.IGNORECASE | re.DOTALL)
    assert bare_pattern(regex, flags) == BarePattern(f"(?i)(?s:{body})", boundary, may_be_inside=True)


def test_flags_of_the_file_hold(load: Load) -> None:
    exact = load(_custom("AC[0-9]").replace("recognizers:", "global_regex_flags: 0\nrecognizers:", 1))
    (rule,) = exact.entries
    assert isinstance(rule, Rule)
    assert re.fullmatch(rule.pattern, "ac1") is None
    assert re.fullmatch(rule.pattern, "AC1") is not None


def test_anchored_patterns_are_whole_values_alone(load: Load) -> None:
    (rule,) = load(_custom("^AC[0-9]{4}$")).entries
    assert isinstance(rule, Rule)
    assert not rule.inside
    assert re.fullmatch(rule.pattern, "AC1234")


@pytest.mark.parametrize(
    ("regex", "why"),
    [(r"(?<=see )AC\d{6}", "look-around"), (r"(a|b)\1", "references"), (r"AC\b-\d", "anchors"), (r"\p{Lu}{3}", "no regular")],
)
def test_what_tables_cannot_hold_goes_to_samples(load: Load, regex: str, why: str) -> None:
    made = load(_custom(regex))
    assert made.entries == ()
    (one,) = made.sampled
    assert (one.id, one.element, one.pattern, one.flags) == ("user.presidio.staff", "custom.staff_no", regex, 26)
    assert why in one.why


@pytest.mark.parametrize(
    ("regex", "told"),
    [
        ("(x+x+)+y", "6: recognizers[0].patterns[0].regex could run away: a repetition inside a repetition"),
        ("(?=(a|ab?)*c)d", "6: recognizers[0].patterns[0].regex could run away: the branches"),
        ("a(", "6: recognizers[0].patterns[0].regex is no regular expression"),
    ],
)
def test_refused_patterns(mistakes: Callable[..., list[str]], regex: str, told: str) -> None:
    (found,) = mistakes(_custom(regex))
    assert found.startswith(told)


@pytest.mark.parametrize(
    ("entity", "element"),
    [("US_SSN", "national_id.us"), ("CONTACT_PHONE", "contact.phone"), ("FAVOURITE PIZZA", "custom.favourite_pizza")],
)
def test_entities_become_elements(load: Load, entity: str, element: str) -> None:
    made = load(_custom("AC[0-9]", entity=entity))
    assert [entry.element for entry in made.entries] == [element]
    assert [one.id for one in made.elements] == [one for one in [element] if not load_taxonomy().is_known(one)]


def test_a_rule_file_may_say_which_element_an_entity_is(load: Load) -> None:
    made = load(_custom("AC[0-9]"), "elements:\n  - {id: acme.staff, label: Staff}\nentities: {STAFF_NO: acme.staff}\n")
    assert [entry.element for entry in made.entries] == ["acme.staff"]
    assert [one.id for one in made.elements] == ["acme.staff"]


def test_scores_are_chances(load: Load) -> None:
    strong, weak = (load(_custom("AC[0-9]", score=score)).entries[0] for score in (0.85, 0.3))
    assert (strong.chance, strong.needs_name) == (0.0, False)
    assert weak.needs_name


def test_long_deny_lists_are_dictionaries(load: Load) -> None:
    words = ", ".join(f"Word{number}" for number in range(200))
    text = f"recognizers:\n  - {{name: W, supported_language: en, supported_entity: W, deny_list: [{words}]}}\n"
    (entry,) = load(text).entries
    assert isinstance(entry, Dictionary)
    assert "word199" in entry.words


def test_a_recognizer_without_patterns_is_a_mistake(mistakes: Callable[..., list[str]]) -> None:
    text = "recognizers:\n  - {name: W, type: custom, supported_language: en, supported_entity: W}\n"
    assert mistakes(text) == ["2: recognizers[0] (W) needs patterns or a deny_list; add it"]


def test_same_names_get_ids_of_their_own(load: Load) -> None:
    text = _custom("AC[0-9]")
    made = load(text + text.removeprefix("recognizers:\n").replace("AC", "AD"))
    assert [entry.id for entry in made.entries] == ["user.presidio.staff", "user.presidio.staff_2"]
