"""How fast charges are read: texts a second beside price-parser in the same run, and seconds for one megabyte.

Run as ``python -m bench.tuition_speed [CASES]``; CASES are lines with a ``text``, by default the labelled cases beside
the checkout, else a few shapes of our own. Ratios, not seconds, are what may be compared between machines.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from price_parser import Price

from pipelines.normalize.tuition import predicted

CASES = Path(__file__).resolve().parents[1] / "../shared/cases/dev_tuition.jsonl"
OWN = (
    "In-state tuition is $4,180 per semester and out-of-state tuition is $9,905 per semester.",
    "Application fee: $40 (one time)",
    "Credits | In-State | Out-of-State\n1 | $142.00 | $389.00\n2 | $284.00 | $778.00",
    "The median salary of a coder is $48,500 a year.",
)
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
)
ROUNDS = 7


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    """The least seconds of several rounds over all texts."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    """Print the ratio to price-parser and, for hostile text, how time grows from a quarter to one megabyte."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else CASES
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    texts = [json.loads(line)["text"] for line in lines if line.strip()] or list(OWN)
    ours, theirs = seconds(predicted, texts), seconds(Price.fromstring, texts)
    print(f"{len(texts)} texts: ours {len(texts) / ours:,.0f}/s, price-parser {len(texts) / theirs:,.0f}/s")
    print(f"ratio of speeds, ours to price-parser: {theirs / ours:.2f}")
    for piece in HOSTILE:
        took = []
        for size in (250_000, 1_000_000):
            text = (piece * (size // len(piece) + 1))[:size]
            began = time.perf_counter()
            predicted(text)
            took.append(time.perf_counter() - began)
        print(f"{piece!r:28} 1 MB in {took[1]:6.2f} s, {took[1] / took[0]:.1f} times a quarter of it")


if __name__ == "__main__":
    main()
