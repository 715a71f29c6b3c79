"""Policies as records: the same content gives the same digest, and nothing is lost."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from gazetteer.errors import InventoryError
from gazetteer.governance.policies.builtin import builtin_policies
from gazetteer.governance.policies.form import Policy
from gazetteer.governance.policies.reading import read_policy
from gazetteer.governance.policies.record import policy_of, policy_record
from gazetteer.inventory.policies import PolicyRecord
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.governance.policies.conftest import SMALL

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def _read(path: Path) -> tuple[Policy, dict[str, Any]]:
    return read_policy(path, load_taxonomy())


@pytest.mark.parametrize("key", ["saleforte", "sendcloud"])
def test_back_from_the_record(key: str) -> None:
    policy, data = _read(builtin_policies()[key])
    record = policy_record(policy, data, NOW)
    assert policy_of(record) == policy
    assert (record.key, record.name, record.imported_at) == (key, policy.policy.product, NOW)
    assert record.version == {"saleforte": "V1.0", "sendcloud": ""}[key]
    assert len(record.digest) == 64


def test_notation_does_not_matter_but_content_does(tmp_path: Path) -> None:
    path, digests = tmp_path / "p.yaml", []
    data = yaml.safe_load(SMALL)
    backwards = dict(reversed(data.items()))
    for text in (SMALL, f"# a comment\n{yaml.safe_dump(backwards, sort_keys=False)}", SMALL.replace("sell goods", "sell")):
        path.write_text(text)
        digests.append(policy_record(*_read(path), NOW).digest)
    assert digests[0] == digests[1] != digests[2]


@pytest.mark.parametrize("document", ["", "[]", "{}", '{"schema":"policy/2"}', "[" * 100])
def test_a_damaged_record_is_named(document: str) -> None:
    record = PolicyRecord("shop", "Shop", "1", "0" * 64, document, NOW)
    with pytest.raises(InventoryError, match=r"policy shop is damaged.*import its file again"):
        policy_of(record)
