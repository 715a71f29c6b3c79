"""The form of a `policy/1` file: frozen models, of which docs/policy.schema.json is made; what a key means stands beside it.

An example stands at the top of docs/policies.md.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from gazetteer.governance.policies.form_types import (
    MAX_ITEMS,
    Actions,
    Bases,
    BasisWord,
    Choices,
    Country,
    CoveredIds,
    DataState,
    DeclaredWord,
    ElementId,
    ElementIds,
    Exceptions,
    Id,
    Ids,
    KindWord,
    LongText,
    Needed,
    Part,
    Period,
    RoleWord,
    RuleKind,
    SeverityWord,
    ShortText,
    SourceWord,
    Subjects,
    Texts,
    many,
)
from gazetteer.governance.policies.words import ANSWERS, DECLARED, RecipientKind, mechanism_of, via_of
from gazetteer.inventory.flows import Answer, Declared, Mechanism

SCHEMA = "policy/1"


class PolicyHead(Part):
    """Whose policy it is, which version, and what holds for all of it."""

    id: Id
    """The policy's key: the same in every version."""
    product: ShortText
    """The product that it speaks of: the policy's own system."""
    operator: ShortText | None = None
    """Who runs the product."""
    operator_role: ShortText | None = None
    """What the operator is in all activities that do not say it: `controller` or `processor`; or a sentence."""
    country: Country | None = None
    """Where the product is run, ISO 3166-1."""
    version: ShortText | None
    """As the policy states it; null if it states none."""
    effective_date: Annotated[date, Field(strict=False)] | None
    """Since when it holds; null if it does not say."""
    scope: Texts = ()
    """What it covers."""
    not_in_scope: ShortText | None = None
    """What it says it does not cover."""
    contact: ShortText | None = None
    """Where the operator is reached."""
    in_context_notices_are_part_of_policy: bool = False
    """Whether notices shown inside the product are part of the policy."""
    default_legal_basis: BasisWord | None = None
    """The basis of activities that name none."""
    default_legal_basis_exceptions: Bases = ()
    """Bases that the policy sets apart from its default."""
    source_file: ShortText | None = None
    """The document that was read."""
    source_prefix: ShortText | None = None
    """What stands before the sections of this policy where several policies are quoted."""


class Activity(Part):
    """Why data is processed, and which data that is."""

    id: Id
    """Unique among the policy's activities."""
    name: ShortText
    """What people call it."""
    section: ShortText
    """Where it stands in the policy."""
    basic: bool | None = None
    """Whether it is one of the product's basic functions; null if the policy does not tell them apart."""
    required: Needed | None = None
    """Whether the data is needed: true, false, or on_request (only when somebody asks for the function)."""
    purpose: LongText
    """What the data is used for."""
    source: SourceWord | None = None
    """Where the data comes from."""
    role: RoleWord | None = None
    """What the operator is in this activity; without it, the head's `operator_role`."""
    origins: Ids = ()
    """Ids of `origins` that give the data."""
    subjects: Subjects = ()
    """Whose data it is."""
    elements: ElementIds
    """Ids of the elements that are processed; an element covers its children."""
    elements_basis: LongText | None = None
    """How the elements were read where the text does not list them."""
    any_of: Choices = ()
    """Of each list one element is enough."""
    generated: ElementIds = ()
    """Those of the elements that the product makes itself."""
    open_ended: bool = False
    """Whether the policy's list ends with "and so on"."""
    unspecified: bool = False
    """Whether the policy leaves open which data it is."""
    collects_nothing: bool = False
    """Whether the policy says that no personal data is collected."""
    declared_non_private: bool = False
    """Whether the policy calls this data not private."""
    data_state: DataState | None = None
    """Set where the activity uses data that no longer identifies."""
    platform_limits: Annotated[dict[ElementId, Texts], Field(max_length=MAX_ITEMS)] = Field(default_factory=dict)
    """Platforms on which alone an element exists."""
    needs_device_authorisation: ElementIds = ()
    """Elements that need a permission of the device."""
    condition: ShortText | None = None
    """What must be so for the activity to happen."""
    refusal: ShortText | None = None
    """What a person loses by refusing."""
    recipients: Ids = ()
    """Ids of `recipients` that get the data."""
    retention: Id | None = None
    """Id of the `retention` rule; null if the policy states none."""
    legal_basis: Bases = ()
    """What the processing rests on."""
    basis_inferred: bool = False
    """Whether the bases were read out of the law or other parts of the policy, not out of this item."""
    proof_elements: ElementIds = ()
    """Elements that prove a consent."""
    opt_out: bool = False
    """Whether it happens until the person objects."""
    limits: LongText | None = None
    """How the policy limits the activity."""
    notice_days: Annotated[int, Field(ge=0, le=36_500)] | None = None
    """Days of notice before it happens."""
    notice_channels: Texts = ()
    """How notice is given."""
    rules: Ids = ()
    """Ids of `rules` that bear on it."""
    finding: Id | None = None
    """Id of a defect of the policy that concerns it."""

    @property
    def is_required(self) -> Answer:
        """Whether the data is needed."""
        return ANSWERS[self.required] if self.required is not None else Answer.UNKNOWN


