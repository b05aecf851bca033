"""What an amount is for: the topic of the words around it, or the reason why it is no price.

A topic that starts with ``!`` names a thing that is not a price (``!salary``, ``!deposit``). The nearest words decide.
"""

from typing import Final

from pipelines.normalize.tuition_kinds import WEAK, combined
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_topics_far import topic_farther
from pipelines.normalize.tuition_topics_near import (
    Topic,
    clause_of,
    excluded,
    goes_back_to_payer,
    is_included,
    joined_refusal,
    paid_by_others,
    topics_in,
)
from pipelines.normalize.tuition_word_groups import EQUAL, STOP, word_group

_INCLUDES: Final = word_group("includes")
_WEAK_OR_NONE: Final = (None, "cost", "total")
_NEAR: Final = 4
_BEHIND: Final = 6
_COMPOUND: Final = 1
_MEMBERS: Final = frozenset(("member", "members", "nonmember", "nonmembers"))
_BREAKS: Final = frozenset((",", "(", ")", "and", "or", "plus", "+", "/"))


def topic_of(scopes: Scopes, index: int) -> tuple[str | None, bool]:
    """The topic of a figure, None where no words name one, and whether it is said to be a total."""
    topics: list[Topic] = []
    if scopes.pre and "topic" in scopes.uses:
        topics = topics_in(scopes, clause_of(scopes, scopes.pre) if scopes.flags & STOP else scopes.pre)
        if len(topics) == 1 and scopes.text.plain and not scopes.columns and topics[0][1] not in WEAK:
            scopes.topic = topics[0][1], False  # nothing else in the text can change it
            return scopes.topic
    row, values = scopes, scopes.values
    found, total, shared = _topic(scopes, index, topics)
    if found == "!exam" and (("none" in values and _is_preparation(scopes)) or _is_of_class(scopes)):
        found = "cost"
    if found == "!change" and any(figure.old for figure in row.figures):
        found = "tuition"
    if not total and not row.labelled and "total" in values:
        total = any(mark.value == "total" for group in scopes.label for mark in group)
    if total and found in _WEAK_OR_NONE:
        found = "total_cost"
    if not total and scopes.flags & EQUAL:
        total = _equals(scopes)
    told = found, total
    if shared:
        scopes.topic = told
    return told


def _topic(scopes: Scopes, index: int, topics: list[Topic]) -> tuple[str | None, bool, bool]:
    """The topic of a figure, whether the words near it call it a total, and whether all of its row share the topic.

    ``topics``: those of the sentence before it.
    """
    row = scopes
    if "topic" not in scopes.uses:
        return topic_farther(scopes, [], []) if "event" in scopes.uses else None, False, True
    if len(topics) > 1:
        topics = _behind_colon(scopes, topics)
    if row.columns and not topics:
        over = _column_topic(scopes, index)
        if over:
            return over, over == "total", False
    count = len(row.figures)
    if count > 1 and len(topics) == count and "/" in scopes.words[row.left[0] : row.left[1]]:
        return topics[index][1], False, False
    shared = not row.columns
    if topics and scopes.words[row.left[1] - 1] == "+" and scopes.post:
        behind = topics_in(scopes, scopes.post[:2])
        if behind and behind[0][0].start <= row.right[0] + 1:
            return behind[0][1], False, shared  # $780 tuition + $60 resource fee
    if not scopes.text.refusing and "total" not in scopes.values and topics:
        if len(topics) == 1:
            if topics[0][1] not in WEAK:
                return topics[0][1], False, shared
        else:
            values = [value for _, value in topics if value not in WEAK]
            if values:
                return combined(values), False, shared
    after = topics_in(scopes, scopes.post) if scopes.post else []
    refused = bool(after) and scopes.text.refusing
    joined = None
    if refused:
        joined = joined_refusal(scopes, after) or paid_by_others(scopes.words, after)
        joined = joined or goes_back_to_payer(scopes.words, after, scopes.right[0])
    if joined:
        return joined, False, shared
    total = "total" in scopes.values and any(value == "total" for _, value in (*topics, *after[:2]))
    found = _named(scopes, topics) if topics else None
    if after and not found:
        found = _following(scopes, after, bool(topics))
    found = found or topic_farther(scopes, topics, after)
    return found, total and found not in ("!vendor", "!aid"), shared


