"""Finding the store for a URI, and the inventory that is used when none is named."""

import subprocess
import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from gazetteer.errors import ConfigurationError
from gazetteer.inventory import opening
from gazetteer.inventory.opening import default_inventory_uri, find_store, open_inventory

SCHEMES = "there are mongodb+srv:, mongodb:, sqlite:"


@pytest.mark.parametrize(
    ("uri", "said"),
    [
        ("redis://user:hunter2@db.example.org", "redis: is no kind of inventory"),
        ("inventory.sqlite", "an inventory is named by a URI"),
        ("hunter 2:x", "an inventory is named by a URI"),
        ("", "an inventory is named by a URI"),
    ],
)
async def test_an_unknown_scheme_lists_what_there_is(uri: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        await open_inventory(uri)
    assert str(caught.value) == f"{said}; {SCHEMES}"


@pytest.mark.parametrize("uri", ["sqlite:///a", "SQLITE:///a", "mongodb://host/a", "mongodb+srv://host/a"])
def test_built_in_stores_are_found_by_scheme(uri: str) -> None:
    assert uri.partition(":")[0].lower() in find_store(uri).schemes


def test_stores_of_others_are_found_and_broken_ones_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    group = opening.ENTRY_POINT_GROUP
    ours = EntryPoint("paper", "tests.inventory.paper_store:STORE", group)
    points = [EntryPoint("broken", "tests.inventory.no_such_store:STORE", group), ours]
    monkeypatch.setattr(opening, "plug_ins", lambda group: points)
    assert find_store("paper:here").schemes == ("paper",)
    with pytest.raises(ConfigurationError) as caught:
        find_store("stone:here")
    assert str(caught.value) == (
        "stone: is no kind of inventory; there are mongodb+srv:, mongodb:, paper:, sqlite:;"
        " these stores do not load: broken (ModuleNotFoundError)"
    )


def test_looking_for_a_store_imports_no_driver() -> None:
    code = (
        "import sys; from gazetteer.inventory.opening import find_store; find_store('mongodb://h'); find_store('sqlite:///a');"
        "print(sorted({'motor', 'pymongo', 'bson'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_the_variable_names_the_inventory() -> None:
    assert default_inventory_uri({"GAZETTEER_INVENTORY": "mongodb://h/x", "HOME": "/home/ann"}) == "mongodb://h/x"


def test_else_it_lies_in_the_users_data_directory() -> None:
    directory = opening._data_directory
    assert directory({"HOME": "/home/ann"}, "linux") == Path("/home/ann/.local/share")
    assert directory({"HOME": "/home/ann", "XDG_DATA_HOME": "/data"}, "linux") == Path("/data")
    assert directory({"HOME": "/home/ann", "XDG_DATA_HOME": "data"}, "linux") == Path("/home/ann/.local/share")
    assert directory({"HOME": "/Users/ann"}, "darwin") == Path("/Users/ann/Library/Application Support")
    assert directory({"HOME": "/c/ann", "LOCALAPPDATA": "/c/ann/Local"}, "win32") == Path("/c/ann/Local")
    assert directory({"HOME": "/c/ann"}, "win32") == Path("/c/ann/AppData/Local")


async def test_the_default_inventory_can_be_opened_where_no_folder_is(tmp_path: Path) -> None:
    uri = default_inventory_uri({"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")})
    store = await open_inventory(uri)
    location = (await store.describe()).location
    await store.close()
    assert location.endswith("/gazetteer/inventory.sqlite")
    assert Path(location).is_file()
