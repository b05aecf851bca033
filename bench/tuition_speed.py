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

from pipelines.compiled import SETTING
from pipelines.normalize import tuition
from pipelines.normalize.tuition import forget_words, predicted

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
ROUNDS = 5
PARTS = 10
KEPT = 1_000
"""Texts that are read again; the reader keeps the answers for some 2,000."""


def seconds(texts: list[str]) -> tuple[float, float]:
    """The median seconds of our reader and of price-parser over all texts, of several rounds in parts.

    Before a part is read, all words that were kept are dropped and the texts of the other parts are read: so the words
    of pages are known, and no text was met before.
    """
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(ROUNDS):
        ours.append(0.0)
        theirs.append(0.0)
        for part in range(PARTS):
            measured = texts[part::PARTS]
            forget_words()
            for place, text in enumerate(texts):
                if place % PARTS != part:
                    predicted(text)
            ours[-1] += seconds_of(predicted, measured)
            theirs[-1] += seconds_of(Price.fromstring, measured)
    return median(ours), median(theirs)


def seconds_again(texts: list[str]) -> float:
    """The median seconds of our reader over texts that it has just read, as the pages of a school repeat its prices."""
    kept = texts[:KEPT]
    for text in kept:
        predicted(text)
    return median(seconds_of(predicted, kept) for _ in range(ROUNDS)) * len(texts) / len(kept)


def seconds_of(reader: Callable[[str], object], texts: list[str]) -> float:
    """The seconds that a reader takes for texts."""
    began = time.process_time()
    for text in texts:
        reader(text)
    return time.process_time() - began


def texts_of(paths: list[Path]) -> list[str]:
    """The texts of the files of labelled cases that are there, each once."""
    lines = [line for path in paths if path.exists() for line in path.read_text(encoding="utf-8").splitlines()]
    return list(dict.fromkeys(json.loads(line)["text"] for line in lines if line.strip()))


def main() -> None:
    """Print the ratio to price-parser and, for hostile text, how time grows from a quarter to one megabyte."""
    kind = "plain Python" if tuition.__file__.endswith(".py") else "compiled"
    print(f"the reader is {kind} here ({SETTING}=no in the environment: plain Python)")
    texts = texts_of([Path(sys.argv[1])] if len(sys.argv) > 1 else [CASES, OWN])
    ours, theirs = seconds(texts)
    print(f"{len(texts)} texts: ours {len(texts) / ours:,.0f}/s, price-parser {len(texts) / theirs:,.0f}/s")
    again = seconds_again(texts)
    print(f"ratio of speeds, ours to price-parser: {theirs / ours:.2f}; of texts read again: {theirs / again:.1f}")
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
