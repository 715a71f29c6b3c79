"""Imports policies for `gazetteer policy`, and shows what they hold as tables or JSON."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural, visible
from gazetteer.cli.rendering import plain_table
from gazetteer.errors import ConfigurationError
from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.keeping import Imported, import_policy
from gazetteer.governance.policies.reading import read_policy
from gazetteer.governance.policies.record import policy_of
from gazetteer.inventory.policies import PolicyRecord
from gazetteer.inventory.publishing import element_of
from gazetteer.inventory.store import InventoryStore
from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.scanning.report import time_text
from gazetteer_scanners.taxonomy import Taxonomy, load_taxonomy


@dataclass(frozen=True, slots=True)
class PolicyImport:
    """A policy that was imported, and what became of it."""

    policy: Policy
    imported: Imported


@dataclass(frozen=True, slots=True)
class PolicyDetail:
    """A policy with all of its versions, the current one first."""

    policy: Policy
    versions: tuple[PolicyRecord, ...]


async def import_files(inventory: str | None, files: Sequence[Path], builtin: Sequence[str]) -> tuple[PolicyImport, ...]:
    """The policies of these files, and the built-in ones of these keys, imported in that order; all of them or none.

    Raises:
        ConfigurationError: no file and no key is given, a key is unknown, or two files hold one policy.
        FileMistakesError: a file holds mistakes.
    """
    known = builtin_policies()
    for key in builtin:
        if key not in known:
            raise ConfigurationError(f"there is no built-in policy {visible(key)}; {near_names(key, known)}")
    if not files and not builtin:
        raise ConfigurationError(f"nothing to import: name a FILE, or give --builtin with one of {', '.join(known)}")
    async with opened(inventory) as store:
        taxonomy = await known_elements(store)
        read = [read_policy(path, taxonomy) for path in (*files, *(known[key] for key in builtin))]
        keys = [policy.key for policy, _ in read]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise ConfigurationError(f"the policy {twice} is given twice; import one of its versions at a time")
        now = datetime.now(UTC)
        return tuple([PolicyImport(policy, await import_policy(store, policy, data, now)) for policy, data in read])


async def known_elements(store: InventoryStore) -> Taxonomy:
    """The built-in elements, and the user's own that scans brought into the inventory."""
    builtin = load_taxonomy()
    own = [element_of(record) for record in await store.own_elements()]
    return Taxonomy([*builtin, *(element for element in own if element.id not in builtin)]) if own else builtin


async def read_policies(inventory: str | None) -> tuple[PolicyDetail, ...]:
    """All policies by key."""
    async with opened(inventory, is_made=False) as store:
        return tuple([await _detail(store, record) for record in await store.policies()])


async def read_one(inventory: str | None, key: str) -> PolicyDetail:
    """The policy of this key.

    Raises:
        ConfigurationError: the inventory has no such policy.
    """
    async with opened(inventory, is_made=False) as store:
        records = {record.key: record for record in await store.policies()}
        if key not in records:
            near = near_names(key, records) or "import one with `gazetteer policy import`"
            raise ConfigurationError(f"the inventory has no policy {visible(key)}; {near}")
        return await _detail(store, records[key])


async def _detail(store: InventoryStore, record: PolicyRecord) -> PolicyDetail:
    return PolicyDetail(policy_of(record), await store.policy_versions(record.key))


def imported_parts(imports: Sequence[PolicyImport]) -> Iterator[RenderableType]:
    """What was imported, as people read it."""
    for one in imports:
        yield Text(f"{_title(one.policy, one.imported.record)}: {_outcome(one.imported)}", style="bold")
        yield Text(f"  {_contents(one.policy)}")


def imported_json(imports: Sequence[PolicyImport]) -> dict[str, object]:
    """What was imported, as plain JSON types."""
    return {
        "policies": [
            {
                **_head_json(one.policy, one.imported.record),
                "isKnown": one.imported.is_known,
                "versions": one.imported.versions,
                "contents": _counts(one.policy),
            }
            for one in imports
        ]
    }


