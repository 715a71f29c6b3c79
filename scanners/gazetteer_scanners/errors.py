"""The scanning library's errors, grouped by what the caller can do about them.

Messages name what happened, the source, dataset or file involved, and what to do next; they never carry a value read
from a source, nor a secret. Driver errors are translated once, in the connector that met them.
"""


class ScannerError(Exception):
    """Root of every error that this package raises on purpose."""


class UsageError(ScannerError):
    """Fatal: the caller named something that cannot be scanned as written (a path, a URL, an option, a data file)."""


class UnknownSourceError(UsageError):
    """Fatal: no connector reads this location, or the path does not exist."""


class RuleError(UsageError):
    """Fatal: a recognizer, element file or dictionary is malformed; the message names file, row and column."""


class SourceError(ScannerError):
    """Skippable: a whole source does not answer, refuses the login or is damaged; other sources go on.

    Attributes:
        code: the `CoverageCode` value that stands in the report for this source.
    """

    def __init__(self, message: str, code: str = "SOURCE_LOST") -> None:
        super().__init__(message)
        self.code = code


class DatasetError(ScannerError):
    """Skippable: one dataset or chunk of it could not be read; the other datasets go on.

    Attributes:
        code: the `CoverageCode` value that stands in the report for this dataset.
    """

    def __init__(self, message: str, code: str = "SOURCE_LOST") -> None:
        super().__init__(message)
        self.code = code


class DamagedSourceError(DatasetError):
    """Skippable: reading a dataset met damaged storage, so the source as a whole FAILED; what can be read still counts."""

    def __init__(self, message: str) -> None:
        super().__init__(message, "DECODE_ERROR")


class EvidenceError(ScannerError):
    """Fatal: evidence bytes are damaged, of a newer version, or of a scan that cannot be merged with this one."""
