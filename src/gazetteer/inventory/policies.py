"""A policy as the inventory keeps it: its own words as a document, which `governance.policies` reads and checks."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PolicyRecord:
    """One version of a policy.

    Attributes:
        key: the policy's id in its file, unique.
        version: as the policy states it; "" if it states none.
        digest: SHA-256 of the document in canonical JSON: one version of one content.
        document: the whole `policy/1` document as canonical JSON text (sorted keys).
        imported_at: when this version was last made the current one.
    """

    key: str
    name: str
    version: str
    digest: str
    document: str
    imported_at: datetime
