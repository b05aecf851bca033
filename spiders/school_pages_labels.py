"""Puts labels and values together that stand in blocks of their own, and finds the foot of a page that none marks."""

import re

from spiders.school_pages_block import LABELED, NUMBER_ONLY, Block
from spiders.school_pages_layout import labels_of
from spiders.tree import Element

_COPYRIGHT = re.compile(r"©|\(c\) ?\d{4}|copyright|all rights reserved", re.IGNORECASE)
_COPYRIGHT_STEMS = ("©", "(c)", "copyright", "all rights")
_LONGEST_LABEL = 60
_LONGEST_VALUE = 300


def mark_footer(blocks: list[Block]) -> None:
    """Where no element says footer, the box around the copyright line does."""
    for block in reversed(blocks[-40:]):
        if block.region == "footer" or len(block.text) > 400 or not _tells_copyright(block):
            continue
        box = block.element
        parent = box.getparent()
        middle = set(blocks[len(blocks) // 2].element.iterancestors())
        while parent is not None and parent not in middle and not _has_heading(parent):
            box, parent = parent, parent.getparent()
        inside = set(box.iter())
        for other in blocks[-60:]:
            if other.element in inside:
                other.region, other.path = "footer", ()
        return


def _tells_copyright(block: Block) -> bool:
    return block.says(*_COPYRIGHT_STEMS) and _COPYRIGHT.search(block.text) is not None


def _has_heading(element: Element) -> bool:
    return (next(element.iter("h1", "h2", "h3", "p"), None) is not None and len(element) > 3) or (
        next(element.iter("h1", "h2", "h3"), None) is not None
    )


def mark_labels(blocks: list[Block]) -> None:
    """Give each value the label in front of it: in its line, in the block before, or under a figure."""
    for number, block in enumerate(blocks):
        if block.label or block.form:
            continue
        if block.is_piece and not LABELED.fullmatch(block.text):
            continue  # beside each other stand values, not labels
        if not block.level and (told := LABELED.fullmatch(block.text[:_LONGEST_VALUE])):
            block.label = told[1].strip()
        elif (
            len(block.text) < _LONGEST_LABEL
            and "$" not in block.text
            and labels_of(block.text)
            and not _is_one_of_a_list(blocks, number)
        ):
            _mark_neighbor(blocks, number)
        elif (
            number
            and len(block.text) < _LONGEST_LABEL
            and not block.level
            and _is_rate_above(block, blocks[number - 1])
        ):
            _label(blocks[number - 1], block)


def _is_one_of_a_list(blocks: list[Block], number: int) -> bool:
    """Whether a word such as "Online" is one of several short items: a list of facts has no labels in items."""
    block, after = blocks[number], blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None or block.element.tag != "li" or after.element.tag != "li" or block.text.rstrip().endswith(":"):
        return False
    return block.element.getparent() is after.element.getparent()


def _is_rate_above(block: Block, before: Block) -> bool:
    """Whether a rate stands large above the words for it, in one box."""
    if not before.text.endswith("%") or before.label or NUMBER_ONLY.fullmatch(before.text) is None:
        return False
    return before.element.getparent() is block.element.getparent()


def _mark_neighbor(blocks: list[Block], number: int) -> None:
    block = blocks[number]
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    before = blocks[number - 1] if number else None
    box = block.element.getparent()
    is_last = after is None or after.element.getparent() is not box
    is_figure = before is not None and not before.label and NUMBER_ONLY.fullmatch(before.text) is not None
    if before is not None and is_figure and is_last and box in (before.element, before.element.getparent()):
        _label(before, block)
        return
    if after is None or after.level or after.label or after.form or LABELED.fullmatch(after.text[:100]):
        return
    _label(after, block)
    beside = after.element.getparent()
    for other in blocks[number + 2 : number + 8]:
        if beside is box or other.element.getparent() is not beside or other.level or other.label:
            return
        _label(other, block)


def _label(value: Block, label: Block) -> None:
    value.label, value.label_element = label.text.rstrip(" :"), label.element if label.part < 0 else None
