"""Numbers that text calls by their name: `CPF 123...`, `SSN: ...`, `BSN-nummer ...`."""


def labelled(words: str, number: str) -> str:
    """A pattern for one of the words (an alternation), in any case, and behind it a number's pattern."""
    return rf"(?i:{words})[ :#.=-]{{0,3}}(?:{number})"
