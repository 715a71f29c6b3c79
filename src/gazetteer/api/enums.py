"""The schema's enums. Each member has the name that the domain's enum uses; `UNKNOWN` stands for what is not in the list."""

from collections.abc import Iterable
from enum import Enum
from typing import TypeVar

import strawberry

_E = TypeVar("_E", bound=Enum)
_D = TypeVar("_D", bound=Enum)


def shown(shape: type[_E], word: str) -> _E:
    """The schema's member of this name, or its UNKNOWN (a store may hold a word that this version does not know)."""
    return shape[word] if word in shape.__members__ else shape["UNKNOWN"]


def asked(domain: type[_D], members: Iterable[Enum]) -> tuple[_D, ...]:
    """The domain's members of these names; a member that only the schema has (UNKNOWN) matches nothing and is left out."""
    return tuple(domain[member.name] for member in members if member.name in domain.__members__)


def _value(word: str, description: str) -> object:
    return strawberry.enum_value(word, description=description)


_NEWER = "A word of a newer version that this server does not know."


@strawberry.enum(description="How much protection a field needs.")
class Level(Enum):
    NONE = _value("NONE", "Read, and no element is in force.")
    NON_PERSONAL_ALONE = _value("NON_PERSONAL_ALONE", "Personal only beside data that identifies somebody.")
    PERSONAL = _value("PERSONAL", "Personal data.")
    SENSITIVE = _value("SENSITIVE", "Sensitive personal data.")
    UNKNOWN = _value("UNKNOWN", "Not read.")


