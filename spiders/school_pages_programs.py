"""Which programs a page is about, and which blocks speak of which: by headings, and by the awards that lines name.

A page about something else has none, whatever it offers beside.
"""

import re
from dataclasses import dataclass, field

from spiders.school_pages_blocks import Block, Page
from spiders.school_pages_layout import heads_program, levels_of, limit, names_award, names_subject, pattern, topics_of
from spiders.tree import Element, words

_READ = frozenset(("main", "hero", "aside"))
_ELSEWHERE = frozenset(("related", "stories"))
_TITLE_PARTS = re.compile(r"\s+[|–—»:·•-]\s+|\s*[|»·•]\s*")
MOST_PROGRAMS = 12


@dataclass(slots=True)
class Program:
    """One program of a page: what heads it, and the blocks that speak of it, its own and those of all programs."""

    title: Block | None
    name: str
    title_element: Element | None = None
    blocks: list[Block] = field(default_factory=list)
    levels: frozenset[str] = frozenset()
    subject: str = ""
    own: set[int] = field(default_factory=set)


def programs_of(page: Page) -> list[Program]:
    """The programs of a page in their order; none where it is about something else."""
    blocks = [block for block in page.blocks if block.region in _READ and not _is_elsewhere(block)]
    title = _page_title(page, blocks)
    if title is None:
        return []
    anchors = _anchors(title, blocks)
    if len(anchors) < 2:
        title.blocks = [block for block in blocks if block is not title.title]
        return [title]
    return _shared_out(anchors[:MOST_PROGRAMS], title, blocks)


def _is_elsewhere(block: Block) -> bool:
    return any(topics_of(heading.text) & _ELSEWHERE and not heads_program(heading.text) for heading in block.path)


def _page_title(page: Page, blocks: list[Block]) -> Program | None:
    """What heads the page, if it names one of our subjects; None for every other page."""
    headings = [block for block in blocks if block.level and len(block.text) <= limit("longest_title")]
    first = [block for block in headings if block.level == 1]
    for block in first:
        if names_subject(block.text) and not pattern("not_programs").search(block.text):
            return _program(block)
    if any(_is_other_program(block.text) for block in first):
        return None
    named = _document_title(page)
    if named and pattern("not_programs").search(named[0]):
        return None
    below = [block for block in headings if block.level > 1 and heads_program(block.text)]
    ours = [block for block in below if names_subject(block.text)]
    others = [block for block in below if _is_other_program(block.text)]
    if named is not None and names_subject(named[0]):
        return _program(ours[0]) if ours and not first else _named(*named, block=first[0] if first else None)
    if ours and not others:
        return _program(ours[0])
    return None


def _is_other_program(text: str) -> bool:
    return not names_subject(text) and (
        pattern("other_subjects").search(text) is not None or (names_award(text) and heads_program(text))
    )


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


def _program(block: Block) -> Program:
    found = pattern("subjects").search(block.text)
    return Program(block, block.text, None, levels=levels_of(block.text), subject=found[0].lower() if found else "")


def _named(name: str, element: Element, block: Block | None) -> Program:
    found = pattern("subjects").search(name)
    return Program(block, name, element, levels=levels_of(name), subject=found[0].lower() if found else "")


def _anchors(title: Program, blocks: list[Block]) -> list[Program]:
    """The headings below the page's that begin programs of their own."""
    top = title.title.level if title.title is not None else 1
    found = [
        block
        for block in blocks
        if block.level
        and (block.level > top or block is title.title)
        and heads_program(block.text)
        and (
            names_award(block.text) or (names_subject(block.text) and not names_award(title.name) and block.level <= 3)
        )
        and not _is_other_program_of(block.text)
        and not _below_section(block)
    ]
    made: list[Program] = []
    for block in found:
        program = _program(block)
        if not any(program.levels == other.levels and _same(program, other) for other in made):
            made.append(program)
    below = [program for program in made if program.title is not title.title]
    if title.levels and below and not any(_covers(title, program) for program in below):
        return [title, *below]
    return below


def _below_section(block: Block) -> bool:
    return any(
        topics_of(above.text) & {"careers", "curriculum", "outcomes", "tuition", "admission"}
        and not heads_program(above.text)
        for above in block.path
    )


def _is_other_program_of(text: str) -> bool:
    return not names_subject(text) and pattern("other_subjects").search(text) is not None


def _same(one: Program, other: Program) -> bool:
    return not one.subject or not other.subject or one.subject == other.subject


def _covers(title: Program, program: Program) -> bool:
    return bool(title.levels & program.levels) and _same(title, program)


def _shared_out(programs: list[Program], title: Program, blocks: list[Block]) -> list[Program]:
    owners = _by_position(programs, title, blocks)
    for block in blocks:
        if block.level and block in [program.title for program in programs]:
            continue
        owner = owners.get(block.number)
        told = owner if owner is not None else _by_words(programs, block)
        for number, program in enumerate(programs):
            if told is None or number in told:
                program.blocks.append(block)
                if told is not None and len(told) == 1:
                    program.own.add(block.number)
    return programs


def _by_position(programs: list[Program], title: Program, blocks: list[Block]) -> dict[int, set[int]]:
    """Which program each block stands under."""
    owners: dict[int, set[int]] = {}
    starts = {id(program.title): number for number, program in enumerate(programs)}
    repeated = _repeated(blocks, starts)
    last = max(number for number in starts.values())
    current: int | None = None
    level = 0
    for block in blocks:
        if (number := starts.get(id(block))) is not None:
            current, level = number, block.level
            if programs[number] is title:
                current = None
            continue
        if block.level and current is not None and block.level <= level:
            leaves = block.level < level or (current == last and _bare(block.text) not in repeated)
            if leaves:
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
    for text in (block.text if not block.form else block.cells[0], *(heading.text for heading in reversed(block.path))):
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
    both = by_level & by_subject if by_level and by_subject else by_level or by_subject
    return both if both and len(both) < len(programs) else None
