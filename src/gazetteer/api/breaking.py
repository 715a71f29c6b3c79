"""Finds changes of the schema that break clients, against the last release in the git history.

The release is the last tag that can be reached and has `schema.graphql`; without one, the first commit that has the file.
"""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from graphql import GraphQLSchema, build_schema
from graphql.utilities import BreakingChange, find_schema_changes

from gazetteer.errors import GazetteerError

SCHEMA_FILE = "schema.graphql"


class NoHistoryError(GazetteerError):
    """There is nothing to compare with: no git checkout, or no commit that has the schema."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier schema and the tag or commit that it comes from."""

    revision: str
    sdl: str


def find_breaking(old_sdl: str, new_sdl: str) -> list[str]:
    """One sentence for each breaking change from the old schema to the new one, sorted; empty if there is none."""
    old, new = _parsed(old_sdl), _parsed(new_sdl)
    return sorted(change.description for change in find_schema_changes(old, new) if isinstance(change, BreakingChange))


def find_baseline(checkout: Path) -> Baseline:
    """The schema to compare with.

    Raises:
        NoHistoryError: outside a git checkout, and where no commit has the file.
    """
    if not (checkout / ".git").exists():
        raise NoHistoryError(f"{checkout.name} is no git checkout: breaking changes are not measured")
    tags = _git(checkout, "tag", "--merged", "HEAD", "--sort=-creatordate").split()
    commits = _git(checkout, "log", "--reverse", "--diff-filter=A", "--format=%H", "--", SCHEMA_FILE).split()
    for revision in [*tags, *commits[:1]]:
        sdl = _git(checkout, "show", f"{revision}:{SCHEMA_FILE}")
        if sdl:
            return Baseline(revision, sdl)
    raise NoHistoryError(f"no commit of {checkout.name} has {SCHEMA_FILE} yet: breaking changes are not measured")


def _parsed(sdl: str) -> GraphQLSchema:
    return build_schema(sdl)


def _git(checkout: Path, *arguments: str) -> str:
    """What git prints; empty if it fails (no commit yet, no such file in that revision).

    Raises:
        NoHistoryError: if git is not installed.
    """
    command = ["git", "-C", str(checkout), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - fixed words
    except FileNotFoundError as error:
        raise NoHistoryError("git is not installed: breaking changes are not measured") from error
    return done.stdout if done.returncode == 0 else ""
