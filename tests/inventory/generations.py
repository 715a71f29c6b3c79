"""Two generations of one dataset that differ in whatever an inventory can answer."""

from gazetteer.inventory.store import DatasetPublication
from gazetteer_scanners.scanning.coverage import Coverage, CoverageState
from gazetteer_scanners.taxonomy import Level
from tests.inventory.records import day, field, found, publication

OLD = publication(
    field("email", found("contact.email", 0.9), level=Level.PERSONAL),
    field("imei", found("device.imei", 0.8), level=Level.NON_PERSONAL_ALONE, effective=Level.PERSONAL),
    field("name", found("person.name", 0.6), level=Level.PERSONAL),
    field("note", level=Level.NONE),
    evidence=b"old evidence",
)


def new(sequence: int = 2) -> DatasetPublication:
    """A later generation; another sequence is another content."""
    return publication(
        field("email", found("contact.email", 0.7), level=Level.SENSITIVE, at=day(sequence)),
        field("imei", level=Level.NONE, at=day(sequence)),
        field("mobile", found("device.imei", 0.5), level=Level.UNKNOWN, at=day(sequence)),
        field("name", found("person.name", 0.9), level=Level.SENSITIVE, at=day(sequence)),
        field(f"scanned_{sequence}", found("person.name", 0.4), level=Level.PERSONAL, at=day(sequence)),
        coverage=Coverage(CoverageState.PARTIAL, rows_read=sequence),
        sequence=sequence,
        at=day(sequence),
        evidence=b"evidence that is newer %d" % sequence,
    )
