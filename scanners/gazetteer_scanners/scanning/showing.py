"""What of a dataset may leave the scanners: names, comments, view text and messages without the values they can hold.

    view text    SELECT * FROM users WHERE phone = '13800138000' AND born < 20120101
    leaves as    SELECT * FROM users WHERE phone = '***' AND born < 0

Ids go on hashing the names as the source spells them; `docs/ids.md` says what is shown instead.
"""

import copy
import re
from collections.abc import Sequence
from dataclasses import replace

from gazetteer_scanners.connectors.protocol import DatasetInfo
from gazetteer_scanners.evidence.dataset import DatasetEvidence
from gazetteer_scanners.evidence.probes import ProbeSpec
from gazetteer_scanners.matching.masking import MASK, Masker
from gazetteer_scanners.paths import Path, name_path, path_text
from gazetteer_scanners.scanning.coverage import Coverage, CoverageReason
from gazetteer_scanners.scanning.ids import field_id
from gazetteer_scanners.scanning.results import FieldResult, SourceRef

_NO_VALUE = re.compile(r"'(?:[^\w]|_)*'|'\$[.\[][\w.\[\]*]*'")
"""Literals without a letter or digit (stars that mask, separators), and JSON paths, which are names."""
_ARROW = re.compile(r"->>?\s*$")
_JSON_KEY = re.compile(r"'\w[\w$-]*'")
_MOST_DIGITS = 3
"""Numbers this short are counts and codes in a statement; longer ones can be a year of birth or worse."""

# The order decides: what begins first wins, so that a quote in a comment or a quoted name opens no literal. Where dialects
# disagree on the end of a literal (`\'` is a quote in MySQL, a backslash and an end elsewhere) it takes all that follows.
_TOKEN = re.compile(
    r"""
    (?P<kept>   --[^\n]* | /\*.*?(?:\*/|\Z) | "(?:[^"]|"")*" | `(?:[^`]|``)*` )
  | (?P<string> (?:\b[xXbBnNeE])?(?: '(?:[^']|'')*\\'.* | '(?:[^']|'')*(?:'|\Z) )
                | (?<![\w$])\$(?P<tag>\w*)\$.*?(?:\$(?P=tag)\$|\Z) )
  | (?P<number> (?<![\w$])(?: 0[xX][0-9A-Fa-f]+ | \.?[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)? ) )
    """,
    re.VERBOSE | re.DOTALL,
)


def without_literals(sql: str) -> str:
    """The statement with `'***'` for every string literal and `0` for every number of more than three digits.

    Quoted names and comments stay, and so do literals that are names (`payload ->> 'phone'`, `'$.phone'`) or have neither a
    letter nor a digit; all of it passes the masker as all text does.
    """
    return _TOKEN.sub(_without_literal, sql)


def shown_info(info: DatasetInfo, masker: Masker) -> DatasetInfo:
    """The dataset as discovered, with comment and statements as they may be shown."""
    return replace(
        info,
        comment=masker.mask(info.comment) if info.comment else info.comment,
        view_text=_shown_statement(info.view_text, masker),
        table_text=_shown_statement(info.table_text, masker),
    )


def _shown_statement(sql: str | None, masker: Masker) -> str | None:
    return masker.mask(without_literals(sql)) if sql else sql


def shown_coverage(coverage: Coverage, name: str, fields: Sequence[FieldResult], masker: Masker) -> Coverage:
    """The coverage with reasons that show the names of the dataset and its fields as they may be shown."""
    if not coverage.reasons:
        return coverage
    names = {name: masker.mask_name(name), **{path_text(field.path): field.shown_path for field in fields}}
    masked = sorted(((real, shown) for real, shown in names.items() if real != shown), key=lambda pair: -len(pair[0]))
    return replace(coverage, reasons=tuple(_shown_reason(reason, masked, masker) for reason in coverage.reasons))


def concealed(evidence: DatasetEvidence, ref: SourceRef, dataset: str, masker: Masker) -> DatasetEvidence:
    """The evidence with each field under its `FieldResult.kept_path`; itself if no path holds a value."""
    paths = {field.path for field in evidence.fields}
    paths |= {path for probe in evidence.probes for column in probe.spec.columns for path in column.paths}
    masked = {path for path in paths if masker.mask_path(path) != path_text(path)}
    kept = {path: name_path(field_id(ref.kind, ref.key, dataset, path)) for path in masked}
    if not kept:
        return evidence
    renamed = DatasetEvidence(evidence.as_of, evidence.key_id, evidence.rules)
    renamed.add_rows(evidence.rows)
    for field in evidence.fields:
        moved = copy.copy(field)
        moved.path = kept.get(field.path, field.path)
        renamed.field(moved.path, field.data_type).merge(moved)
    for probe in evidence.probes:
        asked = copy.copy(probe)
        asked.spec = _renamed(probe.spec, kept)
        renamed.probe(asked.spec).merge(asked)
    return renamed


def _without_literal(match: re.Match[str]) -> str:
    if match["string"] is not None:
        text, before = match.group(), match.string[max(0, match.start() - 8) : match.start()]
        is_key = _JSON_KEY.fullmatch(text) is not None and _ARROW.search(before) is not None
        return text if is_key or _NO_VALUE.fullmatch(text) else f"'{MASK}'"
    if match["number"] is not None and sum(map(str.isalnum, match["number"])) > _MOST_DIGITS:
        return "0"
    return match.group()


def _shown_reason(reason: CoverageReason, masked: Sequence[tuple[str, str]], masker: Masker) -> CoverageReason:
    def show(text: str) -> str:
        for real, shown in masked:
            text = text.replace(real, shown)
        return masker.mask(text)

    return replace(reason, message=show(reason.message), subject=None if reason.subject is None else show(reason.subject))


def _renamed(spec: ProbeSpec, kept: dict[Path, Path]) -> ProbeSpec:
    columns = tuple(replace(column, paths=tuple(kept.get(path, path) for path in column.paths)) for column in spec.columns)
    return replace(spec, columns=columns)
