"""What a journal keeps of a chunk comes back as it was; damaged records are refused."""

import pytest

from gazetteer_scanners.errors import EvidenceError
from gazetteer_scanners.scanning.coverage import CoverageCode, CoverageReason, merge_reasons
from gazetteer_scanners.scanning.outcome import ChunkOutcome

RAGGED = CoverageReason.counted(CoverageCode.DECODE_ERROR, "ragged rows", 2)
LOST = CoverageReason(CoverageCode.SOURCE_LOST, "第一行\nsecond line")


@pytest.mark.parametrize(
    "outcome",
    [
        ChunkOutcome(b"GZEV\n\x00{}", 50, (RAGGED, LOST)),
        ChunkOutcome(b"", 0),
        ChunkOutcome(None, 0, (LOST,), is_failed=True, is_source_damaged=True),
    ],
)
def test_an_outcome_comes_back_whole(outcome: ChunkOutcome) -> None:
    again = ChunkOutcome.from_bytes(outcome.to_bytes())
    assert again == outcome
    assert [(r.subject, r.count) for r in again.reasons] == [(r.subject, r.count) for r in outcome.reasons]


@pytest.mark.parametrize("data", [b"", b"{}", b"not json\nGZEV", b'{"rows": 1}\n', b"[]\n"])
def test_what_is_no_outcome_is_refused(data: bytes) -> None:
    with pytest.raises(EvidenceError, match="record of a chunk is damaged"):
        ChunkOutcome.from_bytes(data)


def test_reasons_that_count_the_same_add_up() -> None:
    more = CoverageReason.counted(CoverageCode.DECODE_ERROR, "ragged rows", 1_000)
    assert [r.message for r in merge_reasons([RAGGED, LOST, more, LOST])] == ["ragged rows: 1,002", LOST.message]
    assert merge_reasons([more, RAGGED]) == merge_reasons([RAGGED, more])
    assert merge_reasons([]) == ()
