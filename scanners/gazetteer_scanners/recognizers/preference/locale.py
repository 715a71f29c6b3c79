"""Codes of languages and locales.

Source: RFC 5646 (BCP 47) with the two-letter codes of ISO 639-1; articles and films have a language too, so a name decides.
"""

from gazetteer_scanners.recognizers.rule import Rule

_LANGUAGES = (
    "af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fil|fr|ga|gl|gu|he|hi|hr|hu|hy|id|in|is|it|iw|ja|ka|kk|km|kn|"
    "ko|ky|lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|no|pa|pl|ps|pt|ro|ru|si|sk|sl|sq|sr|sv|sw|ta|te|th|tl|tr|uk|ur|uz|vi|yue|zh|zu"
)

RULES = (
    Rule(
        id="locale",
        element="pref.language",
        pattern=f"(?i)(?:{_LANGUAGES})(?:[-_](?:hans|hant|latn|cyrl))?(?:[-_](?:[a-z]{{2}}|419))?",
        chance=0.15,
        needs_name=True,
        context=("language", "locale", "语言"),
        source="RFC 5646, ISO 639-1; chance: share of two-letter codes that are languages",
        hits=("en", "zh-Hans-CN", "pt_BR", "es-419"),
        misses=("eng", "xx", "en-GBR", "english"),
    ),
)