class Recipient(Part):
    """Who receives data."""

    id: Id
    """Unique among the policy's recipients."""
    name: ShortText
    """What it is called, or what kind of company it is."""
    declared: DeclaredWord
    """explicit (named), category (its kind is named), unspecified (left open), or implied: not in the text, never declared."""
    kind: KindWord
    """What it is to the operator."""
    mechanism: ShortText
    """How it gets the data: a mechanism's word, or `via a and b` with ids of other recipients."""
    product: ShortText | None = None
    """The recipient's product that is used."""
    purpose: LongText
    """What it gets the data for."""
    elements: ElementIds = ()
    """Which elements it gets; empty where the policy does not say."""
    open_ended: bool = False
    """Whether the policy's list ends with "and so on"."""
    section: ShortText
    """Where it stands in the policy."""
    country: Country | None = None
    """Where it is, ISO 3166-1."""
    url: Annotated[str, Field(max_length=2_000)] | None = None
    """Its own policy, as linked."""

    @property
    def how(self) -> Mechanism:
        """What the mechanism's text means."""
        return mechanism_of(self.mechanism)

    @property
    def via(self) -> tuple[str, ...]:
        """Ids of the recipients through which it gets the data."""
        return via_of(self.mechanism)

    @property
    def is_declared(self) -> Declared:
        """How the policy declares it."""
        return DECLARED[self.declared]

    @property
    def recipient_kind(self) -> RecipientKind:
        """What it is to the operator."""
        return RecipientKind(self.kind.upper())


class Origin(Part):
    """Who or what gives data, other than the person itself."""

    id: Id
    """Unique among the policy's origins."""
    name: ShortText
    """What it is called."""
    elements: ElementIds = ()
    """Which elements it gives; empty where the policy does not say."""
    section: ShortText
    """Where it stands in the policy."""
    country: Country | None = None
    """Where it is, ISO 3166-1."""


class Retention(Part):
    """How long data is kept."""

    id: Id
    """Unique among the policy's retention rules."""
    section: ShortText
    """Where it stands in the policy."""
    rule: LongText
    """What it says, in own words."""
    criteria: Texts = ()
    """What decides the period."""
    min_period: Period | None = None
    """Keep at least so long."""
    max_period: Period | None = None
    """Keep at most so long."""
    starts: ShortText | None = Field(default=None, alias="from")
    """What the period starts with."""
    actions: Actions = ()
    """What is done at its end."""
    law: ShortText | None = None
    """The law it rests on."""
    elements: CoveredIds = ()
    """Which elements it concerns; empty: those of the activities that name it."""
    elements_basis: ShortText | None = None
    """How the elements were read where the text does not list them."""


