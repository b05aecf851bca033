"""Kinds of charges: one for several topics of a label, and the likely one where no word tells it. Reads no text."""

from typing import Final

WEAK: Final = frozenset(("cost", "total"))
"""Topics that say that something is a price, not of what."""
_LEAST_TUITION: Final = {
    "per_credit": 4000, "per_clock_hour": 0, "per_course": 1000, "per_term": 25000, "per_year": 80000,
    "per_program": 0, "per_month": 0, "one_time": 10**9, "unknown": 20000,
}  # fmt: skip


def combined(values: list[str]) -> str | None:
    """One topic for the topics of a label in order."""
    if not values:
        return None
    if len(values) == 1:
        return values[0]
    if values[-1][0] == "!":
        return values[-1]
    kinds = [value for value in values if value[0] != "!"]
    several = set(kinds)
    if len(several) == 1:
        return kinds[0]
    if kinds[-1] == "total_cost" or (kinds[0] == "total_cost" and kinds[-1] not in ("fee", "tuition")):
        return "total_cost"
    if "other" in several and several & {"books", "room_and_board"}:
        return "other"
    if several == {"books", "room_and_board"}:
        return "other"
    if kinds[-1] == "fee":
        return "room_and_board" if kinds[-2] == "room_and_board" and "other" not in several else "fee"
    if kinds[0] == "other":
        return "other"
    return kinds[-1]


def default_kind(basis: str, cents: int, named_residency: bool) -> str:
    """Tuition or fee where no word says it: a fee of a list is small, a price of instruction is not."""
    if basis == "one_time":
        return "fee"
    if not cents:
        return "tuition" if basis != "unknown" else "fee"
    least = _LEAST_TUITION[basis] * (0.25 if named_residency else 1)
    return "tuition" if cents >= least else "fee"
