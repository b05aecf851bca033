"""Notes that a raised mark ties to a line: each is put behind the line that bears its mark. Knows no prices."""

from spiders.school_pages_block import Block
from spiders.tree import Element

_LONGEST = 400
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
