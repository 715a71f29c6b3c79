"""Policies, their rules and activities, and who gives and receives data by them."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry.scalars import JSON

from gazetteer.api.context import Info
from gazetteer.api.enums import shown
from gazetteer.api.flow_enums import Answer, Declared, Mechanism
from gazetteer.api.policy_enums import ProcessingRole, RecipientKind
from gazetteer.api.types.counts import ElementCount, show_element_counts
from gazetteer.api.types.dataset import Dataset, show_dataset
from gazetteer.api.types.element import Element, ElementCatalogue
from gazetteer.api.types.node import Node
from gazetteer.governance.policies import form
from gazetteer.governance.policies.book import DeclaredActivity, PolicyBook
from gazetteer.governance.policies.naming import key_of, policy_id, rule_id
from gazetteer.governance.policies.words import role_of
from gazetteer.inventory.flows import NodeKind, NodeRecord

if TYPE_CHECKING:
    from gazetteer.api.types.system import System

_RETENTION_PARAMS = ("criteria", "min_period", "max_period", "starts", "actions", "law")


async def read_book(info: Info) -> PolicyBook:
    """The current policies."""
    return await info.context.loaders.policies.load(None)


def _elements_of(ids: tuple[str, ...], info: Info) -> list[Element]:
    return [info.context.elements.element(id_) for id_ in ids]


@strawberry.type(description="What a policy promises, or how long it says that data is kept.")
class Rule:
    id: strawberry.ID = strawberry.field(description="Opaque; the same in every version of the policy.")
    section: str = strawberry.field(description="Where it stands in the policy.")
    kind: str = strawberry.field(description="What it is about: `consent`, `notice`, `retention`, ...; an open list.")
    statement: str = strawberry.field(description="What it says, in own words.")
    params: JSON | None = strawberry.field(description="Its figures by name; null if it has none.")


async def _policy_activities(root: "Policy", info: Info) -> "list[Activity]":
    book = await read_book(info)
    return [show_activity(one) for one in book.activities.values() if one.policy.key == root.said.key]


async def _policy_recipients(root: "Policy", info: Info) -> "list[Recipient]":
    book = await read_book(info)
    ids = [book.node_id(NodeKind.RECIPIENT, root.said, one.id) for one in root.said.recipients]
    return show_recipients(book, ids)


@strawberry.type(description="What an organisation declares of its processing, in its current version.")
class Policy(Node):
    said: strawberry.Private[form.Policy]
    key: str = strawberry.field(description="Its key, the same in every version.")
    name: str = strawberry.field(description="The product that it speaks of.")
    version: str | None = strawberry.field(description="As it states it; null if it states none.")
    effective_on: date | None = strawberry.field(description="Since when it holds; null if it does not say.")
    activities: "list[Activity]" = strawberry.field(
        resolver=_policy_activities, description="Why data is processed, in the policy's order."
    )
    recipients: "list[Recipient]" = strawberry.field(
        resolver=_policy_recipients, description="Who receives data, in the policy's order; those that an alias joins once."
    )
    rules: list[Rule] = strawberry.field(description="What it promises; how long data is kept stands with the activities.")
    not_stated: list[str] = strawberry.field(description="Words for what it is silent about.")


async def _activity_policy(root: "Activity", info: Info) -> Policy | None:
    return show_policy(root.said.policy)


def _activity_elements(root: "Activity", info: Info) -> list[Element]:
    return _elements_of(root.said.activity.elements, info)


async def _activity_origins(root: "Activity", info: Info) -> "list[Origin]":
    book, said = await read_book(info), root.said
    return show_origins(book, [book.node_id(NodeKind.ORIGIN, said.policy, id_) for id_ in said.activity.origins])


async def _activity_recipients(root: "Activity", info: Info) -> "list[Recipient]":
    book, said = await read_book(info), root.said
    return show_recipients(book, [book.node_id(NodeKind.RECIPIENT, said.policy, id_) for id_ in said.activity.recipients])


async def _activity_systems(
    root: "Activity", info: Info
) -> list[Annotated["System", strawberry.lazy("gazetteer.api.types.system")]]:
    from gazetteer.api.types.system import show_system

    book = await read_book(info)
    assigned = {one.system for one in await info.context.loaders.activity_datasets.load(root.key)}
    keys = {root.said.policy.key, *assigned}
    return [show_system(node) for node in book.systems.values() if node.key in keys]


async def _activity_datasets(root: "Activity", info: Info) -> list[Dataset]:
    return [show_dataset(record) for record in await info.context.loaders.activity_datasets.load(root.key)]


async def _activity_found(root: "Activity", info: Info) -> list[ElementCount]:
    taxonomy = info.context.elements.taxonomy
    declared = set(root.said.activity.elements)
    counts: dict[str, int] = {}
    for dataset in await info.context.loaders.activity_datasets.load(root.key):
        for element, count in dataset.element_counts.items():
            if declared.intersection(taxonomy.closure(element)):
                counts[element] = counts.get(element, 0) + count
    return show_element_counts(counts, info.context.elements)


@strawberry.type(description="Why data is processed, as a policy declares it.")
class Activity(Node):
    said: strawberry.Private[DeclaredActivity]
    key: str = strawberry.field(description="`<policy>/<activity>`, as datasets are assigned to it.")
    policy: Policy | None = strawberry.field(resolver=_activity_policy, description="The policy that declares it.")
    section: str | None = strawberry.field(description="Where it stands in the policy.")
    name: str = strawberry.field(description="What people call it.")
    purpose: str = strawberry.field(description="What the data is used for.")
    role: ProcessingRole = strawberry.field(description="What the organisation is in it.")
    basic: bool | None = strawberry.field(
        description="Whether it is one of the product's basic functions; null if the policy does not tell them apart."
    )
    required: Answer = strawberry.field(description="Whether the data is needed.")
    refusal: str | None = strawberry.field(description="What a person loses by refusing; null if the policy does not say.")
    legal_bases: list[str] = strawberry.field(description="What it rests on, such as `consent`; an open list.")
    basis_inferred: bool = strawberry.field(
        description="True if the bases were read out of other parts of the policy or the law."
    )
    subjects: list[str] = strawberry.field(description="Whose data it is, such as `customer`.")
    elements: list[Element] = strawberry.field(
        resolver=_activity_elements, description="The elements that it declares; each covers those below it."
    )
    any_of: list[list[strawberry.ID]] = strawberry.field(description="Of each list of elements one is enough.")
    open_ended: bool = strawberry.field(description="True if the policy's list of data ends with words such as `and so on`.")
    collects_nothing: bool = strawberry.field(description="True if the policy says that no personal data is collected.")
    condition: str | None = strawberry.field(description="What must be so for it to happen; null if nothing is said.")
    origins: "list[Origin]" = strawberry.field(
        resolver=_activity_origins, description="Who gives the data, other than the person itself."
    )
    recipients: "list[Recipient]" = strawberry.field(
        resolver=_activity_recipients, description="Who receives data in it, also where that is only implied."
    )
    retention: Rule | None = strawberry.field(description="How long data is kept; null if the policy does not say.")
    systems: list[Annotated["System", strawberry.lazy("gazetteer.api.types.system")]] = strawberry.field(
        resolver=_activity_systems, description="The policy's own system, and those whose datasets are assigned to it."
    )
    datasets: list[Dataset] = strawberry.field(
        resolver=_activity_datasets, description="The datasets that are assigned to it, by source and name."
    )
    found: list[ElementCount] = strawberry.field(
        resolver=_activity_found,
        description="Its elements, and those below them, that are in force in its datasets; empty if no dataset is assigned.",
    )


async def _origin_elements(root: "Origin", info: Info) -> list[Element]:
    said = (await read_book(info)).said_of_origins.get(root.id, ())
    return _elements_of(tuple(dict.fromkeys(element for one in said for element in one.elements)), info)


async def _origin_section(root: "Origin", info: Info) -> str | None:
    said = (await read_book(info)).said_of_origins.get(root.id, ())
    return said[0].section if said else None


@strawberry.type(description="Who or what gives data, other than the person itself: a partner, a platform, public pages.")
class Origin(Node):
    key: str = strawberry.field(description="`<policy>/<origin>`, or the key that an alias or the configuration gives it.")
    name: str = strawberry.field(description="What it is called.")
    section: str | None = strawberry.field(
        resolver=_origin_section, description="Where it stands in its policy; null if in none."
    )
    elements: list[Element] = strawberry.field(
        resolver=_origin_elements, description="What it gives by the policies; empty if they do not say."
    )


def _disclosure_elements(root: "Disclosure", info: Info) -> list[Element]:
    return _elements_of(root.said.elements, info)


@strawberry.type(description="What one policy says of one recipient.")
class Disclosure:
    said: strawberry.Private[form.Recipient]
    policy: Policy = strawberry.field(description="The policy.")
    section: str | None = strawberry.field(description="Where it stands.")
    kind: RecipientKind = strawberry.field(description="What the recipient is to the organisation.")
    declared: Declared = strawberry.field(description="How it is declared; IMPLIED stands nowhere in the text.")
    mechanism: Mechanism = strawberry.field(description="How the recipient gets the data.")
    purpose: str = strawberry.field(description="What it gets the data for.")
    elements: list[Element] = strawberry.field(
        resolver=_disclosure_elements, description="What it gets; empty if the policy does not say."
    )
    open_ended: bool = strawberry.field(description="True if the policy's list of data ends with words such as `and so on`.")
    url: str | None = strawberry.field(description="The recipient's own policy, as linked.")


async def _recipient_via(root: "Recipient", info: Info) -> "list[Recipient]":
    book = await read_book(info)
    said = book.disclosures.get(root.id, ())
    return show_recipients(
        book, [book.node_id(NodeKind.RECIPIENT, one.policy, id_) for one in said for id_ in one.recipient.via]
    )


async def _recipient_declarations(root: "Recipient", info: Info) -> list[Disclosure]:
    said = (await read_book(info)).disclosures.get(root.id, ())
    return [_show_disclosure(one.policy, one.recipient) for one in said]


async def _recipient_received(root: "Recipient", info: Info) -> list[ElementCount] | None:
    counts = await info.context.loaders.received.load(root.id)
    return None if counts is None else show_element_counts(counts, info.context.elements)


@strawberry.type(
    description="Who receives data. The same company in two policies is two recipients, unless an alias joins them."
)
class Recipient(Node):
    key: str = strawberry.field(description="`<policy>/<recipient>`, or the key that an alias or the configuration gives it.")
    name: str = strawberry.field(description="What it is called, or what kind of company it is.")
    country: str | None = strawberry.field(description="Where it is, ISO 3166-1; null if nobody says.")
    via: "list[Recipient]" = strawberry.field(
        resolver=_recipient_via, description="Recipients through which it gets the data; empty if it gets it directly."
    )
    declarations: list[Disclosure] = strawberry.field(
        resolver=_recipient_declarations, description="What the policies say of it; empty if none names it."
    )
    received: list[ElementCount] | None = strawberry.field(
        resolver=_recipient_received,
        description="Elements that known flows bring it, with the fields that they come from, apart from what policies "
        "declare; null if no such flow is known.",
    )


def show_policy(said: form.Policy) -> Policy:
    """A policy in the schema's shape."""
    return Policy(
        said=said,
        id=strawberry.ID(policy_id(said.key)),
        key=said.key,
        name=said.policy.product,
        version=said.policy.version,
        effective_on=said.policy.effective_date,
        rules=[
            Rule(
                id=strawberry.ID(rule_id(said.key, "rules", rule.id)),
                section=rule.section,
                kind=rule.kind,
                statement=rule.rule,
                params=JSON(dict(rule.params)) if rule.params else None,
            )
            for rule in said.rules
        ],
        not_stated=list(said.not_stated),
    )


