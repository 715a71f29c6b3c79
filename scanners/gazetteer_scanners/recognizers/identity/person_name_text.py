"""Personal names inside running text, found by the words beside them: 联系人：, 先生, Dear, Regards, Mr, contact:.

Source: the rules of names in `person_name_cn` and `person_name_latin`; cue words compiled from letters, orders and tickets.
"""

import re

from gazetteer_scanners.recognizers.identity import person_name_cn, person_name_latin
from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.recognizers.words import read_words

_ORDINARY = read_words("identity/ordinary_words_latin.txt") | read_words("identity/not_persons_latin.txt")
_FREQUENT = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓"
    "曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
    "钱严覃武戴莫孔汤陳張劉楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭蔣葉蘇呂盧鍾譚陸"
)
"""The most frequent surnames: before 先生 or 女士 one alone says that a person is meant."""

_CUES_CN = (
    "联系人|联络人|收件人|收货人|寄件人|发件人|姓名|户名|开户名|持卡人|申请人|被保险人|投保人|受益人|负责人|经办人|客户|"
    "患者|病人|家长|监护人|学生|学员|员工|租客|房东|业主|司机|乘客|旅客|入住人|预订人|下单人|报修人|投诉人|来电人|"
    "紧急联系人|聯絡人|收件者|客戶"
)
_HONORIFICS = "先生|女士|小姐|太太"
_TITLES_CN = "老师|经理|医生|大夫|教授|同学|师傅|律师|主任|同志|總經理|老師|醫生"
_VERBS = "[的在来说要反投致打请已购预表称询报申签到退收,，。;；、!！ ]"
_CUE = re.compile(rf"(?:{_CUES_CN})(?:[是为]|名叫)?[:： ]{{0,2}}")
_TITLE_AT_END = re.compile(rf"(?:{_HONORIFICS}|{_TITLES_CN})$")
_ENGLISH_CUE = re.compile(
    r"(?i)(?:dear|hi|hello|(?:best |kind |warm )?regards|sincerely|cheers|thanks|thank you|mr|mrs|ms|miss|dr|prof|"
    r"contact(?: person)?|attn|attention|signed(?: by)?|spoke (?:to|with)|talked (?:to|with)|call(?:ed)?(?: from)?|"
    r"name|customer|client|patient|my name is|i am|this is|ask for|c/o|care of)[.,:]?\s+"
)
_TITLED = re.compile(r"(?i)(?:mr|mrs|ms|miss|dr|prof)\b")
_GREETED = re.compile(r"(?i)(?:dear|hi|hello|(?:best |kind |warm )?regards|sincerely|cheers|thanks|my name is|name)\b")
_NAME = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+(?: [A-Z]\.)?(?: (?:van |von |de |da |di |del |bin |al )?[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]+)?"


def holds_name(text: str) -> bool:
    """True if the cue word at the beginning or the form of address at the end goes with a name."""
    return (
        _holds_latin_name(text) if text.isascii() or text[0] < "⺀" else _holds_chinese_name(text) or _holds_titled_name(text)
    )


def _holds_chinese_name(text: str) -> bool:
    """True if a name of two to four characters follows the cue word."""
    name = text[found.end() :] if (found := _CUE.match(text)) else ""
    return any(person_name_cn.is_chinese_name(name[:length]) for length in (3, 2, 4) if len(name) >= length)


def _holds_titled_name(text: str) -> bool:
    """True if the characters before the title end in a name, or before 先生 or 女士 in a frequent surname."""
    found = _TITLE_AT_END.search(text)
    before = text[: found.start()] if found else ""
    if found and found.group() in _HONORIFICS.split("|") and before[-1:] in _FREQUENT:
        return True
    return any(person_name_cn.is_chinese_name(before[-length:]) for length in (3, 2) if len(before) >= length)


def _holds_latin_name(text: str) -> bool:
    """True if a name follows the cue word: in full, a given name behind a greeting, a surname behind a title."""
    cue, name = "", text
    while found := _ENGLISH_CUE.match(name):  # ask for Mr Smith: the cue that stands nearest
        cue, name = found.group(), name[found.end() :]
    if not cue:
        return False
    if person_name_latin.is_latin_name(name):
        return True
    first = name.split(" ")[0].lower().removesuffix("'s")
    if not first or first in _ORDINARY:
        return False
    if _TITLED.match(cue):
        return first in person_name_latin.SURNAMES
    return _GREETED.match(cue) is not None and first in person_name_latin.GIVEN_NAMES


_LATIN_CUES = (
    "[Dd]ear|DEAR|[Hh]i|[Hh]ello|(?:[Bb]est |[Kk]ind |[Ww]arm )?[Rr]egards|[Ss]incerely|[Cc]heers|[Tt]hanks|"
    "Mr|Mrs|Ms|Miss|Dr|Prof|[Cc]ontact(?: person)?|[Aa]ttn|[Aa]ttention|[Ss]igned(?: by)?|[Ss]poke (?:to|with)|"
    "[Tt]alked (?:to|with)|[Cc]all(?:ed)?(?: from)?|[Nn]ame|[Cc]ustomer|[Cc]lient|[Pp]atient|[Mm]y name is|I am|"
    "[Tt]his is|[Aa]sk for|c/o"
)

RULES = (
    Rule(
        id="person_name_text",
        element="person.name",
        sampled=True,
        inside=True,
        pattern=(
            rf"(?:{_CUES_CN})(?:[是为]|名叫)?[:：] ?[一-鿿]{{2,4}}|(?:{_CUES_CN})(?:[是为]|名叫)?[一-鿿]{{2,3}}{_VERBS}"
            rf"|[一-鿿](?:{_HONORIFICS})|[一-鿿]{{2,3}}(?:{_HONORIFICS}|{_TITLES_CN})"
            rf"|(?:{_LATIN_CUES})[.,:]?[ \n]{{1,2}}{_NAME}"
        ),
        validate=holds_name,
        chance=0.01,
        source="Names as in person_name_cn and person_name_latin beside the words of letters, orders, tickets and forms",
        hits=(
            *("联系人:张三丰", "收件人:李小明", "客户王秀英来", "姓名:欧阳明月", "王先生", "李小明老师", "陳志明先生"),
            *("Dear John Smith", "Regards, Mary", "Mr. Smith", "contact: Maria Silva", "spoke with Jan de Vries"),
        ),
        misses=(
            *("联系人:未填写", "客户服务", "客户经理的", "产品经理", "数学老师", "女士", "本科同学"),
            *("Dear Customer", "Thanks, Team", "contact: Support", "Mr. Coffee", "customer Service Desk"),
        ),
        inside_hits=(
            *("订单备注:联系人:张三丰,电话另附", "下午客户李小明来电投诉", "请联系王先生取件", "昨天张伟老师请假"),
            *("The box came open. Kind regards, Mary", "please ask for Mr Smith at the desk"),
        ),
    ),
)
