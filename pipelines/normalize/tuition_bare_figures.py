"""The figures of a line that stand without a dollar sign."""

from bisect import bisect_left

from pipelines.normalize.tuition_bare import bare_places, bare_tail
from pipelines.normalize.tuition_figures import Figure, figures_of
from pipelines.normalize.tuition_marks import Text, by_use


def with_bare_tail(text: Text, figures: list[Figure], end: int) -> list[Figure]:
    """The figures with those without a sign that end the line, as in ``$152.00 +131.00``."""
    start = figures[0].start
    if not has_number(text, start, end):
        return figures
    tail = bare_tail(text.words, start, end)
    signed = bisect_left(text.signed, end) - bisect_left(text.signed, start)
    return figures_of(text.words, tail) if len(tail) > signed and tail[0] == start else figures


def bare_figures(text: Text, start: int, end: int, money: bool, load: bool, listed: bool) -> list[Figure]:
    """The figures of a line in which no number has a sign."""
    told = by_use(text.within((start, end)))
    places = bare_places(text.words, start, end, told, money, load, listed)
    if places and "year" in told:
        years = {place for mark in told["year"] for place in range(mark.start, mark.end)}
        places = [place for place in places if place not in years]
    return figures_of(text.words, places) if places else []


def has_number(text: Text, start: int, end: int) -> bool:
    """Whether a number without a sign stands in a stretch of words."""
    numbers = text.numbers
    first = bisect_left(numbers, start)
    return first < len(numbers) and numbers[first] < end
