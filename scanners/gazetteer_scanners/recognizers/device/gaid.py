"""GAID: the advertising identifier of Android devices with Google services, a UUID in lower case.

Source: Google Play services, AdvertisingIdClient (zeros when the person deleted it).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="gaid",
        element="device.gaid",
        pattern="[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        chance=1.0,
        needs_name=True,
        placeholders=frozenset({"0" * 32}),
        context=("gaid", "aaid", "adid", "advertising", "广告标识符"),
        source="Google AdvertisingIdClient; any lower-case UUID passes",
        hits=(
            "6d92078a-8246-4ba4-ae5b-76104861e7dc",
            "00000000-0000-4000-8000-0123456789ab",
            "ea7583cd-a667-48bc-b806-42ecb2b48606",
        ),
        misses=(
            "6D92078A-8246-4BA4-AE5B-76104861E7DC",
            "6d92078a-8246-4ba4-ae5b-76104861e7d",
            "00000000-0000-0000-0000-000000000000",
            "6d92078a82464ba4ae5b76104861e7dc",
        ),
    ),
)
