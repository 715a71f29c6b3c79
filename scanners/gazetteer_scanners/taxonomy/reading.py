"""Reads and checks taxonomy tables: the built-in `elements.csv` and users' own files with the same header.

A table is CSV (RFC 4180, UTF-8, comma). Lists inside a cell are separated by `;`. A smallest user file:

    id,label_en,category,role,sensitivity,names_en
    acme.badge,Badge number,work_education,quasi,personal,badge_no;badge_number
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NoReturn

from gazetteer_scanners.errors import RuleError
from gazetteer_scanners.taxonomy.element import Element, Level, Names, Role
from gazetteer_scanners.taxonomy.tree import Taxonomy
from gazetteer_scanners.taxonomy.vocabulary import (
    DETECTION_WORDS,
    LEVEL_WORDS,
    OPTIONAL_COLUMNS,
    REQUIRED_COLUMNS,
    ROLE_WORDS,
    RULE_FAMILIES,
    RULE_MEANINGS,
)

BUILTIN_FILE = Path(__file__).with_name("elements.csv")
_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_STANDARDS = (("gbt35273_a", "gbt35273_annex_a"), ("gbt35273_b", "gbt35273_annex_b"), ("gbt45574", "gbt45574"))
_LAWS = ("pipl28", "gdpr9", "ccpa_spi")


class TaxonomyError(RuleError):
    """A taxonomy table that cannot be used.

    `row` counts from 1, the header; `row` and `column` are None when the whole file is meant.
    """

    def __init__(self, path: Path, problem: str, *, row: int | None = None, column: str | None = None) -> None:
        place = path.name
        if row is not None:
            place += f", row {row}"
        if column is not None:
            place += f", column {column}"
        super().__init__(f"{place}: {problem}")
        self.path = path
        self.row = row
        self.column = column


def load_taxonomy(*extra_files: Path) -> Taxonomy:
    """The built-in elements, followed by those of the extra files in the order given.

    The built-in table is read once per process; extra files are read on every call. In an extra file an empty `parent`
    is taken from the dot id, an empty `sensitivity_strict` from `sensitivity`, an empty `names_camel` from `names_en`.

    Raises:
        TaxonomyError: a file that cannot be read, a bad row, or an id that exists already.
    """
    if not extra_files:
        return _builtin()
    rows = {element.id: _Row(BUILTIN_FILE, 0, {}) for element in _builtin()}
    elements = list(_builtin())
    for path in extra_files:
        elements += _read_file(path, rows)
    return _checked(elements, rows)


@cache
def _builtin() -> Taxonomy:
    rows: dict[str, _Row] = {}
    return _checked(_read_file(BUILTIN_FILE, rows), rows)


class _Row:
    """One line of a table, able to say where it stands."""

    __slots__ = ("cells", "number", "path")

    def __init__(self, path: Path, number: int, cells: Mapping[str, str]) -> None:
        self.path = path
        self.number = number
        self.cells = cells

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def words(self, column: str) -> tuple[str, ...]:
        return tuple(word for part in self.cells.get(column, "").split(";") if (word := part.strip()))

    def fail(self, column: str, problem: str) -> NoReturn:
        raise TaxonomyError(self.path, problem, row=self.number, column=column)


def _read_file(path: Path, rows: dict[str, _Row]) -> list[Element]:
    """The elements of one file; `rows` (id to row, of all files so far) is added to."""
    elements = []
    for row in _read_rows(path):
        element = _element(row)
        if (other := rows.get(element.id)) is not None:
            where = "the built-in table" if other.path == BUILTIN_FILE else f"{other.path.name}, row {other.number}"
            row.fail("id", f"{element.id} stands in {where} already; choose another id")
        rows[element.id] = row
        elements.append(element)
    return elements


def _read_rows(path: Path) -> Iterator[_Row]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            lines = csv.reader(file, strict=True)
            header = [column.strip() for column in next(lines, [])]
            _check_header(path, header)
            for number, line in enumerate(lines, start=2):
                if not line:
                    continue
                if len(line) != len(header):
                    problem = f"{len(line)} columns instead of {len(header)}; quote the cells that hold commas"
                    raise TaxonomyError(path, problem, row=number)
                yield _Row(path, number, dict(zip(header, line, strict=True)))
    except OSError as error:
        raise TaxonomyError(path, f"cannot be read ({error.strerror}); check the path and its rights") from error
    except UnicodeDecodeError as error:
        raise TaxonomyError(path, "is not UTF-8; save it as UTF-8") from error
    except csv.Error as error:
        raise TaxonomyError(path, f"is not valid CSV ({error}); check its quotes") from error


def _check_header(path: Path, header: list[str]) -> None:
    known = {*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS}
    for column in header:
        if column not in known:
            raise TaxonomyError(path, f"unknown column; remove it or use one of {_listed(known)}", row=1, column=column)
        if header.count(column) > 1:
            raise TaxonomyError(path, "stands twice in the header; keep one", row=1, column=column)
    for column in REQUIRED_COLUMNS:
        if column not in header:
            raise TaxonomyError(path, "is missing in the header; add it", row=1, column=column)


def _element(row: _Row) -> Element:
    id_ = row.text("id")
    if not _ID.fullmatch(id_):
        row.fail("id", f"{id_!r} is no id; use lower-case words joined by dots, such as person.name")
    for column in ("label_en", "category"):
        if not row.text(column):
            row.fail(column, f"is empty for {id_}; fill it in")
    level, strict_level = _levels(row, id_)
    return Element(
        id=id_,
        label_en=row.text("label_en"),
        label_zh=row.text("label_zh"),
        category=row.text("category"),
        parent=row.text("parent") or id_.rpartition(".")[0] or None,
        role=_role(row, id_),
        level=level,
        strict_level=strict_level,
        rules=_rules(row, id_, level),
        legal_classes=_legal_classes(row),
        subjects=row.words("subjects"),
        platforms=row.words("platforms"),
        policy_sections=row.words("policy_sections"),
        policy_terms=row.words("policy_terms"),
        detection=_detection(row, id_),
        names=_names(row),
        value_format=row.text("value_format"),
        false_friends=row.text("false_friends"),
        validators=row.words("validators"),
        fideslang=row.text("fideslang"),
        dpv=row.text("dpv"),
        presidio_entity=row.text("presidio_entity"),
    )


def _levels(row: _Row, id_: str) -> tuple[Level, Level]:
    level = LEVEL_WORDS.get(row.text("sensitivity"))
    if level is None:
        row.fail("sensitivity", f"{row.text('sensitivity')!r} is no level for {id_}; use one of {_listed(LEVEL_WORDS)}")
    word = row.text("sensitivity_strict")
    strict_level = LEVEL_WORDS.get(word) if word else level
    if strict_level is None:
        row.fail("sensitivity_strict", f"{word!r} is no level for {id_}; use one of {_listed(LEVEL_WORDS)}")
    if strict_level.rank < level.rank:
        row.fail("sensitivity_strict", f"{word} is below the default level of {id_}; raise it or leave it empty")
    return level, strict_level


def _role(row: _Row, id_: str) -> Role:
    role = ROLE_WORDS.get(row.text("role"))
    if role is None:
        row.fail("role", f"{row.text('role')!r} is no role for {id_}; use one of {_listed(ROLE_WORDS)}")
    return role


def _rules(row: _Row, id_: str, level: Level) -> tuple[str, ...]:
    rules = row.words("rules")
    for rule in rules:
        family, colon, detail = rule.partition(":")
        if rule not in RULE_MEANINGS and not (colon and detail and family in RULE_FAMILIES):
            known = _listed([*RULE_MEANINGS, *(f"{family}:..." for family in RULE_FAMILIES)])
            row.fail("rules", f"{rule!r} is no rule for {id_}; use one of {known}")
    if "combination_only" in rules and level is Level.SENSITIVE:
        row.fail("rules", f"combination_only contradicts the sensitive level of {id_}; remove one of them")
    return rules


def _detection(row: _Row, id_: str) -> tuple[str, ...]:
    words = row.words("detection")
    for word in words:
        if word not in DETECTION_WORDS:
            row.fail("detection", f"{word!r} is no factor for {id_}; use one of {_listed(DETECTION_WORDS)}")
    return words


def _legal_classes(row: _Row) -> tuple[str, ...]:
    classes = []
    for key, column in _STANDARDS:
        word = row.text(column)
        if word and not word.startswith("not listed"):
            classes.append(f"{key}:{word}")
    for key in _LAWS:
        word = row.text(key)
        if word.partition(":")[0] == "yes":
            classes.append(key)
        elif word and word.partition(" ")[0] != "no":
            classes.append(f"{key}:conditional")
    return tuple(classes)


def _names(row: _Row) -> Names:
    en = row.words("names_en")
    camel = row.words("names_camel") or camel_names(en)
    return Names(en, camel, row.words("names_zh"), row.words("names_pinyin"), row.words("names_pinyin_abbr"))


def camel_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of several words, in snake_case, as camelCase."""
    return tuple(_camel(name) for name in names if "_" in name)


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(word.capitalize() for word in others)


def _checked(elements: list[Element], rows: Mapping[str, _Row]) -> Taxonomy:
    """The taxonomy, after the checks that need all rows: parents, cycles and elements named by rules."""
    ids = {element.id: element for element in elements}
    for element in elements:
        row = rows[element.id]
        if "." in row.text("parent") and element.parent not in ids:
            row.fail("parent", f"{element.parent} of {element.id} is no element; add its row or name another parent")
        seen = {element.id}
        upper: Element | None = element
        while upper is not None and upper.parent is not None:
            if upper.parent in seen:
                row.fail("parent", f"{element.id} is its own ancestor; name another parent")
            seen.add(upper.parent)
            upper = ids.get(upper.parent)
        for rule in element.rules:
            family, _, other = rule.partition(":")
            if family == "sensitive_with" and other not in ids:
                row.fail("rules", f"{rule} of {element.id} names no element; add its row or correct the id")
    return Taxonomy(elements)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
