"""Where a program page says how and where the program is taught: labels on delivery, labels on places, sentences."""

import re
from collections.abc import Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found, of_blocks
from spiders.school_pages_facts import LONGEST_LINE, LONGEST_PROSE, first_of, labeled
from spiders.school_pages_layout import heads_program, topics_of
from spiders.school_pages_phrases import AnyOf

_STEMS = (
    "online", "on-line", "on line", "campus", "hybrid", "blended", "distance", "person", "face", "classroom", "hyflex",
    "remote", "virtual", "web-based", "línea", "linea", "recinto", "distancia", "residency", "ground", "on-site",
    "on site", "e-learning", " room ", "zoom", "video conf", "videoconf",
)  # fmt: skip
_TAUGHT = AnyOf((
    "program", "course", r"class(?:es|room)?\b", "degree", "certificate", "offered", "taught", "deliver", "learn",
    "complet", "instruction", "stud(?:y|ies)", "attend", "format", "available", "curriculum", "lecture", "diploma",
    "meet", "train", "ofrece",
))  # fmt: skip
_NOT_HERE = frozenset(("careers", "contact", "aid", "admission", "deadline", "outcomes", "tuition", "accreditation"))
_MODE = re.compile(
    r"(?:100% |fully |all |entirely )?(?:on-?line|on[- ]campus|hybrid|blended|in[- ]person|face[- ]to[- ]face"
    r"|hyflex)",
    re.IGNORECASE,
)
_SUBTITLES = 3
_OF_FACTS = frozenset(("curriculum", "delivery"))
"""What a line of short facts names without being a section about it."""
_LONGEST_FACT = 60
_MOST = 5


def delivery_of(blocks: list[Block]) -> Iterator[Found]:
    """The lines on delivery, under the field that says how they speak of it."""
    short = [
        block
        for block in blocks
        if block.label and len(block.text) <= LONGEST_LINE and "careers" not in block.all_topics
    ]
    yield from first_of("delivery_text", (block for block in short if labeled(block, "delivery")), _MOST)
    yield from _headings(blocks)
    places = (
        block for block in short if labeled(block, "location") and ("contact" not in block.topics or _speaks(block))
    )
    yield from first_of("location_text", places, _MOST)
    yield from first_of("delivery_words", (block for block in blocks if _is_prose(block)), _MOST)


def _headings(blocks: list[Block]) -> Iterator[Found]:
    """Headings that are nothing but a mode, with the line below that explains it."""
    for number, block in enumerate(blocks):
        if block.level and _MODE.fullmatch(block.text):
            after = blocks[number + 1 : number + 2]
            yield of_blocks("delivery_text", [block, *(other for other in after if not other.level and not other.form)])


def _speaks(block: Block) -> bool:
    return block.says(*_STEMS)


def _is_subtitle(block: Block) -> bool:
    """Whether a heading straight below the title goes on about the program, and begins no section."""
    if not block.path or (len(block.path) > 1 and not heads_program(block.path[-1].text)):
        return False
    return block.number - block.path[-1].number <= _SUBTITLES and not topics_of(block.text) - _OF_FACTS


def _is_prose(block: Block) -> bool:
    if len(block.text) > LONGEST_PROSE or not _speaks(block):
        return False
    if labeled(block, "delivery") or labeled(block, "location"):
        return False
    topics = block.topics
    if "delivery" in topics:
        return not block.level
    if topics & _NOT_HERE or (block.level and not _is_subtitle(block)):
        return False
    return (not topics and len(block.text) <= _LONGEST_FACT) or _TAUGHT.within(block.lower)
