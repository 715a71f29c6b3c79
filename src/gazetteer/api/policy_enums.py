"""The schema's enums of policies; as in `enums`, members have the domain's names."""

from enum import Enum

import strawberry

from gazetteer.api.enums import NEWER, value_of


@strawberry.enum(description="What a recipient is to the organisation, in the reading of its policy.")
class RecipientKind(Enum):
    PROCESSOR = value_of("PROCESSOR", "Processes on the organisation's behalf.")
    SUB_PROCESSOR = value_of("SUB_PROCESSOR", "Processes on behalf of a processor.")
    CONTROLLER = value_of("CONTROLLER", "Decides itself what happens to the data.")
    INDEPENDENT_RECIPIENT = value_of("INDEPENDENT_RECIPIENT", "Gets data for purposes of its own.")
    SUB_RECIPIENT = value_of("SUB_RECIPIENT", "Gets data from another recipient.")
    AFFILIATE = value_of("AFFILIATE", "A company of the same group.")
    CHANNEL_OPERATOR = value_of("CHANNEL_OPERATOR", "Runs a channel through which messages pass.")
    PUBLIC_AUTHORITY = value_of("PUBLIC_AUTHORITY", "A court, regulator or other authority.")
    SUCCESSOR = value_of("SUCCESSOR", "Takes over the business.")
    PUBLIC = value_of("PUBLIC", "Everybody.")
    UNKNOWN = value_of("UNKNOWN", NEWER)


@strawberry.enum(description="What the organisation is in an activity.")
class ProcessingRole(Enum):
    CONTROLLER = value_of("CONTROLLER", "It decides why and how data is processed.")
    JOINT_CONTROLLER = value_of("JOINT_CONTROLLER", "It decides that together with others.")
    PROCESSOR = value_of("PROCESSOR", "It processes on somebody's behalf.")
    SUB_PROCESSOR = value_of("SUB_PROCESSOR", "It processes on behalf of a processor.")
    UNKNOWN = value_of("UNKNOWN", "The policy does not say, or a word of a newer version.")
