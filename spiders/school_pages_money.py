"""What a program costs, in the words of its page: sections about tuition with their headings, prices in other lines."""

import re
from collections.abc import Iterator

from spiders.school_pages_blocks import Block
from spiders.school_pages_cite import Found, of_blocks
from spiders.school_pages_layout import labels_of
from spiders.school_pages_title import Program

_MONEY = re.compile(r"\$ ?\d|\bUSD ?\d|\d ?(?:dollars|USD)\b|US\$")
_AMOUNT = re.compile(r"\$|\bUSD\b|dollars|\d\.\d\d\b|\d (?:per|a|an|each) |\d ?/ ?[a-z]", re.IGNORECASE)
_PRICE_WORDS = re.compile(
    r"tuition|cost|fees?\b|per (?:credit|unit|semester|term|course|quarter|year|clock)|/ ?credit|price|charge|books"
    r"|supplies|pay\b|"
    r"matr[ií]cula|a credit|each credit",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset(("careers", "related", "stories"))
_COUNTS = frozenset(("credits", "clock_hours", "length", "cip", "phone", "email", "deadline"))
_MOST_PARTS = 14
_LONGEST = 6000


def tuition_of(program: Program) -> Iterator[Found]:
    """Groups of blocks that speak of prices, each with the headings that hold for it."""
    group: list[Block] = []
    above: tuple[Block, ...] = ()
    for block in program.blocks:
        if block.level or not _speaks_of_price(block):
            continue
        if group and (block.path != above or len(group) + len(above) >= _MOST_PARTS or _size(group) > _LONGEST):
            if _names_amount(group):
                yield _cited(above, group)
            group = []
        above = block.path
        group.append(block)
    if _names_amount(group):
        yield _cited(above, group)


def _speaks_of_price(block: Block) -> bool:
    topics = block.topics
    if topics & _ELSEWHERE or len(block.text) > _LONGEST:
        return False
    if block.label and not _MONEY.search(block.text) and labels_of(block.label) & _COUNTS:
        return False
    if block.table is not None and topics & {"tuition"}:
        return True
    if topics & {"tuition"} or (block.label and "tuition" in labels_of(block.label)):
        return block.has_digit or len(block.text) < 120
    return _MONEY.search(block.text) is not None and _PRICE_WORDS.search(block.text) is not None


def _names_amount(group: list[Block]) -> bool:
    return any(block.table is not None or _AMOUNT.search(block.text) for block in group)


def _size(group: list[Block]) -> int:
    return sum(len(block.text) for block in group)


def _cited(above: tuple[Block, ...], group: list[Block]) -> Found:
    headings = [heading for heading in above if _holds_for_prices(heading)]
    return of_blocks("tuition_text", [*headings, *group])


def _holds_for_prices(heading: Block) -> bool:
    """Whether a heading says something that a price below it needs: a year, a unit, a residency, what it is for."""
    return heading.level > 1
