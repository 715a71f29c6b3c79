"""What is asked of a scan: sources as a user names them, and options; frozen, picklable, free of secrets."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as FilePath

from gazetteer_scanners.connectors.protocol import ReadLimits
from gazetteer_scanners.taxonomy import Level


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """A source as named by a user.

    Attributes:
        location: a path or URL.
        name: the source's key; None derives it from the canonical location.
        secret: a reference (`env:NAME`, `file:PATH`), never the secret.
        dictionary: a data dictionary (CSV) that adds comments and types to what the source says itself.
    """

    location: str
    name: str | None = None
    secret: str | None = None
    dictionary: FilePath | None = None


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """How to scan.

    Attributes:
        limits: batch, chunk and sample sizes; `limits.sample_rows` None reads every row.
        workers: processes that read chunks; 1 reads in the calling process.
        presidio_samples: also run Presidio's engine on samples of free text.
        ner: a language model, as `matching.ner_models` describes, that looks for names in samples of free text; None: none.
        elements: element files of the user, added to the built-in taxonomy.
        is_strict: use the strict levels of the taxonomy.
        fail_on: the gate trips if a field's effective level is this or above; None: no gate.
        min_coverage: percentage of datasets that must be free of unexpected gaps (0 to 100).
        as_of: the day for which ages are counted; None: today (UTC).
        working_directory: what relative paths and derived keys are relative to.
    """

    limits: ReadLimits = field(default_factory=ReadLimits)
    workers: int = 1
    presidio_samples: bool = False
    ner: str | None = None
    elements: tuple[FilePath, ...] = ()
    is_strict: bool = False
    fail_on: Level | None = None
    min_coverage: float = 100.0
    as_of: date | None = None
    working_directory: FilePath = FilePath()
