"""The form of a rule file: frozen models, of which docs/rules.schema.json is made; what a key means stands beside it.

An example stands at the top of docs/rules.md.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

SCHEMA = "gazetteer.rules/1"
MAX_ITEMS = 2_000
"""Entries of each list of a file."""
MAX_WORDS = 100_000
"""Words of a dictionary."""

ELEMENT_ID = r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*"
RULE_ID = r"[a-z][a-z0-9_-]*(\.[a-z0-9_-]+)*"


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


def _many(value: object) -> object:
    """A list, as models keep it."""
    return tuple(value) if isinstance(value, list) else value


ShortText = Annotated[str, Field(min_length=1, max_length=300)]
LongText = Annotated[str, Field(min_length=1, max_length=2_000)]
PatternText = Annotated[str, Field(min_length=1, max_length=20_000)]
Name = Annotated[str, Field(min_length=1, max_length=128)]
ElementId = Annotated[str, Field(pattern=f"^{ELEMENT_ID}$", max_length=128)]
RuleId = Annotated[str, Field(pattern=f"^{RULE_ID}$", max_length=64)]
Share = Annotated[float, Field(ge=0, le=1, strict=False)]
LevelWord = Annotated[Literal["NON_PERSONAL_ALONE", "PERSONAL", "SENSITIVE"], BeforeValidator(_upper)]
RoleWord = Annotated[
    Literal["DIRECT", "DEVICE", "QUASI", "ATTRIBUTE", "CONTENT", "SECRET", "FLAG", "NONE"], BeforeValidator(_upper)
]
FormWord = Annotated[Literal["PLAIN", "MASKED", "HASHED", "ENCRYPTED", "TOKENISED", "ENCODED"], BeforeValidator(_upper)]
BoundaryWord = Annotated[Literal["DIGIT", "ALPHANUMERIC", "DOTTED", "RUN", "NONE"], BeforeValidator(_upper)]
ChecksumName = Literal[
    "damm", "gs1", "hex_luhn", "iban", "imei", "luhn", "mod11_10", "mod11_2", "mod37_2", "mod37_36", "mod97",
    "resident_id_cn", "uscc_cn", "verhoeff",
]  # fmt: skip
Texts = Annotated[tuple[LongText, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Names = Annotated[tuple[Name, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)]
Words = Annotated[tuple[ShortText, ...], Field(max_length=MAX_WORDS), BeforeValidator(_many)]


class Part(BaseModel):
    """What all parts of the form have in common."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, use_attribute_docstrings=True
    )


class NameTable(Part):
    """How columns call an element; letters of either case, words joined in any way (`badge_no` is also `badgeNo`)."""

    en: Names = ()
    """English or other Latin names, in snake_case."""
    zh: Names = ()
    """Chinese names."""
    pinyin: Names = ()
    """Chinese names in Latin letters without tones."""
    weak: Names = ()
    """Names that also mean other things: they support what values say and make a candidate at most."""


class ElementForm(Part):
    """An element of your own."""

    id: ElementId
    """Lower-case words joined by dots, such as `acme.badge`; no element of the taxonomy has it."""
    label: ShortText
    """What people call it, in English."""
    label_zh: ShortText | None = None
    """The same in Chinese."""
    parent: ElementId | None = None
    """The element or group that it is a kind of; by default the id without its last word."""
    category: ShortText = "custom"
    """Under which heading it is listed."""
    level: LevelWord = "PERSONAL"
    """How much protection it needs."""
    strict_level: LevelWord | None = None
    """The same in the strict profile, never lower; by default the same."""
    role: RoleWord = "ATTRIBUTE"
    """What a value does: DIRECT names one person, DEVICE a device, QUASI narrows down, ATTRIBUTE says something of somebody."""
    rules: Names = ()
    """Words for how it is treated, such as `combination_only`; those of docs/elements.md."""
    names: NameTable = NameTable()
    """How columns and comments call it."""


class FurtherNames(NameTable):
    """Names that your organisation has for an element that exists."""

    element: ElementId
    """The element."""


