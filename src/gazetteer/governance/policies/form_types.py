"""The types of which the form of a policy is made: texts, ids, words, each with its bounds."""

import re
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

MAX_ITEMS = 2_000
"""Entries of each list and mapping of a policy."""

_ID = r"[a-z][a-z0-9_]*"
_ELEMENT = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*"
_COVERED = rf"{_ELEMENT}(\.\*)?"
_PERIOD = r"P(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?"
_COUNTRY = r"[A-Z]{2}"


def _many(value: object) -> object:
    """A list, as models keep it."""
    return tuple(value) if isinstance(value, list) else value


def _shown(text: str) -> str:
    if not all(letter.isprintable() or letter in "\n\t" for letter in text):
        raise ValueError("holds a character that cannot be shown; remove it")
    return text


def _spelled(pattern: str, what: str) -> tuple[AfterValidator, Any]:
    """A check of a text's spelling whose message says what is right."""
    form = re.compile(pattern)

    def check(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError(what)
        return text

    return AfterValidator(check), Field(json_schema_extra={"pattern": f"^{pattern}$"})


def _yes_or_no(value: object) -> object:
    """YAML's own true and false beside a word."""
    return str(value).lower() if isinstance(value, bool) else value


def _one_or_many(value: object) -> object:
    """A single word beside a list of them."""
    return (value,) if isinstance(value, str) else _many(value)


_id_form = _spelled(_ID, "is no id; use lower-case letters, digits and _, such as order_payment")
_element_form = _spelled(_ELEMENT, "is no element id; use lower-case words joined by dots, such as contact.email")
_covered_form = _spelled(_COVERED, "is neither an element id nor one with `.*` behind it, such as device.*")
_period_form = _spelled(_PERIOD, "is no ISO 8601 period; write years, months, weeks and days, such as P3Y or P1Y6M")
_country_form = _spelled(_COUNTRY, "is no ISO 3166-1 code; use two capital letters, such as SG")

ShortText = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_shown)]
LongText = Annotated[str, Field(min_length=1, max_length=2_000), AfterValidator(_shown)]
Id = Annotated[str, Field(min_length=1, max_length=64), _id_form[0], _id_form[1]]
ElementId = Annotated[str, Field(min_length=1, max_length=128), _element_form[0], _element_form[1]]
Covered = Annotated[str, Field(min_length=1, max_length=130), _covered_form[0], _covered_form[1]]
Period = Annotated[str, Field(max_length=32), _period_form[0], _period_form[1]]
Country = Annotated[str, Field(max_length=2), _country_form[0], _country_form[1]]

Texts = Annotated[tuple[ShortText, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Exceptions = Annotated[
    tuple[ShortText, ...],
    Field(max_length=MAX_ITEMS),
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"const": "standard"}, {"type": "array", "items": {"type": "string"}}]}),
]
Ids = Annotated[tuple[Id, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
ElementIds = Annotated[tuple[ElementId, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Choices = Annotated[tuple[ElementIds, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
CoveredIds = Annotated[tuple[Covered, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]

Needed = Annotated[
    Literal["true", "false", "on_request"],
    BeforeValidator(_yes_or_no),
    WithJsonSchema({"enum": [True, False, "on_request"]}),
]
RoleWord = Literal["controller", "joint_controller", "processor", "sub_processor"]
SourceWord = Literal[
    "user", "user_and_generated", "user_and_channel", "customer_upload", "order", "automatic", "internal", "third_party",
    "public", "none",
]  # fmt: skip
SubjectWord = Literal[
    "customer", "visitor", "member", "end_user", "chat_contact", "contact_person", "addressee", "service_recipient",
    "minor", "guardian", "representative", "organisation", "third_party_person", "employee", "applicant", "patient",
    "student", "supplier",
]  # fmt: skip
BasisWord = Literal[
    "consent", "explicit_consent", "separate_consent", "guardian_consent", "consent_obtained_by_customer",
    "end_user_consent_obtained_by_customer", "contract", "contract_with_third_party", "entrusted_processing",
    "legal_obligation", "vital_interests", "public_task", "legitimate_interests", "protection_of_persons_and_property",
    "public_information", "notice", "not_required_when_not_reidentifiable",
]  # fmt: skip
RuleKind = Literal[
    "combination", "necessity", "purpose", "consent", "content", "recipients", "notice", "publication", "deletion", "sla",
    "deidentification", "role", "minimisation", "right", "retention",
]  # fmt: skip
KindWord = Literal[
    "processor", "sub_processor", "controller", "independent_recipient", "sub_recipient", "affiliate", "channel_operator",
    "public_authority", "successor", "public",
]  # fmt: skip
DeclaredWord = Literal["explicit", "category", "unspecified", "implied"]
DataState = Literal["anonymous", "deidentified", "anonymous_or_deidentified"]
RetentionAction = Literal["delete", "anonymise", "restrict", "purge"]
SeverityWord = Literal["low", "medium", "high"]

Subjects = Annotated[tuple[SubjectWord, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Bases = Annotated[tuple[BasisWord, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Actions = Annotated[tuple[RetentionAction, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
many: Callable[[object], object] = _many


class Part(BaseModel):
    """What all parts of the form have in common."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, use_attribute_docstrings=True
    )
