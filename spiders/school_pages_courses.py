"""The courses of a program: rows of tables and items of lists that begin with a course code, or stand under courses."""

import re
from collections.abc import Iterator

from spiders.school_pages_blocks import Block
from spiders.school_pages_cite import Found, of_block, of_rows
from spiders.school_pages_programs import Program

CODE = re.compile(
    r"(?!(?:ICD|CPT|HCPCS|CIP|SOC|COVID|ISO|FAX|ROOM|RM|SUITE|STE|BLDG|BOX|DRG|HIPAA|AHIMA|FALL|SPRING|SUMMER|WINTER"
    r"|YEAR|TERM|PART|"
    r"STEP|WEEK|UNIT|TOTAL|FY|AY|CA|US|PHASE|LEVEL|OVER|UNDER|OF|IN|TO|FOR|AND|TUITION|CREDITS?|FEES?|MAY|JUNE"
    r"|JULY)\b)"
    r"(?:[A-Z]{2,6}(?:[ *.–/-]| - )?\d{2,5}[A-Z]{0,2}(?:\.\d+)?|\d{2}-\d{3}-\d{3}|\d{3}-\d{3}(?!-?\d))(?![\w$%])"
)
_LEAD = re.compile(r"^(?:[•*·▪–-] ?|(?:or|and|&|take|complete) |\d{1,2}[.)] ?)*", re.IGNORECASE)
_CREDITED = re.compile(
    r"[(\[–—:,|-]? ?\b\d{1,2}(?:\.\d{1,2})? ?(?:credits?|cr\.?|units?|hrs?\.?|hours?|s\.?h\.?)\b.{0,20}$"
    r"|\(\d{1,2}(?:\.\d{1,2})?\)$",
    re.I,
)
_HEAD = re.compile(r"course|title|credit|subject|class\b|units|cr\b|hours|hrs|no\.|number|code", re.IGNORECASE)
_NOT_COURSES = re.compile(r"total|prereq|co-?req|\$|tuition|elective credits", re.IGNORECASE)
_ELSEWHERE = frozenset(("careers", "related", "stories", "tuition", "outcomes", "aid", "contact", "accreditation"))
MOST_COURSES = 150


def courses_of(program: Program) -> Iterator[Found]:
    """One piece a course, below the head of its table where there is one."""
    heads: dict[int, Block | None] = {}
    number = 0
    for block in program.blocks:
        if number >= MOST_COURSES or (block.topics & _ELSEWHERE and "curriculum" not in block.topics):
            continue
        if block.form == "row":
            key = id(block.table)
            if key not in heads:
                heads[key] = block if _is_head(block) else None
                if heads[key] is not None:
                    continue
            head = heads[key]
            if _is_course_row(block, head):
                number += 1
                yield of_rows("course", [block] if head is None else [head, block])
        elif _is_course_line(block):
            number += 1
            yield of_block("course", block)


def starts_with_code(text: str) -> bool:
    """Whether a course code begins the text."""
    return CODE.match(text, _LEAD.match(text).end()) is not None  # type: ignore[union-attr]


def _is_head(row: Block) -> bool:
    told = [cell for cell in row.cells if cell]
    return (
        bool(told)
        and not any(starts_with_code(cell) for cell in told)
        and (row.is_head or all(len(cell) < 40 and not cell[:1].isdigit() for cell in told))
        and sum(_HEAD.search(cell) is not None for cell in told) >= min(2, len(told))
    )


def _is_course_row(row: Block, head: Block | None) -> bool:
    if row.is_head or len(row.cells) < 2:
        return False
    if any(starts_with_code(cell) for cell in row.cells[:2]):
        return True
    if _NOT_COURSES.search(row.text) or head is None:
        return False
    is_curriculum = any("course" in cell.lower() or "title" in cell.lower() for cell in head.cells)
    return (
        is_curriculum
        and re.fullmatch(r"\d{1,2}(?:\.\d{1,2})?", row.cells[-1]) is not None
        and any(map(str.isalpha, row.cells[0]))
    )


def _is_course_line(block: Block) -> bool:
    text = block.text
    if len(text) > 1500:
        return False
    if starts_with_code(text):
        return len(text) > 10
    if block.level or len(text) > 120 or "curriculum" not in block.topics or _NOT_COURSES.search(text):
        return False
    return _CREDITED.search(text) is not None and (block.is_item or len(text) < 80)
