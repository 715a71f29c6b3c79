"""Columns of made numbers, with and without names: which country they are taken for, and that random digits are nothing."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from gazetteer_scanners.recognizers.national_id import (
    national_id_br,
    national_id_ca,
    national_id_nl,
    national_id_pl,
    national_id_tr,
    national_id_us,
)
from gazetteer_scanners.recognizers.payment import crypto_wallet
from gazetteer_scanners.scanning.explaining import explain_column
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import load_tools

TOOLS = load_tools(ScanOptions())
AS_OF = date(2026, 3, 5)


def _elements(name: str | None, values: list[str]) -> list[str]:
    return [found.element for found in explain_column(name, values, TOOLS, AS_OF).elements]


def _passing(check: Callable[[str], bool], length: int, count: int = 300) -> list[str]:
    rng = random.Random(length)
    found: list[str] = []
    while len(found) < count:
        text = f"{rng.randrange(10**length):0{length}}"
        if check(text):
            found.append(text)
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("length", range(5, 21))
def test_random_digits_are_nothing_without_a_name(length: int, seed: int) -> None:
    rng = random.Random(1_000 * seed + length)
    assert _elements(None, [f"{rng.randrange(10**length):0{length}}" for _ in range(400)]) == []


@pytest.mark.parametrize("length", [8, 9, 10, 11, 12, 13, 15, 16])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 10])
def test_few_digits_are_no_national_id(length: int, count: int) -> None:
    rng = random.Random(count)
    for _ in range(6):
        values = [f"{rng.randrange(10**length):0{length}}" for _ in range(count)]
        found = set(_elements(None, values)) - {"national_id.cn"}  # whose numbers of 15 digits no sample decides on
        assert [element for element in found if element.startswith(("national_id", "passport", "health"))] == []


@pytest.mark.parametrize("first", [1, 100_000_000, 1_000_000_000, 10_000_000_001, 202_401_150_000, 1_700_000_000_000])
@pytest.mark.parametrize("step", [1, 7, 10, 11, 97])
def test_row_numbers_are_nothing(first: int, step: int) -> None:
    assert _elements(None, [str(first + step * n) for n in range(3_000)]) == []


@pytest.mark.parametrize("form", ["%Y%m%d%H%M%S", "%Y%m%d%H%M", "%y%m%d%H%M%S"])
def test_times_and_numbers_made_of_them_are_no_national_id(form: str) -> None:
    rng = random.Random(form)
    days = [
        date.fromordinal(738_000 + rng.randrange(800)).strftime(form.replace("%H", "09").replace("%M", "41"))
        for _ in range(300)
    ]
    values = [day.replace("%S", f"{rng.randrange(60):02}") for day in days]
    found = _elements(None, [f"{value}{rng.randrange(10_000):04}" for value in values]) + _elements(None, values)
    assert [element for element in found if element.startswith(("national_id", "passport", "health", "driving"))] == []


@pytest.mark.parametrize(
    ("check", "length", "element"),
    [
        (national_id_br.is_cpf, 11, "national_id.br"),
        (national_id_pl.is_pesel, 11, "national_id.pl"),
        (national_id_tr.is_tckn, 11, "national_id.tr"),
    ],
)
def test_values_alone_tell_a_number_with_a_strong_check(check: Callable[[str], bool], length: int, element: str) -> None:
    assert _elements(None, _passing(check, length)) == [element]


@pytest.mark.parametrize("name", ["id_number", "national_id", "identity_number"])
@pytest.mark.parametrize(
    ("check", "length", "element"),
    [
        (national_id_br.is_cpf, 11, "national_id.br"),
        (national_id_ca.is_sin, 9, "national_id.ca"),
        (national_id_nl.is_bsn, 9, "national_id.nl"),
    ],
)
def test_a_name_that_says_any_id_gets_its_country_from_the_values(
    name: str, check: Callable[[str], bool], length: int, element: str
) -> None:
    values = [value for value in _passing(check, length) if value[0] in "1234567"]
    assert _elements(name, values)[:1] == [element]


def test_digits_that_pass_no_other_check_are_american_where_the_name_says_an_id() -> None:
    numbers = _passing(national_id_us.is_ssn, 9)
    assert _elements("national_id", numbers) == ["national_id.us"]
    assert _elements("ssn", numbers) == ["national_id.us"]
    assert _elements("ref", numbers) == []


def test_another_countrys_values_outweigh_the_name() -> None:
    assert _elements("ssn", _passing(national_id_br.is_cpf, 11)) == ["national_id.br"]


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("{n} gave the CPF 529.982.247-25 as proof", "national_id.br"),
        ("客户{n}的社会安全号531-08-4726，请核对", "national_id.us"),
        ("note {n}: BSN 384729101 of the customer", "national_id.nl"),
        ("record {n}, PESEL: 44051401458, checked", "national_id.pl"),
    ],
)
def test_numbers_inside_comments_are_found(text: str, element: str) -> None:
    rng = random.Random(text)
    assert element in _elements("remark", [text.format(n=rng.randrange(1_000)) for _ in range(60)])


@pytest.mark.parametrize(
    "secret",
    [
        "-----BEGIN " + "RSA PRIVATE KEY-----",
        "gh" + "p_" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ",
        "AK" + "IA" + "ABCDEFGHIJKLMNOP",
        "sk_" + "live_" + "abcdefghijklmnopqrstuvwx",
    ],
)
def test_one_secret_in_a_log_is_enough_and_is_never_shown(secret: str) -> None:
    values = [f"line {n}: done" for n in range(500)] + [f"line 500: key={secret} in use"]
    decision = explain_column("message", values, TOOLS, AS_OF)
    found = [one for one in decision.elements if one.element in ("auth.secret_key", "auth.token")]
    assert [one.matched for one in found] == [1]
    assert secret not in repr(decision)
    assert TOOLS.masker.mask(f"use '{secret}' here").startswith("use '***")


def test_a_password_in_a_connection_string_is_found() -> None:
    values = ["postgresql://app:k7Hq2mNv@db.example.org:5432/shop", "https://example.org/a", "on", "off"]
    assert "auth.password" in _elements("value", values)


def test_checks_of_wallets_agree_with_their_standards() -> None:
    assert crypto_wallet.is_base58check("1BoatSLRHtKNngkdXEeobR76b53LETtpyT")
    assert not crypto_wallet.is_base58check("1BoatSLRHtKNngkdXEeobR76b53LETtpyU")
    assert not crypto_wallet.is_base58check("")
    assert crypto_wallet.is_bech32("BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4")
