"""Policy files read into the typed form; every mistake is told with file, line and what to do."""

from pathlib import Path
from typing import Any

from gazetteer.governance.policies.checking import check_policy
from gazetteer.governance.policies.form import SCHEMA, Policy
from gazetteer_scanners.taxonomy import Taxonomy
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError
from gazetteer_scanners.yamlfiles.models import parsed
from gazetteer_scanners.yamlfiles.yaml_text import read_yaml


def read_policy(path: Path, taxonomy: Taxonomy) -> tuple[Policy, dict[str, Any]]:
    """The policy in a file, and the file's data as they stand there.

    Args:
        path: a `policy/1` file.
        taxonomy: the elements that it may name.

    Raises:
        FileMistakesError: it cannot be read, is too large or too deep, or holds mistakes; one line for each.
    """
    text = read_yaml(path)
    mistakes = text.mistakes()
    said = text.data.get("schema") if isinstance(text.data, dict) else None
    if said != SCHEMA:
        mistakes.add(("schema",), f"is no policy of this form; begin it with `schema: {SCHEMA}`")
        raise FileMistakesError(mistakes.found)
    policy = parsed(Policy, text.data, mistakes)
    if policy is not None:
        check_policy(policy, taxonomy, mistakes)
    if policy is None or mistakes.found:
        raise FileMistakesError(mistakes.found)
    return policy, text.data