@strawberry.enum(description="How far a source was read by the last scan that tried it.")
class SourceState(Enum):
    COMPLETE = _value("COMPLETE", "Every dataset was read wholly.")
    PARTIAL = _value("PARTIAL", "Some dataset was not, or not wholly.")
    FAILED = _value("FAILED", "Nothing could be read; what earlier scans found still stands.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="How values are written. All forms are still personal.")
class Form(Enum):
    PLAIN = _value("PLAIN", "As people write it.")
    MASKED = _value("MASKED", "Some characters are replaced, as in `138****8000`.")
    HASHED = _value("HASHED", "A digest of the value.")
    ENCRYPTED = _value("ENCRYPTED", "Ciphertext.")
    TOKENISED = _value("TOKENISED", "A stand-in that a token service can turn back.")
    ENCODED = _value("ENCODED", "Written in another alphabet, such as Base64; anybody can turn it back.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="How far a dataset was read in its last scan.")
class CoverageState(Enum):
    COMPLETE = _value("COMPLETE", "Every row was read.")
    PARTIAL = _value("PARTIAL", "Some of it was read; the reasons say what was not.")
    SKIPPED = _value("SKIPPED", "Nothing was read, because that was asked for.")
    FAILED = _value("FAILED", "It could not be read.")
    NOT_REACHED = _value("NOT_REACHED", "The scan ended before its turn came.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="Why something was not read, or not wholly.")
class CoverageCode(Enum):
    SAMPLED = _value("SAMPLED", "Only a sample of the rows was read.")
    VALUES_NOT_READ = _value("VALUES_NOT_READ", "Only names, types and comments were read.")
    EXCLUDED = _value("EXCLUDED", "Excluded by configuration.")
    DENIED = _value("DENIED", "The source refused access.")
    TIMEOUT = _value("TIMEOUT", "The source took too long.")
    BUDGET = _value("BUDGET", "The row or byte budget was used up.")
    TRUNCATED = _value("TRUNCATED", "Something was too big to be read wholly.")
    DECODE_ERROR = _value("DECODE_ERROR", "Stored bytes could not be decoded.")
    TYPE_NOT_READ = _value("TYPE_NOT_READ", "A column of a type whose values are not read.")
    NOTHING_VISIBLE = _value("NOTHING_VISIBLE", "The login sees no dataset in the source.")
    SCHEMA_CHANGED = _value("SCHEMA_CHANGED", "Columns changed while they were read.")
    SOURCE_LOST = _value("SOURCE_LOST", "The source stopped answering, or is damaged.")
    CRASHED = _value("CRASHED", "The reader crashed.")
    CANCELLED = _value("CANCELLED", "The scan was cancelled.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="How a scan ended.")
class ScanStatus(Enum):
    RUNNING = _value("RUNNING", "It has not ended.")
    COMPLETE = _value("COMPLETE", "No unexpected gap.")
    INCOMPLETE = _value("INCOMPLETE", "It ended with unexpected gaps.")
    FAILED = _value("FAILED", "It could not do its work.")
    CANCELLED = _value("CANCELLED", "It was stopped.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="What a key says.")
class KeyKind(Enum):
    PRIMARY = _value("PRIMARY", "Identifies a row.")
    UNIQUE = _value("UNIQUE", "No two rows share it.")
    FOREIGN = _value("FOREIGN", "Refers to a row of a dataset of the same source.")
    UNKNOWN = _value("UNKNOWN", _NEWER)


@strawberry.enum(description="What one row of a dataset is about.")
class RowKind(Enum):
    PERSON = _value("PERSON", "A natural person: a user, an employee, a patient, a contact.")
    ORGANISATION = _value("ORGANISATION", "A company, a supplier, an institution.")
    EVENT = _value("EVENT", "Something that happened at a time: an order, a payment, a visit, a message, a log entry.")
    THING = _value("THING", "A product, a device, a place, a document.")
    LOOKUP = _value("LOOKUP", "An entry that other rows are described by: a code, a category, a setting.")
    UNKNOWN = _value("UNKNOWN", "Nothing says it, or a word of a newer version.")


@strawberry.enum(description="The six kinds of evidence that a detection weighs.")
class Factor(Enum):
    NAME = _value("NAME", "The field's own name.")
    COMMENT = _value("COMMENT", "The field's comment, from the source or a data dictionary.")
    VALUE = _value("VALUE", "The share of values that match, weighed against chance.")
    CHECKSUM = _value("CHECKSUM", "The share of matching values that pass an arithmetic check, weighed against chance.")
    CONTEXT = _value("CONTEXT", "The dataset's name and the neighbouring fields.")
    PROFILE = _value("PROFILE", "The shape of the column: lengths, distinct values, dictionary hits, histograms.")


@strawberry.enum(description="Orders of fields. Ties go by source, dataset and path.")
class FieldOrder(Enum):
    NAME = _value("NAME", "By source, dataset and path.")
    RISK_DESC = _value("RISK_DESC", "The highest effective level first, then the highest score in force.")
    DOUBT_DESC = _value(
        "DOUBT_DESC",
        "The most doubtful first: any score nearest to 0.5; fields without one come last.",
    )
    SCORE_DESC = _value("SCORE_DESC", "The highest score in force first; fields without elements come last.")
    CHANGED_DESC = _value("CHANGED_DESC", "The one whose types, elements, candidates or levels changed last comes first.")


@strawberry.enum(description="What fields can be counted by.")
class FacetKey(Enum):
    ELEMENT = _value("ELEMENT", "Elements in force; a field counts for its elements and for those above them.")
    LEVEL = _value("LEVEL", "The field's own level.")
    EFFECTIVE_LEVEL = _value("EFFECTIVE_LEVEL", "The effective level.")
    SOURCE = _value("SOURCE", "The source.")
    COVERAGE = _value("COVERAGE", "The coverage state of the field's dataset.")


@strawberry.enum(description="How a field of births was read whose values can be read in two ways.")
class AgeReading(Enum):
    SINGLE = _value("SINGLE", "Its values have one reading.")
    FIRST = _value(
        "FIRST", "Day first (`05/03/2014` is in March), or day numbers of spreadsheets: other values allow it alone."
    )
    SECOND = _value("SECOND", "Month first, or days since 1970: other values allow it alone.")
    OPEN = _value("OPEN", "Both readings are possible; rows that differ widen `underMin` and `underMax`.")
    UNKNOWN = _value("UNKNOWN", _NEWER)
