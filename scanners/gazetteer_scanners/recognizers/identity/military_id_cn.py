"""Identity cards of Chinese officers and soldiers.

Source: GA/T 517 (kinds of documents) and the usual notation: a branch's or region's character, 字第, 6 to 8 digits, 号.
Certificates of property are numbered alike (朝字第…号), with the characters of districts.
"""

from gazetteer_scanners.recognizers.rule import Rule

_NUMBER = "[军参政联后装武空火战陆南北东西中沈兰济广成信]字第? ?[0-9]{6,8} ?号?"

RULES = (
    Rule(
        id="military_id_cn",
        element="military_id.number",
        pattern=_NUMBER,
        chance=0.0001,
        context=("military", "officer", "soldier", "军官证", "士兵证", "文职"),
        source="GA/T 517; hardly anything else is written so as a whole",
        hits=("南字第12345678号", "空字第1234567号", "军字12345678"),
        misses=("朝字第12345678号", "南字第123号", "第12345678号", "南12345678"),
    ),
    Rule(
        id="military_id_cn.stated",
        element="military_id.number",
        sampled=True,
        pattern=f"(?:军官证|士兵证|士官证|警官证|文职干部证|军人证)件?(?:号码?)?[为是]?[: ]{{0,2}}(?:{_NUMBER}|[0-9]{{7,8}})",
        inside=True,
        context=("军官证", "士兵证"),
        source="GA/T 517; text that names the document before its number",
        hits=("军官证南字第12345678号", "士兵证号:1234567", "军官证:空字第1234567号"),
        misses=("军官证已过期", "军官证123", "军官优待证12345678"),
        inside_hits=("凭军官证南字第12345678号登记", "证件：士兵证号1234567，现役", "（军官证：政字第12345678号）"),
    ),
)
