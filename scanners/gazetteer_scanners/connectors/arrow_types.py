"""Normalised types of Arrow types, for columns that a source describes in Arrow and for values read from it."""

import pyarrow as pa

from gazetteer_scanners.connectors.protocol import DataType

_CHECKS = (
    (pa.types.is_boolean, DataType.BOOLEAN),
    (pa.types.is_integer, DataType.INTEGER),
    (pa.types.is_floating, DataType.FLOAT),
    (pa.types.is_decimal, DataType.DECIMAL),
    (pa.types.is_date, DataType.DATE),
    (pa.types.is_time, DataType.TIME),
    (pa.types.is_timestamp, DataType.TIMESTAMP),
    (pa.types.is_string, DataType.STRING),
    (pa.types.is_large_string, DataType.STRING),
    (pa.types.is_string_view, DataType.STRING),
    (pa.types.is_binary, DataType.BINARY),
    (pa.types.is_large_binary, DataType.BINARY),
    (pa.types.is_fixed_size_binary, DataType.BINARY),
    (pa.types.is_binary_view, DataType.BINARY),
    (pa.types.is_struct, DataType.STRUCT),
    (pa.types.is_map, DataType.STRUCT),
    (pa.types.is_list, DataType.LIST),
    (pa.types.is_large_list, DataType.LIST),
    (pa.types.is_fixed_size_list, DataType.LIST),
    (pa.types.is_list_view, DataType.LIST),
    (pa.types.is_large_list_view, DataType.LIST),
)


def arrow_data_type(arrow_type: pa.DataType) -> DataType:
    """The normalised type; that of the values for dictionaries, run-end encoding and extension types."""
    if isinstance(arrow_type, pa.BaseExtensionType):
        return arrow_data_type(arrow_type.storage_type)
    if pa.types.is_dictionary(arrow_type) or pa.types.is_run_end_encoded(arrow_type):
        return arrow_data_type(arrow_type.value_type)
    # decimals are a kind of fixed-size binary to Arrow, so they are asked for first
    return next((data_type for check, data_type in _CHECKS if check(arrow_type)), DataType.UNKNOWN)
