"""What a foreign key, and a name such as `created_by`, say of a field: whom it points at, and by name or by id."""

import re

from gazetteer_scanners.classification.families import ColumnKind
from gazetteer_scanners.classification.name_comments import spells as comment_spells
from gazetteer_scanners.classification.names import NameMatch
from gazetteer_scanners.classification.profile import Profile
from gazetteer_scanners.classification.reasons import REFERENCE_TERM
from gazetteer_scanners.classification.row_kinds import RowKind
from gazetteer_scanners.classification.signals import Signals, SignalTable
from gazetteer_scanners.connectors.protocol import DataType

_USER_ID = "account.user_id"
_USERNAME = "account.username"
_REFERENCE_STRENGTH = 0.9

_PERSON_NAME = "person.name"
_SURE = 0.6
_STATUS = re.compile(r"状态|\bstat(?:us|e of)\b", re.IGNORECASE)
_SORTING = re.compile(r"^\s*(?:排序|显示顺序|顺序|权重|优先级|序号|(?:sort|display|sorting) (?:order|weight)\b)", re.IGNORECASE)
_OF_PERSONS = ("姓名", "人", "real name", "full name")
_ID = re.compile(r"_id$|[a-z]I[dD]$")
_EXACT_IDS = ("account.wechat", "account.third", "account.social", "account.member", "device.")
_LOOSE_NAMES = frozenset(("card_no", "card", "account_no", "no", "code"))
_ACCOUNTS = frozenset(("account",))
_MONEY = frozenset(("finance.asset", "order.amount"))
"""What lies on an account: a comment that says so makes no login of `account`."""
_PLAIN_NAME = 0.9
_NAMES_OF_PERSONS = frozenset(
    (_PERSON_NAME, "contact.person_name", "delivery.recipient_name", "person.nickname", "org.name", _USERNAME)
)
_Names = tuple[NameMatch, ...]


def names_of_reference(refers_to: RowKind | None, names: _Names, comments: _Names, kind: ColumnKind) -> tuple[_Names, _Names]:
    """What name and comment still suggest for a field that refers to rows of this kind.

    A reference to a person is an id of that person, whatever it is called (a natural key such as an e-mail address keeps its
    name); a number that refers to a lookup table says nothing personal itself.
    """
    match refers_to:
        case RowKind.PERSON:
            if kind is ColumnKind.TEXT and any(match.element != _USER_ID and not match.is_ambiguous for match in names):
                return names, comments
            return (NameMatch(_USER_ID, _REFERENCE_STRENGTH, REFERENCE_TERM, False),), ()
        case RowKind.LOOKUP if kind is not ColumnKind.TEXT:
            return (), ()
        case _:
            return names, comments


def settle_by_comment(leaf: str, comment: str, names: _Names, comments: _Names, names_thing: bool) -> tuple[_Names, _Names]:
    """What name and comment suggest together where one corrects the other.

    A comment that spells out a leaf of pinyin or initials (`zj` 租金) says alone what it means. One that calls the field
    the name of a thing settles an ambiguous name; one about a status makes no place of `state`, one about the order of rows
    no `weight` of a body; a name that says `id` makes an id of the person that the comment names; a comment that says 姓名
    makes a person's name of `user_name`, but not of `username`, which is what people log in with.

    Args:
        leaf: the field's own name as the source spells it.
        names_thing: the comment calls the field the name of a thing.
    """
    if comment_spells(leaf, comment):
        told = {match.element for match in comments}
        names = tuple(match for match in names if match.element in told)
    if names_thing:
        unsure = {match.term for match in names if _may_name_persons(match.element) and match.strength < _PLAIN_NAME}
        names = tuple(match for match in names if match.term not in unsure)
    if _SORTING.search(comment):
        return (), ()
    if _STATUS.search(comment):
        names = tuple(match for match in names if match.term != "state")
    says_person = any(
        match.element == _PERSON_NAME and match.strength >= _SURE and match.term.endswith(_OF_PERSONS) for match in comments
    )
    if _ID.search(leaf) or any(
        match.element == _USER_ID and match.strength >= _SURE and match.term.endswith("id") for match in names
    ):
        comments = tuple(match for match in comments if not _may_name_persons(match.element))
    elif says_person and leaf.lower() != "username":
        handlers = {match.term for match in names if match.element == _USERNAME}
        names = tuple(match for match in names if match.element != _USERNAME and match.term not in handlers)
    return _without_loose(names, comments)


def _without_loose(names: _Names, comments: _Names) -> tuple[_Names, _Names]:
    """Leaves out a loose one of name and comment beside an exact one: `openid` 用户标识, `card_no` 就诊卡号, `account` 余额."""
    if any(match.strength >= _PLAIN_NAME and match.element.startswith(_EXACT_IDS) for match in names):
        comments = tuple(match for match in comments if match.element != _USER_ID)
    if comments and comments[0].element in _MONEY:
        names = tuple(match for match in names if match.term not in _ACCOUNTS)
    if comments and comments[0].strength >= _SURE:
        told = {match.element for match in comments}
        names = tuple(match for match in names if match.term not in _LOOSE_NAMES or match.element in told)
    return names, comments


def _may_name_persons(element: str) -> bool:
    return element in _NAMES_OF_PERSONS


def settle_handlers(table: SignalTable, profile: Profile) -> None:
    """Of a name that means somebody's name or id alike (`created_by`), keep the id for numbers and the name for text.

    Where neither values nor a type tell, `created_by` is an id, as in most schemas.
    """
    id_ = table.get(_USER_ID)
    is_untold = profile.seen == 0 and profile.data_type is DataType.UNKNOWN
    for element in (_USERNAME, _PERSON_NAME):
        name = table.get(element)
        if name is None or id_ is None:
            continue
        if is_untold and (name.name_term or "").endswith("_by") and _terms(name) == _terms(id_):
            del table[element]
            return
        of_name, of_id = _terms(name), _terms(id_)
        if profile.kind is ColumnKind.NUMBER and of_name <= of_id:
            del table[element]
            return
        if profile.kind is not ColumnKind.NUMBER and of_id <= of_name:
            del table[_USER_ID]
            return


def _terms(signals: Signals) -> set[tuple[str, str]]:
    terms = (("name", signals.name_term), ("comment", signals.comment_term))
    return {(where, term) for where, term in terms if term is not None}
