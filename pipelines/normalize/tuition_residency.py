"""Who pays an amount: the place of residence that the words name, online only where no place is named."""

from typing import Final

from pipelines.normalize.tuition_marks import Mark
from pipelines.normalize.tuition_scopes import Scopes
from pipelines.normalize.tuition_word_groups import word_group


def residency_of(scopes: Scopes, index: int) -> str:
    """Residency of a figure; where the text sets non-residents against US residents, they are international."""
    mark = _nearest(scopes, index)
    if mark is None:
        return "in_district" if _is_county(scopes) else "any"
    value, values = mark.value, scopes.values
    if value == "others":
        value = "out_of_state" if "in_state" in values else "any"
    if value == "dorm" or (value == "in_state" and "dorm" in values and scopes.words[mark.start] == "resident"):
        return "any"
    if value == "out_of_state" and "any" in values and _is_against_us(scopes):
        return "international"
    return value


def _is_against_us(scopes: Scopes) -> bool:
    """Whether the text names US residents."""
    text = scopes.text
    if text.against_us is None:
        words = text.words
        text.against_us = any(words[mark.start : mark.end] == ["us", "resident"] for mark in text.marks)
    return text.against_us


def _is_county(scopes: Scopes) -> bool:
    """``Jackson County $121; out of state $215``: a county stands before a price beside those of other places."""
    words, (start, end) = scopes.words, scopes.left
    end -= end > start and words[end - 1] in (":", "-")
    if start < end and words[end - 1] == "district" and words[end - 2] in _OPENS:
        return not _PLACES.isdisjoint(scopes.values)
    if end - start > 1 and words[end - 1] in ("county", "parish") and not _PLACES.isdisjoint(scopes.values):
        return True
    return any(words[place] in ("county", "parish") and _live_there(words, place) for place in range(start, end))


def _live_there(words: list[str], place: int) -> bool:
    """``students from Cane County``, ``If you have lived in Tarrant Fork County``."""
    for back in range(place - 1, max(0, place - _COUNTY_NAME), -1):
        if words[back] in ("from", "of", "in"):
            return words[back - 1] in word_group("dwell") or words[back - 1] in word_group("whom")
    return False


_COUNTY_NAME: Final = 5
"""Words up to which the name of a county goes back."""
_OPENS: Final = frozenset((":", ",", ";", "\n", "|"))
_PLACES: Final = frozenset(("in_state", "out_of_state"))
_ENDS: Final = frozenset((".", ";", "|", "\n", ":"))
_OPEN: Final = frozenset(("anywhere", "any", "others"))
_WEAK: Final = frozenset(("online", "campus"))
_WEAK_PLACES: Final = _WEAK | {"anywhere"}
_SEPARATORS: Final = frozenset((";", "|", "."))
_FEES: Final = frozenset(("fee", "weak_fee"))
_BY_PLACE: Final = frozenset(("in_district", "in_state", "out_of_state", "international"))


def _nearest(scopes: Scopes, index: int) -> Mark | None:
    if not scopes.columns:  # then the words on both sides come first, and most often settle it
        beside = scopes.behind("residency", index) or scopes.before("residency", index)
        if beside and scopes.words[beside.end : beside.end + 1] == ["included"]:
            named = [mark for mark in scopes.pre if mark.use == "residency" and mark is not beside]
            beside = named[-1] if named else beside
        open_to_all = beside is not None and beside.value in ("others", "any") and _are_online(scopes)
        if beside and beside.value not in _WEAK_PLACES and not open_to_all:
            return beside
    weak: Mark | None = None
    anywhere = False
    for mark in _candidates(scopes, index):
        if mark.value == "anywhere":
            anywhere = True
        elif mark.value in ("others", "any") and _are_online(scopes):
            continue
        elif mark.value not in _WEAK:
            return None if anywhere else mark
        else:
            weak = weak or mark
    return weak if weak and weak.value == "online" else None


def _are_online(scopes: Scopes) -> bool:
    """``Online rate, military``, ``online rate, all others``: the others are no place where no place is named."""
    return "online" in scopes.values and _BY_PLACE.isdisjoint(scopes.values)


def _place_named(scopes: Scopes, weak: Mark) -> Mark:
    """The place of residence in the clause of a word such as online: ``Kentucky residents in online courses``."""
    for mark in reversed(scopes.pre):
        if mark.use == "residency" and mark.start < weak.start:
            between = scopes.words[mark.end : weak.start]
            return mark if mark.value not in _WEAK_PLACES and _ENDS.isdisjoint(between) else weak
    return weak


