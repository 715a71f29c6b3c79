"""Macao resident identity card. Source: Identification Services Bureau of Macao (1, 5 or 7, six digits, a check digit in
brackets, whose arithmetic is not published)."""

from gazetteer_scanners.recognizers.parting import whole_and_inside
from gazetteer_scanners.recognizers.rule import Rule

_CONTEXT = ("bir", "macao", "macau", "澳门身份证", "澳門居民身份證")


def is_varied(text: str) -> bool:
    """True if the digits are not all alike behind the first."""
    return len(set(text[1:7])) > 1


RULES = (
    *whole_and_inside(
        Rule(
            id="national_id_mo",
            element="national_id.mo",
            pattern=r"[157][0-9]{6} ?\([0-9]\)",
            inside=True,
            validate=is_varied,
            chance=0.3,
            context=_CONTEXT,
            source="Identification Services Bureau of Macao; seven digits and one in brackets: three in ten begin so",
            hits=("1538204(7)", "5290316(1)", "7403829 (4)"),
            misses=("2538204(7)", "15382047", "1538204", "1000000(0)"),
            inside_hits=("澳门身份证1538204(7)，", "BIR 5290316(1) seen", "（7403829(4)）"),
        )
    ),
    Rule(
        id="national_id_mo.bare",
        element="national_id.mo",
        pattern="[157][0-9]{7}|[157][0-9]{6}-[0-9]|[157]/[0-9]{6}/[0-9]",
        sampled=True,
        chance=0.3,
        needs_name=True,
        context=_CONTEXT,
        source="Identification Services Bureau of Macao; three in ten eight-digit numbers begin so",
        hits=("15382047", "5290316-1", "7/403829/4"),
        misses=("25382047", "1538204", "153820471"),
    ),
)
