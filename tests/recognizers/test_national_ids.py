"""Numbers of countries: every country has a rule, chances are as stated, and births and regions are read as they are
written."""

import random
import string
from collections.abc import Callable
from datetime import date

import pytest

from gazetteer_scanners.recognizers.digits import digits_of, is_one_digit, passes_ean, passes_mod_11_10, passes_verhoeff, weigh
from gazetteer_scanners.recognizers.national_id import (
    national_id_be,
    national_id_de,
    national_id_dk,
    national_id_fi,
    national_id_fr,
    national_id_id,
    national_id_it,
    national_id_kr,
    national_id_mx,
    national_id_my,
    national_id_no,
    national_id_pl,
    national_id_se,
    national_id_sg,
    national_id_tw,
    national_id_za,
)
from gazetteer_scanners.recognizers.registry import load_rules
from gazetteer_scanners.recognizers.rule import Rule
from gazetteer_scanners.taxonomy import load_taxonomy
from tests.recognizers.shares import share_of

RULES = load_rules()
_COUNT = 10_000


def _digits(length: int) -> Callable[[random.Random], str]:
    return lambda rng: f"{rng.randrange(10**length):0{length}}"


def _shaped(shape: str) -> Callable[[random.Random], str]:
    """Random values of a shape: 9 is any digit, A any capital letter."""
    kinds = {"9": string.digits, "A": string.ascii_uppercase}
    return lambda rng: "".join(rng.choice(kinds.get(sign, sign)) for sign in shape)


def test_every_country_of_the_taxonomy_has_a_rule() -> None:
    assert {element.id for element in load_taxonomy() if element.parent == "national_id"} <= RULES.elements


@pytest.mark.parametrize(
    ("rule_id", "length"),
    [
        ("national_id_au.tfn", 9),
        ("national_id_be.digits", 11),
        ("national_id_br.digits", 11),
        ("national_id_ca.sin", 9),
        ("national_id_ch", 13),
        ("national_id_de.tax_id", 11),
        ("national_id_dk.digits", 10),
        ("national_id_fr.digits", 15),
        ("national_id_id.nik", 16),
        ("national_id_il.digits", 9),
        ("national_id_in.aadhaar", 12),
        ("national_id_jp.my_number", 12),
        ("national_id_kr.digits", 13),
        ("national_id_mo.bare", 8),
        ("national_id_my.digits", 12),
        ("national_id_nl.bsn", 9),
        ("national_id_no.digits", 11),
        ("national_id_pl.pesel", 11),
        ("national_id_ru.inn", 12),
        ("national_id_ru.digits", 11),
        ("national_id_ru.passport", 10),
        ("national_id_se.digits", 10),
        ("national_id_th.digits", 13),
        ("national_id_tr.digits", 11),
        ("national_id_us.digits", 9),
        ("national_id_vn.cccd", 12),
        ("national_id_vn.cmnd", 9),
        ("national_id_za.digits", 13),
        ("bank_code.aba", 9),
        ("medicare_au", 10),
        ("nhs_gb.digits", 10),
    ],
)
def test_random_digits_pass_as_often_as_stated(rule_id: str, length: int) -> None:
    _compare(rule_id, _digits(length))


@pytest.mark.parametrize(
    ("rule_id", "shape"),
    [
        ("national_id_br.cpf", "999.999.999-99"),
        ("national_id_de.card", "C99999999" + "9"),
        ("national_id_es", "99999999A"),
        ("national_id_gb", "AA999999A"),
        ("national_id_hk", "A999999(9)"),
        ("national_id_hk.bare", "A9999999"),
        ("national_id_ie", "9999999A"),
        ("national_id_in.pan", "AAAAA9999A"),
        ("national_id_kr", "999999-9999999"),
        ("national_id_mo", "9999999(9)"),
        ("national_id_my", "999999-99-9999"),
        ("national_id_sg", "S9999999A"),
        ("national_id_tw", "A199999999"),
        ("insurance_de", "A999999999"),
    ],
)
def test_random_values_of_a_shape_pass_as_often_as_stated(rule_id: str, shape: str) -> None:
    _compare(rule_id, _shaped(shape))


