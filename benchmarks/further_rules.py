"""A hundred rules such as an organisation adds: numbers with its own prefixes, a fifth of them also inside text."""

from gazetteer_scanners.recognizers.rule import Rule

_LETTERS = "ABCDEFGHJK"


def further_rules(count: int = 100) -> tuple[Rule, ...]:
    """Rules that tell only their own prefix apart; ids `further.0`, `further.1`, ..."""
    return tuple(_rule(index) for index in range(count))


def _rule(index: int) -> Rule:
    prefix = f"Q{_LETTERS[index // 10 % 10]}{_LETTERS[index % 10]}"
    digits = 5 + index % 4
    hits = tuple(f"{prefix}-{str(start) * digits}" for start in (1, 2, 3))
    return Rule(
        id=f"further.{index}",
        element="",
        pattern=rf"{prefix}-[0-9]{{{digits}}}(?:-[A-Z]{{2}})?",
        source="invented for measuring",
        hits=hits,
        misses=(f"{prefix}-1", f"{prefix}{'1' * digits}", f"X{prefix}-{'1' * digits}"),
        inside=index % 5 == 0,
        chance=1e-6,
    )
