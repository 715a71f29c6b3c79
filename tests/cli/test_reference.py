"""The command reference is fresh, and every command and option has help."""

from pathlib import Path

import click

from gazetteer.cli.app import app
from gazetteer.cli.reference import reference

ROOT = Path(__file__).parents[2]


def test_the_printed_reference_is_fresh() -> None:
    stored = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert stored == reference(), "make it anew with `python -m gazetteer.cli.reference > docs/cli.md`"


def test_every_command_is_in_the_reference() -> None:
    headings = [line for line in reference().splitlines() if line.startswith("## `")]
    assert headings == [
        f"## `gazetteer {name}`"
        for name in (
            "demo",
            "scan",
            "serve",
            "schema",
            "doctor",
            "inventory list",
            "inventory show",
            "lineage import",
            "lineage sql",
            "lineage dbt",
            "lineage export",
            "lineage overlap",
            "policy import",
            "policy list",
            "policy show",
            "recognizers list",
            "recognizers test",
        )
    ]


def test_arguments_and_options_are_spelled_as_they_are_typed() -> None:
    text = reference()
    assert "gazetteer scan [OPTIONS] [SOURCE]...\n" in text
    assert "gazetteer inventory show [OPTIONS] SOURCE [DATASET]\n" in text
    assert "| `--format table\\|json` | A table for people or JSON for machines. Default: `table`. |" in text
    assert "| `--full` | Read every row." in text


def test_everything_has_help() -> None:
    groups: list[click.Group] = [app]
    while groups:
        group = groups.pop()
        assert group.help
        for name, command in group.commands.items():
            assert command.help, name
            for param in command.params:
                assert isinstance(param, click.Argument | click.Option)
                assert param.help, f"{name} {param.name}"
                if isinstance(param, click.Option) and not param.is_flag:
                    assert param.metavar, f"{name} {param.name}"
            if isinstance(command, click.Group):
                groups.append(command)
