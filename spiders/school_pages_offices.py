"""Whether a page headed by our subject is of an office that keeps records (of a hospital, of a student health service).

Such a page names health information management as often as a program does, and teaches nobody.
"""

from spiders.school_pages_block import Block
from spiders.school_pages_layout import all_patterns

_LEAST_SIGNS = 2
_MOST_OF_STUDY = 1


def keeps_records(blocks: list[Block]) -> bool:
    """Whether the lines speak of asking for records, and hardly of study."""
    told = [block.lower for block in blocks if len(block.text) < 2000]
    signs = sum(any(map(sign.search, told)) for sign in all_patterns("records_office"))
    if signs < _LEAST_SIGNS:
        return False
    return sum(any(map(sign.search, told)) for sign in all_patterns("of_study")) <= _MOST_OF_STUDY
