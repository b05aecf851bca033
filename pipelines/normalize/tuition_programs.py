"""Prices of a whole program, of a named course and of a stated academic year, where no unit says so."""

from typing import Final

from pipelines.normalize.tuition_charge import Basis, Charge
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group

_OF_PROGRAMS: Final = frozenset(("tuition", "total_cost", "tuition_and_fees"))
_IN_PROGRAMS: Final = frozenset(("books", "other", "fee"))
_COSTS: Final = frozenset(("cost", "total_cost"))
_LEAST_PROGRAM: Final = 15_000
_LEAST_IN_TABLE: Final = 100_000
_LABEL: Final = 5
"""Words before a figure up to which they are the label of a list and no sentence."""
_CODE_REACH: Final = 12
_MOST_CREDITS: Final = 12


def yearly(scopes: Scopes, charge: Charge) -> Basis | None:
    """A budget of a stated academic year in a single column, or in columns with names, is for that year."""
    if charge.year is None or "yearly" not in scopes.uses or not _are_named(scopes):
        return None
    near = [mark for group in (scopes.pre, scopes.post, *scopes.lead) for mark in group if mark.use == "yearly"]
    far = [mark for group in (*scopes.label, *scopes.headings) for mark in group if mark.use == "yearly"]
    return ("per_year", None) if near or any(mark.value == "per_year" for mark in far) else None


def _are_named(scopes: Scopes) -> bool:
    """Whether a row has one figure, or a line of cells above it has a name over each."""
    count = len(scopes.figures)
    if count == 1:
        return True
    words = scopes.words
    for start, end in scopes.heads:
        cells = " ".join(words[start:end]).split("|")[-count:] if "|" in words[start:end] else []
        if len(cells) == count and all(any(letter.isalpha() for letter in cell) for cell in cells):
            return True
    return False


def of_program(charge: Charge, scopes: Scopes, index: int, kind: str, found: list[Charge]) -> Basis | None:
    """The whole program or course that a price without a unit is for."""
    if "program" not in scopes.uses:
        return None
    row = scopes
    if kind in _OF_PROGRAMS:
        if charge.low < (_LEAST_PROGRAM if len(row.figures) == 1 else _LEAST_IN_TABLE):
            return None
    elif kind not in _IN_PROGRAMS or not _is_listed(scopes, index, found):
        return None
    basis = _program(scopes)
    before = found[-1] if found and found[-1].line == row.line else None
    if before and basis == ("per_course", None) and before.basis == "per_credit" and not _is_product(charge, before):
        return before.basis, before.term
    return basis


def _is_product(charge: Charge, before: Charge) -> bool:
    """Whether a price is so many times the price of a credit before it, as many as a course has."""
    times, rest = divmod(charge.low, before.low or charge.low + 1)
    return rest == 0 and 1 < times <= _MOST_CREDITS


def _is_listed(scopes: Scopes, index: int, found: list[Charge]) -> bool:
    """Whether a thing stands in the table or the list of what a program costs."""
    column = scopes.over(index)
    return (column is not None and column.by == "topic") or _is_in_program(scopes, found)


def _is_in_program(scopes: Scopes, found: list[Charge]) -> bool:
    """Whether a line of a list stands under a heading that names a program, behind a price of that program."""
    first, last = scopes.left
    if last - first > _LABEL:
        return False
    under = False
    for group in scopes.headings:
        named = any(mark.use == "program" and mark.value == "per_program" for mark in group)
        if named and any(mark.use == "topic" and mark.value in _COSTS for mark in group):
            return True
        under = under or named
    if under and any(one.basis == "per_program" and one.line < scopes.line for one in found[-4:]):
        return True
    opening = scopes.lead[-1] if scopes.lead else ()
    listed = any(mark.use == "program" for mark in opening) and ":" in scopes.words[slice(*scopes.leads[-1])]
    return listed and any(one.basis == "per_program" for one in found[-4:])


def _is_counted(words: list[str], mark: Mark) -> bool:
    """Whether what looks like the name of a thing paid for tells how many there are: ``certificate (5 courses)``."""
    before = words[mark.start - 1] if mark.start else ""
    return mark.value == "per_course" and before.isdecimal() and before != "1"


def _program(scopes: Scopes) -> Basis | None:
    """The program that is named before a figure, behind it, around it, or in the lines above."""
    words, limit = scopes.words, scopes.right[1]
    around = [
        mark
        for mark in scopes.around
        if mark.use == "program" and (mark.value != "per_course" or words[mark.start - 1] not in word_group("of_units"))
    ]
    if words[limit : limit + 1] != ["("]:
        around = [mark for mark in around if mark.start < limit]
    behind = [mark for mark in around if mark.start > scopes.figures[0].start]
    for group in (scopes.pre, behind[:1], around, *scopes.label):
        named = [mark for mark in group if mark.use == "program" and not _is_counted(words, mark)]
        if named:
            return named[-1].value, None
    for group in scopes.headings:
        named = [mark for mark in group if mark.use == "program"]
        if named and (len(scopes.figures) == 1 or named[-1].value == "per_program"):
            return named[-1].value, None
    return None


def of_named_course(scopes: Scopes) -> bool:
    """Whether the words before a fee are the code of a course: ``HIM 2253C lab fee``."""
    words, (start, end) = scopes.words, scopes.left
    for place in range(max(start + 1, end - _CODE_REACH), end):
        number = words[place]
        if len(number) in (3, 4) and number.isdecimal() and not 1990 <= int(number) <= 2040:
            prefix = words[place - 1]
            if 2 <= len(prefix) <= 4 and prefix.isalpha() and prefix not in word_group("unprefixed"):
                return True
    return False
