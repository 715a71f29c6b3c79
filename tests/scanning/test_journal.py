"""The in-memory journal: recording twice changes nothing, plans are kept apart, forgetting drops one dataset."""

from gazetteer_scanners.scanning.journal import MemoryJournal


def test_chunks_are_kept_by_dataset_and_plan_until_forgotten() -> None:
    journal = MemoryJournal()
    journal.record("dst_a", "p1", 0, b"one")
    journal.record("dst_a", "p1", 1, b"two")
    journal.record("dst_a", "p2", 0, b"another plan")
    journal.record("dst_b", "p1", 0, b"other")
    journal.record("dst_a", "p1", 0, b"one")
    assert journal.recorded("dst_a", "p1") == {0: b"one", 1: b"two"}
    assert journal.recorded("dst_a", "p2") == {0: b"another plan"}
    journal.forget("dst_a")
    journal.forget("dst_a")
    assert journal.recorded("dst_a", "p1") == journal.recorded("dst_a", "p2") == {}
    assert journal.recorded("dst_b", "p1") == {0: b"other"}


def test_what_was_handed_out_does_not_change_later() -> None:
    journal = MemoryJournal()
    journal.record("dst_a", "p1", 0, b"one")
    seen = journal.recorded("dst_a", "p1")
    journal.record("dst_a", "p1", 1, b"two")
    assert dict(seen) == {0: b"one"}
