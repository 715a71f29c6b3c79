"""`gazetteer recognizers test`: asks about values, and shows the answers by the values' numbers, never the values."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import RenderableType
from rich.text import Text

from gazetteer.cli.rendering import plain_table
from gazetteer.errors import ConfigurationError
from gazetteer_scanners.classification.decision import Detection, FieldDecision
from gazetteer_scanners.nearest import near_names
from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.scanning.explaining import Outcome, Verdict, explain_column, explain_value
from gazetteer_scanners.scanning.request import ScanOptions
from gazetteer_scanners.scanning.tools import Tools, load_tools

_WORDS: Mapping[Outcome, str] = {
    Outcome.MATCH: "matches",
    Outcome.FAILS_CHECK: "has the form, fails the check",
    Outcome.PLACEHOLDER: "a placeholder, no value",
    Outcome.INSIDE: "holds a match",
}
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Tested:
    """The answers: for each value what the recognizers say, and what a column of all of them would be taken for."""

    wanted: str
    recognizers: tuple[str, ...]
    names: tuple[str, ...]
    verdicts: tuple[tuple[Verdict, ...], ...]
    column: FieldDecision

    @property
    def recognised(self) -> tuple[bool, ...]:
        """For each value whether a recognizer that was asked about takes it."""
        return tuple(any(one.recognizer in self.recognizers and one.is_recognised for one in said) for said in self.verdicts)


def read_values(values: Sequence[str], has_stdin: bool) -> list[str]:
    """The values of the command line, then one from each line of standard input if that is asked for.

    Raises:
        ConfigurationError: if there are none, or standard input is no text.
    """
    every = list(values)
    if has_stdin:
        try:
            every += sys.stdin.read().splitlines()
        except UnicodeDecodeError as error:
            raise ConfigurationError("standard input is not UTF-8; convert it first (iconv -t utf-8)") from error
    if not every:
        raise ConfigurationError("no value to test; give some as arguments, or one a line with --stdin")
    return every


def ask_about(wanted: str, values: Sequence[str], name: str | None, rule_files: Sequence[Path] = ()) -> Tested:
    """Ask about values.

    Args:
        wanted: the id of an element, of a group of elements, or of a recognizer.
        values: one or more.
        name: what a column of them is called.
        rule_files: the user's own rules.

    Raises:
        ConfigurationError: if there is no such element or recognizer.
        RuleError: if a rule file holds mistakes.
    """
    own = load_user_rules(*rule_files)
    tools = load_tools(ScanOptions(rules=own), compiles=not rule_files)
    recognizers = _recognizers_of(wanted, tools, own)
    element = tools.taxonomy.get(wanted)
    names = () if element is None else (*element.names.en, *element.names.zh)[:_MOST_NAMES]
    verdicts = tuple(explain_value(value, tools, own) for value in values)
    column = explain_column(name, values, tools, datetime.now(UTC).date(), own)
    return Tested(wanted, recognizers, names, verdicts, column)


def _recognizers_of(wanted: str, tools: Tools, own: UserRules) -> tuple[str, ...]:
    entries = {entry.id: entry.element for entry in (*tools.rules.entries, *own.sampled)}
    if wanted in entries:
        return (wanted,)
    if not tools.taxonomy.is_known(wanted):
        near = near_names(wanted, {*entries, *(element.id for element in tools.taxonomy)})
        raise ConfigurationError(f"{wanted} is neither an element nor a recognizer; {near}")
    elements = tools.taxonomy.covers(wanted)
    return tuple(sorted(one for one, element in entries.items() if element in elements))


def tested_json(tested: Tested) -> dict[str, object]:
    """For machines; values are told by their numbers."""
    return {
        "tested": tested.wanted,
        "recognizers": list(tested.recognizers),
        "values": [
            {
                "number": number,
                "recognised": is_recognised,
                "verdicts": [
                    {
                        "recognizer": one.recognizer,
                        "element": one.element or None,
                        "outcome": one.outcome.value,
                        "form": one.form.value,
                        "regions": list(one.regions),
                    }
                    for one in said
                ],
            }
            for number, (is_recognised, said) in enumerate(zip(tested.recognised, tested.verdicts, strict=True), 1)
        ],
        "column": {
            "level": tested.column.level.value,
            "elements": [_detection_json(one) for one in tested.column.elements],
            "candidates": [_detection_json(one) for one in tested.column.candidates],
        },
    }


def _detection_json(one: Detection) -> dict[str, object]:
    return {"id": one.element, "score": one.score, "form": one.form.value, "reason": one.reason}


def tested_parts(tested: Tested) -> list[RenderableType]:
    """For people: the values, then the column."""
    table = plain_table("Value", tested.wanted, "All that recognizers say", right=("Value",))
    for number, (is_recognised, said) in enumerate(zip(tested.recognised, tested.verdicts, strict=True), 1):
        mark = Text("yes", style="green") if is_recognised else Text("no", style="red")
        table.add_row(str(number), mark, Text("; ".join(map(_verdict_text, said)) or "nothing"))
    parts: list[RenderableType] = [table]
    if not tested.recognizers:
        named = f", such as {', '.join(tested.names)}" if tested.names else ""
        parts.append(Text(f"No recognizer looks at values for {tested.wanted}: it is told by names and comments{named}."))
    column = plain_table("A column of them", "Score", "Why")
    for kind, found in (("", tested.column.elements), ("candidate: ", tested.column.candidates)):
        for one in found:
            column.add_row(f"{kind}{one.element}", f"{one.score:.2f}", Text(one.reason))
    if column.row_count:
        parts.append(column)
    else:
        parts.append(Text("A column of them would be taken for nothing."))
    return parts


def _verdict_text(one: Verdict) -> str:
    element = f" ({one.element})" if one.element else ""
    form = "" if one.form == "PLAIN" else f", {one.form.value}"
    regions = f", {', '.join(one.regions)}" if one.regions else ""
    return f"{one.recognizer}{element}: {_WORDS[one.outcome]}{form}{regions}"
