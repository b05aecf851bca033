"""Assembling the whole of IPEDS from staged records, first and after a night in which one program in a hundred changed.

``python -m bench.assemble [TREE]``: TREE is a web tree with HD2024, C2024_A and IC2022_AY (default: ../shared/web). The
crawls are not measured. Limits: 60 seconds and 1.5 GB for the first assembly, a fifth of its time for the night after.
Shares are of processor time, which others on the machine move less. Each assembly is a process of its own. Prints
only; leave the code alone while it runs, since other code builds everything anew.
"""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from bench.refresh import DATA, TABLES, bare_pass, fresh_home
from spiders.environment import ROOT

SECONDS, GIGABYTES, SHARE = 60, 1.5, 0.2
EVERY = 100
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from typing import Any
from sqlalchemy import event
from flows.assembling import assemble_home
from flows.work import work_engine
from spiders.environment import Environment
environment = Environment(home=Path(sys.argv[1]))
engine = work_engine(environment)
written = []
@event.listens_for(engine, "after_cursor_execute")
def count(connection, cursor, statement, *_):
    if statement.split(None, 1)[0].upper() in ("INSERT", "UPDATE", "DELETE"):
        written.append(max(cursor.rowcount, 0))
began, worked = time.perf_counter(), time.process_time()
assembly = assemble_home(engine, environment, None, "all")
seconds, worked = time.perf_counter() - began, time.process_time() - worked
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
told = {"seconds": seconds, "worked": worked, "peak": peak, "written": sum(written)}
print(json.dumps({**told, "counts": assembly.counts, "changes": dict(assembly.changes)}))
"""


def main() -> None:
    """Print the figures against their limits."""
    tree = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared" / "web").resolve()
    if not (tree / DATA / "HD2024.zip").is_file():
        sys.exit(f"there is no HD2024.zip in {tree / DATA}; give a web tree with the published files of 2024")
    home = fresh_home()
    crawl(home, tree)
    first = assembled(home)
    changed = other_tree(tree, home.parent / "tree")
    crawl(home, changed)
    night = assembled(home)
    crawl(home, changed)
    quiet = assembled(home)
    unit = bare_pass(tree).wall
    told = first["counts"]
    print(f"{told['program']:,} programs at {told['institution']:,} institutions, {told['price']:,} prices")
    print(
        f"first: {first['seconds'] / SECONDS:.2f} of the limit of {SECONDS} s, {first['seconds'] / unit:.1f} x a bare"
        f" csv.reader pass; peak {first['peak'] / GIGABYTES:.2f} of the limit of {GIGABYTES} GB"
    )
    moved = sum(night["changes"].values())
    print(
        f"a night with {moved:,} changes: {night['worked'] / first['worked']:.2f} of the first, limit {SHARE};"
        f" {night['seconds'] / (SHARE * SECONDS):.2f} of the limit of {SHARE * SECONDS:.0f} s;"
        f" peak {night['peak'] / GIGABYTES:.2f} of the limit"
    )
    print(f"a night without any: {quiet['worked'] / first['worked']:.3f} of the first")


def crawl(home: Path, tree: Path) -> None:
    """Stage one run of the whole of IPEDS."""
    line = [sys.executable, "-m", "scrapy", "crawl", "ipeds", "-a", "cip=all", "-a", "year=2024", "-s", f"WEB={tree}"]
    _run(line, home)


def assembled(home: Path) -> Any:
    """Seconds, peak memory (GB), rows written, counts and changes of one assembly."""
    return json.loads(_run([sys.executable, "-c", PROGRAM, str(home)], home))


def other_tree(tree: Path, into: Path) -> Path:
    """A copy of the tree in which every hundredth program has one graduate more."""
    (into / DATA).mkdir(parents=True)
    for name in TABLES:
        shutil.copy2(tree / DATA / f"{name}.zip", into / DATA)
    path = into / DATA / "C2024_A.zip"
    with zipfile.ZipFile(path) as archive:
        member = next(name for name in archive.namelist() if name.lower().endswith(".csv"))
        header, *rows = csv.reader(io.StringIO(archive.read(member).decode("utf-8-sig"), newline=""))
    total = header.index("CTOTALT")
    for row in rows[::EVERY]:
        row[total] = str(int(row[total]) + 1)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([header, *rows])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member, out.getvalue().encode())
    return into


def _run(command: list[str], home: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "PREFECT_"))}
    told = {**environment, "HIMDIR_HOME": str(home)}
    ended = subprocess.run(command, check=False, cwd=ROOT, env=told, capture_output=True, text=True)
    if ended.returncode:
        sys.exit(ended.stdout + ended.stderr)
    return ended.stdout


if __name__ == "__main__":
    main()
