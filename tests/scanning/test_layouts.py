"""Scans from the outside: personal data is found however a cell keeps it, with element, form, counts and reason."""

import hashlib
import json
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest

from gazetteer_scanners import scan
from gazetteer_scanners.classification.decision import Detection
from gazetteer_scanners.recognizers.rule import Form
from gazetteer_scanners.scanning.coverage import CoverageState
from gazetteer_scanners.scanning.results import DatasetResult
from gazetteer_scanners.taxonomy import Level

ROWS = 200
Cell = Callable[[int], object]


def phone(n: int) -> str:
    return f"138{n % 10_000:04}{n * 37 % 10_000:04}"


def mail(n: int) -> str:
    return f"user{n}@example.org"


def encoded(text: str) -> str:
    return b64encode(text.encode()).decode()


def digest(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def scanned(path: Path, *, rows: int = ROWS, **cells: Cell) -> DatasetResult:
    return scan_cells(path, cells, rows)


def scan_cells(path: Path, cells: Mapping[str, Cell], rows: int = ROWS) -> DatasetResult:
    with sqlite3.connect(path / "shapes.sqlite") as connection:
        connection.execute(f"create table users ({', '.join(f'{name} text' for name in cells)})")
        values = [[cell(n) for cell in cells.values()] for n in range(rows)]
        connection.executemany(f"insert into users values ({', '.join('?' * len(cells))})", values)
    connection.close()
    (dataset,) = scan(str(path / "shapes.sqlite")).datasets
    return dataset


def found(dataset: DatasetResult) -> dict[str, tuple[Detection, ...]]:
    return {field.shown_path: field.decision.elements for field in dataset.fields if field.decision.elements}


@pytest.mark.parametrize(
    ("cell", "path", "element", "form"),
    [
        (lambda n: json.dumps({"phone": phone(n)}) if n % 20 == 7 else f"note {n}", "c.phone", "contact.phone", Form.PLAIN),
        (lambda n: json.dumps(json.dumps({"mail": mail(n)})), "c.mail", "contact.email", Form.PLAIN),
        (lambda n: "\n".join(json.dumps({"mail": mail(n + k)}) for k in (0, 1)), "c[].mail", "contact.email", Form.PLAIN),
        (lambda n: f'<o><buyer phone="{phone(n)}"/></o>', "c.o.buyer.@phone", "contact.phone", Form.PLAIN),
        (lambda n: urlencode({"a": n, "mobile": phone(n)}), "c.mobile", "contact.phone", Form.PLAIN),
        (lambda n: f"https://example.org/{n}?{urlencode({'email': mail(n)})}", "c.?.email", "contact.email", Form.PLAIN),
        (lambda n: f"v=1; phone={phone(n)}", "c.phone", "contact.phone", Form.PLAIN),
        (lambda n: f'a:1:{{s:5:"phone";s:11:"{phone(n)}";}}', "c.phone", "contact.phone", Form.PLAIN),
        (lambda n: encoded(phone(n)), "c", "contact.phone", Form.ENCODED),
        (lambda n: encoded(json.dumps({"email": mail(n)})), "c.email", "contact.email", Form.ENCODED),
        (lambda n: f"{phone(n)},{phone(n + 1)}", "c[]", "contact.phone", Form.PLAIN),
        (lambda n: f"{mail(n)}|{mail(n + 1)}", "c[]", "contact.email", Form.PLAIN),
        (lambda n: f"{phone(n)[:3]}****{phone(n)[-4:]}", "c", "contact.phone", Form.MASKED),
        (lambda n: f"{'abcdef'[n % 6]}***@example.org", "c", "contact.email", Form.MASKED),
        (lambda n: f"{'张李王赵'[n % 4]}*", "c", "person.name", Form.MASKED),
        (lambda n: f"4403**********{n:04}", "c", "national_id.cn", Form.MASKED),
        (lambda n: f"6222 **** **** {n:04}", "c", "payment.card_number", Form.MASKED),
    ],
)
def test_a_cell_says_what_it_holds(tmp_path: Path, cell: Cell, path: str, element: str, form: Form) -> None:
    dataset = scanned(tmp_path, c=cell)
    assert dataset.coverage.state is CoverageState.COMPLETE
    ((shown, (detection,)),) = found(dataset).items()
    assert (shown, detection.element, detection.form) == (path, element, form)
    assert detection.matched == detection.seen


@pytest.mark.parametrize(
    ("name", "cell", "element", "form"),
    [
        ("phone_md5", lambda n: digest(phone(n)), "contact.phone", Form.HASHED),
        ("手机号MD5", lambda n: digest(phone(n)), "contact.phone", Form.HASHED),
        ("email_sha256", lambda n: hashlib.sha256(mail(n).encode()).hexdigest(), "contact.email", Form.HASHED),
        ("email_hash", lambda n: b64encode(hashlib.sha256(mail(n).encode()).digest()).decode(), "contact.email", Form.HASHED),
        ("imei_md5", lambda n: digest(str(n)), "device.imei", Form.HASHED),
        ("idfa_md5", lambda n: digest(str(n)).upper(), "device.idfa", Form.HASHED),
        (
            "phone_enc",
            lambda n: b64encode(hashlib.sha384(phone(n).encode()).digest()).decode(),
            "contact.phone",
            Form.ENCRYPTED,
        ),
        ("phone_cipher", lambda n: digest(phone(n)), "contact.phone", Form.ENCRYPTED),
        ("client_ip", lambda n: f"192.0.2.{'x' if n % 2 else '*'}", "network.ip", Form.MASKED),
        ("avatar", lambda n: f"data:image/jpeg;base64,{encoded(f'image {n}' * 9)}", "person.avatar", Form.ENCODED),
    ],
)
def test_a_name_says_what_the_form_hides(tmp_path: Path, name: str, cell: Cell, element: str, form: Form) -> None:
    ((shown, (detection,)),) = found(scan_cells(tmp_path, {name: cell})).items()
    assert (shown, detection.element, detection.form) == (name, element, form)


def test_several_elements_in_the_free_text_of_one_column(tmp_path: Path) -> None:
    def remark(n: int) -> str:
        return (
            f"call {phone(n)} now" if n % 33 == 0 else f"mail {mail(n)} please" if n % 100 == 1 else f"case {n % 7} is closed"
        )

    phones, mails = found(scanned(tmp_path, rows=1_000, remark=remark))["remark"]
    assert (phones.element, phones.form, phones.matched, phones.seen) == ("contact.phone", Form.PLAIN, 31, 1_000)
    assert phones.reason == "3.1 % of 1,000 values hold Phone number inside longer text."
    assert (mails.element, mails.form, mails.matched, mails.seen) == ("contact.email", Form.PLAIN, 10, 1_000)
    assert mails.reason == "1.0 % of 1,000 values hold E-mail address inside longer text."


def test_keys_of_a_key_value_table_are_fields(tmp_path: Path) -> None:
    kinds: tuple[tuple[str, Cell], ...] = (
        ("phone", phone),
        ("birthday", lambda n: f"19{70 + n % 30}-0{1 + n % 9}-1{n % 10}"),
        ("color", lambda _: "red"),
        ("张三", lambda _: "x"),
        (mail(1), lambda _: "x"),
    )
    dataset = scanned(tmp_path, attr=lambda n: kinds[n % 5][0], value=lambda n: kinds[n % 5][1](n))
    assert {field.shown_path: field.decision.level for field in dataset.fields} == {
        "attr": Level.PERSONAL,
        "value": Level.NONE,
        "value[attr=birthday]": Level.PERSONAL,
        "value[attr=color]": Level.NONE,
        "value[attr=phone]": Level.PERSONAL,
    }
    elements = found(dataset)
    (detection,) = elements["value[attr=phone]"]
    assert (detection.element, detection.matched, detection.seen) == ("contact.phone", 40, 40)
    assert detection.reason == "All 40 values have the form of Phone number; the field is called phone."
    assert [d.element for d in elements["value[attr=birthday]"]] == ["person.birth_date"]


def test_hostile_cells_end_in_reasons(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
    cells = (
        bomb,
        "[" * 200_000,
        '{"a":' * 90 + "1" + "}" * 90,
        "<r>" * 90 + "x" + "</r>" * 90,
        "a:1:{i:z;" * 9_999,
        "&=" * 9_999,
    )
    dataset = scanned(tmp_path, rows=60, c=lambda n: cells[n % 6], d=lambda n: urlencode({f"k{n}_{m}": m for m in range(99)}))
    assert dataset.coverage.state is CoverageState.PARTIAL
    assert [(reason.code.value, reason.message) for reason in dataset.coverage.reasons] == [
        ("DECODE_ERROR", "c: XML that declares entities (looked at as text, entities left out): 10"),
        ("DECODE_ERROR", "c: values nested too deep (left out): 20"),
        ("TRUNCATED", "cells longer than 64 KiB, of which only head and tail were looked at: 20"),
        ("TRUNCATED", "texts with so many near matches that they were not searched to their end: 10"),
    ]
    assert {field.shown_path for field in dataset.fields} == {"c", "d", "d{}", "d{}[]"}


def test_a_digest_beside_its_value_is_proved(tmp_path: Path) -> None:
    dataset = scanned(
        tmp_path,
        rows=2_000,
        contact=lambda n: f"+86 {phone(n)}",
        h1=lambda n: digest(phone(n)).upper(),
        mail=mail,
        h2=lambda n: hashlib.sha256(mail(n).encode()).hexdigest(),
        h3=lambda n: digest(f"salt{phone(n)}"),
    )
    elements = found(dataset)
    assert "h3" not in elements
    for name, element, label in (("h1", "contact.phone", "Phone number"), ("h2", "contact.email", "E-mail address")):
        (detection,) = elements[name]
        assert (detection.element, detection.form, detection.matched, detection.seen) == (element, Form.HASHED, 2_000, 2_000)
        assert (
            detection.reason
            == f"All 2,000 values are digests, proved to be of {label} in another field of the dataset; the values are hashed."
        )
