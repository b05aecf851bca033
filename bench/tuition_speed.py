"""How fast charges are read: texts a second beside price-parser in the same run, and seconds for one megabyte.

Run as ``python -m bench.tuition_speed [CASES]``; CASES are lines with a ``text``, by default the labelled cases beside
the checkout and the texts of our own accuracy set. Seconds are of the processor, since machines are shared; ratios, not
seconds, are what may be compared between machines.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from price_parser import Price

from pipelines.normalize.tuition import predicted

CASES = Path(__file__).resolve().parents[1] / "../shared/cases/dev_tuition.jsonl"
OWN = Path(__file__).resolve().parents[1] / "pipelines/accuracy/tuition.jsonl"
HOSTILE = (
    "$5 ",
    "$5\n",
    "($5 ",
    "$1,",
    "$5-",
    "12 credits ",
    "Tuition $500 per credit\n",
    "word ",
    "per ",
    "$36 x 12 units = ",
    "3 $\n",
    "non-resident/international ",
)
ROUNDS = 15


def seconds(readers: list[Callable[[str], object]], texts: list[str]) -> list[float]:
    """The median seconds of each reader over all texts, of several rounds in which the readers take turns."""
    took: list[list[float]] = [[] for _ in readers]
    for _ in range(ROUNDS):
        for reader, times in zip(readers, took, strict=True):
            began = time.process_time()
            for text in texts:
                reader(text)
            times.append(time.process_time() - began)
    return [median(times) for times in took]


def texts_of(paths: list[Path]) -> list[str]:
    """The texts of the files of labelled cases that are there."""
    lines = [line for path in paths if path.exists() for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line)["text"] for line in lines if line.strip()]


def main() -> None:
    """Print the ratio to price-parser and, for hostile text, how time grows from a quarter to one megabyte."""
    texts = texts_of([Path(sys.argv[1])] if len(sys.argv) > 1 else [CASES, OWN])
    ours, theirs = seconds([predicted, Price.fromstring], texts)
    print(f"{len(texts)} texts: ours {len(texts) / ours:,.0f}/s, price-parser {len(texts) / theirs:,.0f}/s")
    print(f"ratio of speeds, ours to price-parser: {theirs / ours:.2f}")
    for piece in HOSTILE:
        took = []
        for size in (250_000, 1_000_000):
            text = ("Tuition $5 " + piece * (size // len(piece) + 1))[:size]
            began = time.process_time()
            predicted(text)
            took.append(time.process_time() - began)
        print(f"{piece!r:28} 1 MB in {took[1]:6.2f} s of processor time, {took[1] / took[0]:.1f} times a quarter of it")


if __name__ == "__main__":
    main()
