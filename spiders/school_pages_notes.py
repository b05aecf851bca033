"""Notes on prices: tied to a line by a raised mark, or telling the year of all prices of a page."""

import re

from spiders.school_pages_block import Block
from spiders.tree import Element

MONEY = re.compile(r"\$ ?\d|\bUSD ?\d|\d ?(?:dollars|USD)\b|US\$", re.IGNORECASE)
_SCHOOL_YEAR = re.compile(r"\b20\d\d ?[-–/] ?(?:20)?\d\d\b")
_YEAR_OF_PRICES = re.compile(
    r"\b(?:[Pp]rices|[Rr]ates|[Tt]uition|[Cc]osts|[Aa]mounts|[Ff]igures|[Ff]ees)\b[^.$]{0,40}"
    r"\b(?:are|is) (?:for|based on)\b[^.$]{0,40}\b(20\d\d ?[-\u2013/] ?(?:20)?\d\d)\b"
)
_LONGEST = 400
_LONGEST_NOTE = 200
_LONGEST_MARK = 3


def behind_marks(group: list[Block]) -> list[Block]:
    """The lines in an order in which every note stands behind its line; rows of tables stay where they are."""
    notes = {mark: block for block in group if (mark := _opening_mark(block))}
    tied = [(block, [notes[mark] for mark in _marks(block) if mark in notes]) for block in group]
    moved = {id(note) for block, own in tied for note in own if note is not block and not block.form}
    made: list[Block] = []
    for block, own in tied:
        if id(block) not in moved:
            made += [block, *(note for note in own if note is not block and id(note) in moved)]
    return list(dict.fromkeys(made))


def _opening_mark(block: Block) -> str:
    """The raised mark that a line begins with."""
    element = block.element
    if block.form or len(block.text) > _LONGEST or (element.text or "").strip() or not len(element):
        return ""
    return _mark(element[0]) if element[0].tag == "sup" else ""


def _marks(block: Block) -> list[str]:
    if block.form or (block.part >= 0 and block.element.find("br") is not None):
        return []
    box = block.element if block.element.tag != "span" else block.element.getparent()
    return [] if box is None else [mark for sup in box.iter("sup") if (mark := _mark(sup))]


def _mark(sup: Element) -> str:
    told = "".join(map(str, sup.itertext())).strip(" ().[]")
    return told if 0 < len(told) <= _LONGEST_MARK else ""


def notes_on_year(blocks: list[Block]) -> list[Block]:
    """The only line on prices that tells their year and no price: it holds for all that stands below its headings."""
    notes = [
        block
        for block in blocks
        if block.says("20") and not block.level and not block.form and len(block.text) < _LONGEST_NOTE
        and "tuition" in block.topics and _SCHOOL_YEAR.search(block.text) and not MONEY.search(block.text)
    ]  # fmt: skip
    if len(notes) == 1:
        return notes
    told = [
        block.piece(*found.span(1)) for block in blocks
        if block.says("20") and not block.level and not block.form and (found := _YEAR_OF_PRICES.search(block.text))
    ]  # fmt: skip
    return told if len(told) == 1 else []
