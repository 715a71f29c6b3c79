"""Columns of names of people who do not exist, and of things that are called much like people.

Names are put together by chance from the pools in `made_names.txt`; the things stand in `made_things.txt`.
"""

import random
from collections.abc import Callable
from pathlib import Path

ROWS = 300
_FOLDER = Path(__file__).parent


def read_lists(name: str) -> dict[str, list[str]]:
    """The lists of a file: `[title]`, then words between bars."""
    lists: dict[str, list[str]] = {}
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = lists[line.strip("[]")] = []
        elif line and not line.startswith("#"):
            words += [word for word in line.split("|") if word]
    return lists


_POOLS = read_lists("made_names.txt")
_THINGS = read_lists("made_things.txt")
_CULTURES = sorted(title.partition(":")[0] for title in _POOLS if title.endswith(": surnames"))
_WITH_INITIALS = ("English", "German", "French", "Spanish", "Italian", "Dutch", "Polish")


def _latin(rng: random.Random, culture: str | None = None) -> tuple[str, str]:
    culture = culture or rng.choice(_CULTURES)
    return rng.choice(_POOLS[f"{culture}: given names"]), rng.choice(_POOLS[f"{culture}: surnames"])


def _mixed_style(rng: random.Random) -> str:
    """The ways in which forms, exports and people write a name."""
    given, surname = _latin(rng, rng.choice(_WITH_INITIALS))
    middle = rng.choice("ABCDEFGHJKLMNPRSTW")
    styles = (
        f"{given} {surname}",
        f"{surname}, {given}",
        f"{given} {middle}. {surname}",
        f"{given[0]}. {surname}",
        f"{surname}, {given} {middle}.",
        f"Dr. {given} {surname}",
        f"{given} {surname} Jr.",
        f"{given} {surname} III",
        f"Mr. {given} {surname}",
        f"{given} {surname}".upper(),
    )
    return rng.choice(styles)


def _pinyin(rng: random.Random) -> str:
    surname, given = rng.choice(_POOLS["pinyin surnames"]), rng.choice(_POOLS["pinyin given names"])
    return rng.choice((f"{surname} {given}", f"{surname.upper()} {given}", f"{given} {surname.upper()}", f"{given} {surname}"))


def _russian(rng: random.Random) -> str:
    given, surname, father = (rng.choice(_POOLS[f"Cyrillic {what}"]) for what in ("given names", "surnames", "patronymics"))
    styles = (
        f"{surname} {given} {father}",
        f"{given} {father} {surname}",
        f"{surname} {given[0]}.{father[0]}.",
        f"{given} {surname}",
    )
    return rng.choice(styles)


def _pair(first: str, second: str, *between: str) -> Callable[[random.Random], str]:
    return lambda rng: rng.choice(_POOLS[first]) + rng.choice(between or ("",)) + rng.choice(_POOLS[second])


def _of(culture: str) -> Callable[[random.Random], str]:
    return lambda rng: " ".join(_latin(rng, culture))


def _chinese(rng: random.Random) -> str:
    surnames = "compound surnames" if rng.random() < 0.3 else "Chinese surnames"
    return rng.choice(_POOLS[surnames]) + rng.choice(_POOLS["Chinese given names"])


_FULL: dict[str, Callable[[random.Random], str]] = {
    "Chinese": _pair("Chinese surnames", "Chinese given names"),
    "Chinese, some with two-character surnames": _chinese,
    "Chinese of minorities": lambda rng: rng.choice(_POOLS["minority names"]),
    "Chinese in traditional characters": lambda rng: rng.choice(_POOLS["traditional names"]),
    **{culture: _of(culture) for culture in _CULTURES},
    "many countries": lambda rng: " ".join(_latin(rng)),
    "many styles": _mixed_style,
    "upper case": lambda rng: " ".join(_latin(rng)).upper(),
    "lower case": lambda rng: " ".join(_latin(rng, "English")).lower(),
    "Last, First": lambda rng: ", ".join(reversed(_latin(rng))),
    "pinyin": _pinyin,
    "Korean": _pair("Korean surnames", "Korean given names"),
    "Japanese": _pair("Japanese surnames", "Japanese given names", "", " ", "　"),
    "Japanese in kana": _pair("kana surnames", "kana given names", " ", "　"),
    "Cyrillic": _russian,
    "Arabic script": _pair("Arabic given names", "Arabic surnames", " "),
}
_SINGLE: dict[str, Callable[[random.Random], str]] = {
    "given names": lambda rng: _latin(rng)[0],
    "given names in upper case": lambda rng: _latin(rng, "English")[0].upper(),
    "surnames": lambda rng: _latin(rng)[1],
    "surnames in upper case": lambda rng: _latin(rng, "English")[1].upper(),
    "Chinese surnames": lambda rng: rng.choice(_POOLS["Chinese surnames"]),
}
FULL_NAMES = tuple(_FULL)
SINGLE_NAMES = tuple(_SINGLE)
THINGS = tuple(_THINGS)


def names(kind: str, rows: int = ROWS) -> list[str]:
    """Names of this kind, the same at each call."""
    rng = random.Random(kind)
    make = _FULL.get(kind) or _SINGLE[kind]
    return [make(rng) for _ in range(rows)]


def things(kind: str) -> list[str]:
    """All things of this kind, each thrice."""
    return _THINGS[kind] * 3
