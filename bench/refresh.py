"""A refresh of the real IPEDS files against a bare ``csv.reader`` pass over the three zipped tables, in the same run.

``python -m bench.refresh [TREE]``: TREE is a web tree with HD2024, C2024_A and IC2022_AY (default: ../shared/web). The
start of the interpreter, of Prefect and its server, and of Scrapy is measured with a flow that does nothing but start
an empty child, and taken out; both figures are printed. Medians of several runs.
"""

import csv
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from spiders.environment import ROOT

DATA = Path("nces.ed.gov/ipeds/datacenter/data")
TABLES = ("HD2024", "C2024_A", "IC2022_AY")
EMPTY_FLOW = """
from pathlib import Path
import subprocess, sys
from flows.prefect_environment import prepare_prefect
prepare_prefect(Path(sys.argv[1]))
import flows.refresh
from prefect import flow
from prefect.artifacts import create_markdown_artifact
@flow
def nothing():
    subprocess.run([sys.executable, "-m", "scrapy", "list"], check=True, capture_output=True)
    create_markdown_artifact("nothing", key="nothing")
nothing()
"""


def main() -> None:
    """Print the ratios."""
    tree = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "web").resolve()
    if not (tree / DATA / "HD2024.zip").is_file():
        sys.exit(f"there is no HD2024.zip in {tree / DATA}; give a web tree with the published files of 2024")
    bare = median(lambda: bare_pass(tree), 5)
    print(f"bare csv.reader pass over {', '.join(TABLES)}: {bare:.2f} s (the unit)")
    first_start = median(lambda: empty(fresh_home()), 3)
    home = fresh_home()
    empty(home)
    later_start = median(lambda: empty(home), 3)
    him, again = pairs(tree, "him", 3)
    told("--cip him, first refresh", him, first_start, bare, 6)
    told("--cip him, again, nothing changed", again, later_start, bare, None)
    print(f"  again against first, starts taken out: {(again - later_start) / (him - first_start):.2f} (limit 0.33)")
    everything, _ = pairs(tree, "all", 2)
    told("--cip all, first refresh", everything, first_start, bare, 25)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"  peak memory of the largest process: {peak:.2f} GB (limit 1)")


def told(what: str, seconds: float, start: float, bare: float, limit: int | None) -> None:
    """One line a case: the whole process and the net of the start, as multiples of the bare pass."""
    end = f" (limit {limit})" if limit else ""
    print(
        f"{what}: whole {seconds / bare:.1f} x, start {start / bare:.1f} x, net {(seconds - start) / bare:.1f} x{end}"
    )


def pairs(tree: Path, scope: str, number: int) -> tuple[float, float]:
    """Medians of first refreshes into fresh homes, and of the same again."""
    first, again = [], []
    for _ in range(number):
        home = fresh_home()
        first.append(refresh(home, tree, scope))
        again.append(refresh(home, tree, scope))
    return statistics.median(first), statistics.median(again)


def refresh(home: Path, tree: Path, scope: str) -> float:
    """Seconds of one refresh, as a whole process."""
    words = ["refresh", "--source", "ipeds", "--year", "2024", "--web", str(tree), "--cip", scope]
    return timed([sys.executable, "-m", "flows.cli", *words], home)


def empty(home: Path) -> float:
    """Seconds of a flow that does nothing, in a home."""
    return timed([sys.executable, "-c", EMPTY_FLOW, str(home)], home)


def timed(command: list[str], home: Path) -> float:
    """Wall time of a command in a home."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "PREFECT_"))}
    begin = time.perf_counter()
    ended = subprocess.run(
        command, cwd=ROOT, env={**environment, "HIMDIR_HOME": str(home)}, capture_output=True, text=True
    )
    if ended.returncode:
        sys.exit(ended.stdout + ended.stderr)
    return time.perf_counter() - begin


def bare_pass(tree: Path) -> float:
    """Seconds to read every row of the three tables with the csv module and do nothing."""
    begin = time.perf_counter()
    for name in TABLES:
        with zipfile.ZipFile(tree / DATA / f"{name}.zip") as archive:
            member = next(entry for entry in archive.namelist() if entry.lower().endswith(".csv"))
            with archive.open(member) as raw:
                for _ in csv.reader(io.TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="")):
                    pass
    return time.perf_counter() - begin


def fresh_home() -> Path:
    """A new empty folder that goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="himdir-bench-")
    _KEPT.append(folder)
    return Path(folder.name) / "home"


def median(measure: Callable[[], float], number: int) -> float:
    """The median of several measurements."""
    return statistics.median(measure() for _ in range(number))


_KEPT: list[tempfile.TemporaryDirectory[str]] = []

if __name__ == "__main__":
    main()
