"""Which programs a page is about, and which blocks speak of which: by headings, and by the awards that lines name.

A page about something else has none, whatever it offers beside.
"""

import re
from dataclasses import replace

from spiders.school_pages_block import Block
from spiders.school_pages_blocks import Page
from spiders.school_pages_codes import code_at_start
from spiders.school_pages_jsonld import Data
from spiders.school_pages_layout import heads_program, levels_of, names_award, names_subject, pattern, topics_of
from spiders.school_pages_lines import TITLED
from spiders.school_pages_matrix import own_rows, programs_in_tables, tables_of
from spiders.school_pages_sharing import shared_out
from spiders.school_pages_title import Program, only_told_to_machines, page_title, program_of

_SEVERAL = re.compile(r"\b(?:programs|degrees|certificates|options|pathways|majors|awards)\b", re.IGNORECASE)
_FIGURE_FIRST = re.compile(
    r"\(?\d{1,3}(?:\.\d{1,2})?[ -](?:(?:semester|quarter|clock|contact) )?(?:credits?|credit hours?|units?|hours?"
    r"|cr\b\.?)\)?"
    r"|(?:credits?|credit hours?|units?|hours):? \d{1,3}(?:\.\d{1,2})?(?![\d-])",
    re.IGNORECASE,
)
_LINES_OF_A_COURSE = 2
_READ = frozenset(("main", "hero", "aside"))
_ELSEWHERE = frozenset(("related", "stories"))
_SECTIONS = frozenset(("careers", "curriculum", "outcomes", "tuition", "admission"))
MOST_PROGRAMS = 12


def programs_of(page: Page, data: Data) -> list[Program]:
    """The programs of a page in their order; none where it is about something else."""
    blocks = [block for block in page.blocks if block.region in _READ and not _is_elsewhere(block)]
    blocks = [block for block in blocks if not _belongs_to_course(block)]
    title = page_title(page, blocks)
    if title is None:
        return only_told_to_machines(data, blocks)
    page.title = title.title
    if title.title is not None:
        blocks = _from_title_on(blocks, blocks.index(title.title))
    programs = _headed(title, blocks)
    if len(programs) < 2:
        programs = programs_in_tables(blocks)
    if len(programs) < 2:
        title.blocks = _own_rows_only(title, [block for block in blocks if block is not title.title])
        return [title]
    return shared_out(programs[:MOST_PROGRAMS], title, blocks)


def _from_title_on(blocks: list[Block], start: int) -> list[Block]:
    """The blocks behind the title, with the short lines straight before it that are no list of links."""
    box = blocks[start].element.getparent()
    before = [block for block in blocks[max(0, start - 2) : start] if block.element.getparent() is box]
    return [*(block for block in before if not block.is_item and len(block.text) < 100), *blocks[start:]]


def _belongs_to_course(block: Block) -> bool:
    """Whether a line describes the course above it; the figure that it begins with goes to that."""
    if not _describes_course(block):
        return False
    course = block.path[-1]
    if course.figure is None and not block.form and (told := _FIGURE_FIRST.match(block.text)) is not None:
        course.figure = replace(block.piece(0, told.end()), label="", label_element=None)
    return True


def _describes_course(block: Block) -> bool:
    """Whether a line stands straight below a heading that names a course: it says nothing of the program."""
    if block.level or not block.path or block.number - block.path[-1].number > _LINES_OF_A_COURSE:
        return False
    return code_at_start(block.path[-1].text) > 0


def _is_elsewhere(block: Block) -> bool:
    return any(topics_of(heading.text) & _ELSEWHERE and not heads_program(heading.text) for heading in block.path)


def _own_rows_only(program: Program, blocks: list[Block]) -> list[Block]:
    """The blocks, where a table of all programs of the school is cut down to the row of this one."""
    for rows in tables_of(blocks):
        if len(rows) > 2 and (cells := own_rows(rows, program)) is not None:
            number = blocks.index(rows[0])
            blocks = [*blocks[:number], *cells, *(b for b in blocks[number:] if b.table is not rows[0].table)]
    return blocks


def _headed(title: Program, blocks: list[Block]) -> list[Program]:
    """The programs that headings below the page's begin, with the page's own where it is none of them."""
    top = title.title.level if title.title is not None else 1
    made: list[Program] = []
    for block in blocks:
        if not _begins_program(block, title, top):
            continue
        program = program_of(block, block.text)
        if not any(program.levels == other.levels and _same(program, other) for other in made):
            made.append(program)
    below = [program for program in made if program.title is not title.title]
    is_one = not _SEVERAL.search(title.name)
    if is_one and title.levels and below and not any(title.levels & one.levels and _same(title, one) for one in below):
        return [title, *below]
    return below


def _begins_program(block: Block, title: Program, top: int) -> bool:
    if not block.level or (block.level <= top and block is not title.title) or not heads_program(block.text):
        return False
    told = names_award(block.text)
    if pattern("offices").search(block.text) or (block.level >= TITLED and " " not in block.text):
        return False
    if len(levels_of(block.text)) > 1 and block is not title.title:
        return False
    if not told and not (names_subject(block.text) and not names_award(title.name) and block.level <= 3):
        return False
    if not names_subject(block.text) and pattern("other_subjects").search(block.text):
        return False
    return not any(topics_of(above.text) & _SECTIONS and not heads_program(above.text) for above in block.path)


def _same(one: Program, other: Program) -> bool:
    return not one.subject or not other.subject or one.subject == other.subject
