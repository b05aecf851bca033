"""What an amount is for: the topic of the words around it, or the reason why it is no price.

A topic that starts with ``!`` names a thing that is not a price (``!salary``, ``!deposit``). The nearest words decide.
"""

from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes

WEAK = frozenset(("cost", "total"))
_ENDS = frozenset((".", ";", "!", "?"))
WEAK_OR_NONE = (None, "cost", "total")
_PAYS = frozenset(("pay", "pays", "rate"))
_COVERS = frozenset(("cover", "covers", "covering", "pays"))
_INCLUDES = frozenset(("include", "includes", "including", "inclusive"))
_NEAR = 4
_INCLUDED = 7
_LEAST_PRICE = 10_000
_COMPOUND = 1
_BREAKS = frozenset((",", "(", ")", "and", "or", "plus", "+", "/"))
_LARGEST_EVENT = 100_000
_INSTRUCTION = frozenset(("per_credit", "per_clock_hour", "per_course"))
_DETERMINERS = frozenset(("the", "a", "this", "that", "pay", "carry", "same", "charge", "following"))
_LEAST_TUITION = {
    "per_credit": 4000, "per_clock_hour": 0, "per_course": 1000, "per_term": 25000, "per_year": 80000,
    "per_program": 0, "per_month": 0, "one_time": 10**9, "unknown": 20000,
}  # fmt: skip


def topic_of(scopes: Scopes, index: int) -> tuple[str | None, bool]:
    """The topic of a figure, None where no words name one, and whether it is said to be a total."""
    found, total = _topic(scopes, index)
    if found == "!exam" and "none" in scopes.values and _is_preparation(scopes):
        found = "cost"
    if found == "!change" and any(figure.old for figure in scopes.row.figures):
        found = "tuition"
    if not total and not scopes.row.labelled and "total" in scopes.values:
        total = any(mark.value == "total" for group in scopes.label for mark in group)
    if total and found in WEAK_OR_NONE:
        found = "total_cost"
    return found, total or _equals(scopes)


def _is_preparation(scopes: Scopes) -> bool:
    """Whether a course that prepares for an exam is what is paid, whoever is a member pays less."""
    groups = (scopes.pre, *scopes.lead[:1])
    return any(mark.use == "event" and mark.value == "none" for group in groups for mark in group)


def _column_topic(scopes: Scopes, index: int) -> str | None:
    """The topic over a figure where the headings of a table name one for each column."""
    column = scopes.over(index)
    if column is None or column.by != "topic" or any(mark.use == "topic" for group in scopes.label for mark in group):
        return None
    return combined([value for _, value in _topics(scopes, column.marks)])


def _topic(scopes: Scopes, index: int) -> tuple[str | None, bool]:
    near, behind = _clause(scopes, scopes.pre), scopes.post
    count = len(scopes.row.figures)
    topics = _behind_colon(scopes, _topics(scopes, near))
    over = None if topics else _column_topic(scopes, index)
    if over:
        return over, over == "total"
    if count > 1 and len(topics) == count and "/" in scopes.words[scopes.row.pre[0] : scopes.row.pre[1]]:
        return topics[index][1], False
    after = _topics(scopes, behind)
    total = "total" in scopes.values and any(value == "total" for _, value in (*topics, *after[:2]))
    values = [value for mark, value in topics if value not in WEAK and not _is_included(scopes.words, mark, value)]
    if values[-1:] == ["!discount"] and _PAYS.intersection(scopes.words[topics[-1][0].end : scopes.row.pre[1]]):
        values.pop()
    if values[-2:] == ["fee", "!installment"]:
        values.pop()
    if "!vendor" in values:
        return "!vendor", False
    if "!aid" in values and _COVERS.intersection(scopes.words[scopes.row.pre[0] : scopes.row.pre[1]]):
        return "!aid", False
    found = combined(values)
    if found:
        return found, total
    found = _following(scopes, after, bool(topics))
    if found:
        return found, total
    return _farther(scopes, topics, after), total


def _behind_colon(scopes: Scopes, topics: list[tuple[Mark, str]]) -> list[tuple[Mark, str]]:
    """Without the topics before a colon where another follows it: ``Cost of attendance: tuition $3,916``."""
    if len(topics) < 2:
        return topics
    words = scopes.words
    first = next((at for at in range(1, len(topics)) if ":" in words[topics[at - 1][0].end : topics[at][0].start]), 0)
    return topics[first:] if topics[first - 1][1] == "total_cost" else topics


def _is_included(words: list[str], mark: Mark, value: str) -> bool:
    """Whether an exam or a membership is named as part of a price: ``total cost, including books and exam voucher``."""
    return value == "!exam" and not _INCLUDES.isdisjoint(words[max(0, mark.start - _INCLUDED) : mark.start])


