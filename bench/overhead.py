"""What Prefect and the ledger add to a refresh: all sources of the sample web, against their bare crawls.

``python -m bench.overhead [ROUNDS]``. Bare: the same crawls, in processes forked as those of a refresh are, each item
normalized and then forgotten; no Prefect, no lock, no run, no verdict. What the refresh takes longer, less its own two
steps that make the directory (assemble, publish), is the overhead: it is paid once a night, so that it is held against
15 seconds and against a tenth of a night of ten minutes. The first night of a home, which makes Prefect's database and
everything else, is told apart from a later one. The ledger's share grows with the records; what a million of them cost
is in ``bench.refresh``.
"""

import json
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.refresh import Took, empty, timed
from flows.crawlers import start_crawl
from flows.parts import parts_of
from flows.reading import RefreshRequest, spider_arguments
from flows.web_sources import sources_on_web
from spiders.source import source_card

ROUNDS = 5
NIGHT_SECONDS = 600
LIMIT_SECONDS = 15
LIMIT_SHARE = 0.10
BARE = "--bare"


@dataclass(frozen=True, slots=True)
class Round:
    """The whole refresh, its two steps that make the directory (in seconds), and the bare crawls, one after another."""

    whole: Took
    directory: float
    bare: Took

    @property
    def overhead(self) -> float:
        """Seconds that neither the crawls nor the directory took."""
        return self.whole.wall - self.directory - self.bare.wall


def main() -> None:
    """Print medians and ratios."""
    if sys.argv[1:2] == [BARE]:
        bare_crawls(Path(sys.argv[2]))
        return
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    print(f"load average before: {os.getloadavg()[0]:.2f}", flush=True)
    for later, name in ((False, "the first night of a home"), (True, "a later night")):
        report(name, [one_round(later=later) for _ in range(number)])


def report(name: str, rounds: list[Round]) -> None:
    """Print medians and ratios."""
    whole, bare = (statistics.median(getattr(one, name).wall for one in rounds) for name in ("whole", "bare"))
    spread = sorted(one.overhead for one in rounds)
    overhead = statistics.median(spread)
    print(f"{name}: sample web refreshed in {whole:.1f} s; bare crawls {bare:.1f} s; medians of {len(rounds)} rounds")
    print(f"  overhead: {overhead:.1f} s ({spread[0]:.1f} to {spread[-1]:.1f}; limit {LIMIT_SECONDS})", end="; ")
    share = overhead / NIGHT_SECONDS
    print(f"against a night of {NIGHT_SECONDS / 60:.0f} minutes: {share:.3f} (limit {LIMIT_SHARE})")
    processor = statistics.median(one.whole.processor - one.bare.processor - one.directory for one in rounds)
    print(f"  in processor time, which a busy machine disturbs less: {processor:.1f} s", flush=True)


def one_round(*, later: bool) -> Round:
    """A refresh in a new home (``later``: in which Prefect has run), then the bare crawls with its starts."""
    with tempfile.TemporaryDirectory(prefix="himdir-bench-") as told:
        home = Path(told)
        if later:
            empty(home)
        whole = timed([sys.executable, "-m", "flows.cli", "refresh", "--web", "sample"], home)
        receipt = json.loads((home / "receipts" / "receipt.json").read_text(encoding="utf-8"))
        directory = receipt["seconds"]["assemble"] + receipt["seconds"]["publish"]
        return Round(whole, directory, timed([sys.executable, "-m", "bench.overhead", BARE, str(home)], home))


def bare_crawls(home: Path) -> None:
    """Crawl all sources at once, then those that begin where others point to, as a refresh does."""
    request = RefreshRequest(web="sample")
    parts = parts_of(sources_on_web([], "sample"), 1, {})
    environment = {**os.environ, "HIMDIR_CAPTURES": str(home / "bare")}
    for later in (False, True):
        running = []
        for part in parts:
            if bool(source_card(part.source).starts_from) == later:
                arguments = spider_arguments(part, request)
                if later:
                    arguments["starts"] = str(home / "starts" / f"{part.source}.jsonl")
                running.append(start_crawl(command(part.source, arguments), environment))
        for process in running:
            assert process.stderr is not None
            log = process.stderr.read()
            if process.wait():
                sys.exit(log)


def command(source: str, arguments: dict[str, str]) -> list[str]:
    """A crawl that normalizes and forgets."""
    pipeline = json.dumps({"bench.bare_pipeline.NormalizeOnly": 100})
    line = ["scrapy", "crawl", source, "-s", "WEB=sample", "-s", f"ITEM_PIPELINES={pipeline}", "-s", "LOG_LEVEL=ERROR"]
    for name, value in arguments.items():
        line += ["-a", f"{name}={value}"]
    return line


if __name__ == "__main__":
    main()
