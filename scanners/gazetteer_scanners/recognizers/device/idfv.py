"""IDFV: the identifier that all apps of one vendor see on an Apple device, a UUID in upper case.

Source: Apple, UIDevice identifierForVendor.
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="idfv",
        element="device.idfv",
        pattern="[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"0" * 32}),
        context=("idfv", "vendor identifier", "ios"),
        source="Apple UIDevice; any upper-case UUID passes",
        hits=(
            "6D92078A-8246-4BA4-AE5B-76104861E7DC",
            "00000000-0000-4000-8000-0123456789AB",
            "EA7583CD-A667-48BC-B806-42ECB2B48606",
        ),
        misses=(
            "6d92078a-8246-4ba4-ae5b-76104861e7dc",
            "6D92078A-8246-4BA4-AE5B-76104861E7D",
            "00000000-0000-0000-0000-000000000000",
            "6D92078A82464BA4AE5B76104861E7DC",
        ),
    ),
)
