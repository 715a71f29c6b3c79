"""`gazetteer demo` and `gazetteer serve`: from nothing to an answer over GraphQL."""

import json
import os
import shlex
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from gazetteer.cli.demonstrating import curl_line
from gazetteer.estate import load_truth
from tests.cli.conftest import Run
from tests.servers.mortal import start_mortal


@dataclass(frozen=True)
class Demo:
    """A demo that serves: its folder, what it printed before it served, and the command that it says to paste."""

    folder: Path
    table: list[str]
    command: list[str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """One demo for all tests here, on a free port; it must end with 143 on SIGTERM."""
    room = tmp_path_factory.mktemp("demo")
    arguments = ["demo", "--folder", "estate", "--port", "0"]
    with _started(room, *arguments) as process:
        assert process.stdout is not None
        table: list[str] = []
        for line in process.stdout:
            if line.startswith("curl "):
                yield Demo(room / "estate", table, shlex.split(line))
                break
            table.append(line.rstrip())
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    assert process.returncode == 143


def test_the_command_that_it_prints_answers(demo: Demo) -> None:
    answer = _paste(demo.command)
    assert "errors" not in answer
    found = answer["data"]["fields"]
    plain = {
        (edge["node"]["dataset"]["source"]["name"], edge["node"]["dataset"]["name"], edge["node"]["path"])
        for edge in found["edges"]
    }
    assert found["totalCount"] == len(found["edges"]) >= 2
    assert ("saleforte_logs", "devices/*.parquet", "imei") in plain
    nodes = [edge["node"] for edge in found["edges"] if _is_scanned(edge["node"])]
    alone = [node["dataset"]["name"] for node in nodes if node["effectiveLevel"] != "PERSONAL"]
    assert alone == ["device_daily"]  # a device is all that is in it
    unit = next(edge["node"] for edge in found["edges"] if edge["node"]["path"] == "unit")
    assert [one["decidedBy"] for one in unit["elements"]] == ["LINEAGE"]


def test_it_shows_elements_children_and_coverage(demo: Demo) -> None:
    assert demo.table[0].split() == ["Element", "What", "it", "is", "Fields", "Highest", "level"]
    (imei,) = [line.split() for line in demo.table if line.startswith("device.imei ")]
    edges = _paste(demo.command)["data"]["fields"]["edges"]
    assert imei == ["device.imei", "IMEI", str(sum(_is_scanned(edge["node"]) for edge in edges)), "PERSONAL"]
    assert "Coverage" in demo.table
    assert any(line.endswith("no gap that nobody asked for.") for line in demo.table)


def test_it_shows_the_way_of_an_imei_to_a_recipient_that_no_policy_names(demo: Demo) -> None:
    start = demo.table.index("Where the IMEI of the device log goes")
    assert demo.table[start + 1 : start + 5] == [
        "  saleforte_logs devices/*.parquet.imei",
        "    -> saleforte_warehouse stg_devices.imei  (OPENLINEAGE by nightly_devices: IDENTITY)",
        "      -> saleforte_warehouse device_daily.imei  (DBT by saleforte_analytics.device_daily: IDENTITY)",
        "        -> Alipay  (DECLARED by risk_feed: UNKNOWN, UNDECLARED)",
    ]


def test_it_shows_the_copy_of_phone_numbers_that_nobody_declared(demo: Demo) -> None:
    start = demo.table.index("Copies that nobody declared, told by values that coincide")
    copies = demo.table[start + 1 : demo.table.index("", start)]
    (copy,) = [line for line in copies if " of saleforte_warehouse tmp_list_q2.c1 in saleforte_accounts users.mobile" in line]
    assert copy.split()[0] in {f"{share}%" for share in range(75, 101)}
    assert not any("stg_devices.imei" in line for line in copies)  # these are declared by the nightly job


def _is_scanned(node: dict[str, Any]) -> bool:
    return any(one["element"]["id"] == "device.imei" and one["decidedBy"] == "SCAN" for one in node["elements"])


def test_the_children_that_it_counts_are_those_that_were_made(demo: Demo) -> None:
    made = load_truth(demo.folder).minors["saleforte_accounts.sqlite"]["users"]
    (line,) = [line.split() for line in demo.table if line.startswith("saleforte_accounts users ")]
    assert line[2:] == [str(made.under_14), str(made.without_consent), str(made.consent_unknown)]


def test_a_second_demo_scans_again_into_the_same_inventory(demo: Demo, run: Run) -> None:
    result = run("demo", "--no-serve", "--folder", str(demo.folder))
    assert result.exit_code == 0, result.stderr
    assert [line.rstrip() for line in result.stdout.splitlines()[:-1]] == demo.table
    assert result.stdout.splitlines()[-1] == curl_line("http://127.0.0.1:8750/")
    assert f"gazetteer serve --inventory sqlite:///{demo.folder}/inventory.sqlite" in result.stderr
    listed = run("inventory", "list", "--inventory", f"sqlite:///{demo.folder}/inventory.sqlite", "--format", "json")
    assert {source["lastScan"]["sequence"] for source in json.loads(listed.stdout)["sources"]} == {2}


def test_a_folder_with_something_else_is_2_and_stays_as_it_was(run: Run, crm: Path) -> None:
    result = run("demo", "--no-serve", "--folder", str(crm.parent))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {crm.parent} is not empty and holds no sample estate")
    assert sorted(path.name for path in crm.parent.iterdir()) == ["crm.sqlite"]


def test_an_inventory_is_served_until_ctrl_c(run: Run, crm: Path, inventory: Path) -> None:
    run("scan", "crm.sqlite")
    with _started(crm.parent, "serve", "--port", "0") as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        assert line.startswith("Serving http://127.0.0.1:")
        answer = _paste(shlex.split(curl_line(line.split()[1]).replace("device.imei", "contact.email")))
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert [edge["node"]["path"] for edge in answer["data"]["fields"]["edges"]] == ["email"]
    assert (process.returncode, out, err) == (130, "", "")


@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--host", "0.0.0.0"], "the server does not listen on '0.0.0.0'"),  # noqa: S104 - it is refused
        (["--port", "65536"], "65536 is not in the range 0<=x<=65535"),
    ],
)
def test_an_address_that_is_not_allowed_is_2_before_anything_is_done(
    run: Run, room: Path, inventory: Path, command: str, arguments: list[str], message: str
) -> None:
    result = run(command, *arguments)
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert list(room.iterdir()) == []
    assert not inventory.exists()


