"""The compiled matcher leaves the same evidence as the reference: same bytes, over the whole sample estate."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gazetteer.estate import Estate, load_truth, make_estate
from gazetteer_scanners import scan
from gazetteer_scanners.evidence.hashing import SketchKey
from gazetteer_scanners.matching import text
from gazetteer_scanners.matching.columns import RegexColumnMatcher
from gazetteer_scanners.recognizers.registry import RuleSet
from gazetteer_scanners.scanning import tools
from gazetteer_scanners.scanning.request import ScanOptions, SourceSpec


@pytest.fixture
def fresh_tools() -> Iterator[None]:
    tools._load.cache_clear()
    yield
    tools._load.cache_clear()


def _evidence(estate: Estate, folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    specs = [SourceSpec(str(source.path), name=source.key) for source in estate.sources]
    monkeypatch.setattr(SketchKey, "generate", lambda: SketchKey.from_secret(bytes(16)))
    result = scan(*specs, options=ScanOptions(as_of=load_truth(folder).as_of, working_directory=folder))
    return {f"{d.source.key}/{d.info.name}": d.evidence for d in result.datasets if d.evidence is not None}


def _reference_matcher(rules: RuleSet, max_states: int) -> RegexColumnMatcher:
    assert max_states > 0
    return RegexColumnMatcher(rules)


@pytest.mark.usefixtures("fresh_tools")
def test_the_estate_leaves_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    estate = make_estate(tmp_path)
    compiled = _evidence(estate, tmp_path, monkeypatch)
    tools._load.cache_clear()
    monkeypatch.setattr(tools, "CompiledColumnMatcher", _reference_matcher)
    monkeypatch.setattr(text, "look_over", lambda _: None)
    reference = _evidence(estate, tmp_path, monkeypatch)
    assert len(compiled) > 20
    assert [name for name in reference if reference[name] != compiled[name]] == []
    assert reference == compiled
