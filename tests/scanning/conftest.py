"""A small database that several modules scan."""

import sqlite3
from pathlib import Path

import pytest


@pytest.fixture
def crm(tmp_path: Path) -> Path:
    path = tmp_path / "crm.sqlite"
    with sqlite3.connect(path) as connection:
        columns = "id integer primary key, email text, imei text, birth_date text, guardian_consent int"
        connection.execute(f"create table users ({columns})")
        connection.executemany(
            "insert into users (email, imei, birth_date, guardian_consent) values (?, ?, ?, ?)",
            [(f"user{n}@example.org", "490154203237518", f"{2000 + n % 24}-06-30", n % 2) for n in range(240)],
        )
        connection.execute("create table empty (mobile text)")
    return path
