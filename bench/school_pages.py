"""The whole way of school pages (ask, capture, parse, stage) against a spider that fetches the same and does nothing.

``python -m bench.school_pages [ROUNDS]``: made sites on loopback hosts, 25 program pages each in six shapes, found by
their sitemaps. The peer has the same settings and asks the same server for the same addresses, right before or after.
Pages a second count from the first request to the end of the process, so the verdict and the last flush are in it and
the start of the interpreter is not. On a busy machine wall time says little: the processor time of a page (of a crawl,
less that of a crawl of one site) is given beside it, processes and all. Then the memory: the peak of the crawler
and its processes together, what they share counted once, for 1,000 and for 20,000 pages.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.school_server import host_of
from spiders.environment import ROOT

PAGES_A_SITE = 25
SITES = 40
MANY_SITES = 800
ROUNDS = 5
WATCH_SECONDS = 0.5
SETTINGS = {
    "DOWNLOAD_DELAY": "0.001",
    "AUTOTHROTTLE_ENABLED": "False",
    "LOG_LEVEL": "ERROR",
    "CLOSESPIDER_TIMEOUT": "100000",
}


def main() -> None:
    """Print the ratios and the peaks."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with made_sites() as port:
        one = Round.of(port, 1, ours_first=True)
        report([Round.of(port, SITES, ours_first=bool(number % 2)) for number in range(rounds)], one)
        few, many = (peak_of(port, sites) for sites in (SITES, MANY_SITES))
    pages = [sites * PAGES_A_SITE for sites in (SITES, MANY_SITES)]
    print(f"peak memory: {few:.0f} MB for {pages[0]:,} pages, {many:.0f} MB for {pages[1]:,}", end="; ")
    print(f"ratio {many / few:.2f} (at most 1.20)")


@dataclass(frozen=True, slots=True)
class Crawled:
    """A crawl: wall seconds since its first request, processor seconds in all, peak of memory in MB, what it asked."""

    seconds: float
    processor: float
    peak: float
    asked: list[str]


@dataclass(frozen=True, slots=True)
class Round:
    """Crawls of ours and of the peer, on a first night and on one without changes."""

    ours: Crawled
    peer: Crawled
    ours_again: Crawled
    peer_again: Crawled

    @classmethod
    def of(cls, port: int, sites: int, ours_first: bool) -> "Round":
        """Both nights of both, over the same addresses, each in a home of its own."""
        with tempfile.TemporaryDirectory(prefix="himdir-bench-") as folder:
            ours, peer = Path(folder) / "ours", Path(folder) / "peer"
            first = crawl_ours(ours, port, sites)
            told = crawl_peer(peer, port, sites, first.asked)
            if ours_first:
                again, told_again = crawl_ours(ours, port, sites), crawl_peer(peer, port, sites, first.asked)
            else:
                told_again, again = crawl_peer(peer, port, sites, first.asked), crawl_ours(ours, port, sites)
        if len({frozenset(crawled.asked) for crawled in (first, told, again, told_again)}) > 1:
            sys.exit("the two spiders did not ask for the same")
        return cls(first, told, again, told_again)


def report(rounds: Sequence[Round], one: Round) -> None:
    """Medians of the rounds, by the clock and by processor time."""
    pages = SITES * PAGES_A_SITE
    for name, least, small, ours, peer in (
        ("first night", 0.5, (one.ours, one.peer), [r.ours for r in rounds], [r.peer for r in rounds]),
        (
            "nothing changed", 0.9, (one.ours_again, one.peer_again),
            [r.ours_again for r in rounds], [r.peer_again for r in rounds],
        ),
    ):  # fmt: skip
        speeds = [pages / statistics.median(crawled.seconds for crawled in crawls) for crawls in (ours, peer)]
        ratios = sorted(b.seconds / a.seconds for a, b in zip(ours, peer, strict=True))
        print(
            f"{name}: {speeds[0]:.0f} pages a second, peer {speeds[1]:.0f}; ratio {statistics.median(ratios):.2f} "
            f"({ratios[0]:.2f} to {ratios[-1]:.2f}; at least {least})"
        )
        costs = [
            (statistics.median(crawled.processor for crawled in crawls) - start.processor) / (pages - PAGES_A_SITE)
            for crawls, start in zip((ours, peer), small, strict=True)
        ]
        told = f"{costs[0] * 1000:.2f} ms of processor time a page, peer {costs[1] * 1000:.2f}"
        print(f"  {told}; ratio {costs[1] / costs[0]:.2f}")


def peak_of(port: int, sites: int) -> float:
    """Peak memory of the crawler in MB."""
    with tempfile.TemporaryDirectory(prefix="himdir-bench-") as folder:
        return crawl_ours(Path(folder), port, sites).peak


def crawl_ours(home: Path, port: int, sites: int) -> Crawled:
    """Visit that many sites."""
    home.mkdir(exist_ok=True)
    lines = [
        {"unitid": f"{100000 + site}", "url": f"http://{host_of(site)}:{port}/", "kind": "website"}
        for site in range(sites)
    ]
    starts = home / "starts.jsonl"
    starts.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return crawl(home, port, sites, ["school_pages", "-a", f"starts={starts}"], "spiders")


def crawl_peer(home: Path, port: int, sites: int, asked: list[str]) -> Crawled:
    """Ask for the same addresses; robots.txt is asked for by itself."""
    home.mkdir(exist_ok=True)
    urls = home / "urls.txt"
    urls.write_text("\n".join(url for url in asked if not url.endswith("/robots.txt")), encoding="utf-8")
    return crawl(home, port, sites, ["peer", "-a", f"urls={urls}"], "bench.school_peer")


def crawl(home: Path, port: int, sites: int, words: list[str], modules: str) -> Crawled:
    """Run a crawl to its end; ours has to end well, the peer has no items and so no success."""
    settings = {**SETTINGS, "SPIDER_MODULES": modules, "ALLOWED_INTERNAL_HOSTS": ",".join(map(host_of, range(sites)))}
    line = [sys.executable, "-m", "scrapy", "crawl", *words]
    for name, value in settings.items():
        line += ["-s", f"{name}={value}"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("HIMDIR_", "SCRAPY_"))}
    told = {**environment, "HIMDIR_HOME": str(home), "HIMDIR_CONTACT": "bench@example.org"}
    process = subprocess.Popen(line, cwd=ROOT, env=told, stderr=subprocess.PIPE, text=True)
    peaks = [0.0]
    threading.Thread(target=_watch, args=(process.pid, peaks), daemon=True).start()
    assert process.stderr is not None
    log = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    end = time.monotonic()
    if os.waitstatus_to_exitcode(status) and words[0] != "peer":
        sys.exit(log)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/asked") as answer:
        asked = json.load(answer)
    return Crawled(end - asked["first"], usage.ru_utime + usage.ru_stime, peaks[0], asked["asked"])


def _watch(pid: int, peaks: list[float]) -> None:
    """Keep the most memory in MB that a process and its children took together, until it is gone."""
    while memory := _memory_of(pid):
        peaks[0] = max(peaks[0], memory)
        time.sleep(WATCH_SECONDS)


def _memory_of(pid: int) -> float:
    """The proportional set size of a process and its children in MB; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return own + sum(_memory_of(int(child)) for child in children)


@contextmanager
def made_sites() -> Iterator[int]:
    """The server of made sites in a process of its own; its port."""
    line = [sys.executable, "-m", "bench.school_server", str(PAGES_A_SITE)]
    with subprocess.Popen(line, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


if __name__ == "__main__":
    main()
