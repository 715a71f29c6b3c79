"""What the configuration says beyond what is scanned: assignments, aliases and flows, brought into the inventory."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gazetteer.cli.configuration import Configuration
from gazetteer.errors import ConfigurationError
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.keeping import current_policies, declare_aliases
from gazetteer.inventory.assignments import SourceAssignment, systems_of
from gazetteer.inventory.flows import NodeKind, NodeRecord, node_id
from gazetteer.inventory.store import InventoryStore
from gazetteer.lineage.declared import DeclaredFlow, Party, publish_declared
from gazetteer.lineage.naming import NameBook
from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.taxonomy import Taxonomy


@dataclass(frozen=True, slots=True)
class Declarations:
    """What a configuration file says.

    Attributes:
        scope: under which its flows are kept.
        assignments: what is said of sources, by their keys.
        source_aliases: keys of sources by addresses.
        shared_keys: recipients and origins that are one.
        flows: the flows that it declares.
    """

    scope: str
    assignments: Mapping[str, SourceAssignment] = field(default_factory=dict)
    source_aliases: Mapping[str, str] = field(default_factory=dict)
    shared_keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flows: tuple[DeclaredFlow, ...] = ()


def declarations_of(configuration: Configuration) -> Declarations:
    """What a file says."""
    return Declarations(
        scope=f"config:{configuration.name}",
        assignments=configuration.assignments,
        source_aliases=configuration.source_aliases,
        shared_keys=configuration.shared_keys,
        flows=configuration.declared_flows,
    )


async def prepare_declarations(store: InventoryStore, said: Declarations, taxonomy: Taxonomy, now: datetime) -> None:
    """Check all that the inventory can check, then bring systems and aliases in; done before a scan.

    Raises:
        ConfigurationError: an element is none, or an imported policy has no such activity, recipient or origin.
    """
    policies, _ = await current_policies(store)
    mistakes = [*_wrong_elements(said, taxonomy), *_wrong_keys(said, {policy.key: policy for policy in policies})]
    if mistakes:
        raise ConfigurationError("\n".join(dict.fromkeys(mistakes)))
    known = {node.key for node in await store.nodes_of_kind(NodeKind.SYSTEM)}
    made = [key for key in systems_of(list(said.assignments.values())) if key not in known]
    await store.put_nodes([NodeRecord(node_id(NodeKind.SYSTEM, key), NodeKind.SYSTEM, key, key, now, now) for key in made])
    if said.shared_keys:
        await declare_aliases(store, said.shared_keys, now)


async def publish_declarations(store: InventoryStore, said: Declarations, taxonomy: Taxonomy, now: datetime) -> tuple[str, ...]:
    """Bring the flows in, in place of those that the file declared before; done after a scan, whose fields they may name.

    The answer is a sentence for each name that could not be found.
    """
    book = await NameBook.open(store, said.source_aliases)
    problems = await publish_declared(store, book, said.flows, said.scope, taxonomy, now)
    return tuple(f"{one.where}: {one.message}" for one in problems)


def _wrong_elements(said: Declarations, taxonomy: Taxonomy) -> Iterator[str]:
    for flow in said.flows:
        for element in flow.elements:
            if not taxonomy.is_known(element):
                near = near_names(element, [each.id for each in taxonomy])
                yield f"{_place(flow)}: {element} is no element; {near}"


def _wrong_keys(said: Declarations, policies: Mapping[str, Policy]) -> Iterator[str]:
    """Keys of an imported policy that it does not have; what belongs to a policy that is not imported may come later."""
    for source, assignment in said.assignments.items():
        for key in (key for one in assignment.all for key in one.activities or ()):
            yield from _wrong_key(key, "activities", policies, f"the source {source}")
    for flow in said.flows:
        for end in (flow.origin, flow.target):
            if isinstance(end, Party) and end.kind in _LISTS:
                yield from _wrong_key(end.key, _LISTS[end.kind], policies, _place(flow))
    for shared, keys in said.shared_keys.items():
        for key in keys:
            if all([*_wrong_key(key, name, policies, "")] for name in _LISTS.values()):
                yield from _wrong_key(key, "recipients", policies, f"the alias {shared}")


_LISTS = {NodeKind.RECIPIENT: "recipients", NodeKind.ORIGIN: "origins"}


def _wrong_key(key: str, name: str, policies: Mapping[str, Policy], where: str) -> Iterator[str]:
    policy, _, id_ = key.partition("/")
    if policy in policies and id_:
        known = [one.id for one in getattr(policies[policy], name)]
        if id_ not in known:
            near = near_names(id_, known)
            yield f"{where}: {key} is not among the {name} of the policy {policy}; {near}"


def _place(flow: DeclaredFlow) -> str:
    return flow.proof.removeprefix("declared in ")
