"""What whole programs cost at schools that charge by program: numbered slots of the price table. Pure.

Known from the published layout of IC_PY, whose columns COST1 took over; no COST1 file has been seen.
"""

from collections.abc import Iterator

from spiders.ipeds_layout import site
from spiders.ipeds_rows import BLOCK, FIRST_ROW, MOST_TOLD, Row, Sheet
from spiders.ipeds_scope import Scope, is_cip
from spiders.items import RawRows, Surprise

KIND = "program_price"
NO_PROGRAM = frozenset({"", ".", "-1", "-2", "-3"})


def slot_columns() -> dict[str, tuple[str, ...]]:
    """The columns of every slot, under ``<slot>:<field>``; all may be absent."""
    slots = site().program_prices
    return {f"{slot}:{field}": names for slot in range(1, slots.slots + 1) for field, names in slots.slot(slot).items()}


def program_prices(sheet: Sheet, scope: Scope) -> Iterator[RawRows | Surprise]:
    """A record for each institution and CIP code with a slot; nothing when the table has no slots."""
    slots = [_Slot(sheet, number) for number in range(1, site().program_prices.slots + 1)]
    slots = [slot for slot in slots if len(slot.fields) > 1]
    if not slots:
        return
    met: dict[str, tuple[int, tuple[str, ...]]] = {}
    told = 0
    for number, cells in enumerate(sheet.table.rows(), FIRST_ROW):
        for slot in slots:
            found = slot.read(cells, number, scope, met)
            if isinstance(found, Surprise):
                told += 1
                if told <= MOST_TOLD:
                    yield found
            if len(slot.kept) == BLOCK:
                yield slot.block()
    for slot in slots:
        if slot.kept:
            yield slot.block()
    if told > MOST_TOLD:
        yield sheet.surprise("program_price_held", f"{told - MOST_TOLD:,} more program prices were held back")


class _Slot:
    """One numbered group of columns."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        prefix = f"{number}:"
        fields = [field for field in slot_columns() if field.startswith(prefix) and field in sheet.table.positions]
        self.fields = ["unitid", *fields] if f"{prefix}cip" in fields else []
        self.kept: list[Row] = []
        if self.fields:
            self.names = [field.removeprefix(prefix) for field in self.fields]
            self.pick = sheet.picker(self.fields)

    def read(
        self, cells: list[str], number: int, scope: Scope, met: dict[str, tuple[int, tuple[str, ...]]]
    ) -> Surprise | None:
        """Keep the slot of a row if it names a program in scope; a Surprise when it cannot be kept."""
        texts = self.pick(cells)
        cip = texts[1].strip()
        if cip in NO_PROGRAM:
            return None
        if not is_cip(cip):
            return self.sheet.surprise(
                "malformed_cip", f"program price held back: {cip[:40]!r} is no CIP code", row=number, sample=cip
            )
        if not scope.holds(cip):
            return None
        key = f"{self.sheet.unitid(texts[0], number)}:{cip}"
        first = met.setdefault(key, (number, texts))
        if first[1] is not texts:
            if first[1] == texts:
                return None
            words = f"a second, different price for {key} (the first is in row {first[0]}) was held back"
            return self.sheet.surprise("repeated_program_price", words, row=number, sample=",".join(texts))
        self.kept.append((number, key, texts))
        return None

    def block(self) -> RawRows:
        """The rows kept since the last block."""
        kept, self.kept = self.kept, []
        return self.sheet.block(KIND, self.fields, kept, self.names)
