"""Codes of languages and locales.

Source: RFC 5646 (BCP 47) with the two-letter codes of ISO 639-1 and the regions that are used with them; articles and films
have a language too, so a name decides.
"""

from gazetteer_scanners.recognizers.rule import Dictionary

_LANGUAGES = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id in is it iw ja ka kk km "
    "kn ko "
    "ky lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi yue zh zu"
)
_REGIONS = (
    "ae ar at au be bg bo br ca ch cl cn co cr cy cz de dk do ec ee eg es fi fr gb gr gt hk hr hu id ie il in is it jo jp ke "
    "kr kw kz "
    "lb lt lu lv ma mo mx my ng nl no nz pa pe ph pk pl pr pt py qa ro rs ru sa se sg si sk th tn tr tw ua us uy ve vn za"
)
_SCRIPTS = "zh-hans zh-hant zh-hans-cn zh-hant-tw zh-hant-hk sr-latn sr-cyrl es-419"


def _codes() -> frozenset[str]:
    languages = _LANGUAGES.split()
    pairs = [f"{language}-{region}" for language in languages for region in _REGIONS.split()]
    hyphened = [*languages, *pairs, *_SCRIPTS.split()]
    return frozenset([*hyphened, *(code.replace("-", "_") for code in hyphened)])


RULES = (
    Dictionary(
        id="locale",
        element="pref.language",
        words=_codes(),
        chance=0.15,
        needs_name=True,
        context=("language", "locale", "语言"),
        source="RFC 5646, ISO 639-1; chance: share of two-letter codes that are languages",
        examples=("en", "zh-Hans-CN", "pt_BR", "es-419"),
        misses=("eng", "xx", "en-GBR", "english"),
    ),
)
