"""The checks of `gazetteer doctor`; each is one line with what was found and, if it is wrong, what to do."""

import asyncio
import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gazetteer.cli.browsing import opened
from gazetteer.cli.consoles import plural
from gazetteer.errors import GazetteerError
from gazetteer.inventory.opening import INVENTORY_VARIABLE
from gazetteer.inventory.store import StoreInfo
from gazetteer_scanners.connectors.registry import list_connectors
from gazetteer_scanners.errors import ScannerError
from gazetteer_scanners.kernel.library import kernel_problem
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.taxonomy import load_taxonomy

_PACKAGES = (
    "gazetteer",
    "presidio-analyzer",
    "pyarrow",
    "adbc-driver-sqlite",
    "strawberry-graphql",
    "aiohttp",
    "motor",
    "pymongo",
)
_OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """One finding."""

    name: str
    is_ok: bool
    text: str


def run_checks(inventory: str | None) -> tuple[Check, ...]:
    """All checks, in a fixed order."""
    return (*_python(), *_packages(), *_kernel(), *_connectors(), *_rules(), *asyncio.run(_inventory(inventory)))


def _python() -> Iterator[Check]:
    is_ok = sys.version_info >= _OLDEST_PYTHON
    yield Check("Python", is_ok, f"{platform.python_version()} ({platform.python_implementation()}, {platform.machine()})")


def _packages() -> Iterator[Check]:
    for name in _PACKAGES:
        try:
            yield Check(name, True, version(name))
        except PackageNotFoundError:
            yield Check(name, False, f"is not installed; install gazetteer again, or {name} by itself")


def _kernel() -> Iterator[Check]:
    """Doing without is slower and no fault."""
    problem = kernel_problem()
    yield Check("kernel", True, f"not in use, scans are slower: {problem}" if problem else "compiled, in use")


def _connectors() -> Iterator[Check]:
    entries = list_connectors()
    yield Check("connectors", any(entry.factory for entry in entries), ", ".join(e.kind for e in entries if e.factory))
    for entry in entries:
        if entry.factory is None:
            yield Check(f"connector {entry.kind}", False, f"did not load: {entry.error}")


def _rules() -> Iterator[Check]:
    try:
        taxonomy = load_taxonomy()
        rules = load_rules(known_elements=taxonomy.is_known)
    except ScannerError as error:
        yield Check("rules", False, str(error))
        return
    yield Check("taxonomy", True, plural(len(taxonomy), "element"))
    rule_count = len(rules.rules) + len(rules.sampled)
    counts = f"{plural(rule_count, 'rule')}, {plural(len(rules.dictionaries), 'word table')}, {rules.version}"
    yield Check("rules", True, f"{counts} for {plural(len(rules.elements), 'element')}")
    for failed in rules.failed:
        yield Check(f"recognizer {failed.name}", False, f"did not load: {failed.reason}")


async def _inventory(inventory: str | None) -> tuple[Check, ...]:
    named_by = "--inventory" if inventory else INVENTORY_VARIABLE if os.environ.get(INVENTORY_VARIABLE) else "the default"
    try:
        async with opened(inventory) as store:
            info = await store.describe()
            sources = await store.count_sources()
            await store.sketch_secret()
    except GazetteerError as error:
        return (Check("inventory", False, f"{error} (from {named_by})"),)
    text = f"{info.kind} version {info.version}, {plural(sources, 'source')}, {info.location} (from {named_by})"
    return (Check("inventory", True, text), *_writable(info))


def _writable(info: StoreInfo) -> Iterator[Check]:
    """Whether scans can publish; a server tells when the scan does, a file can be asked at once."""
    path = Path(info.location.removeprefix("sqlite:///"))
    if info.kind == "sqlite" and path.exists():
        is_ok = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
        yield Check(
            "inventory file", is_ok, "can be written" if is_ok else f"{path} or its folder cannot be written; check its rights"
        )
