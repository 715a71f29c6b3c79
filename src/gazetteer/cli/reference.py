"""The command reference `docs/cli.md`, made from the commands themselves; a test holds that it is fresh.

Make it anew with `python -m gazetteer.cli.reference > docs/cli.md`.
"""

from collections.abc import Iterator

import click

from gazetteer.cli import exits
from gazetteer.cli.app import app

_INTRODUCTION = """\
# Command line

Made from the commands by `python -m gazetteer.cli.reference > docs/cli.md`; do not edit it by hand.

Results go to standard output (or `-o FILE`), progress and errors to standard error. Colours follow the terminal and
`NO_COLOR`. Words such as levels and formats take any case.

## Exit codes
"""

_ENVIRONMENT = """\
## Environment
| variable | meaning |
|---|---|
| `GAZETTEER_INVENTORY` | URI of the inventory, where neither `--inventory` nor the configuration names one |
| `GAZETTEER_DEBUG` | `1` shows where a crash happened: files, lines and functions, never values |
| `NO_COLOR` | no colours |
| `COLUMNS` | width of tables, where the terminal does not say |

## Configuration
"""


def reference() -> str:
    """The whole reference in Markdown, commands in the order of `--help`."""
    parts = [_INTRODUCTION + _exit_table(), _ENVIRONMENT + _configuration_text()]
    parts += [_section(path, command) for path, command in _commands("gazetteer", app)]
    return "\n\n".join(parts) + "\n"


def _commands(path: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from _commands(f"{path} {name}", command)
        else:
            yield f"{path} {name}", command


def _section(path: str, command: click.Command) -> str:
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option)]
    usage = " ".join([path, *(["[OPTIONS]"] if options else []), *(str(argument.metavar) for argument in arguments)])
    lines = [f"## `{path}`", _one_line(command.help), f"```\n{usage}\n```"]
    rows = [_row(str(argument.metavar), argument) for argument in arguments]
    rows += [_row(_spelling(option), option) for option in options]
    if rows:
        lines.append("\n".join(["| | |", "|---|---|", *rows]))
    return "\n\n".join(lines)


def _spelling(option: click.Option) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _row(name: str, param: click.Argument | click.Option) -> str:
    text = _one_line(param.help)
    default = param.to_info_dict()["default"]
    if default is not None and default is not False:
        text += f" Default: `{default}`."
    cells = [cell.replace("|", "\\|") for cell in (f"`{name}`", text)]
    return f"| {cells[0]} | {cells[1]} |"


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _exit_table() -> str:
    return "\n".join(line for line in (exits.__doc__ or "").splitlines() if line.startswith("|"))


def _configuration_text() -> str:
    from gazetteer.cli import configuration

    _, example, rest = (configuration.__doc__ or "").split("\n\n", 2)
    unindented = "\n".join(line.removeprefix("    ") for line in example.splitlines())
    return f"`gazetteer scan -c FILE`, or `./gazetteer.yaml` by itself:\n```yaml\n{unindented}\n```\n{_one_line(rest)}"


if __name__ == "__main__":
    click.echo(reference(), nl=False)
