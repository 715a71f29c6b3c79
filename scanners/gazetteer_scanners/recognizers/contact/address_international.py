"""Postal addresses outside China: house number and street word, before or behind the name by country.

Source: Universal Postal Union, Addressing the World (order of number and street), the usual street words in English,
German, Dutch, Scandinavian, French, Italian, Spanish, Portuguese and Slavic languages.
"""

import re

from gazetteer_scanners.recognizers.rule import Dictionary
from gazetteer_scanners.recognizers.words import read_words

_BEFORE_NAME = read_words("contact/street_words_before.txt")
_BEHIND_NAME = read_words("contact/street_words_behind.txt")
_CHARACTERS = r"[0-9A-Za-zÀ-ɏ #ºª°'’`.,;:/()\n&-]"
_STREET = "|".join(re.escape(word) for word in sorted(_BEFORE_NAME | _BEHIND_NAME))
_ENDINGS = "straße|strasse|str|weg|platz|gasse|allee|ring|ufer|damm|straat|gracht|laan|plein|kade|singel|vej|gade|veien|vegen"
_MORE_ENDINGS = "vägen|gatan|gata|gaten|katu|tie|stræde"
# Compounds in one word: Bahnhofstraße, Lijnbaansgracht, Ullevålsveien.
_COMPOUND = re.compile(rf"[a-zà-öø-ɏ.-]{{3,}}(?:{_ENDINGS}|{_MORE_ENDINGS})\.?$")
# Only a text with a street word or a box is worth a look: the rest never reaches the slower function.
_SHAPE = (
    rf"(?i)(?:{_CHARACTERS}*[ ,])?(?:{_STREET})(?:[ ,]{_CHARACTERS}*)?"
    rf"|{_CHARACTERS}*(?:{_ENDINGS}|{_MORE_ENDINGS})(?:[ .,]{_CHARACTERS}*)?"
    rf"|(?:p\.? ?o|post|apartado|casella|bo[iî]te){_CHARACTERS}*"
)
_MAX_LENGTH = 160
_BOX = re.compile(r"(?i)(?:p\.? ?o\.? ?box|postfach|apartado|casella postale|boîte postale) ?[0-9]+")
_HOUSE = re.compile(r"(?:no\.?|nº|#)?[0-9]{1,5}[a-z]{0,2}(?:[-/][0-9]{1,5}[a-z]?)?$")
_POSTAL_CODE = re.compile(r"[0-9]{4,6}$")


def is_address(text: str) -> bool:
    """True for a street and its house number in one of the orders that the world uses, or a post office box."""
    if len(text) > _MAX_LENGTH:
        return False
    if _BOX.match(text):
        return True
    segments = [segment.lower().split() for segment in re.split(r"[,;/] |,$|\n", text)]
    segments = [segment for segment in segments if segment]
    if len(segments) > 1 and len(segments[0]) == 1 and _HOUSE.match(segments[0][0]):
        segments = [segments[0] + segments[1], *segments[2:]]
    if len(segments) > 1 and _HOUSE.match(segments[1][0]) and not any(map(_HOUSE.match, segments[0])):
        segments = [segments[0] + segments[1], *segments[2:]]
    return any(_number_first(words) or _number_last(words) for words in segments)


def _number_first(words: list[str]) -> bool:
    """`1600 Example Parkway`, `12 bis rue de la Paix`: the street word follows at once or ends the name."""
    if len(words) < 3 or not _HOUSE.match(words[0]):
        return False
    street = words[2:] if words[1] in ("bis", "ter") else words[1:]
    if street[0] in _BEFORE_NAME and len(street) > 1:
        return True
    behind = [i for i, word in enumerate(street[1:6], 1) if word in _BEHIND_NAME or _COMPOUND.match(word)]
    return bool(behind) and len(street) - behind[-1] <= 4


def _number_last(words: list[str]) -> bool:
    """`Via Roma 1`, `Bahnhofstraße 12`, `Sønder Boulevard 51`: the number ends the street, a postal code may follow."""
    at = next((i for i, word in enumerate(words) if i and _HOUSE.match(word)), 0)
    if not at or (at + 1 < len(words) and not _POSTAL_CODE.match(words[at + 1])):
        return False
    is_named = any(word[0].isalpha() for word in words[1:at])
    if words[0] in _BEFORE_NAME:
        return is_named
    return _COMPOUND.match(words[at - 1]) is not None or (words[at - 1] in _BEHIND_NAME and at > 1)


RULES = (
    Dictionary(
        id="address_international",
        element="contact.address",
        words=_BEFORE_NAME | _BEHIND_NAME,
        pattern=_SHAPE,
        counts=is_address,
        chance=0.1,
        decides_from=0.5,
        context=("address", "street", "addr", "address line", "地址"),
        source="Universal Postal Union; chance measured on sentences and titles that hold numbers and street words",
        examples=(
            "1600 Example Parkway",
            "Bahnhofstraße 12",
            "12 rue de la Paix",
            "4, Rue Milton",
            "Via Roma, 1",
            "Rua da Assunção 53",
            "221B Baker Street, London",
            "Theodor-Heuss-Straße 34",
            "Sønder Boulevard 51",
            "P.O. Box 1234",
            "Calle Mayor 5, 3º B",
        ),
        misses=(
            "Street",
            "2 apples",
            "Main Street",
            "Version 12 release",
            "Chapter 5: the way home is long and dark today",
            "12 Monkeys",
        ),
    ),
)
