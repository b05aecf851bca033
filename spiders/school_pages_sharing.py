"""Which lines of a page with several programs speak of which: by where they stand, and by the awards that they name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from spiders.school_pages_block import Block
from spiders.school_pages_layout import levels_of, pattern
from spiders.school_pages_matrix import cells_by_program, tables_of
from spiders.school_pages_title import Program

_SENTENCE_END = re.compile(
    r"(?:(?<=[A-Za-z0-9)%]{2}[.;!?])|(?<= \d[.;!?])) +(?=[A-Z0-9])|; +(?=the |an? )"
    r"|,? (?=and for the )|,? (?=(?:and|or) \$ ?\d[\d,.]*\d for the )"
)
_LONGEST_PARTED = 3000


def shared_out(programs: list[Program], title: Program, blocks: list[Block]) -> list[Program]:
    """The programs, each with the blocks that speak of it; ``title`` heads the page and may be one of them."""
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
            yield block.piece(start, end)


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
