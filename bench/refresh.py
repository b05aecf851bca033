"""A refresh of the real IPEDS files against a bare ``csv.reader`` pass over the three zipped tables, in the same run.

``python -m bench.refresh [TREE]``: TREE is a web tree with HD2024, C2024_A and IC2022_AY (default: ../shared/web). The
start of the interpreter, of Prefect and its server (as a refresh starts it), and of Scrapy is measured with a flow that
does nothing but start an empty child, and taken out; both figures are printed. Medians of several runs, in wall time,
which the limits are about, and in processor time of all processes, which a busy machine disturbs less. A refresh loads
Scrapy while Prefect starts, so that on two idle cores its wall time is less than the sum of its parts.
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
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from spiders.environment import ROOT

DATA = Path("nces.ed.gov/ipeds/datacenter/data")
TABLES = ("HD2024", "C2024_A", "IC2022_AY")
EMPTY_FLOW = """
from pathlib import Path
import subprocess, sys
from flows.prefect_environment import prepare_prefect, start_own_server
prepare_prefect(Path(sys.argv[1]), alone=True)
server = start_own_server()
import flows.refresh
from prefect import flow
from prefect.artifacts import create_markdown_artifact
@flow
def nothing():
    subprocess.run([sys.executable, "-m", "scrapy", "list"], check=True, capture_output=True)
    create_markdown_artifact("nothing", key="nothing")
if server is None or (trouble := server.trouble()):
    sys.exit("Prefect's own server did not start")
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
class Took:
    """Seconds of wall time, and of processor time of all processes."""

    wall: float
    processor: float


class Round(NamedTuple):
    """What was measured one after the other, so that other work on the machine disturbs it alike."""

    bare: Took
    first_start: Took
    first: Took
    again_start: Took
    again: Took


class Seconds(NamedTuple):
    """A round by one measure."""

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
    """Print the medians in wall time, which the limits are about, and in processor time."""
    for measure in ("wall", "processor"):
        seconds = [Seconds(*(float(getattr(took, measure)) for took in one)) for one in rounds]
        limits = (f" (limit {limit})", " (limit 0.33)") if measure == "wall" else ("", "")
        report_one(f"--cip {scope}, {measure} time", seconds, *limits)


def report_one(title: str, rounds: list[Seconds], limit: str, share_limit: str) -> None:
    """Medians of the rounds, as multiples of the bare pass of the same round."""

    def usual(value: Callable[[Seconds], float]) -> float:
        return statistics.median(map(value, rounds))

    print(f"{title}: medians of {len(rounds)} rounds; unit: a bare csv.reader pass, {usual(lambda r: r.bare):.2f} s")
    parts = [usual(lambda r: r.first / r.bare), usual(lambda r: r.first_start / r.bare)]
    net = usual(lambda r: (r.first - r.first_start) / r.bare)
    print(f"  first: whole {parts[0]:.1f} x, start {parts[1]:.1f} x, net {net:.1f} x{limit}")
    parts = [usual(lambda r: r.again / r.bare), usual(lambda r: r.again_start / r.bare)]
    net = usual(lambda r: (r.again - r.again_start) / r.bare)
    print(f"  again: whole {parts[0]:.1f} x, start {parts[1]:.1f} x, net {net:.1f} x")
    net = usual(lambda r: max(0.0, r.again - r.again_start) / max(0.01, r.first - r.first_start))
    print(f"  again against first: net {net:.2f}{share_limit}, whole {usual(lambda r: r.again / r.first):.2f}")


def refresh(home: Path, tree: Path, scope: str) -> Took:
    """Time of one refresh, as a whole process."""
    words = ["refresh", "--source", "ipeds", "--year", "2024", "--web", str(tree), "--cip", scope]
    return timed([sys.executable, "-m", "flows.cli", *words], home)


def empty(home: Path) -> Took:
    """Time of a flow that does nothing, in a home."""
    return timed([sys.executable, "-c", EMPTY_FLOW, str(home)], home)


def timed(command: list[str], home: Path) -> Took:
    """Time of a command in a home, with all that it starts."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "PREFECT_"))}
    with stop_watch() as took:
        ended = subprocess.run(
            command, check=False, cwd=ROOT, env={**environment, "HIMDIR_HOME": str(home)}, capture_output=True,
            text=True,
        )  # fmt: skip
    if ended.returncode:
        sys.exit(ended.stdout + ended.stderr)
    return took()


@contextmanager
def stop_watch() -> Iterator[Callable[[], Took]]:
    """What a block takes; to be asked after it."""
    told: list[Took] = []
    wall, processor = time.perf_counter(), _processor_seconds()
    yield lambda: told[0]
    told.append(Took(time.perf_counter() - wall, _processor_seconds() - processor))


def _processor_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def bare_pass(tree: Path) -> Took:
    """Time to read every row of the three tables with the csv module and do nothing."""
    with stop_watch() as took:
        for name in TABLES:
            with zipfile.ZipFile(tree / DATA / f"{name}.zip") as archive:
                member = next(entry for entry in archive.namelist() if entry.lower().endswith(".csv"))
                with archive.open(member) as raw:
                    for _ in csv.reader(io.TextIOWrapper(raw, "utf-8-sig", errors="replace", newline="")):
                        pass
    return took()


def fresh_home() -> Path:
    """A new empty folder that goes when the process ends."""
    folder = tempfile.TemporaryDirectory(prefix="himdir-bench-")
    _KEPT.append(folder)
    return Path(folder.name) / "home"


_KEPT: list[tempfile.TemporaryDirectory[str]] = []

if __name__ == "__main__":
    main()
