"""Serial numbers of devices, among them Apple's UDID.

Source: Apple (UDID: 40 hexadecimal digits, since 2018 the chip's 8 + 16 digits; serial numbers of 10 to 12 characters),
makers' labels (letters and digits without I and O where they were thought through).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("serial", "sn", "udid", "device", "序列号", "设备号")

RULES = (
    Rule(
        id="serial_number.udid",
        element="device.serial_number",
        pattern="0000[0-9A-F]{4}-00[0-9A-F]{14}",
        chance=0.0001,
        context=_CONTEXT,
        source="Apple, UDID of devices since 2018; nothing else is written so",
        hits=("00008030-001A2B3C4D5E002E", "00008101-000123456789001E", "0000FE01-00AABBCCDDEEFF00"),
        misses=(
            "00008030-101A2B3C4D5E002E",
            "00008030001A2B3C4D5E002E",
            "00008030-001A2B3C4D5E002",
            "00008030-001a2b3c4d5e002e",
        ),
    ),
    Rule(
        id="serial_number",
        element="device.serial_number",
        pattern="[0-9a-f]{40}|[A-Z][A-Z0-9]{7,13}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"unknown", "0123456789abcdef", "0" * 16}),
        context=_CONTEXT,
        source="Makers' labels; numbers and codes of all kinds pass",
        hits=("C02EXAMPLE01", "RF8N123456X", "ab" * 20),
        misses=("unknown", "0123456789ABCDEF", "C02-EXAMPLE", "SN12345"),
    ),
)