def _of_another(scopes: Scopes, mark: Mark) -> bool:
    """Whether a place named further left in the line speaks only of the charge there, as the row has its own label."""
    words, row = scopes.words, scopes
    if not row.leads or not row.leads[-1][0] <= mark.start < row.left[0]:
        return False
    topics = [one.value for one in scopes.pre if one.use == "topic"]
    if _is_year_alone(scopes):
        return False
    if mark.value == "online" and words[row.left[0] - 1] == "." and any(one.use == "program" for one in scopes.pre):
        return True
    if words[mark.start - 1] == "(" and words[mark.end] == ")" and "$" in words[mark.end + 1] and row.labelled:
        return True
    if words[row.left[0] - 1] == "." and _is_fee_for_all(scopes):
        return True
    opening = row.left[0] + (words[row.left[0]] == ",")
    if words[opening] in ("plus", "+", "and"):
        return False
    if topics and words[row.left[1] - 1] == ":" and any(mark.end == span[1] - 1 for span in row.leads):
        return True
    if words[row.left[1] - 1] == ":" and (not topics or words[mark.end : mark.end + 1] == [":"]):
        return words[row.left[0] - 1] in (";", "|", ".")
    if not topics:
        return False
    noun = words[mark.end] if mark.end < row.left[0] else ""
    if (noun == "tuition" and "tuition" not in topics) or (noun == "fee" and "tuition" in topics):
        return True
    if words[row.left[0] - 1] not in _SEPARATORS:
        return False
    if noun in ("-", ":"):
        return not any(one.use == "topic" and one.start >= mark.end for one in scopes.lead[0])
    return noun in word_group("nouns")


def _is_year_alone(scopes: Scopes) -> bool:
    """``2016-2017: $8,940; 2017-2018: $9,215``: the label of a row says when and nothing else."""
    start, end = scopes.left
    return any(mark.use == "year" and (mark.start, mark.end) in ((start, end), (start, end - 1)) for mark in scopes.pre)


def _is_fee_for_all(scopes: Scopes) -> bool:
    """Whether a sentence of its own tells a fee, after prices of two places of residence: it is asked of both."""
    named = [mark.value for mark in (*scopes.pre, *scopes.post) if mark.use == "topic"]
    if not named or not _FEES.issuperset(named):
        return False
    places = {mark.value for group in scopes.lead for mark in group if mark.use == "residency"}
    return len(places & _BY_PLACE) > 1


def _is_label(scopes: Scopes, mark: Mark) -> bool:
    """Whether a word such as online is the whole label of a figure beside others: ``Resident $114 Online $129``."""
    start, end = scopes.left
    end -= scopes.words[end - 1] in (":", "-", "|")
    return mark.start <= start + 1 and mark.end == end


def _online_before(scopes: Scopes, before: Mark) -> Mark | None:
    """``Online tuition is the same for everyone: $265``: no place decides, so the delivery does."""
    if scopes.words[before.end - 1] not in ("everyone", "student", "else", "other", "others"):
        return None
    marks = [mark for mark in scopes.pre if mark.use == "residency" and mark.start < before.start]
    return marks[-1] if marks and marks[-1].value == "online" else None


def _candidates(scopes: Scopes, index: int) -> list[Mark]:
    before = scopes.before("residency", index)
    if before and before.value in _WEAK and len(scopes.figures) == 1:
        before = _place_named(scopes, before)
    earlier = _online_before(scopes, before) if before and before.value in _OPEN else None
    behind = scopes.behind("residency", index)
    if behind and behind.value in _WEAK and len(scopes.figures) == 1:
        behind = next((mark for mark in scopes.post if mark.use == "residency" and mark.start == behind.end), behind)
    found = [mark for mark in (behind, before, earlier) if mark] if behind or before or earlier else []
    column = scopes.over(index) if scopes.columns else None
    if column:
        over = [mark for mark in column.marks if mark.use == "residency"]
        over.sort(key=lambda mark: mark.value == "online")
        found = [*over, *found] if column.by == "residency" and before is not None else [*found, *over]
    alone = before is not None and before.value in _WEAK and _is_label(scopes, before)
    for named in scopes.above("residency"):
        if alone and scopes.leads and named[-1].start >= scopes.leads[-1][0]:
            continue
        if _of_another(scopes, named[-1]):
            continue
        if len(named) == 1:
            found.append(named[0])
            continue
        places = {mark.value for mark in named if mark.value not in ("online", "any", "campus")}
        if len(places) == 1:
            found.append(next(mark for mark in reversed(named) if mark.value in places))
        elif not places:
            found.append(named[-1])
    return found