def _farther(scopes: Scopes, topics: list[tuple[Mark, str]], after: list[tuple[Mark, str]]) -> str | None:
    """The topic of earlier sentences, of the line further left, of the label or of the headings."""
    if topics and "own" in scopes.uses and any(mark.use == "own" for mark in _clause(scopes, scopes.pre)):
        return "cost"
    earlier = [value for _, value in _topics(scopes, scopes.pre) if value not in WEAK]
    if earlier and not (earlier[-1][0] == "!" and _priced_by_unit(scopes)):
        return "tuition" if "tuition" in earlier and earlier[-1] == "fee" and topics else earlier[-1]
    if not topics and not after and scopes.row.figures[0].low < _LARGEST_EVENT and _own_event(scopes):
        return "fee"
    for group in (*scopes.lead, *scopes.label):
        values = [value for _, value in _topics(scopes, group) if value not in WEAK]
        if values:
            if group not in scopes.lead:
                return combined(values)
            if values[-1] == "!installment" or (values[-1][0] == "!" and _priced_by_unit(scopes) and _begins(scopes)):
                continue
            return "tuition" if values[-1] == "fee" and "tuition" in values else values[-1]
    events = (*scopes.post[:2], *scopes.pre[-2:]) if scopes.row.figures[0].low < _LARGEST_EVENT and not topics else ()
    if "ce" not in scopes.uses and any(mark.use == "event" and mark.value != "none" for mark in events):
        return "fee"
    for group in scopes.headings:
        if _is_over_columns(scopes, group):
            continue
        values = [value for _, value in _topics(scopes, group) if value not in WEAK]
        if values:
            return combined(values)
    return "cost" if topics or after else None


def _is_over_columns(scopes: Scopes, group: list[Mark]) -> bool:
    """Whether a heading names one kind for each column, so that it says nothing of the others."""
    columns = scopes.row.columns
    return (
        bool(columns and group)
        and columns[0].by == "topic"
        and columns[0].span[0] <= group[0].start < columns[-1].span[1]
    )


def _own_event(scopes: Scopes) -> bool:
    """Whether the cell of a figure names an event and nothing else: ``| Registration $100 |``."""
    return scopes.row.labelled and any(
        mark.use == "event" and mark.value == "one_time" for mark in _clause(scopes, scopes.pre)[-1:]
    )


def _begins(scopes: Scopes) -> bool:
    """Whether the words before a row begin a sentence of their own."""
    return scopes.words[scopes.row.pre[0] - 1] in (".", ";")


def _priced_by_unit(scopes: Scopes) -> bool:
    return any(mark.use == "basis" and mark.value in _INSTRUCTION for mark in scopes.post[:1])


def _following(scopes: Scopes, after: list[tuple[Mark, str]], costs: bool) -> str | None:
    """The topic of the words behind a figure; where a cost is named before it, only what stands close counts."""
    values: list[str] = []
    start = last = scopes.row.post[0]
    for mark, value in after:
        if value in WEAK:
            continue
        if values and value[0] == "!":
            if mark.start - last <= _COMPOUND and _BREAKS.isdisjoint(scopes.words[last : mark.start]):
                values = [value]
            break
        if value[0] == "!" and costs and mark.start > start + 4:
            break
        if _excluded(scopes.words, mark):
            continue
        included = _INCLUDES.intersection(scopes.words[max(start, mark.start - _NEAR) : mark.start])
        values.append("total_cost" if value == "books" and included else value)
        last = mark.end
        if value[0] == "!":
            break
    if values and values[0] == "fee" and "other" in values and "books" in values:
        return "other"
    return values[0] if values else None


def _excluded(words: list[str], mark: Mark) -> bool:
    """Whether the words say that the thing is not in the price: ``plus fees``, ``books are extra``."""
    before = words[max(0, mark.start - 2) : mark.start]
    after = words[mark.end : mark.end + 3]
    return bool(
        {"plus", "+", "excluding", "without", "excludes", "not", "before"}.intersection(before)
        or {"extra", "not", "excluded", "separate"}.intersection(after)
    )


def _clause(scopes: Scopes, marks: list[Mark]) -> list[Mark]:
    """The marks of the sentence that a figure ends, not of earlier ones."""
    start, end = scopes.row.pre
    if not marks or _ENDS.isdisjoint(scopes.words[start:end]):
        return marks
    for place in range(end - 1, start - 1, -1):
        if scopes.words[place] in _ENDS:
            return [mark for mark in marks if mark.start > place]
    return marks


def _topics(scopes: Scopes, marks: list[Mark]) -> list[tuple[Mark, str]]:
    """Topics in order; a bare ``fee`` takes up what was said before, a named one is a fee."""
    found: list[tuple[Mark, str]] = []
    for mark in marks:
        if mark.use != "topic":
            continue
        value = mark.value
        if value == "weak_fee":
            before = scopes.words[mark.start - 1] if mark.start else ""
            value = "cost" if before in _DETERMINERS or _is_price(scopes, mark) else "fee"
            if scopes.words[mark.end : mark.end + 2] == ["not", "included"]:
                continue
        found.append((mark, value))
    return found


def _is_price(scopes: Scopes, mark: Mark) -> bool:
    """``Fees: $505 per credit``: a fee with no other name is the price of instruction, if it is not small."""
    start, end = scopes.row.pre
    if (
        mark.start != start
        or end - mark.end > 2
        or scopes.row.figures[0].low < _LEAST_PRICE
        or not _priced_by_unit(scopes)
    ):
        return False
    return start == 0 or scopes.words[start - 1] in _ENDS or scopes.words[start - 1] == "\n"


def _equals(scopes: Scopes) -> bool:
    words, end = scopes.words, scopes.row.pre[1]
    return end > 0 and (words[end - 1] == "=" or (end > 1 and words[end - 2] == "="))


def combined(values: list[str]) -> str | None:
    """One topic for the topics of a label in order."""
    if not values:
        return None
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
    least = _LEAST_TUITION[basis] * (0.25 if named_residency else 1)
    return "tuition" if cents >= least else "fee"