def test_elements_and_inventory_of_a_configuration_are_served(run: Run, room: Path) -> None:
    (room / "ours.csv").write_text(
        "id,label_en,category,role,sensitivity,names_en\nacme.badge,Badge number,work_education,quasi,personal,badge_no\n"
    )
    (room / "staff.csv").write_text("badge_no\nB-1\n")
    (room / "g.yaml").write_text("inventory: sqlite:///own.sqlite\nelements: [ours.csv]\nsources:\n  - url: staff.csv\n")
    assert run("scan", "-c", "g.yaml").exit_code == 0
    query = '{ fields(filter: {elements: ["acme.badge"]}) { edges { node { elements { element { label } } } } } }'
    with _started(room, "serve", "-c", "g.yaml", "--port", "0") as process:
        assert process.stderr is not None
        url = process.stderr.readline().split()[1]
        answer = _post(f"{url}graphql", json.dumps({"query": query}))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
    (edge,) = answer["data"]["fields"]["edges"]
    assert edge["node"]["elements"] == [{"element": {"label": "Badge number"}}]


def _started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "gazetteer", *arguments]
    return start_mortal(command, folder=folder, environment={**os.environ, "COLUMNS": "160"})


def _paste(command: list[str]) -> dict[str, Any]:
    """What the command answers, sent as curl would send it."""
    assert command[:2] == ["curl", "-s"]
    assert command[3:5] == ["-H", "Content-Type: application/json"]
    assert command[5] == "-d"
    return _post(command[2], command[6])


def _post(url: str, body: str) -> dict[str, Any]:
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/json"})  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310 - loopback
        answer = json.load(response)
    assert isinstance(answer, dict)
    return answer
