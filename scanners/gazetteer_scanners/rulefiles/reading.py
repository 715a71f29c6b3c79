"""Rule files as typed models, every mistake told with its line."""

from dataclasses import dataclass
from pathlib import Path

from gazetteer_scanners.rulefiles.form import MAX_WORDS, DictionaryForm, RuleFile
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError, Mistakes, Place, named
from gazetteer_scanners.yamlfiles.models import parsed
from gazetteer_scanners.yamlfiles.yaml_text import MAX_BYTES, YamlText, read_text


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A rule file: its content, the words of the dictionaries' own files by the dictionaries' places, its lines."""

    path: Path
    content: RuleFile
    words: dict[int, tuple[str, ...]]
    mistakes: Mistakes


def read_own(text: YamlText, path: Path) -> ReadFile:
    """A file of our own form.

    Raises:
        FileMistakesError: it holds mistakes.
    """
    mistakes = text.mistakes()
    content = parsed(RuleFile, text.data, mistakes)
    if content is None:
        raise FileMistakesError(mistakes.found)
    words = {
        place: found
        for place, entry in enumerate(content.dictionaries)
        if (found := _words_of(entry, path, ("dictionaries", place), mistakes)) is not None
    }
    return ReadFile(path, content, words, mistakes)


def _words_of(entry: DictionaryForm, path: Path, place: Place, mistakes: Mistakes) -> tuple[str, ...] | None:
    if bool(entry.words) == (entry.file is not None):
        mistakes.add(place, f"{named(place)} needs either words or a file; give one of them")
        return None
    if entry.file is None:
        return entry.words
    try:
        text = read_text(path.parent / entry.file, MAX_BYTES)
    except FileMistakesError as error:
        mistakes.add((*place, "file"), f"{entry.file} {error.mistakes[0].text}")
        return None
    words = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if not 0 < len(words) <= MAX_WORDS:
        what = f"more than {MAX_WORDS:,} words; split it" if words else "no words; put one a line"
        mistakes.add((*place, "file"), f"{entry.file} holds {what}")
        return None
    return words
