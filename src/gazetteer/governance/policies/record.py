"""Policies as the inventory keeps them, and back."""

import json
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from gazetteer.errors import InventoryError
from gazetteer.governance.policies.form import Policy
from gazetteer.inventory.policies import PolicyRecord

_MOST_KEPT = 64
"""Policies that stay read: a document is checked once for many questions."""


def policy_record(policy: Policy, data: dict[str, Any], now: datetime) -> PolicyRecord:
    """The record of a policy; the same data in another order or notation give the same digest.

    Args:
        policy: the policy as it was read.
        data: the file's data as they stand there.
        now: when it was imported.
    """
    document = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return PolicyRecord(
        key=policy.key,
        name=policy.policy.product,
        version=policy.policy.version or "",
        digest=sha256(document.encode()).hexdigest(),
        document=document,
        imported_at=now,
    )


@lru_cache(maxsize=_MOST_KEPT)
def policy_of(record: PolicyRecord) -> Policy:
    """The policy of a record.

    Raises:
        InventoryError: the record's document is none of this form.
    """
    try:
        return Policy.model_validate(json.loads(record.document))
    except (ValueError, ValidationError):
        raise InventoryError(
            f"the inventory's policy {record.key} is damaged, or was imported by a newer version; import its file again"
        ) from None
