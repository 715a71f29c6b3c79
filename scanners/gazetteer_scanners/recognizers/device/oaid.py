"""OAID: the advertising identifier of Android devices in China: a UUID, or 16, 32 or 64 hexadecimal digits by maker.

Source: OpenHarmony documentation of OAID (UUID form, zeros when tracking is off), Mobile Security
Alliance SDK (NO when switched off).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="oaid",
        element="device.oaid",
        pattern="[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{16}|[0-9A-Fa-f]{32}|[0-9A-Fa-f]{64}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"0" * 32, "0" * 16, "0" * 64, "no"}),
        context=("oaid", "匿名设备标识符", "广告标识符"),
        source="OpenHarmony, MSA; any UUID and any digest of that length passes",
        hits=(
            "6d92078a-8246-4ba4-ae5b-76104861e7dc",
            "2f3b8a9c4d5e6f70",
            "9f86d081884c7d659a2feaa0c55ad015",
            "abababababababababababababababababababababababababababababababab",
        ),
        misses=(
            "6d92078a-8246-4ba4-ae5b-76104861e7d",
            "00000000-0000-0000-0000-000000000000",
            "NO",
            "2f3b8a9c4d5e6f7",
            "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        ),
    ),
)
