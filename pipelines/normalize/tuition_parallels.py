"""What the charge before gives to the next of its sentence: its unit, its band, its load. Reads no headings."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_ENDS: Final = frozenset((".", ";", "|", "\n"))
_RATES: Final = frozenset(("per_credit", "per_clock_hour"))
_JOINTS: Final = frozenset((",", "and", "or", ";", "but"))
_REACH: Final = 5
_MANY: Final = 15
"""Times the price of a credit from which the next price is no such price."""
_ALIKE: Final = 4
_SAID_OF_PEOPLE: Final = frozenset(("residency", "own"))
"""Uses of words that tell whose price it is, and not of what."""


def is_cut_off(scopes: Scopes, before: Charge) -> bool:
    """Whether a sentence ends before a row; one that goes on to the next place of residence does not."""
    sign = scopes.words[scopes.left[0] - 1]
    if sign == ";" and before.residency != "any" and scopes.near("residency"):
        return False
    return sign in _ENDS


def is_alike(charge: Charge, scopes: Scopes, topic: str | None, before: Charge) -> bool:
    """``$288 a credit; those admitted later pay $312``: a price like the one before it, with no word of its own."""
    if (
        topic is not None
        or before.basis not in _RATES
        or not before.low <= _ALIKE * charge.low <= _ALIKE**2 * before.low
    ):
        return False
    if scopes.words[scopes.left[0] - 1] in (".", "|", "\n"):
        return False
    return all(mark.use in _SAID_OF_PEOPLE for mark in (*scopes.pre, *scopes.post))


def goes_on_in(scopes: Scopes) -> bool:
    """``$4,512 per year in tuition and $1,208 in fees``."""
    between, start = scopes.words[scopes.left[0] : scopes.left[1]], scopes.right[0]
    return between in (["and"], [",", "and"], ["plus"]) and scopes.words[start : start + 1] == ["in"]


def goes_on_for(scopes: Scopes) -> bool:
    """``you pay $9,480 in tuition and $865 for books``."""
    between, start = scopes.words[scopes.left[0] : scopes.left[1]], scopes.right[0]
    return between in (["and"], [",", "and"], ["plus"]) and scopes.words[start : start + 1] == ["for"]


def ends_pair(scopes: Scopes) -> bool:
    """``pay $275 and $340.``: the second of two prices that end a sentence together."""
    between, start = scopes.words[scopes.left[0] : scopes.left[1]], scopes.right[0]
    return between == ["and"] and scopes.words[start : start + 1] in ([], ["."], [";"], ["\n"])


def parallel(scopes: Scopes, topic: str | None, before: Charge) -> Basis | None:
    """The unit of the charge before, where the same sentence goes on to the next place of residence."""
    if before.basis == "unknown" or topic not in (None, "cost", before.kind):
        return None
    if before.own_unit and before.basis in _RATES and _is_for_others(scopes):
        return before.basis, before.term
    if "residency" not in scopes.uses or (before.basis in _RATES and scopes.figures[0].low > _MANY * before.low):
        return None
    if any(mark.use == "residency" and mark.value != "dorm" for mark in (*scopes.pre, *scopes.post)):
        return before.basis, before.term
    return None


def _is_for_others(scopes: Scopes) -> bool:
    """``$275 per credit for members, $340 for veterans``: the next price of a sentence is for other people."""
    words, (start, end) = scopes.words, scopes.right
    if words[start : start + 1] != ["for"] or words[scopes.left[1] - 1] not in _JOINTS:
        return False
    return not word_group("whom").isdisjoint(words[start + 1 : min(end, start + _REACH)])


def keep_band(charge: Charge, scopes: Scopes, own: Basis, before: Charge) -> None:
    """The band of the charge before, of the same line and unit, holds for the next place of residence."""
    row = scopes
    if charge.credits is None and charge.band_low is None and charge.band_high is None:
        if before.band_low is not None or before.band_high is not None:
            joined = scopes.words[row.left[0] : row.left[1]] in ([","], ["and"], [",", "and"])
            placed = joined or scopes.near("residency") or bool(row.columns)
            if placed and (row.columns or not is_cut_off(scopes, before)):
                charge.band_low, charge.band_high = before.band_low, before.band_high
        keep_credits(charge, scopes, own, before)


def keep_credits(charge: Charge, scopes: Scopes, basis: Basis | None, before: Charge) -> None:
    """The load that a price for a term is tied to holds for the next place of residence too."""
    if before.credits is None or charge.credits is not None or charge.band_low is not None:
        return
    same = before.basis == "unknown" if basis is None else basis == (before.basis, before.term)
    if same and (basis is None or basis[0] == "per_term") and scopes.near("residency"):
        charge.credits = before.credits
