"""Rule files in a folder of the test."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer_scanners.rulefiles.loading import load_user_rules
from gazetteer_scanners.rulefiles.user_rules import UserRules
from gazetteer_scanners.yamlfiles.mistakes import FileMistakesError

Load = Callable[..., UserRules]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads texts as `rules0.yaml`, `rules1.yaml`, ..."""

    def load_texts(*texts: str) -> UserRules:
        paths = []
        for number, text in enumerate(texts):
            paths.append(tmp_path / f"rules{number}.yaml")
            paths[-1].write_text(text, encoding="utf-8")
        return load_user_rules(*paths)

    return load_texts


@pytest.fixture
def mistakes(load: Load) -> Callable[..., list[str]]:
    """The mistakes of such texts, as `line: text`; the file's name before them where there are several."""

    def told(*texts: str) -> list[str]:
        with pytest.raises(FileMistakesError) as caught:
            load(*texts)
        found = caught.value.mistakes
        return [f"{Path(one.path).name + ':' if len(texts) > 1 else ''}{one.line}: {one.text}" for one in found]

    return told
