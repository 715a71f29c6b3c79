"""Rule files, ours and Presidio's, read, checked against each other and made one record; all of them or none."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from gazetteer_scanners.rulefiles.foreign_parts import Entities, add_foreign
from gazetteer_scanners.rulefiles.own_elements import add_elements
from gazetteer_scanners.rulefiles.own_parts import add_parts
from gazetteer_scanners.rulefiles.parts import Parts
from gazetteer_scanners.rulefiles.presidio_form import FromPresidio, PresidioFile, from_presidio, registry_of
from gazetteer_scanners.rulefiles.reading import ReadFile, read_own
from gazetteer_scanners.rulefiles.record import record_of
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.taxonomy import load_taxonomy
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError, Mistake, Mistakes
from gazetteer_scanners.yamlfiles.models import parsed
from gazetteer_scanners.yamlfiles.yaml_text import read_yaml

MAX_FILES = 50


def load_user_rules(*files: str | PathLike[str], elements: Sequence[Path] = ()) -> UserRules:
    """What the files say; nothing is taken of any if one holds a mistake.

    Args:
        files: rule files of ours, and recognizer files of Presidio's, told apart by their content.
        elements: the user's own element files (CSV), whose elements the rules may speak for.

    Raises:
        FileMistakesError: a file that cannot be read, is too large or holds mistakes; one line for each, with file and line.
        RuleError: an element file or recognizer is malformed.
    """
    if not files:
        return UserRules()
    paths = list(dict.fromkeys(Path(file) for file in files))
    if len(paths) > MAX_FILES:
        raise FileMistakesError([Mistake(str(paths[MAX_FILES]), 1, f"is one file too many; give at most {MAX_FILES}")])
    loaded = _Loaded()
    for path in paths:
        loaded.read(path)
    parts = Parts(load_taxonomy(*elements))
    add_elements(parts, loaded.own)
    for file in loaded.own:
        add_parts(parts, file)
    entities = Entities(parts)
    for foreign, mistakes in loaded.foreign:
        add_foreign(parts, foreign, mistakes, entities)
    if not loaded.mistakes():
        parts.check_together()
    if found := loaded.mistakes():
        raise FileMistakesError(found)
    return record_of(parts, [str(path) for path in paths])


class _Loaded:
    """The files as they were read; one that cannot be read is among the mistakes alone."""

    def __init__(self) -> None:
        self.own: list[ReadFile] = []
        self.foreign: list[tuple[FromPresidio, Mistakes]] = []
        self._unread: list[Mistake] = []

    def read(self, path: Path) -> None:
        """Read a file by its form."""
        try:
            text = read_yaml(path)
            if (found := registry_of(text.data)) is None:
                self.own.append(read_own(text, path))
                return
        except FileMistakesError as error:
            self._unread += error.mistakes
            return
        data, base = found
        mistakes = text.mistakes()
        file = parsed(PresidioFile, data, mistakes, base)
        made = from_presidio(file, base, mistakes) if file is not None else FromPresidio()
        self.foreign.append((made, mistakes))

    def mistakes(self) -> list[Mistake]:
        """Those of all files."""
        noted = [*(file.mistakes for file in self.own), *(mistakes for _, mistakes in self.foreign)]
        return [*self._unread, *(one for mistakes in noted for one in mistakes.found)]
