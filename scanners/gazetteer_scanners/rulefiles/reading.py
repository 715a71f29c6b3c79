"""Rule files as typed models, every mistake told with its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from gazetteer_scanners.rulefiles.form import MAX_WORDS, DictionaryForm, RuleFile
from gazetteer_scanners.rulefiles.mistakes import Mistakes, Place, RuleFileError, named
from gazetteer_scanners.rulefiles.yaml_text import MAX_BYTES, YamlText, read_text


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A rule file: its content, the words of the dictionaries' own files by the dictionaries' places, its lines."""

    path: Path
    content: RuleFile
    words: dict[int, tuple[str, ...]]
    mistakes: Mistakes


def read_own(text: YamlText, path: Path) -> ReadFile:
    """A file of our own form.

    Raises:
        RuleFileError: it holds mistakes.
    """
    mistakes = text.mistakes()
    content = parsed(RuleFile, text.data, mistakes)
    if content is None:
        raise RuleFileError(mistakes.found)
    words = {
        place: found
        for place, entry in enumerate(content.dictionaries)
        if (found := _words_of(entry, path, ("dictionaries", place), mistakes)) is not None
    }
    return ReadFile(path, content, words, mistakes)


_M = TypeVar("_M", bound=BaseModel)


def parsed(form: type[_M], data: Any, mistakes: Mistakes, base: Place = ()) -> _M | None:
    """The model of the data, which stand at `base`; None if there are mistakes, which are noted."""
    if data is None:
        data = {}
    if not isinstance(data, dict):
        mistakes.add(base, f"is not a mapping; start with one of {', '.join(_keys(form))}")
        return None
    try:
        return form.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            place = tuple(step for step in detail["loc"] if step != "[key]")
            text = _told(form, place, detail["type"], detail["msg"], detail.get("ctx", {}))
            mistakes.add((*base, *place), text)
        return None


def _words_of(entry: DictionaryForm, path: Path, place: Place, mistakes: Mistakes) -> tuple[str, ...] | None:
    if bool(entry.words) == (entry.file is not None):
        mistakes.add(place, f"{named(place)} needs either words or a file; give one of them")
        return None
    if entry.file is None:
        return entry.words
    try:
        text = read_text(path.parent / entry.file, MAX_BYTES)
    except RuleFileError as error:
        mistakes.add((*place, "file"), f"{entry.file} {error.mistakes[0].text}")
        return None
    words = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if not 0 < len(words) <= MAX_WORDS:
        what = f"more than {MAX_WORDS:,} words; split it" if words else "no words; put one a line"
        mistakes.add((*place, "file"), f"{entry.file} holds {what}")
        return None
    return words


def _keys(form: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]


def _model_at(form: type[BaseModel], place: Place) -> type[BaseModel]:
    """The model whose key is the last step of a place."""
    model = form
    for step in place[:-1]:
        if isinstance(step, int):
            continue
        field = next((one for name, one in model.model_fields.items() if step in (name, one.alias)), None)
        inner = None if field is None else _model_in(field.annotation)
        if inner is not None:
            model = inner
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for one in get_args(annotation) if (model := _model_in(one)) is not None), None)


def _told(form: type[BaseModel], place: Place, kind: str, message: str, facts: dict[str, Any]) -> str:
    name = named(place)
    match kind:
        case "extra_forbidden":
            return f"unknown key {name}; use one of {', '.join(_keys(_model_at(form, place)))}"
        case "missing":
            return f"{name} is missing; add it"
        case "string_type":
            return f"{name} must be a text; put it in quotes"
        case "string_pattern_mismatch":
            return f"{name} must be lower-case words joined by dots, such as acme.badge"
        case "string_too_short":
            return f"{name} is empty; fill it in or remove it"
        case "string_too_long":
            return f"{name} is longer than {facts.get('max_length', 0):,} characters; shorten it"
        case "too_long":
            return f"{name} has more than {facts.get('max_length', 0):,} entries; split it over several files"
        case "tuple_type":
            return f"{name} must be a list; start each item with `- `"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"{name} must be a mapping with keys such as {', '.join(_keys(_model_at(form, (*place, '')))[:4])}"
        case "bool_type":
            return f"{name} must be true or false"
        case _:
            return f"{name}: {message.replace('Input should be', 'must be')}"
