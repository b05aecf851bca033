"""Two workers against one: the same processor-bound replay of 8 shards, given out by a Prefect server on PostgreSQL.

``python -m bench.workers [ROUNDS]``: made sites are visited once, in 8 shards of as many sites each; then the captures
are replayed from nothing, by one worker and by two in turn, each with a limit of one shard at a time, in a home and a
database of their own. Time is that of the refresh's first step: from the first order to the last verdict. Only on a
machine with two idle cores does the ratio say something; the load average before each replay is printed beside it.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.school_pages import PAGES_A_SITE, SETTINGS, made_sites
from bench.school_server import host_of
from spiders.environment import ROOT
from spiders.school_sites_domains import domains_of
from spiders.school_sites_plan import plan
from spiders.school_sites_starts import given_starts
from spiders.web import INDEX_ENDING
from tests.flows.prefect_machines import Machines, kill_machine, prefect_machines
from tests.postgres import Postgres, postgres_server

SHARDS = 8
SITES_A_SHARD = 60
ROUNDS = 3
LIMIT = 0.65
NIGHT = """
import json, sys
from flows.reading import RefreshRequest
from flows.refresh import refresh
from flows.progress import ProgressBoard
from flows.work import sole_work
from rich.console import Console
from spiders.environment import Environment
with sole_work(Environment()):
    summary = refresh(RefreshRequest.model_validate(json.loads(sys.argv[1])), ProgressBoard(Console(quiet=True)))
print(json.dumps({"seconds": summary.seconds["crawl"], "verdicts": [one.verdict for one in summary.sources]}))
"""


def main() -> None:
    """Print the seconds of each replay and the median ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory(prefix="himdir-bench-") as told, postgres_server() as postgres:
        folder = Path(told)
        request = recorded(folder / "recorded")
        with prefect_machines(folder, postgres, SCRAPY_SETTINGS_MODULE="bench.local_settings") as machines:
            pairs = []
            for number in range(rounds):
                counts = (1, 2) if number % 2 else (2, 1)
                took = {n: replay(machines, postgres, folder / f"{number}-{n}", n, request) for n in counts}
                pairs.append(took[2] / took[1])
                print(f"  round {number + 1}: one worker {took[1]:.1f} s, two {took[2]:.1f} s, ratio {pairs[-1]:.2f}")
    pages = SHARDS * SITES_A_SHARD * PAGES_A_SITE
    print(f"two workers against one, {SHARDS} shards, {pages:,} pages: {statistics.median(pairs):.2f} (limit {LIMIT})")


def recorded(home: Path) -> dict[str, object]:
    """Visit the sites once, two shards at a time; the request that replays all shards."""
    home.mkdir(parents=True)
    with made_sites() as port:
        starts = home / "starts.jsonl"
        lines = [
            {"unitid": f"{100000 + site}", "url": f"http://{host_of(site)}:{port}/", "kind": "website"}
            for site in sites(port)
        ]
        starts.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        with ThreadPoolExecutor(2) as pool:
            found = dict(pool.map(lambda number: visit(home, starts, number), range(1, SHARDS + 1)))
    asked = {"sources": ["school_pages"], "web": "live", "shards": SHARDS, "replays": found}
    return {**asked, "starts": {"school_pages": str(starts)}}


def sites(port: int) -> list[int]:
    """Numbers of sites, as many for each shard."""
    filled: Counter[int] = Counter()
    found = []
    for site in range(20 * SHARDS * SITES_A_SHARD):
        starts = given_starts(f"http://{host_of(site)}:{port}/")
        shard = next(n for n in range(1, SHARDS + 1) if domains_of(starts, plan(), (n, SHARDS))[0])
        if filled[shard] < SITES_A_SHARD:
            filled[shard] += 1
            found.append(site)
    return found


def visit(home: Path, starts: Path, number: int) -> tuple[str, str]:
    """Crawl a shard; its words, and the index of its captures."""
    shard = f"{number}/{SHARDS}"
    run_id = f"school_pages-20260101T00000{number}Z-bench"
    hurried = {**SETTINGS, "RUN_ID": run_id}
    line = [sys.executable, "-m", "scrapy", "crawl", "school_pages", "-a", f"starts={starts}", "-a", f"shard={shard}"]
    for name, value in hurried.items():
        line += ["-s", f"{name}={value}"]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "SCRAPY_"))}
    told = {**own, "HIMDIR_HOME": str(home / str(number)), "HIMDIR_CONTACT": "bench@example.org"}
    told |= {"SCRAPY_SETTINGS_MODULE": "bench.local_settings"}
    ended = subprocess.run(line, check=False, cwd=ROOT, env=told, capture_output=True, text=True)
    index = home / str(number) / "captures" / "school_pages" / f"{run_id}{INDEX_ENDING}"
    if ended.returncode or not index.is_file():
        sys.exit(ended.stderr[-3000:])
    return f"school_pages {shard}", str(index)


def replay(machines: Machines, postgres: Postgres, home: Path, workers: int, request: dict[str, object]) -> float:
    """Seconds from the first order to the last verdict, with so many workers."""
    machines.environment |= {"HIMDIR_HOME": str(home), "HIMDIR_DATABASE_URL": postgres.database("LOCALE 'C'")}
    known = names(machines)
    started = [machines.start_worker(1) for _ in range(workers)]
    while len(names(machines) - known) < workers:
        time.sleep(0.5)
    print(f"  {workers} at work, load average before: {os.getloadavg()[0]:.2f}", flush=True)
    line = [sys.executable, "-c", NIGHT, json.dumps(request)]
    ended = subprocess.run(line, check=False, cwd=ROOT, env=machines.environment, capture_output=True, text=True)
    for worker in started:
        kill_machine(worker.pid)
    if ended.returncode:
        sys.exit(ended.stderr[-3000:] + machines.logs())
    told = json.loads(ended.stdout.splitlines()[-1])
    if told["verdicts"] != ["accepted"] * SHARDS:
        sys.exit(f"not all shards were accepted: {told['verdicts']}")
    return float(told["seconds"])


def names(machines: Machines) -> set[str]:
    """The names of the workers that have asked for work."""
    return {worker["name"] for worker in machines.ask("/work_pools/him/workers/filter")}


if __name__ == "__main__":
    main()
