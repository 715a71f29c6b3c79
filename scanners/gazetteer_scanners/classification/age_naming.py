"""Which columns of a dataset tell how old its people are, and which say that a guardian consented, by their names.

Source: the taxonomy's names for birth dates, ages and ids; which of them speak of the row's own person, of a child, or of
a guardian is told by the words beside. A school year is a marker of age by the law that sends children to school.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gazetteer_scanners.classification.name_strength import CERTAIN
from gazetteer_scanners.classification.names import NameRules
from gazetteer_scanners.connectors.protocol import DatasetInfo, DataType
from gazetteer_scanners.evidence.age_columns import AgeColumns, AgeKind
from gazetteer_scanners.evidence.histograms import LEGAL_AGES
from gazetteer_scanners.paths import Path, name_path, path_names

SUGGESTED: Final = 0.3
"""From this strength on a column is worth counting; whether it holds ages is decided after the scan."""

AGE_ELEMENTS: Final = {
    AgeKind.BIRTH: ("person.birth_date",),
    AgeKind.PARTS: ("person.birth_date",),
    AgeKind.ID: ("national_id.cn", "national_id"),
    AgeKind.STATED: ("person.age",),
    AgeKind.GRADE: ("education.record",),
    AgeKind.FLAG: ("minor.flag",),
}
"""What a column of each kind of source holds."""
CONSENT_ELEMENT: Final = "minor.guardian_consent"

_MOST_PATHS = 3
_MAJORITY = 18
_MODE = re.compile("mode|模式|moshi|child|kid|儿童|teen|etbj|ertong")
"""A mode of use says nothing of who uses it, and where childhood ends is told in many ways."""
_HAN_AGES = {"十四": 14, "十六": 16, "十八": 18}
_CHILD_BONUS = 0.2
_NUMBERS = frozenset({DataType.INTEGER, DataType.FLOAT, DataType.DECIMAL})
_OTHERS = re.compile(
    r"guardian|parent|father|mother|(?:^|_)(?:mom|dad)(?:_|$)|spouse|husband|wife|partner|beneficiary|emergency"
    r"|监护人|家长|父亲|母亲|父母|配偶|紧急联系人|^jhr|^jz(?!d)|jianhuren|jiazhang|fuqin|muqin"
)
"""Names of columns about somebody else than the row's person."""
_CHILD = re.compile(r"child|kid|baby|minor|student|pupil|儿童|孩子|宝宝|子女|学生|未成年")
_PARTS = (
    re.compile(
        r"(.*?)(?:birth_?year|birth_?yr|year_?of_?birth|dob_?year|dob_?y{1,4}|born_?year|yob|出生年份?|chushengnian|csn)"
    ),
    re.compile(r"(.*?)(?:birth_?month|month_?of_?birth|dob_?month|dob_?m{1,2}|born_?month|出生月份?|chushengyue|csy)"),
    re.compile(r"(.*?)(?:birth_?day|day_?of_?birth|dob_?day|dob_?d{1,2}|born_?day|出生日|chushengri|csr)"),
)
_GRADE = re.compile(
    r"(?:.*_)?(?:grade_?level|school_?grade|class_?grade|year_?group|k12_?grade)|.*年级|.*学段|(?:.*_)?nianji|(.*_)?grade"
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PROOF = re.compile(r"(?:_(?:id|no|ref|key|uuid|record|proof|doc|document|file|url|form)|编号|记录|凭证|书|文件|证明)$")


@dataclass(frozen=True, slots=True)
class ConsentColumn:
    """A column about guardian consent; `is_proof` if it holds the key of a record, so that nothing there means no consent."""

    path: Path
    is_proof: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """A column, or a field of documents, that may tell an age."""

    path: Path
    data_type: DataType
    comment: str | None = None

    @property
    def name(self) -> str:
        """The names along its path in snake case and small letters."""
        return _plain("_".join(path_names(self.path)))


def columns_of(info: DatasetInfo) -> tuple[Candidate, ...]:
    """The columns that a source declares."""
    return tuple(Candidate(name_path(column.name), column.data_type, column.comment) for column in info.columns)


def age_columns(candidates: Sequence[Candidate], dataset: str, names: NameRules) -> tuple[AgeColumns, ...]:
    """The sources of ages, of up to three columns: births, then ids, ages, school years, flags; empty where no name tells one.

    Those whose names are certain are joined; where none is, the most likely one stands alone.
    """
    found = [(best[0], source) for best, source in _sources(candidates, dataset, names)]
    certain = [source for strength, source in found if strength >= CERTAIN]
    if not certain:
        return tuple(source for _, source in sorted(found, key=lambda pair: -pair[0])[:1])
    kept: list[AgeColumns] = []
    for source in certain:
        if sum(len(one.paths) for one in (*kept, source)) <= _MOST_PATHS:
            kept.append(source)
    return tuple(kept)


def consent_column(candidates: Sequence[Candidate], dataset: str, names: NameRules) -> ConsentColumn | None:
    """The column that says whether a guardian consented: a flag or a time before the key of a record; None if none does."""
    ranked = [
        (-_is_certain(strength), bool(_PROOF.search(one.name)), -strength, place)
        for place, one in enumerate(candidates)
        if (strength := _strength(one, dataset, names, (CONSENT_ELEMENT,))) >= SUGGESTED
    ]
    if not ranked:
        return None
    _, is_proof, _, place = min(ranked)
    return ConsentColumn(candidates[place].path, is_proof)


def _is_certain(strength: float) -> bool:
    return strength >= CERTAIN


_Ranked = tuple[tuple[float, int], AgeColumns]


def _sources(candidates: Sequence[Candidate], dataset: str, names: NameRules) -> Iterator[_Ranked]:
    """The best source of each kind, in the order in which they decide."""
    own = [one for one in candidates if not _OTHERS.search(one.name)]
    parts = _birth_in_parts(own)
    births = _best([one for one in own if one not in parts], dataset, names, AgeKind.BIRTH)
    if parts and (births is None or births[0][0] < CERTAIN):
        births = (1.0, 0), AgeColumns(AgeKind.PARTS, tuple(one.path for one in parts))
    if births is not None:
        yield births
    for kind in (AgeKind.ID, AgeKind.STATED, AgeKind.GRADE, AgeKind.FLAG):
        best = _best(own, dataset, names, kind)
        if best is not None:
            yield best


def _best(candidates: Sequence[Candidate], dataset: str, names: NameRules, kind: AgeKind) -> _Ranked | None:
    ranked = []
    for place, one in enumerate(candidates):
        strength = _strength(one, dataset, names, AGE_ELEMENTS[kind])
        if strength < SUGGESTED or (kind is AgeKind.GRADE and not _says_grade(one)):
            continue
        below = _age_of_flag(one.name) if kind is AgeKind.FLAG else _MAJORITY
        if below is not None:
            bonus = _CHILD_BONUS if _CHILD.search(one.name) else 0.0
            ranked.append(((strength + bonus, -place), AgeColumns(kind, (one.path,), below)))
    return max(ranked, key=lambda pair: pair[0], default=None)


def _birth_in_parts(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Year and month, or year, month and day of one birth; empty where there are no two such columns."""
    found: list[dict[str, Candidate]] = []
    for pattern in _PARTS:
        matches = ((pattern.fullmatch(one.name), one) for one in candidates)
        found.append({match[1]: one for match, one in matches if match and one.data_type not in _NEVER_PART})
    years, months, days = found
    for prefix, year in years.items():
        if prefix in months:
            return (year, months[prefix], *([days[prefix]] if prefix in days else []))
    return ()


_NEVER_PART = frozenset({DataType.DATE, DataType.TIMESTAMP, DataType.BOOLEAN, DataType.BINARY})


def _age_of_flag(name: str) -> int | None:
    """The age below which a flag says that somebody is: the number in its name, else 18; None where it says a mode of use."""
    if _MODE.search(name):
        return None
    number = re.search("1[3-8]|2[01]|十四|十六|十八", name)
    age = _HAN_AGES.get(number[0]) or int(number[0]) if number else _MAJORITY
    return age if age in LEGAL_AGES else None


def _says_grade(column: Candidate) -> bool:
    """True for names of school years; `grade` alone is a mark where it is a number."""
    match = _GRADE.fullmatch(column.name)
    comment = bool(column.comment and re.search("年级|grade level|school year", column.comment))
    if match is None:
        return comment
    is_bare = match[0].endswith("grade") and not match[0].endswith(("school_grade", "schoolgrade", "class_grade", "k12_grade"))
    return comment or not (is_bare and column.data_type in _NUMBERS)


def _strength(column: Candidate, dataset: str, names: NameRules, elements: Sequence[str]) -> float:
    matches = list(names.match_field_name(path_names(column.path), dataset))
    if column.comment:
        matches.extend(names.match_comment(column.comment))
    return max((m.strength for m in matches if m.element in elements), default=0.0)


def _plain(name: str) -> str:
    """The name in snake case and small letters."""
    return _HUMP.sub("_", name).lower().replace("-", "_").replace(" ", "_")
