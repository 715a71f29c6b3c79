"""Which language model a user means by `--ner MODEL`, and whether it is on this computer; imports and downloads nothing.

    en_core_web_sm                   a spaCy model that is installed as a package
    models/ours                      a folder that spaCy (`config.cfg`) or GLiNER (`gliner_config.json`) has written
    urchade/gliner_multi_pii-v1      a GLiNER model that Hugging Face's cache holds

What a model finds is counted as the rules `ner.person`, `ner.location` and `ner.organization`, out of `ner.samples`.
"""

import os
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from gazetteer_scanners.errors import UsageError

NER_SAMPLES = "ner.samples"
"""Rule id under which evidence counts the texts that a model was shown."""

NER_ELEMENTS = {"PERSON": "person.name", "LOCATION": "location.coarse", "ORGANIZATION": "org.name"}
"""What Presidio's entities of names stand for."""


class NerKind(StrEnum):
    """The library that runs a model."""

    SPACY = "spaCy"
    GLINER = "GLiNER"


_MARKS = {"config.cfg": NerKind.SPACY, "gliner_config.json": NerKind.GLINER}
_PACKAGES = {NerKind.SPACY: "spacy", NerKind.GLINER: "gliner"}


@dataclass(frozen=True, slots=True)
class NerModel:
    """A model that is on this computer.

    Attributes:
        name: how sentences call it: as the user did, of a folder the last part alone.
        location: the package's name, or the folder.
        digest: a hash over the model's description, which changes with its version.
    """

    name: str
    kind: NerKind
    location: str
    digest: str


def ner_rule(entity: str) -> str:
    """The rule id under which an entity is counted."""
    return f"ner.{entity.lower()}"


def find_model(given: str, folder: Path) -> NerModel:
    """The model that is meant; a path is relative to `folder`.

    Raises:
        UsageError: it is not here, or the library that runs it is not; the message says what to do.
    """
    path = folder / given
    if path.is_dir():
        return _in_folder(path.name, path)
    if given.isidentifier() and _is_installed(given):
        return _checked(NerModel(given, NerKind.SPACY, given, _digest(_package_folder(given))))
    cached = _cached(given)
    if cached is not None:
        return _in_folder(given, cached)
    raise UsageError(
        f"The model {given} for --ner is not installed, and nothing is downloaded. Install it first (a spaCy model with "
        f"`python -m spacy download NAME`, a GLiNER model with `hf download NAME`), or give the folder of a model."
    )


def forbid_downloads() -> None:
    """Keep Hugging Face's library, which GLiNER asks for tokenizers, off the network; it reads this once, when imported."""
    os.environ["HF_HUB_OFFLINE"] = "1"


def _in_folder(name: str, path: Path) -> NerModel:
    kind = next((kind for mark, kind in _MARKS.items() if (path / mark).is_file()), None)
    if kind is None:
        raise UsageError(
            f"{path} holds no model for --ner: neither {' nor '.join(_MARKS)} is in it. Give the folder that spaCy's "
            "`nlp.to_disk` or GLiNER's `save_pretrained` wrote."
        )
    return _checked(NerModel(name, kind, str(path), _digest(path)))


def _checked(model: NerModel) -> NerModel:
    package = _PACKAGES[model.kind]
    if find_spec(package) is None:
        raise UsageError(
            f"The model {model.name} for --ner needs {model.kind}, which is not installed. Run `pip install {package}`, "
            "or give a model of another kind."
        )
    return model


def _is_installed(package: str) -> bool:
    """True for an importable distribution; what is only importable, spaCy would go and download."""
    from importlib.metadata import PackageNotFoundError, distribution  # only for scans with a model

    try:
        distribution(package)
    except PackageNotFoundError:
        return False
    return find_spec(package) is not None


def _package_folder(package: str) -> Path:
    spec = find_spec(package)
    return Path(spec.origin).parent if spec is not None and spec.origin else Path()


def _cached(name: str) -> Path | None:
    """The newest snapshot of a model in Hugging Face's cache; None if there is none."""
    home = Path(os.environ.get("HF_HOME") or Path.home() / ".cache" / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    if name.count("/") != 1 or ".." in name:
        return None
    snapshots = (hub / f"models--{name.replace('/', '--')}" / "snapshots").glob("*/gliner_config.json")
    newest = max(snapshots, key=lambda file: (file.stat().st_mtime, file), default=None)
    return newest.parent if newest is not None else None


def _digest(folder: Path) -> str:
    digest = sha256()
    for name in ("meta.json", *_MARKS):
        file = folder / name
        if file.is_file():
            digest.update(name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
