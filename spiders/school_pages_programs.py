"""Which programs a page is about, and which blocks speak of which: by headings, and by the awards that lines name.

A page about something else has none, whatever it offers beside.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from spiders.school_pages_blocks import Block, Page
from spiders.school_pages_codes import code_at_start
from spiders.school_pages_jsonld import Data
from spiders.school_pages_layout import heads_program, levels_of, names_award, names_subject, pattern, topics_of
from spiders.school_pages_matrix import cells_by_program, own_rows, programs_in_tables, tables_of
from spiders.school_pages_title import Program, only_told_to_machines, page_title, program_of

_SENTENCE_END = re.compile(
    r"(?:(?<=[A-Za-z0-9)%]{2}[.;!?])|(?<= \d[.;!?])) +(?=[A-Z0-9])|; +(?=the |an? )"
    r"|,? (?=and for the )"
)
_SEVERAL = re.compile(r"\b(?:programs|degrees|certificates|options|pathways|majors|awards)\b", re.IGNORECASE)
_LINES_OF_A_COURSE = 2
_LONGEST_PARTED = 3000
_READ = frozenset(("main", "hero", "aside"))
_ELSEWHERE = frozenset(("related", "stories"))
_SECTIONS = frozenset(("careers", "curriculum", "outcomes", "tuition", "admission"))
MOST_PROGRAMS = 12


def programs_of(page: Page, data: Data) -> list[Program]:
    """The programs of a page in their order; none where it is about something else."""
    blocks = [block for block in page.blocks if block.region in _READ and not _is_elsewhere(block)]
    blocks = [block for block in blocks if not _describes_course(block)]
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
    return _shared_out(programs[:MOST_PROGRAMS], title, blocks)


def _from_title_on(blocks: list[Block], start: int) -> list[Block]:
    """The blocks behind the title, with the short lines straight before it that are no list of links."""
    box = blocks[start].element.getparent()
    before = [block for block in blocks[max(0, start - 2) : start] if block.element.getparent() is box]
    return [*(block for block in before if not block.is_item and len(block.text) < 100), *blocks[start:]]


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
    if pattern("offices").search(block.text):
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


def _shared_out(programs: list[Program], title: Program, blocks: list[Block]) -> list[Program]:
    owners = _by_position(programs, title, blocks)
    titles = {id(program.title) for program in programs}
    cells = _matrix_cells(programs, blocks, owners)
    for block in _sentences_apart(programs, blocks, owners):
        if id(block) in titles:
            continue
        if block.table is not None and (made := cells.get(id(block.table))) is not None:
            for number, own in made.items():
                programs[number].blocks += own
                programs[number].own |= {cell.number for cell in own}
            cells[id(block.table)] = {}
            continue
        told = owners.get(block.number) or _by_words(programs, block)
        for number, program in enumerate(programs):
            if told is None or number in told:
                program.blocks.append(block)
                if told is not None and len(told) == 1:
                    program.own.add(block.number)
    for program in programs:
        program.is_one_of_several = True
        program.page_title = title.title if program.title is not title.title else None
    return programs


def _sentences_apart(programs: list[Program], blocks: list[Block], owners: dict[int, set[int]]) -> Iterator[Block]:
    """The blocks, where sentences of one line speak of different programs each as a block of its own."""
    for block in blocks:
        if block.level or block.form or block.number in owners or len(block.text) > _LONGEST_PARTED:
            yield block
            continue
        starts = [0, *(match.end() for match in _SENTENCE_END.finditer(block.text))]
        spans = list(pairwise([*starts, len(block.text)]))
        if len(spans) < 2 or len({frozenset(_mentioned(programs, block.text[a:b]) or ()) for a, b in spans}) < 2:
            yield block
            continue
        for start, end in spans:
            told = block.text[start:end].rstrip()
            yield replace(block, text=told, offset=block.offset + start, label=block.label if not start else "")


def _matrix_cells(
    programs: list[Program], blocks: list[Block], owners: dict[int, set[int]]
) -> dict[int, dict[int, list[Block]]]:
    """By table, the cells of each program, for the tables that set programs side by side."""
    made = {}
    for rows in tables_of(blocks):
        if rows[0].number not in owners and (cells := cells_by_program(rows, lambda text: _mentioned(programs, text))):
            made[id(rows[0].table)] = cells
    return made


def _by_position(programs: list[Program], title: Program, blocks: list[Block]) -> dict[int, set[int]]:
    """Which program each block stands under."""
    owners: dict[int, set[int]] = {}
    starts = {id(program.title): number for number, program in enumerate(programs)}
    repeated = _repeated(blocks, starts)
    last = len(programs) - 1
    current: int | None = None
    level = 0
    for block in blocks:
        if (number := starts.get(id(block))) is not None:
            current, level = (None if programs[number] is title else number), block.level
            continue
        is_next = bool(block.level) and current is not None and block.level <= level
        if is_next and (block.level < level or (current == last and _bare(block.text) not in repeated)):
            current = None
        if current is not None:
            owners[block.number] = {current}
    return owners


def _bare(heading: str) -> str:
    return " ".join(pattern("credentials").sub(" ", pattern("subjects").sub(" ", heading)).lower().split())


def _repeated(blocks: list[Block], starts: dict[int, int]) -> set[str]:
    seen: dict[str, set[int]] = {}
    current = -1
    for block in blocks:
        current = starts.get(id(block), current)
        if block.level and id(block) not in starts and current >= 0:
            seen.setdefault(_bare(block.text), set()).add(current)
    return {text for text, under in seen.items() if len(under) > 1}


def _by_words(programs: list[Program], block: Block) -> set[int] | None:
    """The programs that a block of all programs names, in its words or the heading above; None for all of them."""
    above = [heading.text for heading in reversed(block.path) if heading.level > 1]
    for text in (block.cells[0] if block.form else block.text, *above):
        if told := _mentioned(programs, text):
            return told
    return None


def _mentioned(programs: list[Program], text: str) -> set[int] | None:
    levels = levels_of(text[:600])
    lower = text.lower()
    by_level = {number for number, program in enumerate(programs) if program.levels & levels}
    by_subject = {number for number, program in enumerate(programs) if program.subject and program.subject in lower}
    if len({program.subject for program in programs}) < 2 or len(by_subject) == len(programs):
        by_subject = set()
    if len(by_level) == len(programs) and len(levels) > 1:
        return None
    both = by_level & by_subject if by_level and by_subject else by_level or by_subject
    return both if both and len(both) < len(programs) else None
