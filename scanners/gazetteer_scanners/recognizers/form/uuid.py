"""UUIDs: mostly row keys. Source: RFC 9562 (version nibble 1 to 8, variant nibble 8 to b)."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="uuid",
        element="tech.surrogate_key",
        pattern="(?i)[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}",
        chance=0.125,
        needs_name=True,
        placeholders=frozenset({"0" * 32}),
        context=("uuid", "guid", "key", "id"),
        source="RFC 9562; chance: 8 of 16 versions and 4 of 16 variants among random digits",
        hits=(
            "6d92078a-8246-4ba4-ae5b-76104861e7dc",
            "EA7583CD-A667-48BC-B806-42ECB2B48606",
            "00000000-0000-4000-8000-000000000001",
        ),
        misses=(
            "6d92078a-8246-9ba4-ae5b-76104861e7dc",
            "6d92078a-8246-4ba4-ce5b-76104861e7dc",
            "6d92078a82464ba4ae5b76104861e7dc",
        ),
    ),
)
