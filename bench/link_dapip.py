"""How well and how fast institutions are linked: DAPIP to IPEDS with the UNITIDs hidden, and the labeled cases by trap.

Run as ``python -m bench.link_dapip [FOLDER]``; FOLDER is the tree of published files and labeled cases, by default the
one beside the checkout. Seconds are printed beside those of a bare rapidfuzz pass over the same names.
"""

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.fuzz import token_sort_ratio

from bench.ipeds_files import dapip_institutions, known_institutions
from pipelines.link import Candidate, KnownInstitution, Linker

SECONDS = 20
"""What reading all institutions and linking all of DAPIP may take in all (processor time, which others move less)."""
SHARED = Path(__file__).resolve().parents[1] / "../shared"


@dataclass
class Tally:
    """What became of the candidates: links that are right and wrong, and those left without one."""

    right: int = 0
    wrong: int = 0
    unlinked: int = 0
    seconds: float = 0.0
    by_how: Counter[tuple[str, str]] = field(default_factory=Counter)
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right links of all links."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Right links of all candidates."""
        return self.right / max(1, self.right + self.wrong + self.unlinked)


def arrivals(known: Iterable[KnownInstitution], linker: Linker) -> dict[str, str | None]:
    """UNITID to the UNITID that a source giving it is linked to: its own or its successor's."""
    ids = sorted({one.unitid for one in known})
    return {unitid: linker.link(Candidate(unitid, "", unitid=unitid)).unitid for unitid in ids}


def link_dapip(known: list[KnownInstitution], web: Path, without: tuple[str, ...] = ("opeid",)) -> Tally:
    """Link the DAPIP institutions that have one UNITID of the newest year, with the fields ``without`` left out."""
    began, tally = time.perf_counter(), Tally()
    linker = Linker(known)
    truth, newest = arrivals(known, linker), max(one.year for one in known)
    present = {one.unitid for one in known if one.year == newest}
    for candidate, unitid in dapip_institutions(web):
        if unitid in present:
            hidden: dict[str, Any] = dict.fromkeys(without)
            link = linker.link(replace(candidate, **hidden))
            outcome = "unlinked" if link.unitid is None else "right" if link.unitid == truth[unitid] else "wrong"
            setattr(tally, outcome, getattr(tally, outcome) + 1)
            tally.by_how[link.how, outcome] += 1
            if outcome == "wrong":
                tally.mistakes.append(
                    f"{candidate.name}, {candidate.city}: {unitid} expected, {link.unitid} by {link.how}"
                )
    tally.seconds = time.perf_counter() - began
    return tally


def link_cases(known: list[KnownInstitution], cases: Path) -> tuple[Counter[tuple[str, bool]], list[str]]:
    """The labeled cases: (trap, as labeled?) counted, and a line for each that is not."""
    linker, counts, mistakes = Linker(known), Counter[tuple[str, bool]](), []
    with cases.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            candidate = Candidate(row["example_id"], row["listed_name"], row["listed_city"], row["listed_state"])
            link = linker.link(candidate)
            good = link.unitid == row["unitid"] if row["label"] == "match" else link.how == "review"
            counts[row["trap"], good] += 1
            if not good:
                mistakes.append(f"{row['example_id']} {candidate.name}: {link.how} {link.unitid}, {link.explanation}")
    return counts, mistakes


def bare_pass(known: list[KnownInstitution], web: Path) -> float:
    """Seconds that rapidfuzz alone takes to find the most alike name of the state: the yardstick."""
    names: dict[str, list[str]] = defaultdict(list)
    for one in known:
        names[one.state].append(one.name)
    began = time.perf_counter()
    for candidate, unitid in dapip_institutions(web):
        if unitid and candidate.state:
            process.extractOne(candidate.name, names[candidate.state], scorer=token_sort_ratio)
    return time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not folder.exists():
        print(f"skipped: the published files are not at {folder}")
        return
    web = folder / "web"
    known, yardstick = known_institutions(web), bare_pass(known_institutions(web), web)
    ways = (
        (("opeid",), "names and addresses"),
        ((), "with OPEID"),
        (("opeid", "street", "zip5", "phone"), "name, city, state"),
    )
    for without, title in ways:
        tally = link_dapip(known, web, without)
        print(
            f"DAPIP, {title}: precision {tally.precision:.4f}, recall {tally.recall:.4f}, {tally.seconds:.1f} s,",
            end=" ",
        )
        print(f"{tally.seconds / yardstick:.1f} times a bare rapidfuzz pass")
        for (how, outcome), count in sorted(tally.by_how.items()):
            print(f"  {how:15} {outcome:9} {count:6}")
        print(*(f"    {line}" for line in tally.mistakes), sep="\n")
    counts, mistakes = link_cases(known, folder / "cases" / "dev_link.csv")
    for trap in sorted({trap for trap, _ in counts}):
        print(f"  {trap:40} {counts[trap, True]:3} of {counts[trap, True] + counts[trap, False]:3}")
    print(*mistakes, sep="\n")


if __name__ == "__main__":
    main()
