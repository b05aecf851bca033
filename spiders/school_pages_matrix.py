"""Tables that set programs side by side, in columns or in rows: the cells of one program, each with its label."""

from collections.abc import Callable, Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_layout import heads_program, levels_of, names_award, names_subject, pattern
from spiders.school_pages_title import Program, program_of, subject_of
from spiders.tree import cells_of

Mentioned = Callable[[str], set[int] | None]
_MOST_COLUMNS = 12


def tables_of(blocks: list[Block]) -> Iterator[list[Block]]:
    """The rows of each table."""
    tables: dict[int, list[Block]] = {}
    for block in blocks:
        if block.table is not None:
            tables.setdefault(id(block.table), []).append(block)
    yield from tables.values()


def programs_in_tables(blocks: list[Block]) -> list[Program]:
    """Programs that only the head of a table names, or its rows; none where it names programs of other subjects."""
    for rows in tables_of(blocks):
        head = rows[0]
        if 3 <= len(head.cells) <= _MOST_COLUMNS and all(map(_is_program, head.cells[1:])):
            return [_program(head, number) for number in range(1, len(head.cells))]
        named = [row for row in rows[1:] if len(row.cells) > 1 and _is_program(row.cells[0])]
        if len(named) < 2 or any(_is_foreign(row.cells[0]) for row in rows[1:]) or "program" not in _head_word(head):
            continue
        if len({row.cells[0] for row in named}) == len(named):
            return [_program(row, 0) for row in named]
    return []


def _head_word(head: Block) -> str:
    told = head.cells[0].lower()
    return (
        "program"
        if not told or any(word in told for word in ("program", "degree", "award", "credential", "cert"))
        else told
    )


def _is_program(text: str) -> bool:
    return (
        3 < len(text) < 120
        and heads_program(text)
        and (names_subject(text) or names_award(text))
        and not _is_foreign(text)
    )


def _is_foreign(text: str) -> bool:
    return not names_subject(text) and pattern("other_subjects").search(text) is not None


def _program(row: Block, number: int) -> Program:
    cell = cells_of(row.element)[number]
    title = Block(row.cells[number], cell, level=3, region=row.region, path=row.path, number=row.number)
    return program_of(title, row.cells[number])


def cells_by_program(rows: list[Block], mentioned: Mentioned) -> dict[int, list[Block]] | None:
    """The labeled cells of each program; None where a table does not set programs side by side."""
    head = rows[0]
    columns: dict[int, set[int]] = {}
    for number, cell in enumerate(head.cells):
        if number and (found := mentioned(cell)):
            columns[number] = found
    if len({min(found) for found in columns.values()}) > 1 and not mentioned(head.cells[0]):
        return _by_column(rows[1:], columns)
    told = [(row, mentioned(row.cells[0])) for row in rows[1:] if len(row.cells) > 1]
    if len({min(numbers) for _, numbers in told if numbers}) > 1:
        return _by_row(head, [(row, numbers) for row, numbers in told if numbers])
    return None


def _by_column(rows: list[Block], columns: dict[int, set[int]]) -> dict[int, list[Block]]:
    made: dict[int, list[Block]] = {}
    for row in rows:
        elements = cells_of(row.element)
        for number, programs in columns.items():
            if number < len(elements) and row.cells[number]:
                for program in programs:
                    made.setdefault(program, []).append(_cell(row, number, row, 0))
    return made


def _by_row(head: Block, rows: list[tuple[Block, set[int]]]) -> dict[int, list[Block]]:
    made: dict[int, list[Block]] = {}
    for row, programs in rows:
        for program in programs:
            made.setdefault(program, []).extend(row_cells(head, row))
    return made


def row_cells(head: Block, row: Block) -> list[Block]:
    """The cells of a row behind its first, each labeled by the head of its column."""
    return [
        _cell(row, number, head, number)
        for number in range(1, min(len(row.cells), len(head.cells)))
        if row.cells[number]
    ]


def cell_of(row: Block, number: int) -> Block:
    """A cell of a row as a line of its own."""
    return Block(row.cells[number], cells_of(row.element)[number], region=row.region, path=row.path, number=row.number)


def _cell(row: Block, number: int, labeled_by: Block, label_number: int) -> Block:
    elements, labels = cells_of(row.element), cells_of(labeled_by.element)
    return Block(
        row.cells[number],
        elements[number],
        region=row.region,
        path=row.path,
        label=labeled_by.cells[label_number].rstrip(" :"),
        label_element=labels[label_number],
        number=row.number,
    )


def own_rows(rows: list[Block], program: Program) -> list[Block] | None:
    """In a table of a whole school's programs, the cells of this one; None where it is no such table."""
    told = [row for row in rows[1:] if len(row.cells) > 1 and len(row.cells[0]) < 120]
    if not any(names_subject(row.cells[0]) or names_award(row.cells[0]) for row in told):
        return None
    ours = [row for row in told if _is_ours(row.cells[0], program)]
    others = [row for row in told if (row not in ours and heads_program(row.cells[0])) or _is_foreign(row.cells[0])]
    if not ours or not others or len(ours) + len(others) < 0.7 * len(told):
        return None
    return [cell for row in ours for cell in row_cells(rows[0], row)]


def _is_ours(text: str, program: Program) -> bool:
    levels = levels_of(text)
    if levels and program.levels and not levels & program.levels:
        return False
    subject = subject_of(text)
    if not subject:
        return bool(levels & program.levels) and not _is_foreign(text)
    return not program.subject or subject == program.subject