def _title(policy: Policy, record: PolicyRecord) -> str:
    version = visible(record.version) or "no version"
    return f"{policy.key} ({visible(policy.policy.product)}, {version})"


def _outcome(imported: Imported) -> str:
    if imported.is_known:
        return "this version is there already"
    if imported.same_version:
        return f"imported as a further version, {plural(imported.versions, 'version')} now; others state the same version"
    return f"imported, {plural(imported.versions, 'version')} now"


def _counts(policy: Policy) -> dict[str, int]:
    lists = [one.elements for one in policy.activities]
    lists += [one.elements for one in policy.recipients] + [one.elements for one in policy.origins]
    return {
        "activities": len(policy.activities),
        "recipients": len(policy.recipients),
        "origins": len(policy.origins),
        "rules": len(policy.rules),
        "elements": len({id_ for some in lists for id_ in some}),
        "defects": len(policy.defects),
    }


def _contents(policy: Policy) -> str:
    singular = {"activities": "activity"}
    counts = _counts(policy).items()
    return ", ".join(plural(count, singular.get(word, word.removesuffix("s")), word) for word, count in counts)


def _head_json(policy: Policy, record: PolicyRecord) -> dict[str, object]:
    return {
        "key": policy.key,
        "name": policy.policy.product,
        "version": policy.policy.version,
        "digest": record.digest,
        "importedAt": time_text(record.imported_at),
    }


def list_parts(details: Sequence[PolicyDetail]) -> Iterator[RenderableType]:
    """All policies as a table."""
    if not details:
        yield Text("No policy is in the inventory; import one with `gazetteer policy import`.")
        return
    table = plain_table("Policy", "Product", "Version", "Versions", "Imported", "Holds", right=("Versions",))
    for one in details:
        record = one.versions[0]
        table.add_row(
            one.policy.key,
            visible(one.policy.policy.product),
            visible(record.version) or "-",
            str(len(one.versions)),
            time_text(record.imported_at),
            _contents(one.policy),
        )
    yield table


def list_json(details: Sequence[PolicyDetail]) -> dict[str, object]:
    """All policies as plain JSON types."""
    return {
        "policies": [
            {**_head_json(one.policy, one.versions[0]), "versions": len(one.versions), "contents": _counts(one.policy)}
            for one in details
        ]
    }


def detail_parts(detail: PolicyDetail) -> Iterator[RenderableType]:
    """A policy with its activities, recipients and origins, as people read it."""
    yield Text(_title(detail.policy, detail.versions[0]), style="bold")
    activities = plain_table("Activity", "Section", "Elements", "Recipients")
    for one in detail.policy.activities:
        activities.add_row(one.id, visible(one.section), ", ".join(one.elements), ", ".join(one.recipients))
    yield activities
    recipients = plain_table("Recipient", "Name", "Section", "Declared", "Mechanism", "Elements")
    for each in detail.policy.recipients:
        how = visible(each.mechanism) if each.via else each.how.value
        recipients.add_row(
            each.id, visible(each.name), visible(each.section), each.is_declared.value, how, ", ".join(each.elements)
        )
    yield recipients
    origins = plain_table("Origin", "Name", "Section", "Elements")
    for origin in detail.policy.origins:
        origins.add_row(origin.id, visible(origin.name), visible(origin.section), ", ".join(origin.elements))
    yield origins
    versions = plain_table("Version", "Imported", "Digest")
    for record in detail.versions:
        versions.add_row(visible(record.version) or "-", time_text(record.imported_at), record.digest[:12])
    yield versions


def detail_json(detail: PolicyDetail) -> dict[str, object]:
    """A policy with its versions; `policy` is the document of its file."""
    return {
        "policy": json.loads(detail.versions[0].document),
        "versions": [_head_json(policy_of(record), record) for record in detail.versions],
    }
