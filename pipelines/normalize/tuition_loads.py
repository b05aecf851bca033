"""Credits, bands and years of a charge, from the marks around it."""

from pipelines.normalize.tuition_charge import Charge
from pipelines.normalize.tuition_scopes import Scopes

_LOADS = frozenset(("band", "credits"))


def year_of(scopes: Scopes, index: int) -> str | None:
    """The academic year of a figure as ``2023-24``: over it, before it, behind it, or in the words above."""
    if "year" not in scopes.uses:
        return None
    column = scopes.over(index)
    over = next((mark for mark in column.marks if mark.use == "year"), None) if column else None
    mark = over or scopes.before("year", index) or scopes.behind("year", index)
    if mark is None:
        mark = next((named[-1] for named in scopes.above("year")), None)
    return mark.value or None if mark else None


def set_load(charge: Charge, scopes: Scopes, index: int) -> None:
    """Set the credits that a total is tied to, or the band for which a rate holds."""
    column = scopes.over(index)
    equal = scopes.words[scopes.row.pre[1] - 1] == "="
    groups = [column.marks if column else [], scopes.post, scopes.pre[::-1], *(scopes.lead[:1] if equal else [])]
    groups += [*scopes.label, *scopes.headings]
    times = _times(scopes.words, scopes.row.figures[index].start)
    if times is not None:
        charge.credits = times
        return
    if scopes.uses.isdisjoint(_LOADS):
        return
    for far, group in enumerate(groups):
        mark = next((mark for mark in group if mark.use in ("band", "credits")), None)
        if mark is None or (far > 3 and mark.use == "credits"):
            continue
        if mark.use == "credits":
            charge.credits = float(mark.value)
        else:
            low, _, high = mark.value.partition(":")
            if scopes.words[mark.end - 1] == "hour" and any(
                one.use == "ce" for one in (*scopes.around, *(m for g in scopes.headings for m in g))
            ):
                charge.basis = "per_course"
                return
            charge.band_low, charge.band_high = (float(side) if side else None for side in (low, high))
        return


def _times(words: list[str], place: int) -> float | None:
    """The credits of ``$36 x 12 units, or $432``."""
    for back in range(place - 1, max(0, place - 7), -1):
        if words[back] in ("x", "times") and words[back + 1].isdecimal():
            return float(words[back + 1])
        if "$" in words[back]:
            return None
    return None
