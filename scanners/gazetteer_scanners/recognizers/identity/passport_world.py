"""Passport numbers of several countries, which have no check digit outside their machine-readable zone.

Source: ICAO Doc 9303 (nine characters) and the issuing offices: United States (9 digits, or a letter and 8), United Kingdom (9
digits), Germany (9 characters without vowels), France (2 digits, 2 letters, 5 digits), Italy and Japan (2 letters, 7 digits),
Spain (3 letters, 6 digits), Canada (2 letters, 6 digits), India (a letter, 7 digits), Korea (a letter of M S R O D, 8 digits).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="passport_world",
        element="passport.number",
        pattern=(
            "[0-9]{9}|[A-Z][0-9]{7,8}|[A-Z]{2}[0-9]{6,7}|[A-Z]{3}[0-9]{6}|[0-9]{2}[A-Z]{2}[0-9]{5}"
            "|[CFGHJK][CFGHJKLMNPRTVWXYZ0-9]{7}[0-9]|[MS][0-9]{3}[A-Z][0-9]{4}"
        ),
        sampled=True,
        chance=0.5,
        needs_name=True,
        placeholders=frozenset({"123456789", "000000000", "a12345678", "ab1234567"}),
        context=("passport", "passport no", "护照", "护照号"),
        source="Issuing offices; many other codes have these forms, so that they only support a name",
        hits=("531846207", "C01X00T47", "17AK46982", "YB4830217", "M483B2071"),
        misses=("5318462", "ABCD12345", "123456789", "C01-00T47"),
    ),
)
