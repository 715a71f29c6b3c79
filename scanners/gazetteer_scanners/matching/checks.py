"""Which of the recognizers' functions the kernel has in compiled form: by identity, so that a rule stays plain data.

The numbers are those of `kernel/checks.c`. A function that is not here runs in Python, over distinct values.
"""

from collections.abc import Callable, Iterable, Set
from functools import cache

import numpy as np
import numpy.typing as npt

from gazetteer_scanners.recognizers import checksums
from gazetteer_scanners.recognizers.contact import address_cn, address_international, email, phone_international
from gazetteer_scanners.recognizers.dates import year_first_date
from gazetteer_scanners.recognizers.device import imei, meid
from gazetteer_scanners.recognizers.form import digest, encoded, masked
from gazetteer_scanners.recognizers.identity import birth_date, person_name_cn, person_name_latin, resident_id_cn, uscc_cn
from gazetteer_scanners.recognizers.network import ip
from gazetteer_scanners.recognizers.org import registration_no_cn
from gazetteer_scanners.recognizers.payment import card, iban
from gazetteer_scanners.recognizers.special import disability_cn
from gazetteer_scanners.recognizers.words import Words


@cache
def checks() -> dict[Callable[[str], object], int]:
    """The number of each function that says whether a value is valid."""
    functions: tuple[Callable[[str], object], ...] = (
        checksums.passes_luhn,
        imei.is_imei,
        meid.is_meid,
        resident_id_cn.is_resident_id,
        resident_id_cn.is_old_resident_id,
        uscc_cn.is_uscc,
        registration_no_cn.is_registration_no,
        registration_no_cn.is_organisation_code,
        disability_cn.is_certificate,
        card.is_card,
        iban.is_iban,
        email.is_address,
        ip.is_v4,
        ip.is_v6,
        birth_date.is_date,
        birth_date.is_local_date,
        birth_date.holds_date,
        resident_id_cn.has_masked_length,
        card.has_masked_length,
        digest._has_letter_and_digit,
        encoded.is_encoded,
        masked.is_partly_masked,
        phone_international.has_country_code,
        phone_international.has_phone_digits,
        resident_id_cn.has_masked_old_length,
    )
    return {function: number for number, function in enumerate(functions)}


@cache
def date_readers() -> dict[Callable[[str], object], int]:
    """The number of each function that reads a birth date out of a value."""
    functions: tuple[Callable[[str], object], ...] = (
        resident_id_cn.birth_of,
        birth_date.birth_of,
        birth_date.local_birth_of,
        year_first_date,
    )
    return {function: number for number, function in enumerate(functions)}


PREFIX_READERS: frozenset[Callable[[str], object]] = frozenset({resident_id_cn.region_of})
"""Functions that tell a region by a value's first two octets, which are ASCII."""


JUDGES = (
    person_name_cn.is_chinese_name,
    person_name_latin.is_latin_name,
    address_cn.is_chinese_address,
    address_international.is_address,
)
"""Functions of dictionaries, in the order of `judges` in `kernel/judges.c`."""

JUDGE_LISTS = (range(4), (*range(4, 9), 12), (11,), (9, 10))
"""For each of them the places of its words in `judge_lists()`."""

FIRST_HAN, HANS = 0x4E00, 0x5200


def judge_lists() -> tuple[Set[str], ...]:
    """The words that these functions know, in the order of the lists in `kernel/judges.c`."""
    return (
        person_name_cn.SURNAMES,
        person_name_cn._ORDINARY,
        person_name_cn._COMPOUND,
        person_name_cn._GIVEN,
        person_name_latin._TITLES,
        person_name_latin._PARTICLES,
        person_name_latin._NOT_A_PERSON,
        person_name_latin.GIVEN_NAMES,
        person_name_latin.SURNAMES,
        address_international._BEFORE_NAME,
        address_international._BEHIND_NAME,
        address_cn._PLACES,
        person_name_latin._ORDINARY,
    )


def han_lists() -> tuple[Words, ...]:
    """The words that `han_marks` looks at."""
    return person_name_cn.SURNAMES, person_name_cn._ORDINARY, person_name_cn._COMPOUND, person_name_cn._GIVEN


def han_marks() -> npt.NDArray[np.uint8]:
    """For each Han character from U+4E00 on what it may be in a Chinese name, by the bits of `kernel/judges.h`."""
    surnames, ordinary, compound, given = han_lists()
    compounds = [word for word in compound if len(word) == 2]
    characters: tuple[Iterable[str], ...] = (
        (word for word in surnames if len(word) == 1),
        (word[0] for word in compounds),
        (word[1] for word in compounds),
        (word[0] for word in ordinary),
        (word[-1] for word in ordinary),
        given,
    )
    marks = np.zeros(HANS, np.uint8)
    for bit, having in enumerate(characters):
        places = np.array([ord(character) - FIRST_HAN for character in having], np.int64)
        marks[places[(places >= 0) & (places < HANS)]] |= 1 << bit
    return marks
