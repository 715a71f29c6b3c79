"""One kind of data: what it is called, how it is named in columns, and how much protection it needs."""

from dataclasses import dataclass, field
from enum import StrEnum


class Level(StrEnum):
    """How much protection a field needs; see `rank` for the order."""

    NONE = "NONE"
    """Read, and nothing is in force."""
    NON_PERSONAL_ALONE = "NON_PERSONAL_ALONE"
    """Personal only beside data that identifies somebody."""
    PERSONAL = "PERSONAL"
    SENSITIVE = "SENSITIVE"
    UNKNOWN = "UNKNOWN"
    """Not read."""

    @property
    def rank(self) -> int:
        """0 to 4, for `max()` and thresholds: NONE < UNKNOWN < NON_PERSONAL_ALONE < PERSONAL < SENSITIVE.

        UNKNOWN stands above NONE, because what was not read is never clean, and below every level that was found,
        because it must not trip a gate that asks for one.
        """
        return _RANKS[self]


_RANKS = {
    Level.NONE: 0,
    Level.UNKNOWN: 1,
    Level.NON_PERSONAL_ALONE: 2,
    Level.PERSONAL: 3,
    Level.SENSITIVE: 4,
}


class Role(StrEnum):
    """What a value of the element does: name a person, narrow down, describe, or hold other data."""

    DIRECT = "DIRECT"
    """Names or reaches one person."""
    DEVICE = "DEVICE"
    """Identifies a device or a browser."""
    QUASI = "QUASI"
    """Narrows down who it is."""
    ATTRIBUTE = "ATTRIBUTE"
    """Says something about a person who is known otherwise."""
    CONTENT = "CONTENT"
    """Can hold anything; what is inside counts."""
    SECRET = "SECRET"  # noqa: S105 - the name of a role, not a password
    """Proves who somebody is."""
    FLAG = "FLAG"
    """A yes or no, or a state."""
    NONE = "NONE"
    """Looks like data about a person and is not: row keys."""


@dataclass(frozen=True, slots=True)
class Names:
    """How columns and comments call an element: lower-case snake_case, camelCase, Chinese, pinyin, pinyin initials."""

    en: tuple[str, ...] = ()
    camel: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    pinyin: tuple[str, ...] = ()
    pinyin_abbr: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """One row of the taxonomy.

    `parent` is the id above it, which may be a group without a row of its own (`person`), or None at the top.
    `level` holds in the default profile, `strict_level` in the strict one, which is never lower. `legal_classes` are
    words such as `gbt35273_a:个人基本资料`, `gbt45574:T5 金融账户`, `pipl28`, `gdpr9`, `ccpa_spi`; a law that lists the
    element only under a condition stands as `pipl28:conditional`. `detection` names the factors that can tell it:
    name, value, checksum, context, profile.
    """

    id: str
    label_en: str
    label_zh: str
    category: str
    parent: str | None
    role: Role
    level: Level
    strict_level: Level
    rules: tuple[str, ...] = ()
    legal_classes: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    policy_sections: tuple[str, ...] = ()
    policy_terms: tuple[str, ...] = ()
    detection: tuple[str, ...] = ()
    names: Names = field(default_factory=Names)
    value_format: str = ""
    false_friends: str = ""
    validators: tuple[str, ...] = ()
    fideslang: str = ""
    dpv: str = ""
    presidio_entity: str = ""
