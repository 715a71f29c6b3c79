"""The schema's enums of lineage, data maps and declared recipients; as in `enums`, members have the domain's names."""

from enum import Enum

import strawberry

from gazetteer.api.enums import NEWER, value_of


@strawberry.enum(description="Who decided that an element is in force.")
class DecidedBy(Enum):
    SCAN = value_of("SCAN", "A scan found it in the field itself.")
    LINEAGE = value_of("LINEAGE", "A flow brings it from another field.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="How a flow is known.")
class FlowHow(Enum):
    DECLARED = value_of("DECLARED", "A policy or the configuration says so.")
    OPENLINEAGE = value_of("OPENLINEAGE", "A job told it while it ran.")
    SQL = value_of("SQL", "A view, generated column or SQL file says so.")
    DBT = value_of("DBT", "A dbt project says so.")
    KEY = value_of("KEY", "A foreign key.")
    QUERY_LOG = value_of("QUERY_LOG", "A statement in a query log.")
    OVERLAP = value_of("OVERLAP", "Inferred: the values of both fields coincide.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="What happens to the data on the way.")
class Transformation(Enum):
    IDENTITY = value_of("IDENTITY", "Values arrive as they are.")
    TRANSFORMATION = value_of("TRANSFORMATION", "Values are computed from it.")
    ENCRYPTION = value_of("ENCRYPTION", "Values arrive encrypted.")
    HASHING = value_of("HASHING", "Digests arrive.")
    MASKING = value_of("MASKING", "Values arrive with parts hidden.")
    AGGREGATION = value_of("AGGREGATION", "Many values become one.")
    INDIRECT = value_of("INDIRECT", "It filters, joins, groups or sorts; no value and no element arrives.")
    UNKNOWN = value_of("UNKNOWN", "Nobody says, or a word of a newer version.")


@strawberry.enum(description="What a node of a graph is.")
class GraphNodeKind(Enum):
    FIELD = value_of("FIELD", "A field.")
    DATASET = value_of("DATASET", "A dataset.")
    SOURCE = value_of("SOURCE", "A source.")
    SYSTEM = value_of("SYSTEM", "A system that an organisation runs.")
    RECIPIENT = value_of("RECIPIENT", "Somebody who receives data.")
    ORIGIN = value_of("ORIGIN", "Somebody or something that gives data.")
    JOB = value_of("JOB", "A job that moves data.")
    PLACEHOLDER = value_of("PLACEHOLDER", "A field or dataset that a flow names and no scan has met.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="Why an answer is not complete.")
class IncompleteWhy(Enum):
    DEPTH = value_of("DEPTH", "The graph goes on beyond the depth that was asked for.")
    FAN_OUT = value_of("FAN_OUT", "More is reached than an answer holds.")
    DEADLINE = value_of("DEADLINE", "There was no time for more.")
    UNPARSED_SQL = value_of("UNPARSED_SQL", "A statement or file could not be read.")
    UNRESOLVED_NAME = value_of("UNRESOLVED_NAME", "A name of a source that the inventory does not know.")
    NOT_SCANNED = value_of("NOT_SCANNED", "A field or dataset of a known source that no scan has met.")
    UNASSIGNED = value_of("UNASSIGNED", "Datasets without a system.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="Which way to walk.")
class LineageDirection(Enum):
    UPSTREAM = value_of("UPSTREAM", "Where the data comes from.")
    DOWNSTREAM = value_of("DOWNSTREAM", "Where the data goes.")
    BOTH = value_of("BOTH", "Each way from the start, never back and forth.")


@strawberry.enum(description="What the nodes of a graph are.")
class Grain(Enum):
    FIELD = value_of("FIELD", "Fields; datasets where nobody says which field is meant.")
    DATASET = value_of("DATASET", "Datasets.")
    SYSTEM = value_of("SYSTEM", "Systems; sources where none is assigned.")


@strawberry.enum(description="What the middle nodes of a data map are.")
class MapGrouping(Enum):
    SYSTEM = value_of("SYSTEM", "Systems; a dataset without one stands under its source.")
    SOURCE = value_of("SOURCE", "Sources.")
    DATASET = value_of("DATASET", "Datasets.")


@strawberry.enum(description="How a recipient gets the data.")
class Mechanism(Enum):
    BACKEND_API = value_of("BACKEND_API", "The system sends it.")
    EMBEDDED_SDK = value_of("EMBEDDED_SDK", "Code of the recipient in the app reads it; it may pass no source.")
    FILE = value_of("FILE", "Files are handed over.")
    PUBLICATION = value_of("PUBLICATION", "It is published.")
    PLATFORM_REPORT = value_of("PLATFORM_REPORT", "The platform shows reports.")
    ON_REQUEST = value_of("ON_REQUEST", "On a lawful request.")
    BUSINESS_TRANSFER = value_of("BUSINESS_TRANSFER", "With the business itself.")
    UNSPECIFIED = value_of("UNSPECIFIED", "The declaration leaves it open.")
    UNKNOWN = value_of("UNKNOWN", "Nobody says, or a word of a newer version.")


@strawberry.enum(description="How a policy declares a recipient.")
class Declared(Enum):
    EXPLICIT = value_of("EXPLICIT", "By name.")
    CATEGORY = value_of("CATEGORY", "By its kind.")
    UNSPECIFIED = value_of("UNSPECIFIED", "Left open.")
    IMPLIED = value_of("IMPLIED", "Not in the text; never counts as declared.")
    UNDECLARED = value_of("UNDECLARED", "No policy declares it.")
    UNKNOWN = value_of("UNKNOWN", "Not about a recipient, or a word of a newer version.")


@strawberry.enum(description="An answer that may be open.")
class Answer(Enum):
    YES = value_of("YES", "Yes.")
    NO = value_of("NO", "No.")
    ON_REQUEST = value_of("ON_REQUEST", "When somebody asks for it.")
    UNKNOWN = value_of("UNKNOWN", "Nobody says, or a word of a newer version.")
