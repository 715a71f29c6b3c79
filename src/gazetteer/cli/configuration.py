"""`gazetteer.yaml`: what is scanned, read into one typed object; every mistake is told with its file and line.

    inventory: sqlite:///inventory.sqlite
    elements: [our-elements.csv]
    rules: [our-rules.yaml]
    presidio: samples
    sources:
      - name: crm
        url: sqlite:///crm.sqlite
        dictionary: crm-columns.csv
      - name: exports
        url: exports/
    aliases:
      postgres://db.example.org:5432/shop: crm

Relative paths, also inside `sqlite:///` URLs and `file:` references, are relative to the folder of the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from gazetteer.cli.locations import absolute_location
from gazetteer.errors import ConfigurationError

_Place = tuple[int | str, ...]
_REFERENCE = re.compile(r"(env|file):.+")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class SourceEntry(_Strict):
    """A source.

    Attributes:
        name: the source's key; without one it is derived from the location.
        url: a path or URL.
        secret: `env:NAME` or `file:PATH`.
        dictionary: a data dictionary (CSV) whose comments and types are added to what the source itself says.
    """

    url: str = Field(min_length=1)
    name: str | None = Field(default=None, min_length=1)
    secret: str | None = None
    dictionary: str | None = None

    @field_validator("secret")
    @classmethod
    def _is_reference(cls, value: str | None) -> str | None:
        if value is not None and not _REFERENCE.fullmatch(value):
            raise ValueError("is not a reference; write env:NAME or file:PATH, never the secret itself")
        return value


class Configuration(_Strict):
    """The whole file, with paths and URLs made absolute.

    Attributes:
        sources: what is scanned.
        elements: the user's own element files, added to the built-in taxonomy.
        rules: the user's own rule files, and recognizer files of Presidio's.
        presidio: `samples` also runs Presidio's engine on samples of free text.
        ner: a language model that looks for names in samples of free text: its name, or its folder.
        inventory: URI of the inventory, for scans with this file.
        aliases: keys of sources by addresses under which producers of lineage know them.
    """

    sources: tuple[SourceEntry, ...] = Field(default=(), strict=False)
    elements: tuple[str, ...] = Field(default=(), strict=False)
    rules: tuple[str, ...] = Field(default=(), strict=False)
    presidio: Literal["samples", "off"] = "off"
    ner: str | None = Field(default=None, min_length=1)
    inventory: str | None = Field(default=None, min_length=1)
    aliases: dict[str, str] = Field(default_factory=dict)

    @property
    def source_aliases(self) -> dict[str, str]:
        """Keys of sources by addresses."""
        return dict(self.aliases)

    @field_validator("presidio", mode="before")
    @classmethod
    def _off_is_a_word(cls, value: object) -> object:
        return "off" if value is False else value  # YAML 1.1 reads a bare `off` as false


def read_configuration(path: Path) -> Configuration:
    """The file's content; an empty file gives the defaults.

    Raises:
        ConfigurationError: if the file cannot be read or holds mistakes; one line for each, `file:line: what to do`.
    """
    root, data = _load(path)
    if root is None:
        return Configuration()
    lines: dict[_Place, int] = {}
    mistakes = list(_walk(root, (), lines, set()))
    if not isinstance(data, dict):
        raise ConfigurationError(f"{path}:1: is not a mapping; start with `sources:`")
    try:
        configuration = Configuration.model_validate(data)
    except ValidationError as error:
        mistakes += [_mistake(lines, detail["loc"], detail["type"], detail["msg"]) for detail in error.errors()]
    else:
        mistakes += list(_duplicate_names(configuration, lines))
    if mistakes:
        raise ConfigurationError("\n".join(f"{path}:{mistake.line}: {mistake.text}" for mistake in sorted(mistakes, key=_line)))
    return _made_absolute(configuration, path.parent.absolute())


@dataclass(frozen=True, slots=True)
class _Mistake:
    line: int
    text: str


def _line(mistake: _Mistake) -> int:
    return mistake.line


def _load(path: Path) -> tuple[yaml.Node | None, object]:
    """The file's nodes, which know their lines, and its data; both None for an empty file."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
        return root, root and yaml.constructor.SafeConstructor().construct_document(root)
    except OSError as error:
        raise ConfigurationError(f"{path} cannot be read ({error.strerror}); check the path and its rights") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path} is not UTF-8; save it as UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigurationError(f"{path}:{line}: is not valid YAML ({error.problem})") from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: is not valid YAML; check it for unusual characters") from error


def _walk(node: yaml.Node, place: _Place, lines: dict[_Place, int], seen: set[int]) -> Iterator[_Mistake]:
    """Note the line of every key and item; mistakes are keys that stand twice, of which YAML would take the last.

    A node that an alias repeats is walked once, so that a file which repeats itself endlessly comes to an end.
    """
    lines.setdefault(place, node.start_mark.line + 1)
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*place, index), lines, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, str(key.value))
            if inner in lines:
                yield _Mistake(key.start_mark.line + 1, f"{_named(inner)} stands twice; keep one")
            lines[inner] = key.start_mark.line + 1
            yield from _walk(value, inner, lines, seen)


def _mistake(lines: dict[_Place, int], place: _Place, kind: str, message: str) -> _Mistake:
    line = next(lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in lines)
    if kind == "extra_forbidden":
        model = SourceEntry if place[0] == "sources" and len(place) > 1 else Configuration
        return _Mistake(line, f"unknown key {_named(place)}; use one of {', '.join(model.model_fields)}")
    if kind == "missing":
        return _Mistake(line, f"{_named(place)} is missing; add it")
    return _Mistake(line, f"{_named(place)}: {_worded(kind, message)}")


def _worded(kind: str, message: str) -> str:
    match kind:
        case "string_type":
            return "must be a text; put it in quotes"
        case "tuple_type" | "list_type":
            return "must be a list; start each item with `- `"
        case "model_type" | "model_attributes_type":
            return "must be a mapping with a `url:`"
        case "string_too_short":
            return "is empty; fill it in or remove it"
        case _:
            return message.removeprefix("Value error, ").replace("Input should be", "must be")


def _named(place: _Place) -> str:
    """`sources[1].url`, items counted from 0."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def _duplicate_names(configuration: Configuration, lines: dict[_Place, int]) -> Iterator[_Mistake]:
    first: dict[str, int] = {}
    for index, source in enumerate(configuration.sources):
        if source.name is None:
            continue
        line = lines[("sources", index, "name")]
        if source.name in first:
            yield _Mistake(line, f"the source name {source.name} stands in line {first[source.name]} already; choose another")
        first.setdefault(source.name, line)


def _made_absolute(configuration: Configuration, folder: Path) -> Configuration:
    return configuration.model_copy(
        update={
            "sources": tuple(_absolute_source(source, folder) for source in configuration.sources),
            "elements": tuple(str(folder / name) for name in configuration.elements),
            "rules": tuple(str(folder / name) for name in configuration.rules),
            "inventory": configuration.inventory and absolute_location(configuration.inventory, folder),
        }
    )


def _absolute_source(source: SourceEntry, folder: Path) -> SourceEntry:
    secret = source.secret
    if secret is not None and secret.startswith("file:"):
        secret = f"file:{folder / secret.removeprefix('file:')}"
    dictionary = source.dictionary and str(folder / source.dictionary)
    return source.model_copy(update={"url": absolute_location(source.url, folder), "secret": secret, "dictionary": dictionary})
