"""Completions (C_A) become programs: one of each institution, CIP code and award level. Pure."""

from collections.abc import Iterator

from spiders.ipeds_layout import Programs, site
from spiders.ipeds_rows import BLOCK, FIRST_ROW, MOST_REMEMBERED, MOST_TOLD, Keys, Row, Sheet
from spiders.ipeds_scope import Scope, is_cip
from spiders.items import RawRows, Surprise, Tally
from spiders.structure import StructureChanged

KIND = "program"
SKIP = ""
"""The verdict on a code whose rows are left out on purpose: a total, a second major, or out of scope."""


def parse_programs(
    body: bytes, url: str, capture_id: str, year: int, scope: Scope, institutions_met: set[str] | None = None
) -> Iterator[RawRows | Surprise | Tally]:
    """The programs of a data year that are in ``scope``, those without completions included.

    Adds the UNITID of every row, in scope or not, to ``institutions_met``. Raises StructureChanged.
    """
    layout = site().programs
    sheet = Sheet(body, url, capture_id, year, layout, period=str(year))
    yield from sheet.audit()
    reading = _Reading(sheet, layout, scope, set() if institutions_met is None else institutions_met)
    yield from reading.blocks()
    yield from reading.findings()
    yield sheet.tally("rows_C_A", reading.rows)
    yield sheet.tally("completions_institutions", len(reading.institutions))
    yield sheet.tally("programs_in_scope", len(reading.keys.first))


class _Verdicts(dict[str, str | None]):
    """What each text of a code column stands for, judged once: the code, SKIP, or None when it is not understood."""

    def __init__(self, known: frozenset[str], skipped: frozenset[str]) -> None:
        super().__init__()
        self.known, self.skipped = known, skipped
        self.strange: dict[str, list[int]] = {}

    def __missing__(self, text: str) -> str | None:
        verdict = self[text] = self.judge(text.strip())
        return verdict

    def judge(self, code: str) -> str | None:
        if code in self.skipped:
            return SKIP
        return code if code in self.known else None

    def note(self, text: str, row: int) -> None:
        """Remember a row whose text is not understood: the first row and how many there are."""
        found = self.strange.setdefault(text, [row, 0])
        found[1] += 1
        if len(self.strange) > MOST_REMEMBERED:
            raise StructureChanged("unknown_codes", f"ipeds: {len(self.strange):,} unlike codes up to row {row}")


class _CipVerdicts(_Verdicts):
    def __init__(self, scope: Scope, totals: frozenset[str]) -> None:
        super().__init__(frozenset(), totals)
        self.scope = scope

    def judge(self, code: str) -> str | None:
        if code in self.skipped:
            return SKIP
        if not is_cip(code):
            return None
        return code if self.scope.holds(code) else SKIP


class _Reading:
    """One pass over the table: 290,000 rows, so the loop does little more than four look-ups a row."""

    def __init__(self, sheet: Sheet, layout: Programs, scope: Scope, institutions: set[str]) -> None:
        self.sheet, self.layout, self.institutions = sheet, layout, institutions
        self.cips = _CipVerdicts(scope, layout.total_cips)
        self.levels = _Verdicts(layout.award_levels, layout.total_award_levels)
        self.majors = _Verdicts(frozenset({layout.first_major}), layout.other_majors)
        self.fields = [name for name in layout.columns if name in sheet.table.positions and name != "major_number"]
        self.pick = sheet.picker(self.fields)
        self.keys = Keys()
        self.rows = 0

    def blocks(self) -> Iterator[RawRows]:
        """The rows in scope, BLOCK at a time."""
        kept: list[Row] = []
        for row in self._kept():
            kept.append(row)
            if len(kept) == BLOCK:
                yield self.sheet.block(KIND, self.fields, kept)
                kept = []
        if kept:
            yield self.sheet.block(KIND, self.fields, kept)

    def _kept(self) -> Iterator[Row]:
        at = self.sheet.table.positions
        at_unitid, at_cip, at_level, at_major = at["unitid"], at["cip"], at["award_level"], at["major_number"]
        cips, levels, majors, keys, pick = self.cips, self.levels, self.majors, self.keys.first, self.pick
        last, unitid, number = "", "", FIRST_ROW - 1
        for number, cells in enumerate(self.sheet.table.rows(), FIRST_ROW):
            if cells[at_unitid] != last:
                last = cells[at_unitid]
                unitid = self.sheet.unitid(last, number)
                self.institutions.add(unitid)
            if not (cip := cips[cells[at_cip]]):
                if cip is None:
                    cips.note(cells[at_cip], number)
                continue
            level, major = levels[cells[at_level]], majors[cells[at_major]]
            if not (level and major):
                self._note_strange(cells, level, major, number)
                continue
            key = f"{unitid}:{cip}:{level}"
            if keys.setdefault(key, number) == number:
                yield number, key, pick(cells)
            else:
                self.keys.remember(key, number)
        self.rows = number - FIRST_ROW + 1

    def _note_strange(self, cells: list[str], level: str | None, major: str | None, number: int) -> None:
        at = self.sheet.table.positions
        if level is None:
            self.levels.note(cells[at["award_level"]], number)
        if major is None:
            self.majors.note(cells[at["major_number"]], number)

    def findings(self) -> Iterator[Surprise]:
        """What was held back and why, and the keys that stand in several rows."""
        if not self.rows:
            yield self.sheet.surprise("no_rows", "a header and no rows; expected the programs of the year", "fatal")
        yield from self._malformed_cips()
        yield from self._unknown("unknown_award_level", "award level", self.levels)
        yield from self._unknown("unknown_major_number", "major number", self.majors)
        yield from self.keys.surprises(self.sheet, self.pick)

    def _malformed_cips(self) -> Iterator[Surprise]:
        malformed = sum(number for _, number in self.cips.strange.values())
        if malformed > self.rows * self.layout.malformed_share:
            text, (row, _) = next(iter(self.cips.strange.items()))
            yield self.sheet.surprise(
                "malformed_cip",
                f"{malformed:,} of {self.rows:,} rows hold a CIP code other than two digits, a point and four, such as "
                f"{text[:40]!r}; codes that were read as numbers have lost a zero and are not mended here. Look at the "
                "published file",
                "fatal",
                row,
                text,
            )
        else:
            yield from self._unknown("malformed_cip", "CIP code", self.cips)

    def _unknown(self, code: str, what: str, verdicts: _Verdicts) -> Iterator[Surprise]:
        for text, (row, number) in list(verdicts.strange.items())[:MOST_TOLD]:
            words = f"{what} {text[:40]!r} is not known; {number:,} rows are held back until it is"
            yield self.sheet.surprise(code, words, "warning", row, text)
        if (more := len(verdicts.strange) - MOST_TOLD) > 0:
            yield self.sheet.surprise(code, f"{more:,} more texts are no known {what}")
