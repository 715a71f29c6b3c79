"""The words of `policy/1` files, and what they mean in the inventory."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from gazetteer.inventory.flows import Answer, Declared, Mechanism


class RecipientKind(StrEnum):
    """What a recipient is to the organisation."""

    PROCESSOR = "PROCESSOR"
    SUB_PROCESSOR = "SUB_PROCESSOR"
    CONTROLLER = "CONTROLLER"
    INDEPENDENT_RECIPIENT = "INDEPENDENT_RECIPIENT"
    SUB_RECIPIENT = "SUB_RECIPIENT"
    AFFILIATE = "AFFILIATE"
    CHANNEL_OPERATOR = "CHANNEL_OPERATOR"
    PUBLIC_AUTHORITY = "PUBLIC_AUTHORITY"
    SUCCESSOR = "SUCCESSOR"
    PUBLIC = "PUBLIC"
    UNKNOWN = "UNKNOWN"


class ProcessingRole(StrEnum):
    """What the organisation is in an activity; UNKNOWN where the policy does not say."""

    CONTROLLER = "CONTROLLER"
    JOINT_CONTROLLER = "JOINT_CONTROLLER"
    PROCESSOR = "PROCESSOR"
    SUB_PROCESSOR = "SUB_PROCESSOR"
    UNKNOWN = "UNKNOWN"


VIA: Final = "via "
VIA_AND: Final = " and "
"""`via a and b`: the recipient gets the data through these other recipients, in a way that is not said."""

MECHANISMS: Final[Mapping[str, Mechanism]] = {
    "backend_api": Mechanism.BACKEND_API,
    "embedded_sdk": Mechanism.EMBEDDED_SDK,
    "sdk_declared_as_backend": Mechanism.EMBEDDED_SDK,
    "file": Mechanism.FILE,
    "publication": Mechanism.PUBLICATION,
    "platform_reports": Mechanism.PLATFORM_REPORT,
    "on_lawful_request": Mechanism.ON_REQUEST,
    "transfer": Mechanism.BUSINESS_TRANSFER,
    "unspecified": Mechanism.UNSPECIFIED,
}

DECLARED: Final[Mapping[str, Declared]] = {
    "explicit": Declared.EXPLICIT,
    "category": Declared.CATEGORY,
    "unspecified": Declared.UNSPECIFIED,
    "implied": Declared.IMPLIED,
}

COUNTS_AS_DECLARED: Final = frozenset({Declared.EXPLICIT, Declared.CATEGORY, Declared.UNSPECIFIED})
"""A recipient that is only implied stands nowhere in the text."""

ANSWERS: Final[Mapping[str, Answer]] = {"true": Answer.YES, "false": Answer.NO, "on_request": Answer.ON_REQUEST}


def role_of(word: str | None) -> ProcessingRole:
    """What a role's word means; UNKNOWN for a sentence, or none."""
    roles = {role.value.lower(): role for role in ProcessingRole}
    return roles.get(word or "", ProcessingRole.UNKNOWN)


def via_of(mechanism: str) -> tuple[str, ...]:
    """The ids in `via a and b`; empty for any other text."""
    if not mechanism.startswith(VIA):
        return ()
    return tuple(part.strip() for part in mechanism.removeprefix(VIA).split(VIA_AND))


def mechanism_of(mechanism: str) -> Mechanism:
    """What a mechanism's text means; UNSPECIFIED for `via ...`.

    Raises:
        KeyError: for an unknown word.
    """
    return Mechanism.UNSPECIFIED if via_of(mechanism) else MECHANISMS[mechanism]
