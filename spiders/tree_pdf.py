"""The text of a PDF as a small tree, so that pages of a catalog are read like pages of the web. Knows no site.

A section a page, in it a heading for each short line in title case and a paragraph for the lines that run on. The tree
is the same for the same bytes; limits on bytes, pages and letters keep hostile files short.
"""

import io
import re
import time
from collections.abc import Iterator

from lxml import etree

from spiders.structure import StructureChanged

MAXIMUM_BYTES = 20 * 2**20
MAXIMUM_PAGES = 40
MAXIMUM_LETTERS = 400_000
MAXIMUM_SECONDS = 20.0
"""A file that takes longer is refused as a whole, so that how much is read never depends on the machine."""
_SMALL = frozenset(
    ("of", "in", "and", "the", "for", "to", "a", "an", "with", "or", "on", "at", "by", "&", "–", "-", "/")
)
_ENDS = re.compile(r"[.!?:;]$|\d$|\)$")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LEAST_RUNNING = 55


def is_pdf(body: bytes) -> bool:
    """Whether the bytes begin as a PDF does."""
    return body[:1024].lstrip().startswith(b"%PDF-")


def pdf_tree(body: bytes) -> etree._Element:
    """The tree of a PDF. Raises StructureChanged: page_too_large, not_a_page, page_too_slow."""
    if len(body) > MAXIMUM_BYTES:
        raise StructureChanged("page_too_large", f"a PDF of {len(body):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    root = etree.Element("html")
    content = etree.SubElement(root, "body")
    for text in _pages(body):
        section = etree.SubElement(content, "section")
        for tag, told in _pieces(text):
            etree.SubElement(section, tag).text = told
    return root


def _pages(body: bytes) -> Iterator[str]:
    from pypdf import PdfReader  # here, because hardly a page is a PDF
    from pypdf.errors import PyPdfError

    until = time.monotonic() + MAXIMUM_SECONDS
    letters = 0
    try:
        for page in PdfReader(io.BytesIO(body)).pages[:MAXIMUM_PAGES]:
            text = _CONTROLS.sub(" ", page.extract_text() or "")
            letters += len(text)
            if letters > MAXIMUM_LETTERS:
                return
            if time.monotonic() > until:
                raise StructureChanged(
                    "page_too_slow", f"a PDF that takes more than {MAXIMUM_SECONDS:.0f} s is not read"
                )
            yield text
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError, OSError) as error:
        if isinstance(error, StructureChanged):
            raise
        raise StructureChanged("not_a_page", f"not readable as a PDF: {str(error)[:200]}") from error
    except (MemoryError, ArithmeticError, AssertionError, NotImplementedError, UnicodeError, LookupError) as error:
        raise StructureChanged("not_a_page", f"not readable as a PDF: {type(error).__name__}") from error


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Headings and paragraphs; lines that run on to the next belong to one paragraph."""
    running: list[str] = []
    for line in (" ".join(line.split()) for line in text.split("\n")):
        if running and line and not _is_heading(line) and _runs_on(running[-1]):
            running.append(line)
            continue
        if running:
            yield "p", " ".join(running)
            running = []
        if line:
            if _is_heading(line):
                yield "h3", line
            else:
                running = [line]
    if running:
        yield "p", " ".join(running)


def _runs_on(line: str) -> bool:
    return len(line) >= _LEAST_RUNNING and not _ENDS.search(line)


def _is_heading(line: str) -> bool:
    if not 4 <= len(line) <= 90 or line[-1] in ".,;:!?" or any(character.isdigit() for character in line):
        return False
    told = [word for word in re.split(r"[\s(]+", line) if word and word.lower() not in _SMALL]
    return 0 < len(told) <= 10 and all(word[0].isupper() or not word[0].isalpha() for word in told) and "@" not in line
