"""`python -m benchmarks.accuracy`: what detection gets right on labelled databases that stay outside the repository.

`GAZETTEER_CORPORA` names their folder. In it `evaluate.py` scans every database of a split with the gazetteer command and keeps
what was found, `score.py` compares that with the labels of each column, and `splits.csv` says what each database is about. The
tables are Markdown, so that they can stand in a page as they are.
"""

import argparse
import csv
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

VARIABLE = "GAZETTEER_CORPORA"
_NEEDED = ("evaluate.py", "score.py", "splits.csv", "element_map.csv", "labels")
_GROUPS = {"Chinese": ("cn ",), "device": ("device", "iot", "telemetry", "analytics"), "minors": ("minor", "school", "child")}
_OTHER = "other"

Counts = tuple[int, int, int]


@dataclass(frozen=True)
class Score:
    """How well columns were told: required categories that were found, wrong ones, missed ones; and personal or not."""

    name: str
    categories: Mapping[str, Counts]
    personal: Counts

    @property
    def micro(self) -> float:
        """F1 over all categories together."""
        return f1(*(sum(count[place] for count in self.categories.values()) for place in range(3)))

    @property
    def macro(self) -> float:
        """Mean F1 of the categories that the labels require somewhere; 0 if they require none."""
        required = [f1(*count) for count in self.categories.values() if count[0] + count[2]]
        return sum(required) / len(required) if required else 0.0

    @property
    def yes_no(self) -> float:
        """F1 of the question whether a column is personal at all."""
        return f1(*self.personal)


def f1(found: int, wrong: int, missed: int) -> float:
    """Harmonic mean of precision and recall; 0 where nothing was found."""
    return 2 * found / (2 * found + wrong + missed) if found else 0.0


def groups_of(domain: str) -> tuple[str, ...]:
    """The groups that a database belongs to by what `splits.csv` says it is about; `other` if it is in none."""
    words = domain.lower() + " "
    found = tuple(group for group, signs in _GROUPS.items() if any(sign in words for sign in signs))
    return found or (_OTHER,)


def together(name: str, scores: Sequence[Score]) -> Score:
    """The counts of several databases added up."""
    categories: dict[str, Counts] = {}
    for score in scores:
        for category, count in score.categories.items():
            categories[category] = _added(categories.get(category, (0, 0, 0)), count)
    personal = (0, 0, 0)
    for score in scores:
        personal = _added(personal, score.personal)
    return Score(name, categories, personal)


def _added(one: Counts, other: Counts) -> Counts:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Scans, scores and prints; 0 if every database could be scanned, 1 if one could not, 2 without labelled databases."""
    options = _parse(arguments)
    problem = _problem(options.corpora)
    if problem:
        print(problem, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        kept: Path = options.keep or Path(scratch)
        status = _scan(options.corpora, options.gazetteer, options.split, kept)
        scores = read_scores(options.corpora, kept / "predictions.csv", options.split)
    print("\n\n".join("\n".join(part) for part in tables(scores, _domains(options.corpora))))
    total = together("all", scores)
    print(f"\nmicro F1 {total.micro:.3f}, macro F1 {total.macro:.3f}, yes/no F1 {total.yes_no:.3f}, {len(scores)} databases")
    return status


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    folder = os.environ.get(VARIABLE)
    parser.add_argument("--corpora", type=Path, default=Path(folder) if folder else None, help=f"default: {VARIABLE}")
    parser.add_argument("--split", default="all", choices=("dev", "check", "all"), help="which databases (default all)")
    parser.add_argument("--gazetteer", type=Path, default=Path(sys.executable).with_name("gazetteer"), help="the command")
    parser.add_argument("--keep", type=Path, help="keep reports and predictions here")
    return parser.parse_args(arguments)


def _problem(corpora: Path | None) -> str:
    """What is missing and what to do about it; empty if nothing is."""
    if corpora is None:
        return (
            f"{VARIABLE} is not set. Let it name the folder of the labelled databases, for example: "
            f"{VARIABLE}=/data/corpora make accuracy"
        )
    missing = [name for name in _NEEDED if not (corpora / name).exists()]
    if missing:
        return f"{corpora} holds no labelled databases: {', '.join(missing)} not found. Let {VARIABLE} name their folder."
    return ""


def _scan(corpora: Path, gazetteer: Path, split: str, kept: Path) -> int:
    """Scans the split into `kept`; what failed is printed, the rest of the scorer's report is not."""
    command = [
        sys.executable,
        str(corpora / "evaluate.py"),
        "--gazetteer",
        str(gazetteer),
        "--split",
        split,
        "--keep",
        str(kept),
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the folder is the user's choice
    failures = [line for line in run.stdout.splitlines() if line.startswith("FAILED")]
    if not (kept / "predictions.csv").exists():
        raise SystemExit(f"The scans of {corpora} ended without predictions:\n{run.stderr.strip()[-800:]}")
    print("\n".join([*failures, ""]) if failures else "", end="")
    return int(run.returncode != 0)


def read_scores(corpora: Path, predictions: Path, split: str) -> list[Score]:
    """One score per database of the split, sorted by name."""
    scorer = _scorer(corpora)
    predicted, _ = scorer.load_pred(str(predictions), scorer.load_map(str(corpora / "element_map.csv")))
    _, databases, _ = scorer.tally(scorer.load_gold(str(corpora), split), predicted)
    return [
        Score(name, {category: _counts(count) for category, count in found["cat"].items()}, _counts(found["bin"]))
        for name, found in sorted(databases.items())
    ]


def _counts(numbers: Sequence[int]) -> Counts:
    return numbers[0], numbers[1], numbers[2]


def _scorer(corpora: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("corpora_score", corpora / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpora / 'score.py'} cannot be read as Python.")
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the folder may be somebody else's
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def _domains(corpora: Path) -> dict[str, str]:
    with (corpora / "splits.csv").open(newline="", encoding="utf-8") as file:
        return {row["database"]: row["domain"] for row in csv.DictReader(file)}


def tables(scores: Sequence[Score], domains: Mapping[str, str]) -> Iterator[list[str]]:
    """Three Markdown tables: by category, by database, by group."""
    total = together("all", scores)
    yield [
        "| category | F1 | found | wrong | missed |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {category} | {f1(*count):.3f} | {count[0]} | {count[1]} | {count[2]} |"
            for category, count in sorted(total.categories.items(), key=lambda item: (-item[1][0] - item[1][2], item[0]))
        ),
    ]
    yield ["| database | micro F1 | macro F1 | yes/no F1 |", "|---|---:|---:|---:|", *map(_row, scores)]
    grouped = [
        together(group, members)
        for group in (*_GROUPS, _OTHER)
        if (members := [score for score in scores if group in groups_of(domains.get(score.name, ""))])
    ]
    yield ["| group | micro F1 | macro F1 | yes/no F1 |", "|---|---:|---:|---:|", *map(_row, (*grouped, total))]


def _row(score: Score) -> str:
    return f"| {score.name} | {score.micro:.3f} | {score.macro:.3f} | {score.yes_no:.3f} |"


if __name__ == "__main__":
    sys.exit(main())
