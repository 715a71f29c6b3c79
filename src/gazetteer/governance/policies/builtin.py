"""The policies that come with the product: the `.yaml` files beside this module, found by walking."""

from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


def builtin_policies() -> dict[str, Path]:
    """The files by their policies' keys, which are their names, sorted."""
    return {path.stem: path for path in sorted(_FOLDER.glob("*.yaml"))}
