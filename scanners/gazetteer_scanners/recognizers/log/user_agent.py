"""User agents of browsers and apps. Source: RFC 9110 section 10.1.5 (product tokens and comments), what the current
browsers, WebViews and common HTTP clients of phones send."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="user_agent",
        element="log.user_agent",
        pattern=(
            r"Mozilla/[1-5]\.0 ?\([^)]+\).*|(?:Dalvik|Opera|okhttp|CFNetwork|UCWEB)/[0-9].*"
            r"|[A-Za-z][A-Za-z0-9._-]+/[0-9][0-9A-Za-z._-]*(?: CFNetwork/[0-9.]+ .*| \([^)]+\).*)"
        ),
        context=("user agent", "ua", "browser", "浏览器"),
        source="RFC 9110 section 10.1.5; nothing else begins so",
        hits=(
            "Mozilla/5.0 (Linux; Android 13; NOH-AN01) AppleWebKit/537.36 Chrome/99.0.0.0 Mobile Safari/537.36",
            "Dalvik/2.1.0 (Linux; U; Android 12; SM-S9080)",
            "ExampleApp/3.2.1 (iPhone; iOS 17.2; Scale/3.00)",
            "okhttp/4.9.3",
        ),
        misses=("Mozilla", "Chrome 99", "text/html", "ExampleApp/3.2.1", "a/b (c)"),
    ),
)
