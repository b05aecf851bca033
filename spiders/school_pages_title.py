"""What heads a page: the heading that names one of our subjects, or nothing where the page is about something else."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from spiders.school_pages_block import Block
from spiders.school_pages_blocks import Page
from spiders.school_pages_jsonld import Data, Item
from spiders.school_pages_layout import heads_program, levels_of, limit, names_award, names_subject, pattern
from spiders.school_pages_offices import keeps_records
from spiders.tree import Element, words

_TITLE_PARTS = re.compile(r"\s+[|–—»:·•<>-]+\s+|\s*[|»·•]\s*")
_SUBJECT_END = re.compile(
    r"[,(:;|–—/]| - |\b(?:program|degree|online|option|major|concentration|track)s?\b"
    r"|$",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"(?:the )?(?:[\w.'\u2019&-]+ ){1,6}(?:college|university|institute|academy|polytechnic)(?: of [\w ]{3,30})?",
    re.IGNORECASE,
)
"""The name of a school, which may have a subject in it: "Shenandoah Business College"."""
_LONGEST_KEPT = 200
_FIRST_LINES = 15


@dataclass(slots=True)
class Program:
    """One program of a page: what heads it, and the blocks that speak of it, its own and those of all programs.

    It is headed by a block, by the title of the document, or by an object in the JSON-LD. ``own`` holds the numbers of
    the blocks that speak of no other program; ``page_title`` heads the page where that is something else.
    """

    title: Block | None
    name: str
    title_element: Element | None = None
    data: Item | None = None
    blocks: list[Block] = field(default_factory=list)
    levels: frozenset[str] = frozenset()
    subject: str = ""
    own: set[int] = field(default_factory=set)
    page_title: Block | None = None
    is_one_of_several: bool = False


def program_of(block: Block | None, name: str, element: Element | None = None) -> Program:
    """A program that is headed by a block or by the title of the document."""
    return Program(block, name, element, levels=levels_of(name), subject=subject_of(name))


def subject_of(name: str) -> str:
    """What a program's name says it teaches, in lower case, without its award: "health information technology"."""
    return _subject_of(name) if len(name) < _LONGEST_KEPT else _subject_of.__wrapped__(name)


@lru_cache(maxsize=4096)
def _subject_of(name: str) -> str:
    found = pattern("subjects").search(name)
    if found is None:
        return ""
    rest = name[found.start() :]
    ends = [match.start() for match in (_SUBJECT_END.search(rest), pattern("credentials").search(rest)) if match]
    return (
        " ".join(rest[: min(ends)].lower().split())
        if ends and min(ends) >= found.end() - found.start()
        else found[0].lower()
    )


def page_title(page: Page, blocks: list[Block]) -> Program | None:
    """What heads the page, if it names one of our subjects; None for every other page."""
    headings = [block for block in blocks if block.level and len(block.text) <= limit("longest_title")]
    first = [block for block in headings if block.level == 1]
    for block in first:
        if names_subject(block.text) and not pattern("not_programs").search(block.text):
            if not names_award(block.text) and keeps_records(blocks):
                return None
            return program_of(block, block.text)
    if any(is_other_program(block.text) or pattern("not_programs").search(block.text) for block in first):
        return None
    return _by_lesser_signs(page, blocks, headings, first)


def _by_lesser_signs(page: Page, blocks: list[Block], headings: list[Block], first: list[Block]) -> Program | None:
    named = _document_title(page)
    if named and pattern("not_programs").search(named[0]):
        return None
    below = [block for block in headings if block.level > 1 and heads_program(block.text)]
    ours = [block for block in below if names_subject(block.text)]
    others = [block for block in below if is_other_program(block.text)]
    if named is not None and names_subject(named[0]):
        if ours:
            return program_of(ours[0], ours[0].text)
        if (line := _first_line(blocks)) is not None:
            return program_of(line, line.text)
        return program_of(first[0] if first else None, *named)
    if ours and not others:
        return program_of(ours[0], ours[0].text)
    line = None if others or first else _first_line(blocks)
    return program_of(line, line.text) if line is not None else None


def is_other_program(text: str) -> bool:
    """Whether a heading names a program of another subject."""
    if names_subject(text) or (_SCHOOL.fullmatch(text) and not names_award(text)):
        return False
    return pattern("other_subjects").search(text) is not None or (names_award(text) and heads_program(text))


def _document_title(page: Page) -> tuple[str, Element] | None:
    element = page.root.find(".//title")
    if element is None:
        return None
    told = words(element)
    parts = [part for part in _TITLE_PARTS.split(told) if part]
    for part in parts:
        if names_subject(part):
            return part, element
    return (told, element) if told else None


def _first_line(blocks: list[Block]) -> Block | None:
    """Where no heading heads the page: the first short line near its top that names a program and nothing else."""
    for block in blocks[:_FIRST_LINES]:
        if block.level or block.form or block.part >= 0 or block.is_item or len(block.text) > 90:
            continue
        if names_subject(block.text) and heads_program(block.text) and block.text[-1] not in ".!?:" and not block.label:
            return block if block.element.find(".//a") is None else None
    return None


def only_told_to_machines(data: Data, blocks: list[Block]) -> list[Program]:
    """Programs that only the JSON-LD of a page names, where no heading is about anything else."""
    if any(block.level == 1 and is_other_program(block.text) for block in blocks) or len(data.programs) > 3:
        return []
    if len(data.programs) < data.number_of_programs:
        return []
    made = [
        Program(None, item.name, data=item, levels=levels_of(item.name), subject=subject_of(item.name))
        for item in data.programs
    ]
    for program in made:
        program.blocks = blocks if len(made) == 1 else []
    return made
