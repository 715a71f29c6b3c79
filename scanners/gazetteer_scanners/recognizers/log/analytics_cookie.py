"""Visitor ids that web analytics keep in cookies.

Source: Google Analytics (`_ga` holds GA1.<depth>.<random>.<first visit>), Meta Pixel (`_fbp` holds fb.<depth>.<ms>.<random>).
"""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="analytics_cookie",
        element="log.cookie_id",
        pattern="GA1\\.[0-9]{1,2}(?:-[0-9])?\\.[0-9]{5,10}\\.1[0-9]{9}|GS1\\.[0-9]\\.1[0-9]{9}\\.[0-9.]{1,60}|fb\\.[0-9]\\.1[0-9]{12}\\.[0-9]{6,20}",
        inside=True,
        context=("cookie", "_ga", "client_id", "visitor"),
        source="Google Analytics and Meta Pixel developer documentation; nothing else is written so",
        hits=("GA1.2.123456789.1650000000", "GA1.1.98765432.1700000001", "fb.1.1650000000123.987654321"),
        misses=("GA1.2.123456789", "GA2.2.123456789.1650000000", "1.2.123456789.1650000000", "fb.1.165.98"),
        inside_hits=(
            "_ga=GA1.2.123456789.1650000000; lang=en",
            "标识GA1.1.98765432.1700000001，新访客",
            "x=1; _fbp=fb.1.1650000000123.987654321",
        ),
    ),
)
