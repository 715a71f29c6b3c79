"""The list of elements `docs/elements.md`: what can be found, and what finds it; a test holds that it is fresh.

Make it anew with `python -m gazetteer.cli.elements > docs/elements.md`.
"""

from collections.abc import Iterator
from itertools import groupby

from gazetteer_scanners.recognizers.registry import RuleSet, load_rules
from gazetteer_scanners.recognizers.rule import Dictionary, Rule
from gazetteer_scanners.taxonomy import Element, Role, Taxonomy, load_taxonomy

_INTRODUCTION = """\
# Elements

What can be found, and what finds it. Made from taxonomy and recognizers by
`python -m gazetteer.cli.elements > docs/elements.md`; do not edit it by hand.

*Values* are the recognizers that look at them (`gazetteer recognizers list` says what each checks); those in brackets
count only where a name or comment agrees. *Names* are some of the words that columns and comments use. An element with
names alone is never found in a column whose name says nothing."""
_MOST_NAMES = 5


def elements_page() -> str:
    """The whole list in Markdown, by category."""
    taxonomy = load_taxonomy()
    rules = load_rules(known_elements=taxonomy.is_known)
    parts = [_INTRODUCTION, _summary(taxonomy, rules)]
    for category, elements in groupby(sorted(taxonomy, key=lambda one: (one.category, one.id)), lambda one: one.category):
        parts.append("\n".join(_section(category, list(elements), rules)))
    return "\n\n".join(parts) + "\n"


def _summary(taxonomy: Taxonomy, rules: RuleSet) -> str:
    by_value = sum(bool(_recognizers(element, rules)) for element in taxonomy)
    return f"{len(taxonomy)} elements; recognizers look at the values of {by_value} of them."


def _section(category: str, elements: list[Element], rules: RuleSet) -> Iterator[str]:
    yield f"## {category}"
    yield "| element | label | level | values | names |"
    yield "|---|---|---|---|---|"
    for one in elements:
        label = f"{one.label_en}, {one.label_zh}"
        level = "never in force" if one.role is Role.NONE else one.level.value
        values = ", ".join(f"({entry.id})" if entry.needs_name else entry.id for entry in _recognizers(one, rules))
        yield f"| `{one.id}` | {label} | {level} | {values} | {_names(one)} |".replace("  ", " ")


def _recognizers(element: Element, rules: RuleSet) -> list[Rule | Dictionary]:
    entries: list[Rule | Dictionary] = list(rules.entries)
    return sorted((entry for entry in entries if entry.element == element.id), key=lambda entry: entry.id)


def _names(element: Element) -> str:
    names = element.names
    chosen = [*names.en[:_MOST_NAMES], *names.zh[:_MOST_NAMES], *names.pinyin[:1]]
    return ", ".join(f"`{name}`" for name in chosen)


if __name__ == "__main__":
    import sys

    sys.stdout.write(elements_page())
