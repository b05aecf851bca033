"""The charge reader as machine code, where it was compiled: the same modules, nearly two times as fast.

Compiled modules lie in ``build/compiled/DIGEST``. The digest is of their sources, so that a changed source is never
answered by what was compiled before: then, or where nothing was compiled, the sources are read as ever. This module
only finds and loads; ``pipelines.compiling`` makes them. Nothing may be read here that is not there in plain Python.
"""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "compiled"
PACKAGE = Path("pipelines/normalize")
SETTING = "HIMDIR_COMPILED"
_OFF = frozenset(("0", "no", "off", "false", "n", "f"))
_ENDING = sysconfig.get_config_var("EXT_SUFFIX") or ".so"
_SHARED = "__mypyc"
"""How the name of the library ends in which all compiled modules are; each module is a small file that asks for it."""


def sources() -> list[Path]:
    """The modules that are compiled, as paths below the root, sorted."""
    found = sorted((ROOT / PACKAGE).glob("tuition*.py"))
    return [path.relative_to(ROOT) for path in (*found, ROOT / PACKAGE / "text.py")]


def digest() -> str:
    """A name for the sources and for the Python that they are compiled for."""
    told = hashlib.sha256(f"{sys.implementation.cache_tag} {sysconfig.get_platform()}".encode())
    for path in (*sources(), Path("pipelines/tables.py")):
        told.update(path.name.encode() + b"\0" + (ROOT / path).read_bytes())
    return told.hexdigest()[:20]


def wanted() -> bool:
    """Whether compiled modules may be used: ``HIMDIR_COMPILED=no`` has everything read in plain Python."""
    return os.environ.get(SETTING, "").strip().lower() not in _OFF


def compiled_folder() -> Path | None:
    """Where the compiled modules of these very sources are, or None."""
    if not wanted() or not KEPT.is_dir():
        return None
    folder = KEPT / digest()
    return folder if folder.is_dir() else None


def searched() -> Iterator[str]:
    """The folder in which the package's modules are looked for first, if they are compiled and can be loaded."""
    folder = compiled_folder()
    if folder is not None and _load_shared(folder):
        yield str(folder / PACKAGE)


def _load_shared(folder: Path) -> bool:
    """Load the library that the modules ask for by its name; whether that went well."""
    for path in folder.glob(f"*{_SHARED}{_ENDING}"):
        name = path.name.removesuffix(_ENDING)
        spec = spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            continue
        try:
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
        except ImportError:  # of another machine: the sources are there
            return False
        sys.modules[name] = module
        return True
    return False
