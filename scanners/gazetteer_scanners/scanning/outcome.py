"""What became of a chunk: the record that a worker sends back and that a journal keeps.

{"rows": 50, "failed": false, "damaged": false, "reasons": [["DECODE_ERROR", "ragged rows: 2", false, "ragged rows", 2]]}
newline, then the bytes of the evidence record (none if nothing was read)
"""

import json
from dataclasses import astuple, dataclass

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason


@dataclass(frozen=True, slots=True)
class ChunkOutcome:
    """A chunk as read.

    Attributes:
        evidence: the evidence record; None if reading failed at once.
        rows: rows looked at.
        reasons: what was not read.
        is_failed: reading ended in an error; what was read before it still counts.
        is_source_damaged: it failed in a way that fails the source as a whole.
    """

    evidence: bytes | None
    rows: int
    reasons: tuple[CoverageReason, ...] = ()
    is_failed: bool = False
    is_source_damaged: bool = False

    def to_bytes(self) -> bytes:
        """The record for a journal."""
        head = {
            "rows": self.rows,
            "failed": self.is_failed,
            "damaged": self.is_source_damaged,
            "evidence": self.evidence is not None,
            "reasons": [astuple(reason) for reason in self.reasons],
        }
        return json.dumps(head, ensure_ascii=True, sort_keys=True).encode() + b"\n" + (self.evidence or b"")

    @classmethod
    def from_bytes(cls, data: bytes) -> "ChunkOutcome":
        """The outcome that `to_bytes` wrote.

        Raises:
            EvidenceError: if the bytes are no such record.
        """
        head, _, evidence = data.partition(b"\n")
        try:
            facts = json.loads(head)
            reasons = tuple(
                CoverageReason(CoverageCode(code), message, is_expected, subject, count)
                for code, message, is_expected, subject, count in facts["reasons"]
            )
            return cls(evidence if facts["evidence"] else None, facts["rows"], reasons, facts["failed"], facts["damaged"])
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceError("a journal's record of a chunk is damaged; scan the dataset again") from error
