"""The URI of a MongoDB inventory, checked strictly: what is misread here could put a password into a message.

    mongodb://user:password@db1.example.org:27017,db2.example.org/gazetteer?replicaSet=rs0
    mongodb+srv://user:password@cluster.example.org/gazetteer

A reserved character in user or password (`@ : / ? #`) must be percent-encoded, as MongoDB's connection string format says.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from gazetteer.errors import ConfigurationError

DEFAULT_DATABASE = "gazetteer"

_URI = re.compile(
    r"""(?P<scheme>mongodb(?:\+srv)?)://
        (?:(?P<login>[^@:/?\#\[\]]+(?::[^@:/?\#\[\]]*)?)@)?
        (?P<hosts>[^@/?\#]+)
        (?:/(?P<database>[^@/?\#:]*))?
        (?:\?(?P<options>[^@?\#]*))?""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
_DATABASE = re.compile(r'[^/\\. "$*<>:|?\x00]{1,63}')


@dataclass(frozen=True, slots=True)
class MongoAddress:
    """Where a MongoDB inventory is.

    Attributes:
        uri: as given, with credentials; for the driver alone.
        location: scheme, hosts and database, without credentials and options.
        options: names of the options that the URI sets, lower case.
    """

    uri: str = field(repr=False)
    location: str
    database: str
    options: frozenset[str]


def parse_address(uri: str) -> MongoAddress:
    """The address that the URI names; nothing is looked up.

    Raises:
        ConfigurationError: if it does not parse; the message never repeats any of it.
    """
    match = _URI.fullmatch(uri)
    if match is None or not all(_HOST.fullmatch(host) for host in match["hosts"].split(",")):
        raise ConfigurationError(
            "the URI of the MongoDB inventory does not parse; write mongodb://user:password@host:port/database, and"
            " percent-encode reserved characters (@ : / ? #) in user and password"
        )
    database = unquote(match["database"] or "") or DEFAULT_DATABASE
    if not _DATABASE.fullmatch(database):
        raise ConfigurationError(
            "the URI of the MongoDB inventory names a database that MongoDB does not allow; use letters, digits, - and _"
        )
    options = parse_qsl((match["options"] or "").replace(";", "&"), keep_blank_values=True)
    return MongoAddress(
        uri=uri,
        location=f"{match['scheme'].lower()}://{match['hosts']}/{database}",
        database=database,
        options=frozenset(name.lower() for name, _ in options),
    )