def show_activity(said: DeclaredActivity) -> Activity:
    """An activity in the schema's shape."""
    activity, head = said.activity, said.policy.policy
    bases = activity.legal_basis or ((head.default_legal_basis,) if head.default_legal_basis and activity.elements else ())
    return Activity(
        said=said,
        id=strawberry.ID(said.id),
        key=key_of(said.policy.key, activity.id),
        section=activity.section,
        name=activity.name,
        purpose=activity.purpose,
        role=shown(ProcessingRole, role_of(activity.role or head.operator_role).name),
        basic=activity.basic,
        required=shown(Answer, activity.is_required.name),
        refusal=activity.refusal,
        legal_bases=list(bases),
        basis_inferred=activity.basis_inferred,
        subjects=list(activity.subjects),
        any_of=[[strawberry.ID(id_) for id_ in choice] for choice in activity.any_of],
        open_ended=activity.open_ended,
        collects_nothing=activity.collects_nothing,
        condition=activity.condition,
        retention=_show_retention(said),
    )


def show_recipients(book: PolicyBook, ids: list[str]) -> list[Recipient]:
    """The recipients of these ids, each once; those that the inventory no longer has are left out."""
    return [show_recipient(book.recipients[id_]) for id_ in dict.fromkeys(ids) if id_ in book.recipients]