class Minors(Part):
    """What holds for minors."""

    section: ShortText
    """Where it stands in the policy."""
    threshold_age: Annotated[int, Field(ge=0, le=30)]
    """The age, in full years."""
    comparison: Literal["under", "up_to"] = "under"
    """Whether that age itself is included."""
    jurisdiction: Country
    """The country whose law sets it."""
    sensitivity: Literal["personal", "sensitive"] = "sensitive"
    """What their data counts as."""
    guardian_consent: Literal["required", "not_required"] = "required"
    """Whether a guardian must consent."""
    without_consent: Actions = ()
    """What is done with data without consent."""
    account_without_consent: Literal["allowed", "not_allowed"] | None = None
    """Whether an account may be opened without consent."""
    age_known_from: ElementIds = ()
    """Elements that tell the age."""
    age_unknown_when: ShortText | None = None
    """When the age cannot be known."""
    allowed_use: Texts = ()
    """Uses that are allowed all the same."""
    proof_elements: ElementIds = ()
    """Elements that prove the consent."""


class Right(Part):
    """What a person may ask for."""

    right: Id
    """Which right it is."""
    section: ShortText
    """Where it stands in the policy."""
    channel: Texts = ()
    """How it is asked for."""
    sla_working_days: Annotated[int, Field(ge=0, le=3_650)] | None = None
    """Working days until the answer."""
    grounds: Texts = ()
    """When it applies."""
    who: Texts = ()
    """Who may ask besides the person."""
    applies_to: ShortText | None = None
    """What it is limited to."""
    must_notify_recipients: bool = False
    """Whether recipients are told."""
    notify_exceptions: Texts = ()
    """When recipients are not told."""
    not_retroactive: bool = False
    """Whether what was done before stays as it is."""
    irreversible: bool = False
    """Whether it cannot be taken back."""
    exceptions: Exceptions = ()
    """When it is refused: `standard` for those of `rights_exceptions`, or a list."""


class RightsExceptions(Part):
    """What holds for all rights."""

    standard: Texts = ()
    """Grounds on which a request is refused."""
    may_refuse: Texts = ()
    """Grounds on which it may be refused."""
    fee: LongText | None = None
    """What it costs."""
    identity_check: LongText | None = None
    """How the person is identified."""


class Rule(Part):
    """What the policy promises."""

    id: Id
    """Unique among the policy's rules."""
    section: ShortText
    """Where it stands in the policy."""
    kind: RuleKind
    """What it is about."""
    elements: CoveredIds = ()
    """Which elements it concerns."""
    rule: LongText
    """What it says, in own words."""
    params: Annotated[dict[Id, bool | int | ShortText], Field(max_length=MAX_ITEMS)] = Field(default_factory=dict)
    """Its figures."""


class Safeguards(Part):
    """How data is protected."""

    section: ShortText
    """Where it stands in the policy."""
    measures: Texts = ()
    """What is done."""


class Defect(Part):
    """What is wrong with the policy itself."""

    id: Id
    """Unique among the policy's defects."""
    section: ShortText
    """Where it stands in the policy."""
    severity: SeverityWord
    """How much it matters."""
    fact: LongText
    """What is wrong."""


class Policy(Part):
    """A policy: what is collected, why, shared with whom, kept how long."""

    form: Literal["policy/1"] = Field(alias="schema")
    """The form's name and version: `policy/1`."""
    policy: PolicyHead
    """Whose policy it is."""
    element_groups: Annotated[dict[Id, ElementIds], Field(max_length=MAX_ITEMS)] = Field(default_factory=dict)
    """Groups of elements that the policy gives a name."""
    activities: Annotated[tuple[Activity, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)]
    """Why data is processed."""
    recipients: Annotated[tuple[Recipient, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """Who receives data."""
    origins: Annotated[tuple[Origin, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """Who gives data, other than the person itself."""
    retention: Annotated[tuple[Retention, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """How long data is kept."""
    minors: Minors | None = None
    """What holds for minors; null if the policy does not say."""
    rights: Annotated[tuple[Right, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """What a person may ask for."""
    rights_exceptions: RightsExceptions | None = None
    """What holds for all rights."""
    consent_exceptions: Texts = ()
    """When no consent is needed."""
    rules: Annotated[tuple[Rule, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """What the policy promises."""
    safeguards: Safeguards | None = None
    """How data is protected."""
    defects: Annotated[tuple[Defect, ...], Field(max_length=MAX_ITEMS), BeforeValidator(many)] = ()
    """What is wrong with the policy itself."""
    not_stated: Texts = ()
    """What the policy is silent about."""

    @property
    def key(self) -> str:
        """The policy's key."""
        return self.policy.id
