"""Data of a file as a typed model; what the model refuses is told with its line, the known words and the nearest one."""

from collections.abc import Iterator
from enum import Enum
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.yamlfiles.mistakes import Mistakes, Place, named

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
        for detail in error.errors(include_url=False):
            place = tuple(step for step in detail["loc"] if step != "[key]")
            facts = detail.get("ctx", {})
            text = _told(form, place, detail["type"], detail["msg"], facts) + _near(
                form, place, detail["type"], detail["input"]
            )
            mistakes.add((*base, *place), text)
        return None


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
        case "string_unicode":
            return f"{name} holds characters that no file can carry; remove them"
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
            return f"{name}: {message.removeprefix('Value error, ').replace('Input should be', 'must be')}"


def _near(form: type[BaseModel], place: Place, kind: str, given: object) -> str:
    """The nearest known key or word; what was given is not repeated, because it may be anything."""
    if kind == "extra_forbidden":
        near = near_names(str(place[-1]), _keys(_model_at(form, place)))
    elif kind in ("enum", "literal_error") and isinstance(given, str):
        near = near_names(given, _words_at(form, place))
    else:
        return ""
    return f"; {near}" if near.startswith("did you mean") else ""


def _words_at(form: type[BaseModel], place: Place) -> list[str]:
    """The words that the key at a place takes."""
    step = next((one for one in reversed(place) if isinstance(one, str)), "")
    model = _model_at(form, place)
    field = next((one for name, one in model.model_fields.items() if step in (name, one.alias)), None)
    return [] if field is None else [word for word in _words_in(field.annotation) if isinstance(word, str)]


def _words_in(annotation: Any) -> Iterator[object]:
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (one.value for one in annotation)
    elif get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for one in get_args(annotation):
            yield from _words_in(one)
