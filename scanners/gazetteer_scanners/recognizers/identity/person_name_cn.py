"""Chinese personal names: a surname of one or two characters and a given name of one or two, and the usual masking.

Source: surname table (its file names its sources); GB/T 38962-2020 style minority names join their parts with a dot.
Ordinary words begin with characters that are surnames too (高级, 马上, 成功), so words that the second table lists, and
what ends in a character that given names hardly end in (units, suffixes of things, particles), do not count.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Form, Rule
from gazetteer_scanners.recognizers.words import read_words

SURNAMES = read_words("identity/surnames_cn.txt")
_ORDINARY = read_words("identity/ordinary_words_cn.txt")
_NEVER_LAST = frozenset(
    "的了不是者们性度类型号率量费额价税店厂部局院校市县省区路街镇村河机器件码款单表项数值级员师期时间后前上下左右"
    "里外内地点线面体系统品货车票证书报告用户名称号网站台室楼层栋座柜箱包袋瓶盒片张条个只次种份吗呢吧啊被把给让与及或"
    "且但从向对为以于在有无能会要该应必须需得做说看听吃喝买卖借还付收发送寄退换修改删查询问答题课班组队坛版限债券股"
    "饼糖肉菜饭酒油盐奶汤粥面粉药病症痛癌炎疫血尿胎腿脚手脸眼耳鼻嘴牙头颈肩背腰胃肠肝肾肺皮毛骨筋"
)
_COMPOUND = frozenset(word for word in SURNAMES if len(word) > 1)
_CONTEXT = ("name", "full name", "real name", "姓名", "名字", "联系人", "收件人", "真实姓名")


def is_chinese_name(text: str) -> bool:
    """True for surname + given name, or for a minority name of two to four parts joined by a dot."""
    if any(dot in text for dot in "·•・"):
        return True
    if text in _ORDINARY:
        return False
    surname_length = 2 if text[:2] in _COMPOUND and len(text) > 2 else 1
    given = text[surname_length:]
    if text[:surname_length] not in SURNAMES or not 1 <= len(given) <= 2:
        return False
    return given[-1] not in _NEVER_LAST


def is_masked_name(text: str) -> bool:
    """True if the characters that are left are a surname and at most one character more."""
    left = text.replace("*", "")
    return text[:1] in ("*", "") or text[0] in SURNAMES or left[:2] in SURNAMES


RULES = (
    Dictionary(
        id="person_name_cn",
        element="person.name",
        words=SURNAMES,
        pattern="[一-鿿]{2,4}|[一-鿿]{1,8}(?:[·•・][一-鿿]{1,8}){1,3}",
        counts=is_chinese_name,
        chance=0.06,
        context=_CONTEXT,
        source="Surname statistics of the Ministry of Public Security; chance measured on ordinary words",
        examples=("张伟", "王秀英", "欧阳明月", "司马光", "阿依古丽·买买提"),
        misses=("高级", "马上", "伟张一二三", "张", "王府井店", "Zhang Wei"),
    ),
    Dictionary(
        id="person_name_cn.surname",
        element="person.name.last",
        words=SURNAMES,
        pattern="[一-鿿]{1,2}",
        chance=0.2,
        needs_name=True,
        context=("surname", "last name", "family name", "姓", "姓氏"),
        source="Surname statistics of the Ministry of Public Security; chance measured on common single characters",
        examples=("张", "欧阳", "司马"),
        misses=("的", "你", "张三", "Zhang"),
    ),
    Rule(
        id="person_name_cn.masked",
        element="person.name",
        form=Form.MASKED,
        pattern=r"[一-鿿]{1,2}\*{1,2}[一-鿿]?|\*{1,2}[一-鿿]{1,2}",
        validate=is_masked_name,
        chance=0.3,
        context=_CONTEXT,
        source="Usual masking of a name: the given name, its first character or the surname in asterisks",
        hits=("张*", "王**", "李*明", "*明", "欧阳*"),
        misses=("你*", "张***", "张伟", "138****8000", "**"),
    ),
)
