"""Rule files of our own form: what they make, and every kind of mistake with its line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer_scanners.recognizers.rule import Boundary, Dictionary, Form, Rule
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.taxonomy import Level, Role
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError
from tests.rulefiles.conftest import Load

Mistakes = Callable[..., list[str]]
PHONE = "  - element: contact.phone\n"


def _recognizer(*lines: str) -> str:
    return "recognizers:\n  - id: r\n    element: contact.phone\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("recognizerz: []\n", "1: unknown key recognizerz; use one of schema, elements, names, recognizers,"),
        ("- a\n", "1: is not a mapping; start with one of schema, elements,"),
        ("elements:\n  - {id: a.b, label: X, colour: red}\n", "2: unknown key elements[0].colour; use one of id, label,"),
        ("elements:\n  - {id: a.b}\n", "2: elements[0].label is missing; add it"),
        ("elements:\n  - {id: A B, label: X}\n", "2: elements[0].id must be lower-case words joined by dots"),
        ("elements:\n  - {id: a.b, label: 7}\n", "2: elements[0].label must be a text; put it in quotes"),
        ("elements: x\n", "1: elements must be a list; start each item with `- `"),
        ("elements:\n  - x\n", "2: elements[0] must be a mapping with keys such as id, label"),
        ("elements:\n  - {id: a.b, label: X, level: high}\n", "2: elements[0].level: must be 'NON_PERSONAL_ALONE'"),
        ("elements:\n  - {id: device.imei, label: X}\n", "2: device.imei is an element of the taxonomy already"),
        ("elements:\n  - {id: person, label: X}\n", "2: person is an element of the taxonomy already"),
        ("elements:\n  - {id: a.b, label: X, parent: c.d}\n", "2: c.d is no element;"),
        ("elements:\n  - {id: a.b, label: X, parent: a.b}\n", "2: a.b is its own ancestor"),
        ("elements:\n  - {id: a.b, label: X, rules: [foo]}\n", "2: foo is no rule word; use one of"),
        ("elements:\n  - {id: a.b, label: X, level: SENSITIVE, strict_level: PERSONAL}\n", "2: PERSONAL is below the level"),
        ("elements:\n  - {id: a.b, label: X, names: {en: [phone]}}\n", "2: phone is a name of contact.phone already"),
        (
            "elements:\n  - {id: a.b, label: X, names: {en: [xy_z]}}\n  - {id: a.c, label: X, names: {en: [xyZ]}}\n",
            "3: the name xyz",
        ),
        ("elements:\n  - {id: a.b, label: X, names: {en: ['--']}}\n", "2: elements[0].names.en[0] has no letters"),
        ("elements:\n  - {id: a.b, label: X}\n  - {id: a.b, label: Y}\n", "3: the element a.b stands in"),
        (_recognizer('pattern: "(a+)+"'), "4: recognizers[0].pattern could run away: a repetition inside a repetition"),
        (_recognizer('pattern: "(a|b)*a(a|b){20}"'), "4: recognizers[0].pattern needs more than 3,000 states"),
        (_recognizer('pattern: "a("'), "4: recognizers[0].pattern is no regular expression"),
        (_recognizer('pattern: "a"', "inside_pattern: b"), "5: recognizers[0] has an inside_pattern, but not `inside: true`"),
        (
            _recognizer('pattern: "a"', "hits: [a, b]"),
            "5: recognizers[0].hits[1] does not match; correct the rule or the example",
        ),
        (_recognizer('pattern: "a"', "misses: [a]"), "5: recognizers[0].misses[0] matches; make the rule stricter"),
        (_recognizer('pattern: "[0-9]+"', "checksum: luhn", "hits: ['12']"), "6: recognizers[0].hits[0] does not match"),
        (_recognizer('pattern: "a"', "checksum: md5"), "5: recognizers[0].checksum: must be 'damm', 'gs1',"),
        (_recognizer('pattern: "a"', "chance: 2"), "5: recognizers[0].chance: must be less than or equal to 1"),
        (_recognizer('pattern: "a"', "inside: 1"), "5: recognizers[0].inside must be true or false"),
        (
            _recognizer('pattern: "a"').replace("contact.phone", "contact.fone"),
            "3: contact.fone is no element; did you mean contact.phone",
        ),
        (_recognizer('pattern: "a"').replace("contact.phone", "person"), "3: person is a group of elements; name one of them"),
        (_recognizer('pattern: "a"').replace("id: r", "id: allow.x"), "2: allow.x begins with allow, which is taken"),
        (_recognizer('pattern: "a"') + '  - {id: r, element: contact.phone, pattern: "b"}\n', "5: the rule id r stands in"),
        ("dictionaries:\n  - {id: d, element: contact.phone}\n", "2: dictionaries[0] needs either words or a file"),
        ("dictionaries:\n  - {id: d, element: contact.phone, file: no.txt}\n", "2: no.txt cannot be read (No such file"),
        ("allow:\n" + PHONE, "2: allow[0] needs values, a pattern or columns; add one"),
        ("allow:\n" + PHONE + "    columns: [{}]\n", "3: allow[0].columns[0] means every column"),
        ("allow:\n" + PHONE + '    pattern: "(a+)+"\n', "3: allow[0].pattern could run away"),
        ("deny:\n  - {element: '*', values: [a]}\n", "2: deny[0].element must be lower-case words"),
        (
            "deny:\n" + PHONE + "    columns: [{path: a}, {path: A}]\n",
            "3: the decision on a column contact.phone in */*/a stands in",
        ),
        ("thresholds: {in_force: 0.2, candidate: 0.4}\n", "1: thresholds: candidate is above in_force; lower it"),
        ("thresholds:\n  elements: {foo.bar: {in_force: 0.2}}\n", "2: foo.bar is no element;"),
        ("disable: {recognizers: [imeii]}\n", "1: imeii is no built-in recognizer; did you mean imei"),
        ("disable: {elements: [contact.fone]}\n", "1: contact.fone is no element; did you mean contact.phone"),
        ("entities: {ZIP: foo.bar}\n", "1: foo.bar is no element;"),
        ("names: {add: [{element: foo.bar, en: [x]}]}\n", "1: foo.bar is no element;"),
        ("schema: gazetteer.rules/9\n", "1: schema: must be 'gazetteer.rules/1'"),
    ],
)
def test_mistakes(mistakes: Mistakes, text: str, expected: str) -> None:
    (told,) = mistakes(text)
    assert told.startswith(expected)


def test_mistakes_of_all_files_are_told_together(mistakes: Mistakes) -> None:
    told = mistakes(
        "elements:\n  - {id: a.b}\n", _recognizer('pattern: "(a+)+"'), "elements:\n  - {id: a.c, label: X, parent: z.z}\n"
    )
    assert [one.partition(" ")[0] for one in told] == ["rules0.yaml:2:", "rules1.yaml:4:", "rules2.yaml:2:"]


def test_what_stands_in_two_files_is_a_mistake(mistakes: Mistakes) -> None:
    text = _recognizer('pattern: "a"')
    (told,) = mistakes(text, text)
    assert told.startswith("rules1.yaml:2: the rule id r stands in ")
    assert told.endswith("rules0.yaml:2 already; keep one")


def test_the_message_has_a_line_for_each_mistake(load: Load) -> None:
    with pytest.raises(FileMistakesError, match=r"rules0\.yaml:1: unknown key a.*\n.*rules0\.yaml:2: unknown key b"):
        load("a: 1\nb: 2\n")


def test_an_element(load: Load) -> None:
    names = "names: {en: [Badge No], weak: [pass]}"
    text = f"elements:\n  - {{id: acme.badge, label: Badge, label_zh: 工牌, level: sensitive, role: direct, {names}}}\n"
    made = load(text)
    (element,) = made.elements
    assert (element.id, element.parent, element.label_zh, element.level, element.strict_level, element.role) == (
        "acme.badge", "acme", "工牌", Level.SENSITIVE, Level.SENSITIVE, Role.DIRECT,
    )  # fmt: skip
    assert (element.names.en, element.names.camel) == (("badge_no",), ("badgeNo",))
    assert [(one.element, one.text, one.strength) for one in made.weak] == [("acme.badge", "pass", 0.4)]


def test_a_rule(load: Load) -> None:
    text = _recognizer(
        'pattern: "[0-9]{6}"', "inside: true", "boundary: digit", "checksum: verhoeff", "form: masked", "chance: 0.25",
        "needs_name: true", "placeholders: ['000-000']", "context: [seat]",
    )  # fmt: skip
    (rule,) = load(text).entries
    assert isinstance(rule, Rule)
    assert (rule.id, rule.inside, rule.boundary, rule.form) == ("user.r", True, Boundary.DIGIT, Form.MASKED)
    assert (rule.chance, rule.needs_name, rule.has_checksum, rule.placeholders) == (0.25, True, True, frozenset({"000000"}))


def test_values_that_most_others_look_like_need_a_name(load: Load) -> None:
    entries = load(
        "recognizers:\n"
        '  - {id: any, element: contact.phone, pattern: "[0-9]{6}", hits: ["123456"]}\n'
        '  - {id: own, element: contact.phone, pattern: "AC[0-9]{6}", hits: [AC123456]}\n'
        '  - {id: told, element: contact.phone, pattern: "[0-9]{7}", hits: ["1234567"], needs_name: false}\n'
    ).entries
    assert {entry.id: entry.needs_name for entry in entries} == {"user.any": True, "user.own": False, "user.told": False}


def test_words_of_a_file_beside_the_rules(load: Load, tmp_path: Path) -> None:
    (tmp_path / "teams.txt").write_text("# ours\nTeam Red\n\n Team 7 \n", encoding="utf-8")
    (entry,) = load("dictionaries:\n  - {id: teams, element: contact.phone, file: teams.txt, hits: [TEAM 7]}\n").entries
    assert isinstance(entry, Dictionary)
    assert entry.words == {"team red", "team 7"}


def test_words_of_a_bad_file(mistakes: Mistakes, tmp_path: Path) -> None:
    (tmp_path / "teams.txt").write_bytes(b"\xff\n")
    assert mistakes("dictionaries:\n  - {id: t, element: contact.phone, file: teams.txt}\n") == [
        "2: teams.txt is not UTF-8; save it as UTF-8"
    ]
    (tmp_path / "teams.txt").write_bytes(b"# none\n")
    assert mistakes("dictionaries:\n  - {id: t, element: contact.phone, file: teams.txt}\n") == [
        "2: teams.txt holds no words; put one a line"
    ]


def test_an_empty_file_says_nothing_and_no_file_too(load: Load) -> None:
    assert load("").entries == load("{}").entries == load_user_rules().entries == ()


def test_groups_and_patterns_of_ids_are_disabled_whole(load: Load) -> None:
    made = load("disable: {recognizers: ['imei*'], elements: [contact.address]}\n")
    assert {"imei", "imei.short"} <= made.disabled_rules
    assert {"contact.address", "contact.address.city"} <= made.configured.disabled


def test_patterns_that_multiply_each_other_are_refused_together(mistakes: Mistakes) -> None:
    loose = "".join(f'  - {{id: c{n}, element: contact.phone, pattern: ".*wo{n}rd{n}.*"}}\n' for n in range(12))
    told = mistakes(f'recognizers:\n{loose}  - {{id: other, element: contact.phone, pattern: "[0-9]+"}}\n')
    assert len(told) == 12
    assert told[0].startswith("2: recognizers[0].pattern multiplies the states of the others, so that all together need")


def test_a_hundred_patterns_fit(load: Load) -> None:
    rules = "".join(
        f'  - {{id: r{n}, element: contact.phone, pattern: "Q{n}-[0-9]{{5,8}}", inside: true}}\n' for n in range(100)
    )
    assert len(load(f"recognizers:\n{rules}").entries) == 100
