"""The topic of a figure that the words right around it do not name: of earlier sentences, the label, the headings."""

from typing import Final

from pipelines.normalize.tuition_kinds import WEAK, combined
from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import NOTHING, Scopes
from pipelines.normalize.tuition_topics_near import Topic, begins_sentence, clause_of, priced_by_unit, topics_in

_LARGEST_EVENT: Final = 100_000
_NEAR: Final = 3
_TOLD_APART: Final = frozenset(("!salary", "!aid", "!loan", "!wealth", "!change", "!discount", "!deposit", "!refund"))
"""Reasons that do not hold for a price of something that the same line tells after them."""


def topic_farther(scopes: Scopes, topics: list[Topic], after: list[Topic]) -> str | None:
    """The topic of earlier sentences, of the line further left, of the label or of the headings."""
    row, uses = scopes, scopes.uses
    named = "topic" in uses
    if topics and "own" in uses and any(mark.use == "own" for mark in clause_of(scopes, scopes.pre)):
        return "cost"
    if named and scopes.pre:
        earlier = _strong(scopes, scopes.pre)
        if earlier and earlier[-1] != "!installment" and not _is_answered(scopes, earlier[-1], topics):
            return "tuition" if "tuition" in earlier and earlier[-1] == "fee" and topics else earlier[-1]
    events = not topics and "event" in uses and row.figures[0].low < _LARGEST_EVENT
    if events and not after and row.labelled and _is_event(clause_of(scopes, scopes.pre)[-1:]):
        return "fee"
    if named and (row.leads or row.labels):
        found = _left_or_label(scopes)
        if found:
            return found
    if events and "ce" not in uses:
        near = (*scopes.post[:2], *scopes.pre[-2:])
        if any(mark.use == "event" and mark.value != "none" for mark in near):
            return "fee"
    if named and row.heads:
        for group in scopes.headings:
            values = [] if _is_over_columns(scopes, group) else _strong(scopes, group)
            if values and not (values[-1][0] == "!" and priced_by_unit(scopes)):
                return combined(values)
    return "cost" if topics or after else None


def _is_answered(scopes: Scopes, value: str, topics: list[Topic]) -> bool:
    """Whether what an earlier sentence says of no price ends there: a unit of instruction or a cost is told."""
    told_apart = value in _TOLD_APART and any(one == "cost" for _, one in topics)
    return value[0] == "!" and (told_apart or priced_by_unit(scopes))


def _left_or_label(scopes: Scopes) -> str | None:
    """The topic of the line further left, or of the label."""
    for group in scopes.lead:
        values = _strong(scopes, group)
        if not values or values[-1] == "!installment":
            continue
        if values[-1] in _TOLD_APART and _costs(scopes):
            continue
        if values[-1] == "!compare" and any(mark.use == "own" for mark in (*scopes.pre, *scopes.post)):
            continue
        if not (values[-1][0] == "!" and priced_by_unit(scopes) and begins_sentence(scopes)):
            return "tuition" if values[-1] == "fee" and "tuition" in values else values[-1]
    for group in scopes.label:
        values = _strong(scopes, group)
        if values:
            return combined(values)
    return None


def _costs(scopes: Scopes) -> bool:
    """Whether the words before a figure say what costs it: ``and the whole certificate costs $2,640``."""
    end = scopes.left[1]
    for mark in scopes.pre:
        if mark.use == "topic" and mark.value == "cost" and end - mark.end < _NEAR:
            return any(one.use in ("program", "own") and one.start < mark.start for one in scopes.pre)
    return False


def _strong(scopes: Scopes, marks: list[Mark]) -> list[str]:
    strong: list[str] = []
    for _, value in topics_in(scopes, marks) if marks else NOTHING:
        if value not in WEAK:
            strong.append(value)
    return strong


def _is_event(marks: list[Mark]) -> bool:
    """Whether the words before a figure name an event and nothing else: ``| Registration $100 |``."""
    return any(mark.use == "event" and mark.value == "one_time" for mark in marks)


def _is_over_columns(scopes: Scopes, group: list[Mark]) -> bool:
    """Whether a heading names one kind for each column, so that it says nothing of the others."""
    columns = scopes.columns
    if not columns or not group or columns[0].by != "topic":
        return False
    return columns[0].span[0] <= group[0].start < columns[-1].span[1]
