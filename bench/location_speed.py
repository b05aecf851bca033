"""How fast places are read, as a ratio to ``usaddress.tag`` on the same texts in the same run, and that time is linear.

Run as ``python -m bench.location_speed [TEXTS.jsonl]``; the file has lines with a ``text``. Without it, invented
addresses are read. Both readers are timed in alternate rounds, in seconds of the processor, and the best round of each
counts, so that other work on the machine disturbs neither.
"""

import contextlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import usaddress

from pipelines.normalize.location import predicted

ROUNDS = 5
SAMPLE = [
    f"{number} {name} {kind}, {unit}{city}"
    for number, name in ((118, "Larch Hollow"), (2040, "North Quillan"), (77, "E. Brannock"), (9301, "Ferncastle"))
    for kind in ("Street", "Ave.", "Blvd", "Road")
    for unit in ("", "Suite 210, ", "3rd Floor, ", "PO Box 77, ")
    for city in ("Salem, OR 97301", "Tampa, Florida 33602-1234", "San Juan, PR 00936", "Dubuque IA 52001")
]


def texts_of(path: Path) -> list[str]:
    """The texts of a file of JSON lines."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip()]


def best_seconds(texts: list[str], readers: list[Callable[[str], object]]) -> list[float]:
    """The quickest round of each reader over all texts, in seconds."""
    best = [float("inf")] * len(readers)
    for _ in range(ROUNDS):
        for index, reader in enumerate(readers):
            began = time.process_time()
            for text in texts:
                with contextlib.suppress(usaddress.RepeatedLabelError):
                    reader(text)
            best[index] = min(best[index], time.process_time() - began)
    return best


def growth(unit: str, *, size: int = 250_000) -> float:
    """Seconds for four times the text over seconds for the text: about 4 when time is linear."""
    short = unit * (size // len(unit))
    seconds = best_seconds([short], [predicted])[0], best_seconds([short * 4], [predicted])[0]
    return seconds[1] / seconds[0]


def main() -> None:
    """Print both speeds, their ratio and the growth of time up to a million characters."""
    texts = texts_of(Path(sys.argv[1])) if len(sys.argv) > 1 else SAMPLE
    texts = texts * max(1, 1000 // len(texts))
    predicted("Salem, OR 97301")
    ours, theirs = best_seconds(texts, [predicted, usaddress.tag])
    print(f"{len(texts)} texts: {len(texts) / ours:,.0f} a second; usaddress.tag {len(texts) / theirs:,.0f}")
    print(f"ratio {theirs / ours:.2f}")
    for unit in ("118 Larch Hollow Street, Salem, OR 97301; ", "Calle 5, ", "a", "PO Box ", "IN OR, ", "( "):
        print(f"growth from 250,000 to 1,000,000 characters of {unit!r}: {growth(unit):.1f}")


if __name__ == "__main__":
    main()
