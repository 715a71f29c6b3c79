"""Chinese disability certificates, kinds and grades.

Source: GB/T 26341 (kinds 1 to 7, grades 1 to 4), China Disabled Persons' Federation (certificate of the second
generation: the resident id, one digit for the kind, one for the grade; B and a digit where it was issued again).
"""

from gazetteer_scanners.recognizers.identity.resident_id_cn import is_resident_id, region_of
from gazetteer_scanners.recognizers.rule import Rule

_MONTH_DAY = "(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_KIND = "(?:视力|听力|言语|肢体|智力|精神|多重)残疾"
_CONTEXT = ("disability", "残疾", "残疾证")


def is_certificate(text: str) -> bool:
    """True if the first 18 characters are a valid resident id."""
    return is_resident_id(text[:18])


RULES = (
    Rule(
        id="disability_cn",
        element="special.disability",
        sampled=True,
        pattern=rf"[1-9][0-9]{{5}}(?:19|20)[0-9]{{2}}{_MONTH_DAY}[0-9]{{3}}[0-9Xx][1-7][1-4](?:[Bb][1-9])?",
        inside=True,
        validate=is_certificate,
        has_checksum=True,
        chance=0.0001,
        region=region_of,
        context=_CONTEXT,
        source="China Disabled Persons' Federation, GB 11643-1999; chance measured on random 20-digit numbers",
        hits=("11010519491231002X44", "44052419800101001312", "44052419800101001331B1"),
        misses=("44052419800101001482", "44052419800101001385", "44052419800101001415", "4405241980010100131"),
        inside_hits=("残疾证号11010519491231002X44，肢体", "证号：44052419800101001312", "持证（44052419800101001331B1）"),
    ),
    Rule(
        id="disability_cn.kind",
        element="special.disability",
        pattern=f"(?:{_KIND}|残疾)[, /]?[一二三四1-4]级|[一二三四1-4]级{_KIND}|{_KIND}",
        chance=0.1,
        context=_CONTEXT,
        source="GB/T 26341; chance estimated: up to a tenth of a table of all code lists is of this one",
        hits=("视力残疾", "肢体残疾二级", "三级听力残疾", "残疾四级"),
        misses=("残疾", "二级", "残疾人联合会", "机身残疾"),
    ),
)