def _compare(rule_id: str, shape: Callable[[random.Random], str]) -> None:
    rng = random.Random(20_240_115)
    rule = RULES.rule(rule_id)
    measured = share_of(rule, [shape(rng) for _ in range(_COUNT)])
    assert measured == pytest.approx(rule.chance, rel=0.15, abs=0.0035)


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (national_id_be.birth_of, "85.07.30-033.28", date(1985, 7, 30)),
        (national_id_de.pension_birth, "65170839J008", date(1939, 8, 17)),
        (national_id_dk.birth_of, "070761-4285", date(1961, 7, 7)),
        (national_id_dk.birth_of, "0101105234", date(2010, 1, 1)),
        (national_id_fi.birth_of, "131052-308T", date(1952, 10, 13)),
        (national_id_fi.birth_of, "010505A902X", date(2005, 5, 1)),
        (national_id_id.birth_of, "3174054107900012", date(1990, 7, 1)),
        (national_id_it.birth_of, "BNCLRA91T52F205K", date(1991, 12, 12)),
        (national_id_it.birth_of, "RSSMRA8RA01H501U", date(1985, 1, 1)),
        (national_id_kr.birth_of, "010307-4112233", date(2001, 3, 7)),
        (national_id_kr.birth_of, "850214-1234561", date(1985, 2, 14)),
        (national_id_mx.birth_of, "LOMC050817MJCPRRA9", date(2005, 8, 17)),
        (national_id_my.birth_of, "990531-07-6028", date(1999, 5, 31)),
        (national_id_no.birth_of, "55030567800", date(2005, 3, 15)),
        (national_id_pl.birth_of, "05211709870", date(2005, 1, 17)),
        (national_id_se.birth_of, "700172-2341", date(1970, 1, 12)),
        (national_id_se.birth_of, "20050117-0981", date(2005, 1, 17)),
        (national_id_za.birth_of, "8503145123084", date(1985, 3, 14)),
        (national_id_za.birth_of, "8513145123084", None),
    ],
)
def test_births(reader: Callable[[str], date | None], text: str, expected: date | None) -> None:
    assert reader(text) == expected


@pytest.mark.parametrize(
    ("reader", "text", "expected"),
    [
        (national_id_fr.region_of, "2 85 05 78 006 084 36", "FR-78"),
        (national_id_fr.region_of, "192062A00401234", "FR-2A"),
        (national_id_fr.region_of, "285059900608436", None),
        (national_id_mx.region_of, "HEGL830612MDFRRZ05", "MX-CMX"),
        (national_id_mx.region_of, "HEGL830612MNERRZ05", None),
        (national_id_tw.region_of, "F130749281", "TW-NWT"),
    ],
)
def test_regions(reader: Callable[[str], str | None], text: str, expected: str | None) -> None:
    assert reader(text) == expected


@pytest.mark.parametrize("value", ["S1234567D", "T1234567J", "F1234567N", "G1234567X", "M1234567K"])
def test_singapores_letters_are_the_published_ones(value: str) -> None:
    assert national_id_sg.is_nric(value)


def test_one_digit_again_and_again_is_no_number() -> None:
    rules = [rule for rule in (*RULES.rules, *RULES.sampled) if rule.has_checksum and rule.element.startswith("national_id.")]
    for rule in rules:
        for digit in "0123456789":
            texts = [digit * length for length in range(8, 17)]
            assert [text for text in texts if _is_accepted(rule, text)] == [], rule.id


def _is_accepted(rule: Rule, text: str) -> bool:
    return share_of(rule, [text]) > 0


def test_digit_arithmetic() -> None:
    assert digits_of("CPF 529.982") == "529982"
    assert digits_of("²x") == ""
    assert [is_one_digit(text) for text in ("", "1", "11", "12")] == [True, True, True, False]
    assert weigh("1234", (1, 2, 3, 4)) == 30
    assert [passes_verhoeff(text) for text in ("2363", "2364", "2336")] == [True, False, False]
    assert [passes_mod_11_10(text) for text in ("36574261809", "36574261808")] == [True, False]
    assert [passes_ean(text) for text in ("4006381333931", "4006381333932", "7569217076985")] == [True, False, True]
