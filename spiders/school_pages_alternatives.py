"""Two courses in one row of a plan, of which a student takes one: ``BIO 141 or NAS 150``. Decides nothing else."""

import re
from itertools import pairwise

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found, of_blocks
from spiders.school_pages_codes import code_at_start
from spiders.school_pages_matrix import cell_of
from spiders.tree import cells_of, flow

_OR = re.compile(r" or ", re.IGNORECASE)
_ONLY_OR = frozenset(("or", "o", "-or-", "(or)"))
_FIGURE = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_MOST_CELLS = 6


def alternatives(row: Block) -> list[Found]:
    """The courses of a row whose first cell names several codes, each with its own title; empty for any other row."""
    if len(row.cells) < 2 or len(row.cells) > _MOST_CELLS or not _OR.search(row.cells[0]):
        return []
    parted = [_pieces(row, number) for number in range(len(row.cells))]
    codes = parted[0]
    if len(codes) < 2 or not all(code_at_start(code.text) == len(code.text) for code in codes):
        return []
    others = [pieces for pieces in parted[1:] if pieces]
    titles = next((pieces for pieces in others if len(pieces) == len(codes) and _named(pieces)), None)
    if titles is None:
        return []
    figures = next((pieces for pieces in others if all(_FIGURE.fullmatch(piece.text) for piece in pieces)), [])
    told = figures if len(figures) == len(codes) else figures[:1] * len(codes)
    beside = [[figure] for figure in told] or [[] for _ in codes]
    return [
        of_blocks("course", [code, title, *figure]) for code, title, figure in zip(codes, titles, beside, strict=True)
    ]


def _named(pieces: list[Block]) -> bool:
    return all(any(map(str.isalpha, piece.text)) for piece in pieces)


def _pieces(row: Block, number: int) -> list[Block]:
    """What a cell says in its lines, else beside the word "or"; a line that only says "or" is none."""
    cell = cell_of(row, number)
    parts = flow(cells_of(row.element)[number])
    if len(parts) > 1 and all(isinstance(part, str) for part in parts):
        made = [Block(str(part), cell.element, place, path=row.path) for place, part in enumerate(parts)]
        return [one for one in made if one.text.strip().lower() not in _ONLY_OR]
    ends = [(0, 0), *(found.span() for found in _OR.finditer(cell.text)), (len(cell.text), len(cell.text))]
    return [cell.piece(before[1], after[0]) for before, after in pairwise(ends)] if cell.text else []
