"""What a program page says to prove itself: the statement on CAHIIM, and the outcomes that CAHIIM has it publish."""

import re
from collections.abc import Iterator

from spiders.school_pages_block import Block
from spiders.school_pages_cite import Found, of_blocks
from spiders.school_pages_title import Program

_CAHIIM = re.compile(
    r"cahiim|commission on accreditation (?:for|of|in) health informatics"
    r"|accreditation for [^.]{0,60}health information"
    r"|health information [^.]{0,60}accredit",
    re.IGNORECASE,
)
_STATUS_STEMS = ("accredit", "acredit", "candida", "probation", "withdr", "inactive")
_GOES_ON = re.compile(r"accredit|reaffirm|candida|probation|withdr|status", re.IGNORECASE)
_ANSWER = re.compile(r"yes\b|no\b|not\b(?! applicable)|initial|continuing|through 20", re.IGNORECASE)
_MEASURE = re.compile(
    r"graduat\w+|employ\w+|placement|placed|hired|working in|retention|retain\w*|pass(?:ing)? rate|pass(?:ed)?\b"
    r"|exam|certification|graduaci[oó]n|colocaci[oó]n|retenci[oó]n|empleo|rev[aá]lida|aprobaci[oó]n"
    r"|completion|complet\w+|satisf\w+|transfer|"
    r"persist\w*|licensure|attrition|progress\w+|on-time",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\d ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_NOT_OUTCOME = re.compile(
    r"project\w+|growth|grow\b|faster|bureau of labor|labor statistics|bls\b|tuition|discount|refund|online courses"
    r"|class size|"
    r"must (?:earn|pass|score)|minimum (?:grade|score)|grade of|score of|\bgpa\b|of (?:the )?courses|attendance"
    r"|credit for|employer(?! satisf)",
    re.IGNORECASE,
)
_GRADUATES = re.compile(r"\bgraduates\b|placement rate|job placement|employment rate", re.IGNORECASE)
_ELSEWHERE = frozenset(("careers", "related", "stories", "aid", "tuition", "admission"))
_MOST = 14
_MOST_STATEMENTS = 4
_LONGEST = 4000


def cahiim_of(program: Program) -> Iterator[Found]:
    """The blocks that speak of CAHIIM, each with the next one where that goes on about it.

    The qualifier ``of`` is ``several`` where the words stand on a page of several programs and name none of them.
    """
    blocks = program.blocks
    told = [number for number, block in enumerate(blocks) if _speaks_of_cahiim(block)]
    for number in told[:_MOST_STATEMENTS]:
        block = blocks[number]
        is_shared = program.is_one_of_several and block.number not in program.own
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        together = [block, after] if after is not None and _goes_on(block, after) else [block]
        is_answer = _ANSWER.match(block.text) is not None and _above(block).endswith("?")
        if is_answer or (not _CAHIIM.search(block.text) and not _answers_label(block)):
            together = [block.path[-1], *together]
        yield of_blocks("cahiim_statement", together, **({"of": "several"} if is_shared else {}))


def _speaks_of_cahiim(block: Block) -> bool:
    if block.level or len(block.text) > _LONGEST:
        return False
    if not block.says("cahiim", "accredit", "acredit", *_STATUS_STEMS) and not _answers_label(block):
        return False
    if not _CAHIIM.search(block.text):
        return _answers_label(block) or _stands_under_cahiim(block)
    return block.says(*_STATUS_STEMS, "initial") or any(
        "accredit" in told.lower() for told in (block.label, _above(block))
    )


def _answers_label(block: Block) -> bool:
    """Whether a short value stands beside the name of the accreditor: "CAHIIM accredited | Yes, through 2030"."""
    if "cahiim" not in block.label.lower() or block.label_element is None or len(block.text) > 120:
        return False
    return _ANSWER.match(block.text) is not None or block.says(*_STATUS_STEMS)


def _stands_under_cahiim(block: Block) -> bool:
    """Whether a short line tells a status under a heading that is nothing but the name of the accreditor."""
    above = _above(block)
    return len(block.text) < 200 and len(above) < 40 and "cahiim" in above.lower() and block.says(*_STATUS_STEMS)


def _above(block: Block) -> str:
    return block.path[-1].text if block.path else ""


def _goes_on(block: Block, after: Block) -> bool:
    if after.level or after.form or block.form or after.path != block.path or len(after.text) > 600:
        return False
    return _GOES_ON.search(after.text) is not None and not _CAHIIM.search(after.text)


def outcomes_of(program: Program) -> Iterator[Found]:
    """Groups of lines and tables with rates of graduation, employment and the like, with their headings."""
    group: list[Block] = []
    above: tuple[Block, ...] = ()
    for block in program.blocks:
        if block.level or not _is_outcome(block):
            continue
        if group and (block.path != above or len(group) + len(above) >= _MOST):
            yield _cited(above, group)
            group = []
        above = block.path
        group.append(block)
    if group:
        yield _cited(above, group)


def _cited(above: tuple[Block, ...], group: list[Block]) -> Found:
    return of_blocks("outcome_text", [*(heading for heading in above if heading.level > 1), *group])


def _is_outcome(block: Block) -> bool:
    if not block.has_digit or len(block.text) > 3000:
        return False
    topics = block.topics
    if "outcomes" not in topics and not block.says("%", "percent", "per cent"):
        return False
    if topics & _ELSEWHERE and "outcomes" not in topics and not ("careers" in topics and _GRADUATES.search(block.text)):
        return False
    if _NOT_OUTCOME.search(block.text) or (block.form and "$" in block.text):
        return False
    if "outcomes" in topics:
        return (
            block.table is not None
            or _PERCENT.search(block.text) is not None
            or re.search(r"\d", block.text) is not None
        )
    context = block.text + " " + block.label + " " + " ".join(h.text for h in block.path[-1:] if h.level > 1)
    return _PERCENT.search(block.text) is not None and _MEASURE.search(context) is not None
