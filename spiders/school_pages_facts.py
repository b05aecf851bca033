"""Short facts of a program that stand in one line: award, length, CIP code; and how a line is cited with its label.

Finds the lines that speak of them, in the order in which they should be believed. What they mean is for pipelines.
"""

import re
from collections.abc import Iterable, Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found, of_block, of_blocks
from spiders.school_pages_layout import labels_of, names_award

_NUMBERS = r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen)"
_NUMBER = re.compile(rf"\b{_NUMBERS}\b", re.IGNORECASE)
_LENGTH = re.compile(
    rf"\b{_NUMBERS}(?:[ -]to[ -]{_NUMBERS}|-\d+)?[ -](?:year|month|week|semester|quarter|term)s?\b", re.IGNORECASE
)
_LENGTH_OF = re.compile(
    r"complet|finish|program|full[- ]time|part[- ]time|length|takes|long|degree"
    r"|certificate",
    re.I,
)
_SPANS = ("year", "month", "week", "semester", "quarter", "term")
_NOT_OF_LENGTH = frozenset(("careers", "admission", "outcomes", "aid", "accreditation"))
_NOT_OF_AWARD = frozenset(("careers", "admission", "outcomes", "aid", "tuition", "related"))
_AWARD_STEMS = (
    "associate", "bachelor", "baccal", "master", "doctora", "certific", "diploma", "grado", "bachill", "maestr",
    "aas", "a.a", "a. a", "as", "b.s", "b. s", "bs", "bas", "b.a", "m.s", "m. s", "ms", "mhi", "cert", "aos", "a.o",
)  # fmt: skip
_MOST_AWARDS = 3
_FIRST_BLOCKS = 60
LONGEST_LINE = 600
LONGEST_PROSE = 1500


def labeled(block: Block, name: str) -> bool:
    """Whether the label before a block names the field."""
    return bool(block.label) and not block.level and name in labels_of(block.label)


def cited(name: str, block: Block) -> Found:
    """A block with the label that stands before it, where that is in an element of its own."""
    return of_block(name, block) if block.label_element is None else of_blocks(name, [block])


def first_of(name: str, blocks: Iterable[Block], most: int) -> Iterator[Found]:
    """The first different blocks that speak of a field."""
    met: set[Block] = set()
    for block in blocks:
        if block not in met:
            met.add(block)
            yield cited(name, block)
            if len(met) == most:
                return


def facts_of(blocks: list[Block]) -> Iterator[Found]:
    """Award, length and CIP code of a program."""
    told = [block for block in blocks if labeled(block, "credential") and names_award(block.value)]
    near = (block for block in blocks[:_FIRST_BLOCKS] if _may_name_award(block))
    yield from first_of("credential_text", (block for group in (told, near) for block in group), _MOST_AWARDS)
    told = [block for block in blocks if labeled(block, "length") and _NUMBER.search(block.value)]
    prose = (block for block in blocks if _tells_length(block))
    yield from first_of("length_text", (block for group in (told, prose) for block in group), 1)
    yield from first_of("cip", (b for b in blocks if labeled(b, "cip") and re.search(r"\d\d\.\d", b.text)), 1)


def _may_name_award(block: Block) -> bool:
    if block.form or len(block.text) >= 900 or not block.says(*_AWARD_STEMS):
        return False
    return not block.topics & _NOT_OF_AWARD and names_award(block.text)


def _tells_length(block: Block) -> bool:
    if len(block.text) > LONGEST_LINE or "$" in block.text or not block.says(*_SPANS):
        return False
    if _LENGTH.search(block.text) is None or block.topics & _NOT_OF_LENGTH:
        return False
    return _LENGTH_OF.search(block.text) is not None
