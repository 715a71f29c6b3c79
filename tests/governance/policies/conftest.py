"""The built-in policies, and policies written by a test."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.reading import read_policy
from gazetteer_scanners.taxonomy import load_taxonomy
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError

SMALL = """\
schema: policy/1
policy: {id: shop, product: Shop, version: "1", effective_date: null}
activities:
  - id: sell
    name: Sell
    section: "1"
    purpose: sell goods
    elements: [contact.email]
"""


@cache
def builtin(key: str) -> Policy:
    """A policy that comes with the product."""
    return read_policy(builtin_policies()[key], load_taxonomy())[0]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Policy]:
    """Reads `SMALL` with a text behind it."""

    def read_text(more: str = "", small: str = SMALL) -> Policy:
        (tmp_path / "policy.yaml").write_text(small + more, encoding="utf-8")
        return read_policy(tmp_path / "policy.yaml", load_taxonomy())[0]

    return read_text


@pytest.fixture
def mistakes(read: Callable[..., Policy]) -> Callable[..., list[str]]:
    """The mistakes of such a file, as `line: text`."""

    def told(more: str = "", small: str = SMALL) -> list[str]:
        with pytest.raises(FileMistakesError) as caught:
            read(more, small)
        return [f"{one.line}: {one.text}" for one in caught.value.mistakes]

    return told
