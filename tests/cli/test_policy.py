"""`gazetteer policy`: import, list, show."""

import json
from pathlib import Path

import pytest

from gazetteer.governance.policies.builtin import builtin_policies
from tests.cli.conftest import Run

SMALL = """\
schema: policy/1
policy: {id: shop, product: Shop, version: "1", effective_date: null}
activities:
  - {id: sell, name: Sell, section: "1", purpose: sell goods, elements: [contact.email], recipients: [post]}
recipients:
  - {id: post, name: Post, declared: explicit, kind: processor, mechanism: file, purpose: delivery, section: "2"}
"""


def test_the_built_in_policies_say_what_they_hold(run: Run) -> None:
    result = run("policy", "import", "--builtin", "saleforte", "--builtin", "sendcloud")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines() == [
        "saleforte (Saleforte-AI, V1.0): imported, 1 version now",
        "  31 activities, 14 recipients, 2 origins, 16 rules, 100 elements, 11 defects",
        "sendcloud (Aurora SendCloud, no version): imported, 1 version now",
        "  11 activities, 5 recipients, 3 origins, 8 rules, 30 elements, 5 defects",
    ]


def test_a_file_again_and_changed(run: Run, room: Path) -> None:
    (room / "shop.yaml").write_text(SMALL)
    assert "imported, 1 version now" in run("policy", "import", "shop.yaml").stdout
    assert "this version is there already" in run("policy", "import", "shop.yaml").stdout
    (room / "shop.yaml").write_text(SMALL.replace("sell goods", "sell things"))
    changed = run("policy", "import", "shop.yaml").stdout.splitlines()
    assert changed == [
        "shop (Shop, 1): imported as a further version, 2 versions now; others state the same version",
        "  1 activity, 1 recipient, 0 origins, 0 rules, 1 element, 0 defects",
    ]
    (policy,) = json.loads(run("policy", "list", "--format", "json").stdout)["policies"]
    assert (policy["key"], policy["version"], policy["versions"]) == ("shop", "1", 2)


def test_json_of_an_import(run: Run, room: Path) -> None:
    (room / "shop.yaml").write_text(SMALL)
    (policy,) = json.loads(run("policy", "import", "shop.yaml", "--format", "json").stdout)["policies"]
    assert (policy["key"], policy["name"], policy["isKnown"], policy["versions"]) == ("shop", "Shop", False, 1)
    assert policy["contents"] == {
        "activities": 1,
        "recipients": 1,
        "origins": 0,
        "rules": 0,
        "elements": 1,
        "defects": 0,
    }


def test_list_and_show(run: Run) -> None:
    run("policy", "import", "--builtin", "sendcloud")
    listed = run("policy", "list").stdout
    assert "sendcloud" in listed
    assert "11 activities" in listed
    shown = run("policy", "show", "sendcloud").stdout
    assert all(word in shown for word in ("email_tracking", "customer_itself", "PLATFORM_REPORT", "public_data_providers"))
    document = json.loads(run("policy", "show", "sendcloud", "--format", "json").stdout)
    assert document["policy"]["policy"]["product"] == "Aurora SendCloud"
    assert len(document["versions"]) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import",), "nothing to import: name a FILE, or give --builtin with one of saleforte, sendcloud"),
        (("import", "--builtin", "salesforte"), "there is no built-in policy salesforte; did you mean saleforte?"),
        (("import", "none.yaml"), "none.yaml:1: cannot be read (No such file or directory); check the path and its rights"),
        (("import", "a.yaml", "a.yaml"), "the policy shop is given twice; import one of its versions at a time"),
        (("import", "a.yaml", "b.yaml"), "b.yaml:4: activities[0].recipients[0]: pots is not among the file's recipients; did"),
    ],
)
def test_what_is_wrong_is_2_and_nothing_is_imported(run: Run, room: Path, arguments: tuple[str, ...], message: str) -> None:
    (room / "a.yaml").write_text(SMALL)
    (room / "b.yaml").write_text(SMALL.replace("[post]", "[pots]").replace("id: shop", "id: other"))
    result = run("policy", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: {message}")
    run("policy", "import", "--builtin", "saleforte")
    kept = json.loads(run("policy", "list", "--format", "json").stdout)["policies"]
    assert [one["key"] for one in kept] == ["saleforte"]


def test_an_unknown_policy_is_2(run: Run) -> None:
    run("policy", "import", "--builtin", "saleforte")
    result = run("policy", "show", "saleforce")
    assert (result.exit_code, result.stderr) == (2, "Error: the inventory has no policy saleforce; did you mean saleforte?\n")


def test_nothing_yet(run: Run) -> None:
    result = run("policy", "list")
    assert result.exit_code == 2
    assert "there is no inventory" in result.stderr


def test_own_elements_of_scans_are_known(run: Run, room: Path) -> None:
    (room / "ours.csv").write_text(
        "id,label_en,category,role,sensitivity,names_en\nacme.badge,Badge number,work_education,quasi,personal,badge_no\n"
    )
    (room / "staff.csv").write_text("badge_no\nB-1\n")
    (room / "gazetteer.yaml").write_text("elements: [ours.csv]\nsources:\n  - {name: staff, url: staff.csv}\n")
    (room / "shop.yaml").write_text(SMALL.replace("contact.email", "acme.badge"))
    before = run("policy", "import", "shop.yaml")
    assert (before.exit_code, "acme.badge is no element" in before.stderr) == (2, True)
    assert run("scan").exit_code == 0
    assert run("policy", "import", "shop.yaml").exit_code == 0


def test_help_names_every_built_in_policy(run: Run) -> None:
    text = " ".join(run("policy", "import", "--help").stdout.split())
    assert all(key in text for key in builtin_policies())
