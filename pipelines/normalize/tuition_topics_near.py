"""The topics of a stretch of words, and what the words right around a figure say of them."""

from typing import Final

from pipelines.normalize.tuition_answers import is_answered
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import STOP, word_group

_DETERMINERS: Final = word_group("determiners")
_WITHOUT: Final = word_group("without")
_EXTRA: Final = word_group("extra")
Topic = tuple[Mark, str]
"""A mark and what it says here; a bare fee is one thing or the other."""
_ENDS: Final = frozenset((".", ";", "!", "?"))
_INSTRUCTION: Final = frozenset(("per_credit", "per_clock_hour", "per_course"))
_COST_OF: Final = frozenset(("the", "cost", "of", "any", "your"))
_INCLUDED: Final = 7
_LEAST_PRICE: Final = 10_000


def topics_in(scopes: Scopes, marks: list[Mark]) -> list[Topic]:
    """Topics in order; a bare ``fee`` takes up what was said before, a named one is a fee."""
    found: list[Topic] = []
    for mark in marks:
        if mark.use == "topic":
            value = mark.value
            if value == "weak_fee":
                if _is_left_out(scopes.words, mark):
                    continue
                value = "cost" if _is_price(scopes, mark) else "fee"
                if found and found[-1][1] == "room_and_board" and _is_applied_for(scopes, found[-1][0], mark):
                    found.pop()
            elif (value[0] == "!" and is_answered(scopes, mark)) or (
                (value == "tuition" and scopes.words[mark.start - 1] == "no")
                or (value == "room_and_board" and _is_place(scopes.words, mark))
            ):
                continue
            found.append((mark, value))
    return found


def _is_place(words: list[str], mark: Mark) -> bool:
    """``Room 220``: where a class meets."""
    return words[mark.end - 1] == "room" and mark.end < len(words) and words[mark.end].isdecimal()


def _is_left_out(words: list[str], mark: Mark) -> bool:
    """``fees not included``, ``with no fees``."""
    start, end = mark.start, mark.end
    if words[start - 1] == "no":
        return True
    return end < len(words) and words[end] == "not" and words[end + 1 : end + 2] == ["included"]


def _is_applied_for(scopes: Scopes, thing: Mark, fee: Mark) -> bool:
    """``housing application fee``: what is paid is the application."""
    return fee.start == thing.end + 1 and scopes.words[thing.end] in word_group("applied")


def clause_of(scopes: Scopes, marks: list[Mark]) -> list[Mark]:
    """The marks of the sentence that a figure ends, not of earlier ones."""
    if not marks or not scopes.flags & STOP:
        return marks
    words, (start, place) = scopes.words, scopes.left
    if _ENDS.isdisjoint(words[start:place]):
        return marks
    place -= 1
    while words[place] not in _ENDS:
        place -= 1
    return [mark for mark in marks if mark.start > place]


def joined_refusal(scopes: Scopes, after: list[Topic]) -> str | None:
    """The reason that stands right behind a figure: ``$200 deposit``, ``$100 tuition deposit``."""
    end, fee = scopes.right[0], False
    for mark, value in after:
        if mark.start > end + (value == "!deposit" and scopes.words[mark.end - 1] == "deposit"):
            return None
        fee = fee or value == "fee"
        if value[0] == "!":
            if fee and value == "!deposit" and "deposit" not in scopes.words[mark.start : mark.end]:
                return None
            return value if value != "!installment" else None
        end = mark.end
    return None


def paid_by_others(words: list[str], after: list[Topic]) -> str | None:
    """``$28,104 of tuition is paid by the VA``: what others pay is aid, whatever it is for."""
    return next((value for mark, value in after if value == "!aid" and words[mark.start] in ("paid", "covered")), None)


def goes_back_to_payer(words: list[str], after: list[Topic], end: int) -> str | None:
    """``the $60 you paid for the decal is refunded``: the price of something that is given back."""
    for mark, value in after:
        if value == "!refund" and words[mark.start] in ("is", "are", "will") and "paid" in words[end : mark.start]:
            return value
    return None


def is_included(words: list[str], mark: Mark) -> bool:
    """Whether an exam or a membership is named as part of a price: ``total cost, including books and exam voucher``."""
    return not word_group("includes").isdisjoint(words[max(0, mark.start - _INCLUDED) : mark.start])


def excluded(words: list[str], mark: Mark) -> bool:
    """Whether the words say that the thing is not in the price: ``plus fees``, ``books are extra``."""
    place = mark.start
    while place > 1 and words[place - 1] in _COST_OF:
        place -= 1
    before = words[max(0, place - 2) : place]
    if before and "$" in before[-1]:
        before = []  # the amount is what comes on top: plus $34 fees
    after = words[mark.end : mark.end + 3]
    return not _WITHOUT.isdisjoint(before) or not _EXTRA.isdisjoint(after)


def begins_sentence(scopes: Scopes) -> bool:
    """Whether the words before a row begin a sentence of their own."""
    return scopes.words[scopes.left[0] - 1] in (".", ";")


def priced_by_unit(scopes: Scopes) -> bool:
    """Whether a unit of instruction stands first behind a figure."""
    return any(mark.use == "basis" and mark.value in _INSTRUCTION for mark in scopes.post[:1])


def _is_price(scopes: Scopes, mark: Mark) -> bool:
    """Whether a bare fee is the price of instruction: ``pay the fee``, ``Fees: $505 per credit`` if it is not small."""
    words = scopes.words
    before = words[mark.start - 1] if mark.start else ""
    if before in _DETERMINERS or (before == "hour" and words[mark.start - 2] in ("contact", "clock")):
        return True
    start, end = scopes.left
    if mark.start != start or end - mark.end > 2 or scopes.figures[0].low < _LEAST_PRICE:
        return False
    return priced_by_unit(scopes) and (start == 0 or words[start - 1] in _ENDS or words[start - 1] == "\n")
