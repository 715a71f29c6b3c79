"""Policy files: what is wrong is told with its line, the known words and the nearest one."""

from collections.abc import Callable
from datetime import date

import pytest

from gazetteer.governance.policies.form import Policy
from gazetteer.inventory.flows import Answer, Declared, Mechanism
from tests.governance.policies.conftest import SMALL

Read = Callable[..., Policy]
Mistakes = Callable[..., list[str]]

RECIPIENT = """\
    recipients: [post]
recipients:
  - {id: post, name: Post, declared: category, kind: processor, mechanism: file, purpose: delivery, section: "2"}
"""


def test_a_small_policy(read: Read) -> None:
    policy = read(RECIPIENT)
    assert (policy.key, policy.policy.version, policy.policy.effective_date) == ("shop", "1", None)
    (activity,), (recipient,) = policy.activities, policy.recipients
    assert (activity.elements, activity.recipients, activity.is_required) == (("contact.email",), ("post",), Answer.UNKNOWN)
    assert (recipient.how, recipient.is_declared, recipient.via) == (Mechanism.FILE, Declared.CATEGORY, ())


def test_dates_and_answers_are_typed(read: Read) -> None:
    head = 'policy: {id: shop, product: Shop, version: "1", effective_date: 2026-02-03}\n'
    small = SMALL.replace(SMALL.splitlines(keepends=True)[1], head)
    assert read(small=small).policy.effective_date == date(2026, 2, 3)
    needed = {word: read(f"    required: {word}\n").activities[0].is_required for word in ("true", "false", "on_request")}
    assert needed == {"true": Answer.YES, "false": Answer.NO, "on_request": Answer.ON_REQUEST}


@pytest.mark.parametrize(
    ("word", "mechanism"),
    [
        ("backend_api", Mechanism.BACKEND_API),
        ("embedded_sdk", Mechanism.EMBEDDED_SDK),
        ("sdk_declared_as_backend", Mechanism.EMBEDDED_SDK),
        ("file", Mechanism.FILE),
        ("publication", Mechanism.PUBLICATION),
        ("platform_reports", Mechanism.PLATFORM_REPORT),
        ("on_lawful_request", Mechanism.ON_REQUEST),
        ("transfer", Mechanism.BUSINESS_TRANSFER),
        ("unspecified", Mechanism.UNSPECIFIED),
    ],
)
def test_every_mechanism_word_has_its_meaning(read: Read, word: str, mechanism: Mechanism) -> None:
    assert read(RECIPIENT.replace("mechanism: file", f"mechanism: {word}")).recipients[0].how is mechanism


def test_via_names_the_recipients_between(read: Read) -> None:
    lines = RECIPIENT.splitlines()[-1]
    more = "\n".join(
        [
            RECIPIENT.rstrip(),
            lines.replace("id: post", "id: hub"),
            lines.replace("id: post", "id: end").replace("file", "via post and hub"),
        ]
    )
    end = read(more + "\n").recipients[2]
    assert (end.how, end.via) == (Mechanism.UNSPECIFIED, ("post", "hub"))


LIST, FILE, END = "recipients: [post]", "mechanism: file", 'section: "2"}'
WRONG = (
    (FILE, "mechanism: fiel", "mechanism is no known word; use one of backend_api, embedded_sdk, "),
    (FILE, "mechanism: fiel", ", or `via a and b` with ids of recipients; did you mean file?"),
    (FILE, "mechanism: via hub", "mechanism: hub is not among the file's recipients; known are post"),
    (FILE, "mechanism: via post", "mechanism leads back to post; name recipients that get the data earlier"),
    (
        "declared: category",
        "declared: explicit_",
        "declared: must be 'explicit', 'category', 'unspecified' or 'implied'",
    ),
    ("kind: processor", "kind: procesor", "or 'public'; did you mean processor or sub_processor"),
    ('section: "2"', "section: 2", "recipients[0].section must be a text; put it in quotes"),
    ("id: post", "id: Post", "recipients[0].id: is no id; use lower-case letters, digits and _, such as order_payment"),
    ("name: Post", 'name: "a\\u0007b"', "recipients[0].name: holds a character that cannot be shown; remove it"),
    ("name: Post", 'name: "\\ud800"', "recipients[0].name holds characters that no file can carry; remove them"),
    ("name: Post", f"name: {'x' * 301}", "recipients[0].name is longer than 300 characters; shorten it"),
    ("name: Post, ", "", "recipients[0].name is missing; add it"),
    (END, 'section: "2", country: cn}', "recipients[0].country: is no ISO 3166-1 code"),
    (END, 'section: "2", elements: [contact.emial]}', "elements[0]: contact.emial is no element; did you mean contact.email"),
    (END, 'section: "2", elements: [log.access_time, log.access_time]}', "elements[1] stands twice in its list; keep one"),
    (LIST, "recipients: [pots]", "recipients[0]: pots is not among the file's recipients; did you mean post?"),
    (LIST, "origins: [web]", "origins[0]: web is not among the file's origins; the list is empty"),
    (LIST, "retention: forever", "retention: forever is not among the file's retention; the list is empty"),
    (LIST, "rules: [x]", "rules[0]: x is not among the file's rules; the list is empty"),
    (LIST, "finding: x", "finding: x is not among the file's defects; the list is empty"),
    (LIST, "collects_nothing: true", "collects_nothing contradicts the elements that the activity lists; remove one of them"),
    (LIST, "any_of: [[contact.phone]]", "any_of names contact.phone, which is not among its elements; add it there"),
    (LIST, "reqired: true", "unknown key activities[0].reqired; use one of id, name, "),
    (LIST, "reqired: true", "did you mean required"),
    (LIST, "required: sometimes", "required: must be 'true', 'false' or 'on_request'"),
    (LIST, "subjects: [custommer]", "or 'supplier'; did you mean customer"),
    (LIST, "basic: perhaps", "activities[0].basic must be true or false"),
)


