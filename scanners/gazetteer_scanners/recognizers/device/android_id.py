"""Android ID: a 64-bit number in lower-case hexadecimal, like any other 16 such digits.

Source: Android, Settings.Secure.ANDROID_ID; 9774d56d682e549c was shared by many devices and emulators.
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="android_id",
        element="device.android_id",
        pattern="[0-9a-f]{16}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"9774d56d682e549c", "0" * 16, "unknown"}),
        context=("android id", "androidid", "ssaid", "安卓id"),
        source="Android Settings.Secure; any 16 lower-case hexadecimal digits pass",
        hits=("2f3b8a9c4d5e6f70", "dedb1234abcd5678", "0123456789abcdef"),
        misses=("2F3B8A9C4D5E6F70", "2f3b8a9c4d5e6f7", "9774d56d682e549c", "0000000000000000"),
    ),
)
