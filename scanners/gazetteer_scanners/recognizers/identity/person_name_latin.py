"""Personal names in Latin letters: given name and surname in either order, with particles, initials and titles.

Source: the name tables (their files name their sources). A known given name or surname decides, unless an ordinary word or
a company's word stands beside it; parts begin with a capital letter, or both given name and surname are known.
"""

import re
from collections.abc import Set

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import derived_words, read_words

_ORDINARY = read_words("identity/ordinary_words_latin.txt")
_PLACES = (
    read_words("contact/countries.txt") | read_words("contact/cities_world.txt") | read_words("contact/provinces_pinyin.txt")
)
_PINYIN = read_words("identity/given_syllables_pinyin.txt")
_SYLLABLES = derived_words(lambda: frozenset(one + other for one in _PINYIN for other in _PINYIN), _PINYIN)
_CHINESE = _SYLLABLES - _ORDINARY - _PLACES
GIVEN_NAMES = read_words("identity/given_names_latin.txt") | _CHINESE
SURNAMES = read_words("identity/surnames_latin.txt")
_TITLES = read_words("identity/titles_latin.txt")
_PARTICLES = read_words("identity/particles_latin.txt")
_LIST = re.compile(r" ?[,;/&+] ?")
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
_WORD = f"[{_LETTER}][{_LETTER}'’-]*\\.?"
# Parts that many companies, products and places bear beside a name, so that the whole is none.
_NOT_A_PERSON = read_words("identity/not_persons_latin.txt")
_MOST_NAMES = 5


def is_latin_name(text: str) -> bool:
    """True for two to six parts of which one is a known given name or surname, and none an ordinary word.

    Of several full names in a row the first decides.
    """
    first = _LIST.split(text, maxsplit=1)[0]
    if " " in first:
        text = first
    words = text.replace("’", "'").replace(",", " ").replace(".", " ").split()
    names = [word for word in words if not _is_beside(word)]
    if not 2 <= len(names) <= _MOST_NAMES:
        return False
    lower = [word.lower() for word in names]
    if not _NOT_A_PERSON.isdisjoint(lower):
        return False
    given = [_has(word, GIVEN_NAMES) for word in lower]
    family = [_has(word, SURNAMES) for word in lower]
    if not all(word[0].isupper() for word in names):
        return given[0] and family[-1] and lower[-1] not in _ORDINARY
    if any(word in _ORDINARY for word, *known in zip(lower, given, family, strict=True) if not any(known)):
        return False
    if given[0]:
        return family[-1] or len(lower[-1]) > 1
    if len(lower[0]) == 1:
        return family[-1]
    if family[0] and (any(given[1:]) or any(len(word) == 1 for word in lower[1:])):
        return True
    return family[-1] and lower[0] not in _ORDINARY and lower[-1] not in _ORDINARY


def _is_beside(word: str) -> bool:
    """True for a title or particle; one with a capital may also be a name that is so called, or an initial."""
    lower = word.lower()
    if lower not in _TITLES and lower not in _PARTICLES:
        return False
    return not (word[0].isupper() and (len(word) == 1 or _has(lower, GIVEN_NAMES) or _has(lower, SURNAMES)))


def _has(word: str, table: Set[str]) -> bool:
    """True if the word, or the first or last part of a double name, is in the table."""
    return word in table or word.partition("-")[0] in table or word.rpartition("-")[2] in table


RULES = (
    Dictionary(
        id="person_name_latin",
        element="person.name",
        words=SURNAMES,
        pattern=rf"{_WORD}(?:[,;]? [&+/]? ?{_WORD}|\.{_WORD}|/{_WORD}){{1,15}}",
        counts=is_latin_name,
        chance=0.12,
        decides_from=0.6,
        context=("name", "full name", "contact name", "姓名"),
        source="Published name counts; chance measured on titles of works, products, companies and places",
        examples=(
            "Ann Lee",
            "Luís Gonçalves",
            "MILLER, JOHN",
            "Dr. Maria van der Berg",
            "J. Smith",
            "Zhang Wei",
            "Jean-Luc Moreau",
            "Ann Lee, John Smith & Maria Silva",
            "Omar bin Rashid Al-Farsi",
            "Nguyễn Thị Hương",
            "J.R. Smith Jr.",
            "john smith",
            "Philippa Featherstonehaugh",
            "Xochitl Garcia",
        ),
        misses=(
            "Apache Server",
            "john deere",
            "James",
            "Wilson Systems Inc",
            "Black Ice",
            "Main Street",
            "A B",
            "Charlotte Hornets",
            "Rose Water",
        ),
    ),
    Dictionary(
        id="person_name_latin.given",
        element="person.name.first",
        words=GIVEN_NAMES,
        pattern=rf"[{_LETTER}'’-]{{2,20}}",
        chance=0.03,
        decides_from=0.6,
        context=("first name", "given name", "forename", "firstname", "名"),
        source="Published name counts; chance measured on common English words",
        examples=("Ann", "luís", "MARY", "Jürgen"),
        misses=("Table", "hope", "Ann Lee", "x"),
    ),
    Dictionary(
        id="person_name_latin.surname",
        element="person.name.last",
        words=SURNAMES,
        pattern=rf"[{_LETTER}'’-]{{2,20}}",
        chance=0.1,
        decides_from=0.6,
        context=("last name", "surname", "family name", "lastname", "姓"),
        source="Published name counts; chance measured on common English words",
        examples=("Smith", "Gonçalves", "ZHANG", "O'Brien"),
        misses=("Table", "Ann Lee", "x", "Street"),
    ),
)
