"""One program page of a school, from bytes to raw items. A pure function of bytes and address; fetches nothing.

A page that is not about a program of this directory gives a note and nothing else.
"""

import re
from datetime import date
from hashlib import sha256

from spiders.items import RawItem, RawRecord, RawValue, Severity, Surprise
from spiders.page_text import safe_link
from spiders.school_pages_blocks import Page
from spiders.school_pages_cite import Found, of_block, of_element, raw_values
from spiders.school_pages_contact import contact_of
from spiders.school_pages_courses import courses_of
from spiders.school_pages_credits import credits_of
from spiders.school_pages_delivery import delivery_of
from spiders.school_pages_entry import entry_of
from spiders.school_pages_facts import facts_of
from spiders.school_pages_findings import findings
from spiders.school_pages_jsonld import Data, data_of, matching, school_address
from spiders.school_pages_labels import mark_footer, mark_labels
from spiders.school_pages_layout import KIND, SOURCE
from spiders.school_pages_money import tuition_of
from spiders.school_pages_programs import programs_of
from spiders.school_pages_proof import cahiim_of, outcomes_of
from spiders.school_pages_school import addresses_of, documents_of, institution_of
from spiders.school_pages_title import Program
from spiders.structure import StructureChanged
from spiders.tree import Element, open_tree

_LIKELY = re.compile(
    rb"health[\s-]?(?:care)?(?:\s|&nbsp;|&#160;|\xc2\xa0|[-_/])+(?:and\s+medical\s+)?(?:info|record|data|it\b"
    rb"|analytic)"
    rb"|medical(?:\s|&nbsp;|&#160;|\xc2\xa0|[-_/])+(?:record|cod|bill|transcri|info|office|admin|secretar|recep"
    rb"|insur|front)"
    rb"|(?:coding|coder|billing|biller)[^<>]{1,12}(?:coding|coder|billing|biller|specialist)|insurance\s+(?:billing"
    rb"|coding)"
    rb"|informatics|cahiim|revenue\s+cycle|(?:cancer|tumor)\s+regist|salud|codificaci|facturaci|%PDF-",
    re.IGNORECASE,
)
_LONGEST_KEY = 140
_LIKELY_BYTES = 4 * 2**20


def looks_like_program_page(body: bytes) -> bool:
    """Whether the bytes name a subject of this directory at all; a page without one need not be opened."""
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    return _LIKELY.search(body, 0, _LIKELY_BYTES) is not None


def parse_school_page(
    body: bytes, content_type: str, url: str, capture_id: str, on: date | None = None
) -> list[RawItem]:
    """One record for each program that the page is about, or a note that it is about none.

    ``body`` is the decoded body, ``url`` the address that answered, ``on`` the day of the capture, by which the age of
    outcomes is judged (None: it is not). A page that cannot be read is a warning.
    """
    return read_school_page(body, content_type, url, capture_id, on)[0]


def read_school_page(
    body: bytes, content_type: str, url: str, capture_id: str, on: date | None = None
) -> tuple[list[RawItem], Element | None]:
    """As ``parse_school_page``, with the root of the page's tree; None where it cannot be opened."""
    root: Element | None = None
    try:
        root = open_tree(body, content_type)
        return _read(root, url, capture_id, on), root
    except StructureChanged as changed:
        return [_surprise(changed.code, str(changed), "warning", url)], root


def _read(root: Element, url: str, capture_id: str, on: date | None) -> list[RawItem]:
    page = Page(root)
    mark_footer(page.blocks)
    mark_labels(page.blocks)
    data = Data(page.root)
    programs = programs_of(page, data)
    if not programs:
        return [_surprise("page_kind", "the page is not about a program of this directory", "note", url)]
    base = _base(page, url)
    places = " ".join(block.text for block in programs[0].blocks if block.label or block.says("campus"))
    shared = [*institution_of(page), *addresses_of(page, places), *documents_of(page, base)]
    if not any(program.data or data.programs for program in programs):
        shared += [found for school in data.schools[:1] for found in school_address(school)]
    found = [
        [*_of_program(page, program, base), *_of_data(data, program, len(programs)), *shared] for program in programs
    ]
    values = raw_values(page.root, found)
    records = [
        RawRecord(source=SOURCE, kind=KIND, key=key, capture_id=capture_id, place="tree:1", values=told)
        for key, told in zip(_keys(url, programs), values, strict=True)
    ]
    notes = dict.fromkeys(told for one in found for told in findings(one, on))
    if page.too_long:
        notes["too_long", f"{page.too_long} lines of the page are too long to be read"] = None
    return [*records, *(_surprise(code, message, "note", url) for code, message in notes)]


def _of_program(page: Page, program: Program, base: str) -> list[Found]:
    return [
        _title(program),
        *([of_block("page_title", program.page_title)] if program.page_title is not None else []),
        *facts_of(program.blocks),
        *credits_of(program.blocks),
        *delivery_of(program.blocks),
        *entry_of(program.blocks),
        *tuition_of(program),
        *cahiim_of(program),
        *outcomes_of(program),
        *courses_of(program),
        *contact_of(page, program, base),
    ]


def _of_data(data: Data, program: Program, number_on_page: int) -> list[Found]:
    item = program.data or matching(data.programs, program.name, number_on_page)
    return list(data_of(data, item)) if item is not None else []


def _title(program: Program) -> Found:
    if program.data is not None:
        key = next(key for key in ("name", "programName", "title") if program.data.value.get(key))
        return Found(
            "program_title", program.data.value[key], ((program.data.script, f"#json:{program.data.pointer}/{key}"),)
        )
    if program.title_element is not None:
        told = of_element("program_title", program.title_element)
        return Found(told.field, told.text, told.parts, {"part": program.name} if program.name != told.text else {})
    assert program.title is not None  # noqa: S101 - one of the two heads every program
    return of_block("program_title", program.title)


def _keys(url: str, programs: list[Program]) -> list[str]:
    """The address of the page; with several programs also the words of each."""
    plain = _short(url.partition("#")[0])
    if len(programs) == 1:
        return [plain]
    keys: list[str] = []
    for program in programs:
        slug = re.sub(r"[^a-z0-9]+", "-", program.name.lower()).strip("-")[:50] or "program"
        taken = sum(key.startswith(f"{plain}#{slug}") for key in keys)
        keys.append(f"{plain}#{slug}-{taken + 1}" if taken else f"{plain}#{slug}")
    return keys


def _short(url: str) -> str:
    """The address as a key: a long one is cut and told from its like by a digest."""
    return url if len(url) <= _LONGEST_KEY else f"{url[: _LONGEST_KEY - 20]}~{sha256(url.encode()).hexdigest()[:16]}"


def _base(page: Page, url: str) -> str:
    element = page.root.find(".//base[@href]")
    return url if element is None else safe_link(url, element.get("href", "")) or url


def _surprise(code: str, message: str, severity: Severity, url: str, sample: str = "") -> Surprise:
    return Surprise(source=SOURCE, code=code, message=message, severity=severity, url=url[:2000], sample=sample[:500])


__all__ = ["RawValue", "looks_like_program_page", "parse_school_page", "read_school_page"]
