"""Language tags of devices and people. Source: BCP 47 (language, script, region), as Android and Apple write them."""

from gazetteer_scanners.recognizers.rule import Rule

RULES = (
    Rule(
        id="locale",
        element="pref.language",
        pattern="[a-z]{2,3}(?:[-_](?:Hans|Hant|Latn|Cyrl))?[-_#](?:[A-Z]{2}|[a-z]{2}|419)|zh-Han[st]",
        chance=0.05,
        needs_name=True,
        context=("locale", "language", "lang", "语言"),
        source="BCP 47; translations and articles have a language too",
        hits=("zh_CN", "en-US", "zh-Hans-CN", "zh-Hant"),
        misses=("zh", "en_USA", "ZH-CN-x", "chinese"),
    ),
)
