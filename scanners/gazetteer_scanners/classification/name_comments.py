"""The part of a column comment that says what the field is.

`状态：0->正常；1->停用` says 状态, `The phone number of the customer, optional` says `customer phone number`.
"""

import re

from gazetteer_scanners.classification.name_pinyin import initials_of, pinyin_of
from gazetteer_scanners.classification.name_splitting import has_han
from gazetteer_scanners.classification.name_words import COMMENT_SEPARATORS, COUNT_HEADS, ENGLISH_STOP_WORDS, words

_SEPARATOR = re.compile(COMMENT_SEPARATORS)
_POSSESSIVE = re.compile(r"['’]s?(?=\s|$)")
_YES_NO = re.compile(
    r"^\s*(?:是否|有无|能否|whether\b|is\b|if\b|true\b|flag\b|boolean\b|indicates?\b)"
    r"|[01]\s*[-:：=>,，、.]*\s*(?:不是|是|否|yes\b|no\b|true\b|false\b)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"^[\s*\[【(<「]*(?:必填|选填|可选|非必填|可空|冗余(?:字段)?|外键|逻辑外键|预留(?:字段)?|备用(?:字段)?|扩展字段|新增|已?废弃|弃用|敏感(?:字段|信息)?)"
    r"(?:[\])】>」]|[\s:,;、|\-—]+)+(?=\S)"
)
"""Notes before what a comment says: `【必填】手机号`, `冗余字段：用户昵称`."""
_ARTICLES = words("the a an each his her their our your")
_SAYING = words("holds stores contains keeps gives says represents denotes indicates identifies describes specifies records is")
_POINTING = words("answer link url path pointer")
"""What one says of these, after `to`, comes first in a name: `link to the avatar` is `avatar_link`."""
_MAX_COMMENT = 400
_MAX_CLAUSES = 3
_MAX_PHRASE = 6
"""More words than this are prose about something, not a name for it."""


def read_clauses(comment: str) -> list[str]:
    """The first clauses as names, at most three: Chinese text without spaces, English with `B of A` turned to `A B`."""
    text = _NOTE.sub("", _folded(comment[:_MAX_COMMENT]))
    clauses = []
    for part in _SEPARATOR.split(text):
        clause = _han_clause(part) if has_han(part) else _english_clause(part)
        if clause:
            clauses.append(clause)
        if len(clauses) == _MAX_CLAUSES:
            break
    return clauses


def spells(leaf: str, comment: str) -> bool:
    """True if the comment's first clause is the Chinese of which the leaf is the pinyin or the initials: `zj` 租金."""
    clause = next(iter(read_clauses(comment)), "")
    bare = leaf.replace("_", "").lower()
    return has_han(clause) and len(bare) > 1 and bare in (initials_of(clause), pinyin_of(clause))


def is_yes_no(comment: str) -> bool:
    """True if the comment describes a yes-or-no field: `是否默认`, `默认发货地址：0->否；1->是`."""
    return _YES_NO.search(comment[:_MAX_COMMENT]) is not None


def _folded(text: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) if "！" <= char <= "～" else char for char in text).replace("　", " ")


def _han_clause(part: str) -> str:
    _, _, last = part.rpartition("表的")
    return re.sub(r"\s+", "", last)


def _english_clause(part: str) -> str:
    spoken = [word for word in re.split(r"[^\w-]+", _POSSESSIVE.sub("", part)) if word]
    while spoken and spoken[0].lower() in ENGLISH_STOP_WORDS:
        spoken.pop(0)
    head: list[str] = []
    for at, word in enumerate(spoken):
        lower = word.lower()
        if lower == "of" and head:
            if head[-1].lower() in COUNT_HEADS and len(head) == 1:
                return ""
            whose = [other for other in _english_clause(" ".join(spoken[at + 1 :])).split() if other]
            return " ".join([*whose, *head]) if len(head) + len(whose) <= _MAX_PHRASE else " ".join(head)
        if lower in ENGLISH_STOP_WORDS:
            if lower in _ARTICLES and not (head and head[-1].lower() not in _SAYING):
                head.clear()  # "holds the phone number" says "phone number"
                continue
            if lower == "to" and head and head[-1].lower() in _POINTING:
                return " ".join([*_english_clause(" ".join(spoken[at + 1 :])).split(), *head][-_MAX_PHRASE:])
            break
        head.append(word)
    return " ".join(head) if len(head) <= _MAX_PHRASE else ""
