"""Compiling the charge reader with mypyc: ``python -m pipelines.compiling``, which the set-up runs.

Needs a C compiler and Python's headers. Without them nothing is lost but speed, and it says so; exit code 1 then.
Only modules that ``pipelines.compiled`` names are compiled, from this checkout, into a folder beside it; what is not
finished is never seen, and what belongs to other sources is removed.
"""

import io
import os
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from itertools import chain
from pathlib import Path
from typing import Any

from rich.console import Console

from pipelines.compiled import KEPT, PACKAGE, ROOT, SETTING, digest, sources

TIMEOUT = 600
_LAST_LINES = 8
_WITHIN = "--within"


def main() -> int:
    """Compile what is not compiled yet; 0 if compiled modules are there in the end."""
    console = Console(stderr=True, soft_wrap=True)
    if sys.argv[1:2] == [_WITHIN]:
        return compile_within(Path(sys.argv[2]))
    folder = KEPT / digest()
    if folder.is_dir():
        console.print("The compiled charge reader is there already.")
        return 0
    console.print("Compiling the charge reader, which makes it nearly two times as fast (half a minute) ...")
    began = time.monotonic()
    trouble = missing() or made_at(folder)
    if trouble:
        console.print(trouble, markup=False, highlight=False)
        console.print("So nothing is compiled: prices are read in plain Python, as right and half as fast.")
        return 1
    console.print(f"Compiled in {time.monotonic() - began:.0f} s. [bold]{SETTING}=no[/] reads in plain Python.")
    return 0


def missing() -> str:
    """What this machine lacks to compile, or nothing."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")[0]
    if shutil.which(compiler) is None:
        return f"There is no C compiler ({compiler}) here."
    headers = Path(sysconfig.get_path("include"))
    return "" if (headers / "Python.h").is_file() else "Python's headers (python3-dev) are not installed here."


def made_at(folder: Path) -> str:
    """Compile to a folder, which is seen only when all of it is there; what went wrong, or nothing."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=KEPT) as made:
        trouble = run(Path(made))
        if not trouble:
            put(Path(made) / "modules", folder)
    return trouble


def run(folder: Path) -> str:
    """Compile in a process of its own, since compilers print at length; the last lines of what went wrong, or none."""
    line = [sys.executable, "-m", "pipelines.compiling", _WITHIN, str(folder)]
    told = {**os.environ, SETTING: "no"}
    try:
        ended = subprocess.run(line, check=False, cwd=ROOT, env=told, capture_output=True, text=True, timeout=TIMEOUT)  # noqa: S603, this very module
    except subprocess.TimeoutExpired:
        return f"The compiler did not end within {TIMEOUT} s."
    if ended.returncode == 0:
        return ""
    lines = (ended.stdout + ended.stderr).strip().splitlines()
    return "\n".join(lines[-_LAST_LINES:]) or f"The compiler ended with {ended.returncode}."


def compile_within(folder: Path) -> int:
    """Compile into ``modules`` of a folder; what mypyc and the compiler write on the way stays in it, too."""
    from mypyc.build import mypycify
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    class SideBySide(build_ext):
        """Compiles the files of a library on all cores; setuptools does so with libraries only."""

        def build_extension(self, ext: Any) -> None:
            def compiled(source: str) -> list[str]:
                made: list[str] = self.compiler.compile(
                    [source],
                    output_dir=self.build_temp,
                    include_dirs=ext.include_dirs,
                    extra_postargs=ext.extra_compile_args,
                )
                return made

            with ThreadPoolExecutor(os.cpu_count()) as pool:
                ext.extra_objects = list(chain.from_iterable(pool.map(compiled, ext.sources)))
            ext.sources = []
            super().build_extension(ext)

    with redirect_stdout(io.StringIO()) as told:
        try:
            settings = ["--config-file=", "--cache-dir", str(folder / "checked"), *map(str, sources())]
            extensions = mypycify(settings, opt_level="1", multi_file=True, target_dir=str(folder / "c"))
        except SystemExit:
            sys.stderr.write(told.getvalue())
            return 1
    command = SideBySide(Distribution({"name": "compiled", "ext_modules": extensions}))
    command.build_lib, command.build_temp = str(folder / "modules"), str(folder / "objects")
    command.ensure_finalized()
    command.run()
    return 0


def put(made: Path, folder: Path) -> None:
    """Move finished modules to their place in one step, and remove those of other sources."""
    if not any((made / PACKAGE).iterdir()):
        raise FileNotFoundError(f"nothing was compiled in {made}")
    try:
        made.replace(folder)
    except OSError:
        if not folder.is_dir():  # else another process was first
            raise
    for other in KEPT.iterdir():
        if other != folder and not other.name.startswith("."):
            shutil.rmtree(other, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
