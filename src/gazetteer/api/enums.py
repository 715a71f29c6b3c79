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


def value_of(word: str, description: str) -> object:
    """A member of an enum with its description."""
    return strawberry.enum_value(word, description=description)


NEWER = "A word of a newer version that this server does not know."


@strawberry.enum(description="How much protection a field needs.")
class Level(Enum):
    NONE = value_of("NONE", "Read, and no element is in force.")
    NON_PERSONAL_ALONE = value_of("NON_PERSONAL_ALONE", "Personal only beside data that identifies somebody.")
    PERSONAL = value_of("PERSONAL", "Personal data.")
    SENSITIVE = value_of("SENSITIVE", "Sensitive personal data.")
    UNKNOWN = value_of("UNKNOWN", "Not read.")


@strawberry.enum(description="How far a source was read by the last scan that tried it.")
class SourceState(Enum):
    COMPLETE = value_of("COMPLETE", "Every dataset was read wholly.")
    PARTIAL = value_of("PARTIAL", "Some dataset was not, or not wholly.")
    FAILED = value_of("FAILED", "Nothing could be read; what earlier scans found still stands.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="How values are written. All forms are still personal.")
class Form(Enum):
    PLAIN = value_of("PLAIN", "As people write it.")
    MASKED = value_of("MASKED", "Some characters are replaced, as in `138****8000`.")
    HASHED = value_of("HASHED", "A digest of the value.")
    ENCRYPTED = value_of("ENCRYPTED", "Ciphertext.")
    TOKENISED = value_of("TOKENISED", "A stand-in that a token service can turn back.")
    ENCODED = value_of("ENCODED", "Written in another alphabet, such as Base64; anybody can turn it back.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="How far a dataset was read in its last scan.")
class CoverageState(Enum):
    COMPLETE = value_of("COMPLETE", "Every row was read.")
    PARTIAL = value_of("PARTIAL", "Some of it was read; the reasons say what was not.")
    SKIPPED = value_of("SKIPPED", "Nothing was read, because that was asked for.")
    FAILED = value_of("FAILED", "It could not be read.")
    NOT_REACHED = value_of("NOT_REACHED", "The scan ended before its turn came.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="Why something was not read, or not wholly.")
class CoverageCode(Enum):
    SAMPLED = value_of("SAMPLED", "Only a sample of the rows was read.")
    VALUES_NOT_READ = value_of("VALUES_NOT_READ", "Only names, types and comments were read.")
    EXCLUDED = value_of("EXCLUDED", "Excluded by configuration.")
    DENIED = value_of("DENIED", "The source refused access.")
    TIMEOUT = value_of("TIMEOUT", "The source took too long.")
    BUDGET = value_of("BUDGET", "The row or byte budget was used up.")
    TRUNCATED = value_of("TRUNCATED", "Something was too big to be read wholly.")
    DECODE_ERROR = value_of("DECODE_ERROR", "Stored bytes could not be decoded.")
    TYPE_NOT_READ = value_of("TYPE_NOT_READ", "A column of a type whose values are not read.")
    NOTHING_VISIBLE = value_of("NOTHING_VISIBLE", "The login sees no dataset in the source.")
    SCHEMA_CHANGED = value_of("SCHEMA_CHANGED", "Columns changed while they were read.")
    SOURCE_LOST = value_of("SOURCE_LOST", "The source stopped answering, or is damaged.")
    CRASHED = value_of("CRASHED", "The reader crashed.")
    CANCELLED = value_of("CANCELLED", "The scan was cancelled.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="How a scan ended.")
class ScanStatus(Enum):
    RUNNING = value_of("RUNNING", "It has not ended.")
    COMPLETE = value_of("COMPLETE", "No unexpected gap.")
    INCOMPLETE = value_of("INCOMPLETE", "It ended with unexpected gaps.")
    FAILED = value_of("FAILED", "It could not do its work.")
    CANCELLED = value_of("CANCELLED", "It was stopped.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="What a key says.")
class KeyKind(Enum):
    PRIMARY = value_of("PRIMARY", "Identifies a row.")
    UNIQUE = value_of("UNIQUE", "No two rows share it.")
    FOREIGN = value_of("FOREIGN", "Refers to a row of a dataset of the same source.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="What one row of a dataset is about.")
class RowKind(Enum):
    PERSON = value_of("PERSON", "A natural person: a user, an employee, a patient, a contact.")
    ORGANISATION = value_of("ORGANISATION", "A company, a supplier, an institution.")
    EVENT = value_of("EVENT", "Something that happened at a time: an order, a payment, a visit, a message, a log entry.")
    THING = value_of("THING", "A product, a device, a place, a document.")
    LOOKUP = value_of("LOOKUP", "An entry that other rows are described by: a code, a category, a setting.")
    UNKNOWN = value_of("UNKNOWN", "Nothing says it, or a word of a newer version.")


@strawberry.enum(description="The six kinds of evidence that a detection weighs.")
class Factor(Enum):
    NAME = value_of("NAME", "The field's own name.")
    COMMENT = value_of("COMMENT", "The field's comment, from the source or a data dictionary.")
    VALUE = value_of("VALUE", "The share of values that match, weighed against chance.")
    CHECKSUM = value_of("CHECKSUM", "The share of matching values that pass an arithmetic check, weighed against chance.")
    CONTEXT = value_of("CONTEXT", "The dataset's name and the neighbouring fields.")
    PROFILE = value_of("PROFILE", "The shape of the column: lengths, distinct values, dictionary hits, histograms.")


@strawberry.enum(description="Orders of fields. Ties go by source, dataset and path.")
class FieldOrder(Enum):
    NAME = value_of("NAME", "By source, dataset and path.")
    RISK_DESC = value_of("RISK_DESC", "The highest effective level first, then the highest score in force.")
    DOUBT_DESC = value_of(
        "DOUBT_DESC",
        "The most doubtful first: any score nearest to 0.5; fields without one come last.",
    )
    SCORE_DESC = value_of("SCORE_DESC", "The highest score in force first; fields without elements come last.")
    CHANGED_DESC = value_of("CHANGED_DESC", "The one whose types, elements, candidates or levels changed last comes first.")


@strawberry.enum(description="What fields can be counted by.")
class FacetKey(Enum):
    ELEMENT = value_of("ELEMENT", "Elements in force; a field counts for its elements and for those above them.")
    LEVEL = value_of("LEVEL", "The field's own level.")
    EFFECTIVE_LEVEL = value_of("EFFECTIVE_LEVEL", "The effective level.")
    SOURCE = value_of("SOURCE", "The source.")
    COVERAGE = value_of("COVERAGE", "The coverage state of the field's dataset.")


@strawberry.enum(description="How a field of births was read whose values can be read in two ways.")
class AgeReading(Enum):
    SINGLE = value_of("SINGLE", "Its values have one reading.")
    FIRST = value_of(
        "FIRST", "Day first (`05/03/2014` is in March), or day numbers of spreadsheets: other values allow it alone."
    )
    SECOND = value_of("SECOND", "Month first, or days since 1970: other values allow it alone.")
    OPEN = value_of("OPEN", "Both readings are possible; rows that differ widen `underMin` and `underMax`.")
    UNKNOWN = value_of("UNKNOWN", NEWER)