def _named(scopes: Scopes, topics: list[Topic]) -> str | None:
    """The topic that the words before a figure name."""
    words, (start, end) = scopes.words, scopes.left
    values: list[str] = []
    for mark, value in topics:
        if value not in WEAK and not (value == "!exam" and is_included(words, mark)):
            values.append(value)
    if values == ["tuition", "total_cost"] and topics[-1][0].end == end and words[end - 1] == "total":
        return "tuition"  # Tuition for the program totals
    if not scopes.text.refusing:
        return combined(values)
    if values[-1:] == ["!discount"] and not word_group("pays").isdisjoint(words[topics[-1][0].end : end]):
        values.pop()
    if values[:1] == ["!deposit"] and len(values) == 2 and words[topics[0][0].end] == ",":
        return "!deposit"  # Damage deposit, apartments
    if values[-2:] == ["fee", "!installment"]:
        values.pop()
    if "!vendor" in values:
        return "!vendor"
    if "!aid" in values and not word_group("covering").isdisjoint(words[start:end]):
        return "!aid"
    return combined(values)


def _is_preparation(scopes: Scopes) -> bool:
    """Whether a course that prepares for an exam is what is paid, whoever is a member pays less."""
    groups = (scopes.pre, *scopes.lead[:1])
    return any(mark.use == "event" and mark.value == "none" for group in groups for mark in group)


def _is_of_class(scopes: Scopes) -> bool:
    """``Members pay $79, non-members $99 for the webinar``: whoever is a member, a class is what is paid."""
    marks = [*scopes.pre, *scopes.post]
    exams = [mark for mark in marks if mark.value == "!exam"]
    if any(scopes.words[mark.end - 1] not in _MEMBERS for mark in exams):
        return False
    start, end = scopes.vicinity
    return not word_group("classes").isdisjoint(scopes.words[start:end])


def _column_topic(scopes: Scopes, index: int) -> str | None:
    """The topic over a figure where the headings of a table name one for each column."""
    column = scopes.over(index)
    if column is None or column.by != "topic" or any(mark.use == "topic" for group in scopes.label for mark in group):
        return None
    return combined([value for _, value in topics_in(scopes, column.marks)])


def _behind_colon(scopes: Scopes, topics: list[Topic]) -> list[Topic]:
    """Without the topics before a colon where another follows it: ``Cost of attendance: tuition $3,916``."""
    words = scopes.words
    first = 1
    while first < len(topics) and ":" not in words[topics[first - 1][0].end : topics[first][0].start]:
        first += 1
    first %= len(topics)
    return topics[first:] if topics[first - 1][1] == "total_cost" else topics


def _following(scopes: Scopes, after: list[Topic], costs: bool) -> str | None:
    """The topic of the words behind a figure; where a cost is named before it, only what stands close counts."""
    values: list[str] = []
    start = last = scopes.right[0]
    for mark, value in after:
        if value in WEAK:
            continue
        if values and value[0] == "!":
            if value == "!deposit" and values[-1] == "fee":
                break
            if mark.start - last <= _COMPOUND and _BREAKS.isdisjoint(scopes.words[last : mark.start]):
                values = [value]
            break
        if value[0] == "!" and costs and mark.start > start + 4:
            break
        if excluded(scopes.words, mark):
            continue
        included = not _INCLUDES.isdisjoint(scopes.words[max(start, mark.start - _NEAR) : mark.start])
        included = included or "included" in scopes.words[mark.end : mark.end + _BEHIND]
        values.append("total_cost" if value == "books" and included else value)
        last = mark.end
        if value[0] == "!":
            break
    if values and values[0] == "fee" and "other" in values and "books" in values:
        return "other"
    if values[:2] == ["room_and_board", "fee"] and "event" in scopes.uses and _is_application(scopes, after):
        return "fee"
    return values[0] if values else None


def _is_application(scopes: Scopes, after: list[Topic]) -> bool:
    """``housing application fee``: an event stands between the thing and its fee."""
    first, last = after[0][0].end, after[1][0].start
    return last - first == 1 and any(mark.use == "event" and mark.start == first for mark in scopes.post)


def _equals(scopes: Scopes) -> bool:
    words, end = scopes.words, scopes.left[1]
    return end > 0 and (words[end - 1] == "=" or (end > 1 and words[end - 2] == "="))