@pytest.mark.parametrize(("before", "after", "expected"), WRONG)
def test_one_mistake_is_told_with_its_line(mistakes: Mistakes, before: str, after: str, expected: str) -> None:
    assert before in RECIPIENT
    line = 9 if before == LIST else 11
    (found,) = mistakes(RECIPIENT.replace(before, after, 1))
    assert found.startswith(f"{line}: ")
    assert expected in found


def test_ids_that_stand_twice_name_the_first_line(mistakes: Mistakes) -> None:
    twice = RECIPIENT + RECIPIENT.splitlines()[-1] + "\n"
    assert mistakes(twice) == ["12: recipients[1].id stands twice, first in line 11; choose another id"]
    again = SMALL + "".join(SMALL.splitlines(keepends=True)[3:])
    assert mistakes(small=again) == ["9: activities[1].id stands twice, first in line 4; choose another id"]


def test_rules_may_cover_groups_of_elements(read: Read, mistakes: Mistakes) -> None:
    more = 'rules:\n  - {id: r, section: "1", kind: combination, rule: x, elements: [device.*, network.ip]}\n'
    assert read(more).rules[0].elements == ("device.*", "network.ip")
    assert mistakes(more.replace("device.*", "devise.*"))[0].startswith("10: rules[0].elements[0]: devise.* is no element; ")
    assert mistakes(more.replace("device.*", "'*'"))[0].startswith(
        "10: rules[0].elements[0]: is neither an element id nor one with"
    )


def test_standard_exceptions_must_be_there(read: Read, mistakes: Mistakes) -> None:
    more = 'rights:\n  - {right: access, section: "1", exceptions: standard}\n'
    assert mistakes(more) == ["10: rights[0].exceptions refers to rights_exceptions, which the file does not have; add it"]
    assert read(more + "rights_exceptions: {standard: [law]}\n").rights[0].exceptions == ("standard",)


@pytest.mark.parametrize(
    ("small", "expected"),
    [
        ("", "1: is no policy of this form; begin it with `schema: policy/1`"),
        ("[1]", "1: is no policy of this form; begin it with `schema: policy/1`"),
        ("# a\nschema: policy/2\n", "2: is no policy of this form; begin it with `schema: policy/1`"),
        ("schema: policy/1\nschema: policy/1\n", "2: schema stands twice, first in line 1; keep one"),
        ("schema: policy/1\nx: &x [*x]\n", "1: is nested deeper than 16 levels, or repeats itself; flatten it"),
        ("schema: policy/1\nx: " + "[" * 9_000, "1: is nested deeper than 16 levels; flatten it"),
        (
            "schema: policy/1\na: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
            + "".join(f"{y}: &{y} [{', '.join([f'*{x}'] * 9)}]\n" for x, y in zip("abcdef", "bcdefg", strict=True)),
            "1: holds more than 200,000 values, those that aliases repeat among them; make it smaller",
        ),
    ],
)
def test_what_is_no_policy_is_refused(mistakes: Mistakes, small: str, expected: str) -> None:
    assert mistakes(small=small) == [expected]
