"""Data dictionaries: the connector contract, matching of datasets, and errors that name row and column."""

from pathlib import Path

import pytest

from gazetteer_scanners.connectors.dictionary import CONNECTOR, DataDictionary, FieldNote, load_dictionary
from gazetteer_scanners.connectors.protocol import Column, DataType, Location
from gazetteer_scanners.errors import RuleError, UnknownSourceError
from gazetteer_scanners.testing.contract import ConnectorContract, find, opened
from gazetteer_scanners.testing.known_source import ODD_NAMES, KnownDataset, KnownSource
from tests.connectors.files_source import write_csv

HEADER = ("dataset", "field", "type", "comment")


class TestDictionary(ConnectorContract):
    @pytest.fixture
    def known(self, tmp_path: Path) -> KnownSource:
        path = tmp_path / "dict #1.csv"
        odd = [("odd", name, "text", "") for name in ODD_NAMES]
        write_csv(path, [HEADER, ("users", "phone", "varchar(20)", "手机号"), *odd, ("users", "orders[].imei", "", "")])
        broken = tmp_path / "broken.csv"
        write_csv(broken, [("a", "b"), ("1", "2")])
        return KnownSource(
            kind="dictionary",
            factory=CONNECTOR,
            location=Location(str(path), "d"),
            datasets={
                "odd": KnownDataset(ODD_NAMES, (), "dictionary"),
                "users": KnownDataset(("phone", "orders[].imei"), (), "dictionary", comments={"phone": "手机号"}),
            },
            odd="odd",
            files=(path,),
            spellings=(f"dictionary://{str(path).replace('#', '%23')}",),
            unreadable={"broken": Location(str(broken), "x"), "gone": Location(str(tmp_path / "gone.csv"), "x")},
        )

    def test_names_are_paths_and_values_are_not_read(self, known: KnownSource) -> None:
        with opened(known) as connector:
            assert not connector.capabilities.reads_values
            users = find(connector.discover(), "users")
        assert users.has_path_names
        assert users.columns[0] == Column("phone", "varchar(20)", DataType.STRING, comment="手机号")


def load(tmp_path: Path, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> DataDictionary:
    path = tmp_path / "d.csv"
    write_csv(path, [header, *rows])
    return load_dictionary(path)


@pytest.mark.parametrize(
    ("written", "asked", "is_found"),
    [
        ("users", "users", True),
        ("public.users", "users", True),
        ("users", "public.users", True),
        ("USERS", "users", True),
        ("Public.Users", "users", True),
        ("users", "user", False),
        ("public.users", "sales.users", False),
        ("users.old", "users", False),
    ],
)
def test_datasets_match_by_name(tmp_path: Path, written: str, asked: str, is_found: bool) -> None:
    dictionary = load(tmp_path, (written, "phone", "text", "mobile"))
    expected = {"phone": FieldNote("text", "mobile")} if is_found else {}
    assert dictionary.comments_for("crm", asked) == expected


def test_the_closest_name_wins(tmp_path: Path) -> None:
    dictionary = load(
        tmp_path,
        ("USERS", "a", "", "any case"),
        ("sales.users", "a", "", "other schema"),
        ("users", "a", "", "exact"),
    )
    assert dictionary.comments_for("k", "users") == {"a": FieldNote("", "exact")}
    assert dictionary.comments_for("k", "sales.users") == {"a": FieldNote("", "other schema")}
    assert dictionary.comments_for("k", "Users") == {"a": FieldNote("", "any case")} | {"a": FieldNote("", "exact")}


def test_rows_for_a_source_hold_for_it_alone(tmp_path: Path) -> None:
    dictionary = load(
        tmp_path,
        ("crm", "users", "a", "", "of crm"),
        ("shop", "users", "a", "", "of shop"),
        ("", "users", "a", "", "of all"),
        ("", "users", "b", "", "of all"),
        header=("source", *HEADER),
    )
    assert dictionary.comments_for("crm", "users") == {"a": FieldNote("", "of crm"), "b": FieldNote("", "of all")}
    assert dictionary.comments_for("else", "users") == {"a": FieldNote("", "of all"), "b": FieldNote("", "of all")}


def test_datasets_of_named_sources_do_not_mix(tmp_path: Path) -> None:
    load(tmp_path, ("crm", "users", "a", "", ""), ("", "users", "b", "", ""), header=("source", *HEADER))
    connector = CONNECTOR.open(Location(str(tmp_path / "d.csv"), "d"))
    assert [(d.name, [c.name for c in d.columns]) for d in connector.discover().datasets] == [
        ("crm/users", ["a"]),
        ("users", ["b"]),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "d.csv: the dictionary is empty; it needs the header dataset,field,type,comment"),
        (
            "a,b\n1,2\n",
            (
                "d.csv row 1: this is not the header of a dictionary; it must be dataset,field,type,comment, "
                "with the column source in front if it names sources"
            ),
        ),
        (
            "dataset,field,type,comment\nusers,phone,text\n",
            "d.csv row 2: 3 values for the 4 columns dataset,field,type,comment",
        ),
        (
            "dataset,field,type,comment\n\nusers,,text,x\n",
            "d.csv row 3, column field: it is empty; each row names a dataset and a field",
        ),
        (
            "dataset,field,type,comment\n,phone,text,x\n",
            "d.csv row 2, column dataset: it is empty; each row names a dataset and a field",
        ),
        (
            "dataset,field,type,comment\nu,a..b,text,x\n",
            (
                "d.csv row 2, column field: the field path 'a..b' lacks a name beside a dot, or is empty; "
                "write it like orders[].phone"
            ),
        ),
        (
            "dataset,field,type,comment\nu,a,text,x\nu,a,int,y\n",
            "d.csv row 3, column field: 'a' was given in row 2 already",
        ),
        ('dataset,field,type,comment\nu,a,"x" y,z\n', "d.csv: the dictionary is not CSV (',' expected after '\"')"),
    ],
)
def test_errors_name_file_row_and_column(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "d.csv").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_dictionary(tmp_path / "d.csv")
    assert str(caught.value) == message


def test_a_missing_dictionary_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UnknownSourceError, match=r"d\.csv' does not exist"):
        load_dictionary(tmp_path / "d.csv")


def test_a_dictionary_in_gb18030_with_a_header_in_capitals(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes("Dataset,Field,Type,Comment\n用户,手机,text,手机号码和地址\n".encode("gb18030"))
    assert load_dictionary(path).comments_for("k", "用户") == {"手机": FieldNote("text", "手机号码和地址")}
