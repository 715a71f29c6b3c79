"""`python -m benchmarks`: measures, prints a table with targets, and writes JSON. Options: `--help`."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.datasets import FOLDER, make_dataset
from benchmarks.measuring import Figure
from benchmarks.report import as_json, line, machine

IDS = ("R1", "R3", "R4", "R5", "R7", "R8", "R9", "L1", "L2")
_LARGER = 2.5
_DETECTION_ROWS = 20_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures what the command line asks for; 0 if every target that was measured is met, else 1."""
    options = _parse(arguments)
    left_out = [] if options.peer_python else ["R5: no --peer-python with datafog-core was given"]
    print(machine())
    figures = []
    for figure in _measure(options):
        figures.append(figure)
        print(line(figure), flush=True)
    for reason in left_out:
        print(f"left out: {reason}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    report = as_json(figures, left_out, options.rounds, options.rows)
    options.output.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(any(figure.is_met is False for figure in figures))


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="alternating rounds of each comparison (default 7)")
    parser.add_argument("--rows", type=int, default=200_000, help="rows of 32 columns (default 200,000)")
    parser.add_argument("--datasets", type=int, default=100_000, help="datasets of ten columns for L1 (default 100,000)")
    parser.add_argument("--events", type=int, default=10_000, help="events for L2 (default 10,000)")
    parser.add_argument("--only", nargs="+", choices=IDS, default=IDS, metavar="ID", help=f"some of {', '.join(IDS)}")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the data is made and kept")
    parser.add_argument("--peer-python", type=Path, help="a Python in whose environment datafog-core is installed, for R5")
    parser.add_argument("-o", "--output", type=Path, default=Path(__file__).parent / "results" / "latest.json")
    return parser.parse_args(arguments)


def _measure(options: argparse.Namespace) -> Iterator[Figure]:
    rounds, asked = options.rounds, set(options.only)
    if asked & {"L1", "L2"}:
        from benchmarks import lineage_cost

        if "L1" in asked:
            yield from lineage_cost.measure_lineage(options.folder, options.datasets, rounds)
        if "L2" in asked:
            yield from lineage_cost.measure_intake(options.events)
    if asked <= {"L1", "L2"}:
        return
    from benchmarks import detection_cost, process_cost, scanning_cost

    dataset = make_dataset(options.rows, options.folder)
    if "R9" in asked:
        yield from process_cost.measure_start(rounds)
    if "R1" in asked:
        yield from scanning_cost.measure_scans(dataset, rounds)
    if "R3" in asked:
        yield from detection_cost.measure_detection(min(options.rows, _DETECTION_ROWS), rounds)
    if "R4" in asked:
        yield from detection_cost.measure_presidio(rounds)
    if "R5" in asked and options.peer_python:
        yield from process_cost.measure_peer(dataset, options.peer_python, rounds)
    if asked & {"R7", "R8"}:
        larger = make_dataset(int(options.rows * _LARGER), options.folder)
        if "R7" in asked:
            yield from process_cost.measure_memory(dataset, larger, rounds)
        if "R8" in asked:
            yield from scanning_cost.measure_workers(larger, rounds)


if __name__ == "__main__":
    sys.exit(main())
