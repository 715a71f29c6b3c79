"""Normalised types from the words that sources use: SQL type names first, then SQLite's affinity rules.

Source: the type names of ISO/IEC 9075-2 section 6.1 and of the common dialects; https://sqlite.org/datatype3.html
section 3.1 for what is left.
"""

import re

from gazetteer_scanners.connectors.protocol import DataType

_WORDS = {
    **dict.fromkeys(("bool", "boolean", "bit"), DataType.BOOLEAN),
    **dict.fromkeys(("timestamp", "timestamptz", "datetime", "datetime2", "smalldatetime"), DataType.TIMESTAMP),
    **dict.fromkeys(("date",), DataType.DATE),
    **dict.fromkeys(("time", "timetz"), DataType.TIME),
    **dict.fromkeys(("decimal", "numeric", "number", "money", "dec"), DataType.DECIMAL),
    **dict.fromkeys(("json", "jsonb"), DataType.JSON),
    **dict.fromkeys(("uuid", "string", "str", "enum", "interval", "point", "inet", "xml"), DataType.STRING),
    **dict.fromkeys(("binary", "varbinary", "bytea", "bytes", "image", "raw"), DataType.BINARY),
    **dict.fromkeys(("array", "list"), DataType.LIST),
    **dict.fromkeys(("struct", "object", "map"), DataType.STRUCT),
}

_AFFINITY = (
    (("int",), DataType.INTEGER),
    (("char", "clob", "text"), DataType.STRING),
    (("blob",), DataType.BINARY),
    (("real", "floa", "doub"), DataType.FLOAT),
)


def data_type_of(source_type: str) -> DataType:
    """The normalised type of a declared type such as `VARCHAR(20)`; UNKNOWN for an empty or unknown one."""
    lowered = source_type.strip().lower()
    word = re.match(r"[a-z0-9_]*", lowered)
    if word and word.group() in _WORDS:
        return _WORDS[word.group()]
    for parts, data_type in _AFFINITY:
        if any(part in lowered for part in parts):
            return data_type
    return DataType.UNKNOWN
