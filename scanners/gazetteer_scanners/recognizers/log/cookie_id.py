"""Ids that web pages give their visitors.

Source: Google Analytics (_ga: GA1. + parts of the domain + random number + epoch), Meta pixel (_fbp), Baidu
(BAIDUID).
"""

from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("cookie", "visitor", "client", "distinct", "anonymous", "访客")

RULES = (
    Rule(
        id="cookie_id",
        element="log.cookie_id",
        sampled=True,
        pattern=(
            r"GA1\.[0-9]\.[0-9]+\.[0-9]{10}|GS1\.[0-9]\.[0-9]{10}\.[0-9.]+|fb\.[0-3]\.[0-9]{13}\.[0-9]+"
            "|(?:BAIDUID=)?[0-9A-F]{32}:FG=1"
        ),
        inside=True,
        inside_pattern=r"GA1\.[0-9]\.[0-9]+\.[0-9]{10}|fb\.[0-3]\.[0-9]{13}\.[0-9]+|[0-9A-F]{32}:FG=1",
        chance=0.0001,
        context=_CONTEXT,
        source="Google Analytics, Meta, Baidu; nothing else is written so",
        hits=(
            "GA1.2.1234567890.1700000000",
            "fb.1.1700000000000.1234567890",
            "9F86D081884C7D659A2FEAA0C55AD015:FG=1",
        ),
        misses=("GA1.2.1234567890", "UA-12345678-1", "fb.1.1700000000.1", "9F86D081884C7D659A2FEAA0C55AD015"),
        inside_hits=(
            "访客GA1.2.1234567890.1700000000，首次",
            "_ga=GA1.3.123456789.1700000000; path=/",
            "BAIDUID=9F86D081884C7D659A2FEAA0C55AD015:FG=1; 其他",
        ),
    ),
    Rule(
        id="cookie_id.digits",
        element="log.cookie_id",
        pattern=r"[0-9]{8,10}\.[0-9]{10}",
        chance=0.5,
        needs_name=True,
        context=_CONTEXT,
        source="Google Analytics (client_id); decimals of that length pass",
        hits=("1234567890.1700000000", "12345678.1699999999", "987654321.1700000001"),
        misses=("1234567.1700000000", "1234567890.170000000", "1.2.3"),
    ),
)
