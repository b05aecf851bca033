"""What every reader of pages needs before a tree: the text of bytes, safe links, and limits. Loads no parser.

Links lead to http and https only; great length and deep nesting are refused by who opens a page.
"""

import codecs
import re
from urllib.parse import urljoin, urlsplit

MAXIMUM_BYTES = 20 * 2**20
MAXIMUM_DEPTH = 200
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(body: bytes, content_type: str) -> str:
    """The text of a page: by its byte order mark, the header, its meta element, as UTF-8, else as Windows-1252."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    told = re.search(r"charset=[\"']?([\w.:-]{1,40})", content_type, re.IGNORECASE)
    meta = _META_CHARSET.search(body[:4096])
    names = [told[1]] if told else []
    names += [meta[1].decode("ascii")] if meta else []
    for name in [*names, "utf-8"]:
        try:
            return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", "replace")


def safe_link(base: str, href: str) -> str | None:
    """The absolute http or https address of a link; None for every other scheme, a broken or an empty one."""
    try:
        absolute = urljoin(base, href.strip())
        parts = urlsplit(absolute)
        return absolute if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None
