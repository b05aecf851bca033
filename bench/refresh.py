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
from dataclasses import dataclass
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
    for scope, number, limit in (("him", 5, 6), ("all", 3, 25)):
        report(scope, limit, [round_of(tree, scope) for _ in range(number)])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"peak memory of the largest process: {peak:.2f} GB (limit 1)")


@dataclass(frozen=True, slots=True)
class Round:
    """Seconds measured one after the other, so that other work on the machine disturbs them alike."""

    bare: float
    first_start: float
    first: float
    again_start: float
    again: float


def round_of(tree: Path, scope: str) -> Round:
    """A bare pass, an empty first flow, a first refresh, an empty later flow, and the refresh again."""
    home = fresh_home()
    return Round(
        bare_pass(tree), empty(fresh_home()), refresh(home, tree, scope), empty(home), refresh(home, tree, scope)
    )


def report(scope: str, limit: int, rounds: list[Round]) -> None:
    """Medians of the rounds, as multiples of the bare pass of the same round."""

    def usual(measure: Callable[[Round], float]) -> float:
        return statistics.median(map(measure, rounds))

    print(
        f"--cip {scope}: medians of {len(rounds)} rounds; unit: a bare csv.reader pass, {usual(lambda r: r.bare):.2f} s"
    )
    parts = [usual(lambda r: r.first / r.bare), usual(lambda r: r.first_start / r.bare)]
    net = usual(lambda r: (r.first - r.first_start) / r.bare)
    print(f"  first: whole {parts[0]:.1f} x, start {parts[1]:.1f} x, net {net:.1f} x (limit {limit})")
    parts = [usual(lambda r: r.again / r.bare), usual(lambda r: r.again_start / r.bare)]
    net = usual(lambda r: (r.again - r.again_start) / r.bare)
    print(f"  again: whole {parts[0]:.1f} x, start {parts[1]:.1f} x, net {net:.1f} x")
    net = usual(lambda r: max(0.0, r.again - r.again_start) / max(0.01, r.first - r.first_start))
    print(f"  again against first: net {net:.2f} (limit 0.33), whole {usual(lambda r: r.again / r.first):.2f}")


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
        command, check=False, cwd=ROOT, env={**environment, "HIMDIR_HOME": str(home)}, capture_output=True, text=True
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


_KEPT: list[tempfile.TemporaryDirectory[str]] = []

if __name__ == "__main__":
    main()
