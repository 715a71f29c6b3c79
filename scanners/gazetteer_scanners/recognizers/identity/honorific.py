"""Forms of address before a name: a column called `title` that holds them says nobody's job.

Source: forms of address of English, German, French and Spanish letters, as style guides list them.
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="honorific",
        element="person.name",
        pattern=(
            r"(?i)(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|rev|hon|herr|frau|m|mme|mlle|monsieur|madame|sr|sra|srta"
            r"|don|do[nñ]a|dott|ing)\.?"
        ),
        chance=0.01,
        needs_name=True,
        context=("title", "salutation", "prefix", "称呼"),
        source="Everyday forms of address",
        hits=("Mr", "Dr.", "Frau", "Mlle", "prof"),
        misses=("Manager", "Mr Smith", "Director", "mrr"),
    ),
)
