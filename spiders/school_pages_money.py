"""What a program costs, in the words of its page: sections about tuition with their headings, prices in other lines.

Prices that the words give to other awards or other programs are left where they stand.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from spiders.school_pages_block import NUMBER_ONLY, Block
from spiders.school_pages_cite import Found, of_blocks, of_rows
from spiders.school_pages_layout import labels_of, levels_of, pattern, topics_of
from spiders.school_pages_notes import MONEY, behind_marks, notes_on_year
from spiders.school_pages_phrases import AnyOf
from spiders.school_pages_title import Program
from spiders.tree import Element, cells_of, words
from spiders.tree_tables import grid, rows_of

_AMOUNT = re.compile(r"\$|\bUSD\b|dollars|\d\.\d\d\b|\d (?:per|a|an|each) |\d ?/ ?[a-z]", re.IGNORECASE)
_PRICE_WORDS = AnyOf((
    "tuition", "cost", r"fees?\b", "per (?:credit|unit|semester|term|course|quarter|year|clock)", "/ ?credit", "price",
    "charge", "books", "supplies", r"pays?\b", "matr[ií]cula", "a credit", "each credit", "cuota", "insurance",
    "background check", "meal plan", "housing", "room and board", "academic year",
))  # fmt: skip
_UNIT = re.compile(
    r"(?:for|over) (?:the|a|your)(?: (?:whole|entire|full|complete))? (?:program|certificate|degree|diploma|course)\b"
    r"|(?:paid |charged |due )?once\b|one[- ]time\b|(?:per|a|each|every) \w+|estimated\b|for (?:both|all) "
    r"|(?:non-?|out-of-)?(?:state )?residents?\b|(?:in|out)-(?:of-)?(?:state|district|county)\b|.{0,30}\bresidents?$"
    r"|.{0,20}\b(?:students|everyone)$",
    re.IGNORECASE,
)
"""What stands in a line of its own below the amount that it belongs to."""
_SENTENCE_END = re.compile(r"(?:(?<=[A-Za-z0-9)%]{2}[.;!?])|(?<= \d[.;!?])) +(?=[A-Z0-9])")
_COUNTED = re.compile(r"\btotal credits?\b|\b\d+ (?:credits?|units|hours)|credit hours?:", re.IGNORECASE)
_PAY = re.compile(r"salar|\bwages?\b|\bearn|median|annual pay|hourly", re.IGNORECASE)

_LONGEST_TOTAL = 60
_AMOUNT_FIRST = re.compile(r"\$ ?\d[\d,.]*(?: (?:per|a|an|each|/) ?[\w ]{2,30})?$", re.IGNORECASE)
_LONGEST_WORDS = 120
_LINES_BELOW = 2
_MOST_HEADS = 3
_HEAD_OF_PRICES = re.compile(r"\btuition\b|\bcosts?\b|\bprices?\b|\bfees?\b", re.IGNORECASE)
_BARE_MONEY = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d\d)?")
_NOTE = re.compile(r"^[*†‡¹²]")
_UNDERGRADUATE = frozenset(("associate", "bachelor", "certificate", "diploma"))
_GRADUATE = frozenset(("master", "doctorate", "graduate_certificate"))
_CERTIFICATES = frozenset(("certificate", "graduate_certificate"))
_OF_UNDERGRADUATES = re.compile(r"\bundergraduates?\b", re.IGNORECASE)
_OF_GRADUATES = re.compile(
    r"(?<!under)(?<!under-)\bgraduate (?:tuition|students?|degree|programs?|courses?|(?:non-?)?residents?|in-state"
    r"|out-of-state|rate"
    r"|level)|\bgraduate$|^graduate(?: \(|s?:| rate|, )|^post-?graduates?$",
    re.I,
)
_ELSEWHERE = frozenset(("careers", "related", "stories"))
_COUNTS = frozenset(("credits", "clock_hours", "length", "cip", "phone", "email", "deadline"))
_MOST_PARTS = 14
_LONGEST = 6000
_FIRST_BLOCKS = 6
_MOST_COLUMNS = 20


def tuition_of(program: Program) -> Iterator[Found]:
    """Groups of blocks that speak of prices, each with the headings that hold for it."""
    group: list[Block] = []
    above: tuple[Block, ...] = ()
    own = _levels(program)
    notes = notes_on_year(program.blocks)
    for block in _own_blocks(program, own):
        if group and (block.path != above or len(group) + len(above) >= _MOST_PARTS or _size(group) > _LONGEST):
            yield from _cited(above, group, own, notes)
            group = []
        above = block.path
        group.append(block)
    yield from _cited(above, group, own, notes)


def _levels(program: Program) -> frozenset[str]:
    """The award levels of the program: by its title, else by the first lines."""
    if program.levels:
        return program.levels
    first = (levels_of(block.text) for block in program.blocks[:_FIRST_BLOCKS] if len(block.text) < 100)
    return next((told for told in first if told), frozenset())


def _own_blocks(program: Program, own: frozenset[str]) -> Iterator[Block]:
    blocks = program.blocks
    noted = False
    priced = _tables_of_prices(blocks)
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        if block.level:
            noted = False
        elif _is_under_others(block, own):
            continue
        elif (
            block.table in priced
            or _speaks_of_price(block)
            or _sums_up(block, before)
            or _goes_with(block, before, blocks[number + 1 : number + 2])
            or _goes_on_in_box(block, blocks, number)
        ):
            noted = noted or "*" in block.text
            yield from _own_sentences(block, own)
        elif noted and _NOTE.match(block.text) and len(block.text) < 400:
            yield block if before is None else replace(block, path=before.path)


def _is_under_others(block: Block, own: frozenset[str]) -> bool:
    """Whether the nearest heading is for students of another level only."""
    return "$" in block.text and bool(block.path) and block.path[-1].level > 1 and _is_foreign(block.path[-1].text, own)


def _sums_up(block: Block, before: Block | None) -> bool:
    """Whether a row or a short line is the total of a price in the one before."""
    if before is None or before.table is not block.table or not block.lower.startswith("total"):
        return False
    if not block.form:
        return "$" in block.text and len(block.text) < _LONGEST_TOTAL and _speaks_of_price(before)
    return _speaks_of_price(before) and any(map(_BARE_MONEY.fullmatch, (*before.cells, *block.cells)))


def _tables_of_prices(blocks: list[Block]) -> set[Element | None]:
    """The tables whose head speaks of tuition, wherever they stand: their rows are prices without saying so."""
    rows: dict[Element, list[Block]] = {}
    for block in blocks:
        if block.table is not None and len(told := rows.setdefault(block.table, [])) < _MOST_HEADS:
            told.append(block)
    return {
        table
        for table, (first, *others) in rows.items()
        if not first.topics & _ELSEWHERE and "curriculum" not in first.topics
        and any(_HEAD_OF_PRICES.search(row.text) and not MONEY.search(row.text) for row in (first, *others))
        and any(MONEY.search(row.text) for row in others)
    }  # fmt: skip


def _own_sentences(block: Block, own: frozenset[str]) -> Iterator[Block]:
    """The block without the sentences that give their price to another award or program."""
    if block.form or not _is_foreign(block.text, own):
        yield block
        return
    start = 0
    for end in (*(match.end() for match in _SENTENCE_END.finditer(block.text)), len(block.text)):
        told = block.text[start:end].strip()
        if told and not _is_foreign(told, own):
            yield block.piece(start, end)
        start = end


def _is_foreign(text: str, own: frozenset[str]) -> bool:
    if pattern("other_programs").search(text) and not pattern("subjects").search(text):
        return True
    levels = levels_of(text)
    if own and levels and not levels & own and not (_CERTIFICATES & levels and _CERTIFICATES & own):
        return True
    if own and own <= _GRADUATE:
        return _OF_UNDERGRADUATES.search(text) is not None
    return bool(own) and own <= _UNDERGRADUATE and _OF_GRADUATES.search(text) is not None


def _goes_with(block: Block, before: Block | None, after: list[Block]) -> bool:
    """Whether an amount and its words stand in two blocks of one box: ``$742`` and ``per credit hour``."""
    if "$" in block.text and NUMBER_ONLY.fullmatch(block.text):
        after = [other for other in after if not _PAY.search(other.text)]
        return any(not other.level and _PRICE_WORDS.within(other.lower) and "$" not in other.text for other in after)
    if before is None or "$" not in before.text or "$" in block.text or not NUMBER_ONLY.fullmatch(before.text):
        return False
    if block.level or len(block.text) >= _LONGEST_WORDS or _PAY.search(block.text):
        return False
    return _PRICE_WORDS.within(block.lower) or _UNIT.match(block.text) is not None


def _goes_on_in_box(block: Block, blocks: list[Block], number: int) -> bool:
    """Whether a short line is the second below an amount in its box: ``$742``, ``per credit hour``, ``residents``."""
    if number < _LINES_BELOW or block.level or "$" in block.text or len(block.text) >= _LONGEST_TOTAL:
        return False
    above, amount = blocks[number - 1], blocks[number - 2]
    if "$" not in above.text and "$" not in amount.text:
        return False
    is_near = block.element is above.element or block.element.getparent() is above.element.getparent()
    if not is_near or above.form or _UNIT.match(block.text) is None or _PAY.search(block.text):
        return False
    if "$" in above.text:
        return block.element is above.element and _AMOUNT_FIRST.match(above.text) is not None
    return "$" in amount.text and NUMBER_ONLY.fullmatch(amount.text) is not None and not above.level


def _speaks_of_price(block: Block) -> bool:
    topics = block.topics
    if topics & _ELSEWHERE or len(block.text) > _LONGEST:
        return False
    if block.label and labels_of(block.label) & _COUNTS and not MONEY.search(block.text):
        return False
    if block.table is not None and "tuition" in topics:
        return True
    if block.form and "$" in block.text and "tuition" in block.all_topics:
        return True
    if "tuition" in topics or (block.label and "tuition" in labels_of(block.label)):
        return len(block.text) < 160 or (block.has_digit and _PRICE_WORDS.within(block.lower))
    if not block.has_digit or not block.says("$", "usd", "dollar") or not MONEY.search(block.text):
        return False
    return _PRICE_WORDS.within(block.lower) or _PRICE_WORDS.within(block.label.lower())


def _size(group: list[Block]) -> int:
    return sum(len(block.text) for block in group)


def _cited(above: tuple[Block, ...], group: list[Block], own: frozenset[str], notes: list[Block]) -> Iterator[Found]:
    if not any(block.table is not None or _AMOUNT.search(block.text) for block in group):
        return
    headings = [heading for heading in above if heading.level > 1 and _holds_for_prices(heading, above)]
    headings += [note for note in notes if note not in group and above[: len(note.path)] == note.path]
    rows = [block for block in group if block.form and not block.is_head]
    kept = [row for row in rows if not _is_foreign(row.cells[0], own)]
    is_whole = all(_stands_whole(table, group) for table in {row.table for row in rows} if table is not None)
    if (len(kept) == len(rows) or not kept) and is_whole:
        columns = {
            table: some
            for table in {row.table for row in rows}
            if table is not None and (some := _own_columns(table, group, own))
        }
        yield of_blocks("tuition_text", behind_marks([*headings, *group]), columns)
        return
    told = [block for block in group if not block.form or block in (kept or rows) or block.is_head]
    yield of_rows("tuition_text", [*headings, *told][: _MOST_PARTS + 4])


def _own_columns(table: Element, group: list[Block], own: frozenset[str]) -> list[int]:
    """The columns of a table without those of other awards' students; none where all of them may be its own."""
    head = next(row for row in group if row.table is table)
    if not any(_is_foreign(cell, own) for cell in head.cells[1:]):
        return []
    first = grid(table)[0]
    kept = [number for number, cell in enumerate(first) if not number or not _is_foreign(cell, own)]
    return kept if 1 < len(kept) < len(first) <= _MOST_COLUMNS else []


def _stands_whole(table: Element, group: list[Block]) -> bool:
    """Whether all rows of a table speak of prices; of a table of facts only some do, and the others are left out."""
    return sum(block.table is table for block in group) >= sum(any(map(words, cells_of(row))) for row in rows_of(table))


def _holds_for_prices(heading: Block, above: tuple[Block, ...]) -> bool:
    """Whether a heading says something that a price below it needs: what it is for, a year, a residency."""
    topics = topics_of(heading.text)
    if "tuition" in topics:
        return True
    if heading is not above[-1]:
        return False
    return "tuition" in heading.all_topics or ("curriculum" not in topics and not _COUNTED.search(heading.text))
