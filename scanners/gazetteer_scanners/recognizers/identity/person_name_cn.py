"""Chinese personal names: a surname of one or two characters and a given name of one or two, and the usual masking.

Source: surname table and table of given names' characters (the files name their sources), simplified and traditional;
GB/T 38962-2020 style minority names join their parts with a dot. Ordinary words begin with characters that are surnames
too (高级, 马上, 成功), so each further character must be one that given names are written with, and words that the third
table or the tables of places list do not count.
"""

from gazetteer_scanners.recognizers.rule import Dictionary, Form, Rule
from gazetteer_scanners.recognizers.words import derived_words, read_words

SURNAMES = read_words("identity/surnames_cn.txt")
_GIVEN = read_words("identity/given_characters_cn.txt")
_PLACES = read_words("contact/cities_cn.txt") | read_words("contact/provinces_cn.txt") | read_words("contact/countries.txt")
_HAN_PLACES = derived_words(lambda: frozenset(place for place in _PLACES if not place.isascii()), _PLACES)
_ORDINARY = read_words("identity/ordinary_words_cn.txt") | _HAN_PLACES
_COMPOUND = derived_words(lambda: frozenset(word for word in SURNAMES if len(word) > 1), SURNAMES)
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
    return all(character in _GIVEN for character in given)


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
        decides_from=0.6,
        context=_CONTEXT,
        source="Surname statistics of the Ministry of Public Security; chance measured on ordinary words",
        examples=("张伟", "王秀英", "欧阳明月", "司马光", "陳志明", "阿依古丽·买买提"),
        misses=("高级", "马上", "伟张一二三", "张", "王府井店", "石家庄", "金华", "Zhang Wei"),
    ),
    Dictionary(
        id="person_name_cn.surname",
        element="person.name.last",
        words=SURNAMES,
        pattern="[一-鿿]{1,2}",
        chance=0.2,
        decides_from=0.95,
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