def show_recipient(node: NodeRecord) -> Recipient:
    """A recipient in the schema's shape."""
    return Recipient(id=strawberry.ID(node.id), key=node.key, name=node.name, country=node.country)


def show_origins(book: PolicyBook, ids: list[str]) -> list[Origin]:
    """The origins of these ids, as `show_recipients`."""
    return [show_origin(book.origins[id_]) for id_ in dict.fromkeys(ids) if id_ in book.origins]


def show_origin(node: NodeRecord) -> Origin:
    """An origin in the schema's shape."""
    return Origin(id=strawberry.ID(node.id), key=node.key, name=node.name)


def is_about(elements: tuple[str, ...], element: str, catalogue: ElementCatalogue) -> bool:
    """True if one of the elements is, covers or lies below another."""
    above = set(catalogue.taxonomy.closure(element))
    return any(one in above or element in catalogue.taxonomy.closure(one) for one in elements)


def _show_disclosure(policy: form.Policy, said: form.Recipient) -> Disclosure:
    return Disclosure(
        said=said,
        policy=show_policy(policy),
        section=said.section,
        kind=shown(RecipientKind, said.recipient_kind.name),
        declared=shown(Declared, said.is_declared.name),
        mechanism=shown(Mechanism, said.how.name),
        purpose=said.purpose,
        open_ended=said.open_ended,
        url=said.url,
    )


def _show_retention(said: DeclaredActivity) -> Rule | None:
    rule = next((one for one in said.policy.retention if one.id == said.activity.retention), None)
    if rule is None:
        return None
    named = {("from" if name == "starts" else name): getattr(rule, name) for name in _RETENTION_PARAMS}
    params = {name: list(value) if isinstance(value, tuple) else value for name, value in named.items() if value}
    return Rule(
        id=strawberry.ID(rule_id(said.policy.key, "retention", rule.id)),
        section=rule.section,
        kind="retention",
        statement=rule.rule,
        params=JSON(params) if params else None,
    )
