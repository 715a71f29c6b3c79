"""Hatchling's build hook: compiles the kernel into the package; without a compiler the package works without it."""

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from packaging.tags import sys_tags

_KERNEL = Path(__file__).parent / "scanners" / "gazetteer_scanners" / "kernel"


class KernelBuildHook(BuildHookInterface[Any]):
    """Puts the library beside its sources, in editable installs as in wheels, and tags a wheel that holds it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compiles, and adds what came out."""
        compiling = _load_compiling()
        try:
            compiling.compile_kernel()
        except compiling.CompileError as error:
            compiling.LIBRARY.unlink(missing_ok=True)
            self.app.display_warning(f"Gazetteer is installed without its compiled kernel and scans slower: {error}")
            return
        build_data["artifacts"].append(f"/{compiling.LIBRARY.relative_to(self.root).as_posix()}")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{_platform()}"


def _load_compiling() -> ModuleType:
    """The module that compiles, without importing the package, whose dependencies a build does not have."""
    spec = importlib.util.spec_from_file_location("gazetteer_kernel_compiling", _KERNEL / "compiling.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{_KERNEL / 'compiling.py'} is missing from the sources")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _platform() -> str:
    """This machine's own tag: nothing is promised of others."""
    return next(tag.platform for tag in sys_tags() if "manylinux" not in tag.platform and "musllinux" not in tag.platform)
