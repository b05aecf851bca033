"""The courses of a program: rows, items and boxes that begin with a course code or stand under courses."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spiders.school_pages_alternatives import alternatives
from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found, of_block, of_blocks, of_rows
from spiders.school_pages_codes import code_at_start, courses_in
from spiders.school_pages_matrix import cell_of
from spiders.school_pages_phrases import AnyOf
from spiders.school_pages_title import Program

_CREDITED = re.compile(
    r"\b\d{1,3}(?:\.\d{1,2})? ?-?(?:(?:semester|quarter|clock|contact) )?(?:credits?|cr\b\.?|units?|hrs?\b\.?|hours?"
    r"|s\.?h\.?)(?:\(s\))?.{0,12}$"
    r"|\(\d{1,2}(?:\.\d{1,2})?\)$|[–—-] ?\d{1,2}$",
    re.IGNORECASE,
)
_STUDY = AnyOf(
    rf"\b{word}\b"
    for word in ("study", "studies", "takes?", "courses?", "classes", "modules", "subjects", "curriculum")
)
_GRADE = re.compile(r" ?\(?(?:with|must|is|are|before|may|or|grade|has|in (?:the|your))\b|,? ?with an? ")
_FIGURES = re.compile(r"credit|hours|hrs|units|\bcr\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_PRICES = re.compile(r"\$ ?\d[\d,.]*")
_FEE = re.compile(r"\bfees?\b|\bcosts?\b|\bpay\b|\bbuy\b", re.IGNORECASE)
_HEAD = re.compile(
    r"course|title|credit|subject|module|class\b|units|cr\b|hours|hrs|no\.|number|code"
    r"|prefix",
    re.IGNORECASE,
)
_NOT_COURSES = re.compile(
    r"total|elective|prereq|co-?req|\$|tuition|elective credits|general education|deadline|program|degree|certificate"
    r"|weeks|months|per week"
    r"|hours of|hours per|complete .* credits",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset(("careers", "related", "stories", "tuition", "outcomes", "aid", "contact", "accreditation"))
MOST_COURSES = 150
_LONGEST_LINE = 1500


def courses_of(program: Program) -> Iterator[Found]:
    """One piece a course, below the head of its table where there is one."""
    heads: dict[int, Block | None] = {}
    used: set[int] = set()
    number = 0
    for position, block in enumerate(program.blocks):
        if number >= MOST_COURSES or id(block) in used:
            continue
        if block.topics & _ELSEWHERE and "curriculum" not in block.topics:
            continue
        if not block.form and (several := _of_sentences(block)):
            number += len(several)
            yield from several
            continue
        if block.form == "row" and (beside := alternatives(block) or _side_by_side(block)):
            number += len(beside)
            yield from beside
            continue
        found = _of_row(block, heads) if block.form == "row" else _of_line(program.blocks, position, used)
        if found is not None:
            number += 1
            yield found


def _of_sentences(block: Block) -> list[Found]:
    """The courses that a line names one after the other."""
    if block.level or not block.has_digit or len(block.text) > _LONGEST_LINE or "admission" in block.topics:
        return []
    is_curriculum = "curriculum" in block.topics or _STUDY.within(block.lower)
    return [of_block("course", block, start, end) for start, end in courses_in(block.text, is_curriculum=is_curriculum)]


def _side_by_side(row: Block) -> list[Found]:
    """The courses of a row that sets those of two terms side by side, each with the cell behind it."""
    starts = [number for number, cell in enumerate(row.cells) if code_at_start(cell)]
    if len(starts) < 2 or any(after - before < 2 for before, after in pairwise(starts)):
        return []
    cells = [cell_of(row, number) for number in range(len(row.cells))]
    ends = [*starts[1:], len(cells)]
    groups = [[cell for cell in cells[start:end] if cell.text] for start, end in zip(starts, ends, strict=True)]
    return [of_blocks("course", group[:3]) for group in groups]


def _of_row(row: Block, heads: dict[int, Block | None]) -> Found | None:
    key = id(row.table)
    if key not in heads:
        heads[key] = row if _is_head(row) else None
        if heads[key] is not None:
            return None
    head = heads[key]
    if not _is_course_row(row, head):
        return None
    return of_rows("course", [row] if head is None else [head, row])


def _is_head(row: Block) -> bool:
    told = [cell for cell in row.cells if cell]
    if not told or any(code_at_start(cell) for cell in told):
        return False
    if not row.is_head and any(len(cell) >= 40 or cell[:1].isdigit() for cell in told):
        return False
    return sum(_HEAD.search(cell) is not None for cell in told) >= min(2, len(told))


def _is_course_row(row: Block, head: Block | None) -> bool:
    if row.is_head or len(row.cells) < 2:
        return False
    if any(code_at_start(cell, is_curriculum=True) for cell in row.cells[:2]):
        return True
    if len(row.cells) > 2 and code_at_start(f"{row.cells[0]} {row.cells[1]}") and row.cells[1][:1].isdigit():
        return True
    if head is None or _NOT_COURSES.search(_PRICES.sub("", row.text)) or not any(map(str.isalpha, row.cells[0])):
        return False
    names_courses = any(
        word in cell.lower() for cell in head.cells for word in ("course", "title", "module", "subject")
    )
    if len(row.cells) != len(head.cells):
        return False
    figures = [cell for cell, told in zip(row.cells, head.cells, strict=True) if _FIGURES.search(told)]
    return names_courses and any(_FIGURE.fullmatch(cell) for cell in (row.cells[-1], *figures))


def _of_line(blocks: list[Block], position: int, used: set[int]) -> Found | None:
    block = blocks[position]
    text = block.text
    if len(text) > _LONGEST_LINE:
        return None
    is_curriculum = "curriculum" in block.topics
    if end := code_at_start(text, is_curriculum=is_curriculum):
        if end == len(text):
            return _of_box(blocks, position, used)
        if _GRADE.match(text, end) or ("$" in text and _FEE.search(text)):
            return None
        if block.figure is not None:
            return of_blocks("course", [block, block.figure])
        return of_block("course", block) if not block.level or is_curriculum or _CREDITED.search(text) else None
    if block.level or len(text) > 120 or not is_curriculum or _NOT_COURSES.search(text):
        return None
    return of_block("course", block) if _CREDITED.search(text) and (block.is_item or len(text) < 80) else None


def _of_box(blocks: list[Block], position: int, used: set[int]) -> Found | None:
    """A code that stands alone, with the lines beside it in the same box."""
    block = blocks[position]
    box = block.element if block.part >= 0 else block.element.getparent()
    beside = []
    for other in blocks[position + 1 : position + 5]:
        if (
            other.form
            or (other.element if other.part >= 0 else other.element.getparent()) is not box
            or code_at_start(other.text)
        ):
            break
        beside.append(other)
    if not beside or len(beside[0].text) > 120:
        return None
    used |= {id(other) for other in beside[:2]}
    return of_blocks("course", [block, *beside[:2]])