class NamesForm(Part):
    """Names of columns."""

    add: Annotated[tuple[FurtherNames, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """Further names of elements."""
    ignore: Names = ()
    """Names of columns that say nothing here, `*` for any characters; their values still count."""


class RecognizerForm(Part):
    """A pattern that values of an element have."""

    id: RuleId
    """Unique among your rules; everywhere else it is shown as `user.` and this."""
    element: ElementId
    """The element that a match speaks for."""
    pattern: PatternText
    """The whole value: a regular expression without look-around, references and anchors. `(?i)` at its start: in any case."""
    inside: bool = False
    """Also look for it inside longer text."""
    inside_pattern: PatternText | None = None
    """A stricter pattern for that; by default the same."""
    boundary: BoundaryWord = "ALPHANUMERIC"
    """What may not stand directly beside a match inside text."""
    checksum: ChecksumName | None = None
    """An arithmetic check that a match must pass, by its name in docs/rules.md."""
    context: Names = ()
    """Words in names of columns that make it likelier; the same as weak names of the element."""
    placeholders: Words = ()
    """Values that mean "none": counted, never matched."""
    chance: Share | None = None
    """Share of other values of the same shape that match by accident, 0 to 1; by default measured on the hits."""
    needs_name: bool | None = None
    """Values alone prove nothing, they only support a name; by default true where half of all such values match by accident."""
    form: FormWord = "PLAIN"
    """How matching values are kept."""
    hits: Texts = ()
    """Values that must match; tested when the file is loaded."""
    misses: Texts = ()
    """Values that must not."""
    source: ShortText | None = None
    """Where the rule comes from."""


class DictionaryForm(Part):
    """Words that values of an element are; case does not count."""

    id: RuleId
    """Unique among your rules; everywhere else it is shown as `user.` and this."""
    element: ElementId
    """The element that the words speak for."""
    words: Words = ()
    """The words."""
    file: ShortText | None = None
    """A UTF-8 text file with one word a line, relative to this file; lines that begin with `#` are left out."""
    chance: Share = 0.0
    """Share of other values that are such words by accident."""
    needs_name: bool = False
    """Values alone prove nothing, they only support a name."""
    context: Names = ()
    """As for recognizers."""
    hits: Texts = ()
    """Values that must count; tested when the file is loaded."""
    misses: Texts = ()
    """Values that must not."""
    source: ShortText | None = None
    """Where the words come from."""


class ColumnForm(Part):
    """Columns by where they are; `*` stands for any characters, `?` for one; case does not count."""

    source: ShortText = "*"
    """Key of the source."""
    dataset: ShortText = "*"
    """Name of the table, view or file."""
    path: ShortText = "*"
    """Path of the field, such as `order_no` or `orders[].phone`."""


class _Decision(Part):
    values: Words = ()
    """Values as a whole; case does not count."""
    pattern: PatternText | None = None
    """A pattern of values as a whole."""
    columns: Annotated[tuple[ColumnForm, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """Columns."""
    reason: ShortText | None = None
    """Why; shown beside the decision."""


class AllowForm(_Decision):
    """What is not the element: values that are never counted for it, columns that are decided not to hold it."""

    element: Annotated[str, Field(pattern=rf"^({ELEMENT_ID}|\*)$", max_length=128)]
    """The element, a group, or `*` for every one."""


class DenyForm(_Decision):
    """What is the element: values of which one is enough, columns that are decided to hold it."""

    element: ElementId
    """The element."""


class Pair(Part):
    """Scores from which an element is in force, and from which it is shown as a candidate."""

    in_force: Share | None = None
    """By default 0.6."""
    candidate: Share | None = None
    """By default 0.3; never above `in_force`."""


class ThresholdsForm(Pair):
    """Scores, overall and by element."""

    elements: dict[ElementId, Pair] = Field(default={}, max_length=MAX_ITEMS)
    """Those of an element or group, which go before the overall ones."""


class DisableForm(Part):
    """What is not looked for."""

    recognizers: Names = ()
    """Ids of built-in recognizers and word tables, as `gazetteer recognizers list` shows them; `phone_cn.*` for several."""
    elements: Names = ()
    """Elements and groups; neither names nor values speak for them."""


class RuleFile(Part):
    """A rule file of Gazetteer; see docs/rules.md. Presidio's recognizer files are read too, by their own form."""

    version: Annotated[Literal["gazetteer.rules/1"], Field(alias="schema")] = "gazetteer.rules/1"
    """The form that the file has."""
    elements: Annotated[tuple[ElementForm, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """Elements of your own."""
    names: NamesForm = NamesForm()
    """Further names, and names that say nothing."""
    recognizers: Annotated[tuple[RecognizerForm, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """Patterns."""
    dictionaries: Annotated[tuple[DictionaryForm, ...], Field(max_length=200), BeforeValidator(_many)] = ()
    """Lists of words."""
    allow: Annotated[tuple[AllowForm, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """What is not an element."""
    deny: Annotated[tuple[DenyForm, ...], Field(max_length=MAX_ITEMS), BeforeValidator(_many)] = ()
    """What is an element."""
    thresholds: ThresholdsForm = ThresholdsForm()
    """Scores that decide."""
    disable: DisableForm = DisableForm()
    """What is not looked for."""
    entities: dict[ShortText, ElementId] = Field(default={}, max_length=MAX_ITEMS)
    """For Presidio's recognizer files: which element an entity is, such as `ZIP: contact.address.postcode`."""
