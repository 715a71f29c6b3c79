"""Personal names in Latin letters: given name and surname in either order, with particles, initials and titles.

Source: the two name tables (their files name their sources). Whole names need a known given name and, with it, a
capital letter on each part; a surname alone is needed where the given name is an initial.
"""

import re

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import read_words

GIVEN_NAMES = read_words("identity/given_names_latin.txt")
SURNAMES = read_words("identity/surnames_latin.txt")
_TITLES = read_words("identity/titles_latin.txt")
_PARTICLES = read_words("identity/particles_latin.txt")
_LIST = re.compile(r" ?[,;/&+] ?")
_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = f"[{_LETTER}][{_LETTER}'’-]*\\.?"
# Parts that many companies, products and places bear beside a name, so that the whole is none.
_NOT_A_PERSON = read_words("identity/not_persons_latin.txt")


def is_latin_name(text: str) -> bool:
    """True for two to five parts of which one is a known given name, or an initial beside a known surname.

    Of several full names in a row the first decides.
    """
    first = _LIST.split(text, maxsplit=1)[0]
    if " " in first:
        text = first
    parts = text.replace(",", " ").replace(".", " ").split()
    words = [part for part in parts if part.lower() not in _TITLES]
    names = [word for word in words if word.lower() not in _PARTICLES]
    if not 2 <= len(names) <= 4 or not all(word[0].isupper() for word in names):
        return False
    lower = [word.lower() for word in names]
    if _NOT_A_PERSON.intersection(lower):
        return False
    given = [_has(word, GIVEN_NAMES) for word in lower]
    family = [_has(word, SURNAMES) for word in lower]
    if given[0]:
        return family[-1] or len(lower[-1]) > 1
    if len(lower[0]) == 1:
        return family[-1]
    return family[0] and (any(given[1:]) or any(len(word) == 1 for word in lower[1:]))


def _has(word: str, table: frozenset[str]) -> bool:
    """True if the word, or the first part of a double name, is in the table."""
    return word in table or word.partition("-")[0] in table


RULES = (
    Dictionary(
        id="person_name_latin",
        element="person.name",
        words=GIVEN_NAMES | SURNAMES,
        pattern=rf"{_WORD}(?:[,;]? [&+/]? ?{_WORD}|/{_WORD}){{1,15}}",
        counts=is_latin_name,
        chance=0.12,
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
        ),
        misses=("Apache Server", "john smith", "James", "Wilson Systems Inc", "Black Ice", "Main Street", "A B"),
    ),
    Dictionary(
        id="person_name_latin.given",
        element="person.name.first",
        words=GIVEN_NAMES,
        pattern=rf"[{_LETTER}'’-]{{2,20}}",
        chance=0.03,
        needs_name=True,
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
        needs_name=True,
        context=("last name", "surname", "family name", "lastname", "姓"),
        source="Published name counts; chance measured on common English words",
        examples=("Smith", "Gonçalves", "ZHANG", "O'Brien"),
        misses=("Table", "Ann Lee", "x", "Street"),
    ),
)
