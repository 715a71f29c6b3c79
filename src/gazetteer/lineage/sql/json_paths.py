"""Where an access into a document, list or struct leads: a field path below the column.

payload->>'phone'                       phone
json_extract(payload, '$.items[0].sku') items[].sku
payload #>> '{address,city}'            address.city
"""

import re

from sqlglot import exp

from gazetteer_scanners.paths import EACH, Path, Step, name_path

_POSTGRES_ARRAY = re.compile(r"\{([^{}]*)\}")
_PATH_PART = re.compile(r"""\.?"([^"]*)"|\.?([^.\[\]"]+)|\[(?:'([^']*)'|"([^"]*)"|[^\]]*)\]""")

ACCESSES = (
    exp.JSONExtract,
    exp.JSONExtractScalar,
    exp.JSONBExtract,
    exp.JSONBExtractScalar,
    exp.JSONExtractArray,
    exp.JSONValue,
    exp.JSONValueArray,
)


def steps_of(access: exp.Expr) -> Path:
    """The steps that an access goes down; () where they are not constant."""
    if isinstance(access, exp.JSONValue):
        return path_steps(access.args.get("path"))
    steps = path_steps(access.args.get("expression"))
    extra = access.args.get("expressions") or []
    return steps + tuple(step for more in extra for step in path_steps(more))


def path_steps(path: exp.Expr | None) -> Path:
    """The steps of a JSON path, or of a constant that stands for one; () for anything else."""
    if isinstance(path, exp.JSONPath):
        return _parsed_steps(path)
    if isinstance(path, exp.Literal):
        return _text_steps(path.name) if path.is_string else (EACH,)
    return ()


def _parsed_steps(path: exp.JSONPath) -> Path:
    steps: list[Step] = []
    for part in path.expressions:
        match part:
            case exp.JSONPathRoot():
                continue
            case exp.JSONPathKey() if isinstance(part.this, str):
                steps.extend(name_path(part.this))
            case exp.JSONPathSubscript() if isinstance(part.this, str):
                steps.extend(name_path(part.this))
            case exp.JSONPathKey() | exp.JSONPathSubscript() | exp.JSONPathWildcard() | exp.JSONPathSlice():
                steps.append(EACH)
            case _:
                break
    return tuple(steps)


def _text_steps(text: str) -> Path:
    array = _POSTGRES_ARRAY.fullmatch(text.strip())
    if array:
        return tuple(step for word in array[1].split(",") for step in _word_steps(word.strip().strip('"')))
    if not text.startswith("$"):
        return _word_steps(text)
    steps: list[Step] = []
    for found in _PATH_PART.finditer(text[1:]):
        name = next((group for group in found.groups() if group is not None), None)
        steps.extend((EACH,) if name is None else name_path(name))
    return tuple(steps)


def _word_steps(word: str) -> Path:
    if not word:
        return ()
    return (EACH,) if word.lstrip("-").isdigit() else name_path(word)
