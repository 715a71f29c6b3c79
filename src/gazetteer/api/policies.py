"""The queries about policies, activities, recipients and systems."""

from typing import Annotated

import strawberry
from strawberry import UNSET

from gazetteer.api.context import Info
from gazetteer.api.enums import asked
from gazetteer.api.flow_enums import Declared
from gazetteer.api.types.node import Node
from gazetteer.api.types.policy import (
    Activity,
    Policy,
    Recipient,
    is_about,
    read_book,
    show_activity,
    show_origin,
    show_policy,
    show_recipient,
)
from gazetteer.api.types.system import System, activities_of_system, show_system
from gazetteer.governance.policies.declaring import Disclosure
from gazetteer.inventory import flows

PolicyKey = Annotated[str, strawberry.argument(description="The policy's key.")]
PolicyId = Annotated[strawberry.ID | None, strawberry.argument(description="Only those of this policy, by its id.")]


async def _policy(info: Info, key: PolicyKey) -> Policy | None:
    found = next((policy for policy in (await read_book(info)).policies if policy.key == key), None)
    return show_policy(found) if found else None


async def _policies(info: Info) -> list[Policy]:
    return [show_policy(policy) for policy in (await read_book(info)).policies]


async def _systems(info: Info) -> list[System]:
    return [show_system(node) for node in (await read_book(info)).systems.values()]


async def _activities(
    info: Info,
    policy: PolicyId = UNSET,
    element: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Only those that declare this element, one above it or one below it."),
    ] = UNSET,
    system: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Only those of this system, as `System.activities` has them; by its id."),
    ] = UNSET,
) -> list[Activity]:
    book = await read_book(info)
    found = [show_activity(one) for one in book.activities.values()]
    if policy:
        found = [one for one in found if book.by_id.get(policy) == one.said.policy]
    if element:
        found = [one for one in found if is_about(one.said.activity.elements, element, info.context.elements)]
    if system:
        node = book.systems.get(system)
        keys = {one.key for one in await activities_of_system(node.key, info)} if node else set()
        found = [one for one in found if one.key in keys]
    return found


async def _recipients(
    info: Info,
    policy: PolicyId = UNSET,
    element: Annotated[
        strawberry.ID | None,
        strawberry.argument(description="Only those to which this element is declared, one above it or one below it."),
    ] = UNSET,
    declared: Annotated[
        list[Declared] | None,
        strawberry.argument(description="Only those that are declared so; UNDECLARED: those that no policy names."),
    ] = UNSET,
) -> list[Recipient]:
    book = await read_book(info)
    words = set(asked(flows.Declared, declared)) if isinstance(declared, list) else None
    said_of = book.disclosures

    def is_wanted(one: Disclosure) -> bool:
        return (
            (not policy or book.by_id.get(policy) == one.policy)
            and (not element or is_about(one.recipient.elements, element, info.context.elements))
            and (words is None or one.recipient.is_declared in words)
        )

    takes_undeclared = not policy and not element and (words is None or flows.Declared.UNDECLARED in words)
    return [
        show_recipient(node)
        for id_, node in book.recipients.items()
        if any(is_wanted(one) for one in said_of.get(id_, ())) or (takes_undeclared and id_ not in said_of)
    ]


async def policy_node(node_id: str, info: Info) -> Node | None:
    """A policy, activity, system, recipient or origin by its id; None if there is no such thing."""
    book = await read_book(info)
    if node_id in book.by_id:
        return show_policy(book.by_id[node_id])
    if node_id in book.activities:
        return show_activity(book.activities[node_id])
    if node_id in book.systems:
        return show_system(book.systems[node_id])
    if node_id in book.recipients:
        return show_recipient(book.recipients[node_id])
    return show_origin(book.origins[node_id]) if node_id in book.origins else None


@strawberry.type
class PolicyQueries:
    """The root's queries about what is declared."""

    policy: Policy | None = strawberry.field(resolver=_policy, description="A policy by its key; null if there is none.")
    policies: list[Policy] = strawberry.field(resolver=_policies, description="The current version of every policy, by key.")
    systems: list[System] = strawberry.field(resolver=_systems, description="What policies and the configuration name, by key.")
    activities: list[Activity] = strawberry.field(
        resolver=_activities, description="Why data is processed, policy by policy. All conditions must hold."
    )
    recipients: list[Recipient] = strawberry.field(
        resolver=_recipients,
        description="Who receives data, by key. All conditions must hold for one and the same declaration.",
    )
