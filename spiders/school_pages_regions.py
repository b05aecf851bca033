"""Which part of a page an element is: main content, its head and foot, what only leads elsewhere. Knows no program."""

import re
from functools import lru_cache

from spiders.tree import Element

OUTSIDE = frozenset(("skip", "header", "footer", "other"))
"""Regions whose links and contacts are not the program's."""
_BOXES = (
    r"(?!(?:card|panel|modal|table|article|entry|post|accordion|section|page|content|tab|block|program|box|widget"
    r"|inner"
    r"|media|list|item|figure|col|row)[_-])"
)
_SKIPPED = re.compile(
    r"(?:^|\s)(?:(?:site|main|global|primary|secondary|top|utility|side|sub|left|mobile|mega|page|header|footer|cl"
    r"|quick)[_-]?)?"
    r"(?:nav|navbar|navigation|navmenu|menu|megamenu|breadcrumbs?|crumbs?|pagination|pager|searchform|search-form"
    r"|social"
    r"|share|sharing|skip|skip-?links?|skip-?nav|skip-to-content|cookies?|cookie-\w+|toc)"
    r"(?:[_-](?:links?|list|bar|menu|wrapper|container|trail|notice|banner|icons?|content|main|tabs|pills|left"
    r"|top))?(?=$|\s)",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    rf"(?:^|\s){_BOXES}(?:\w{{1,20}}[_-]){{0,2}}(?:footer|foot|colophon|ftr|bottombar|bottom-bar|copyright|siteinfo"
    rf"|site-info)(?:[_-]\w{{1,20}})*(?=$|\s)",
    re.IGNORECASE,
)
_HEADER = re.compile(
    rf"(?:^|\s){_BOXES}(?:(?:\w{{1,20}}[_-]){{0,2}}header|(?:site|page|global|main|top)[_-]?(?:banner|bar|head)"
    r"|masthead|topbar|top-bar|utility[\w-]*)(?=$|\s)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:^|[\s_-])(?:related|similar|recommended|testimonials?|news|events?|promo|advert\w*|you-may|quotes?|carousel"
    r"|stories)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_QUOTES = frozenset("\"'“‘«")
_LABELED = re.compile(r"\b[A-Z][A-Za-z ]{2,20}: ")
_LONGEST_NAMES = 500
_INNER = ("main", "article", "section")


def region_of(element: Element, tag: str, region: str) -> str:
    """The region that an element begins within another: main, hero, aside, header, footer, other, or skip."""
    if tag == "main":
        return "main"
    if tag == "nav":
        return region if _holds_title(element) else "skip"
    if not element.attrib:
        return _by_tag(element, tag, region)
    role = element.get("role", "")
    if role == "main":
        return "main"
    if role in ("navigation", "search", "menu", "menubar", "tablist") and not _holds_title(element):
        return "skip"
    return _by_names(element, tag, role, region)


def _by_names(element: Element, tag: str, role: str, region: str) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if names == " " and not role:
        return _by_tag(element, tag, region)
    told = {"banner": "header", "contentinfo": "footer"}.get(role) or _told_by(names[:_LONGEST_NAMES])
    if told == "header":
        return "hero" if _holds_title(element) else _header(element, region)
    return told if told and not _holds_title(element) else _by_tag(element, tag, region)


@lru_cache(maxsize=8192)
def _told_by(names: str) -> str:
    """The region that class and id tell; empty where they tell none. Pages of one site repeat them by the thousand."""
    regions = (("header", _HEADER), ("footer", _FOOTER), ("skip", _SKIPPED), ("other", _OTHER))
    return next((region for region, words in regions if words.search(names)), "")


def _by_tag(element: Element, tag: str, region: str) -> str:
    if tag == "footer":
        return "footer" if region in ("main", "aside", "hero") and not _is_within(element, ("blockquote",)) else region
    if tag == "header":
        return "hero" if _holds_title(element) else _header(element, region)
    if tag == "blockquote" and region in ("main", "aside") and not _only_indents(element):
        return "other"
    if tag == "aside" and region == "main":
        return "aside"
    return region


def _header(element: Element, region: str) -> str:
    return region if _is_within(element, _INNER) else "header"


def _is_within(element: Element, tags: tuple[str, ...]) -> bool:
    return any(above.tag in tags for above in element.iterancestors())


def _holds_title(element: Element) -> bool:
    return element.find(".//h1") is not None


def _only_indents(element: Element) -> bool:
    """Whether a blockquote quotes nobody: old pages indent with it what they say themselves, in labeled lines."""
    told = " ".join("".join(map(str, element.itertext()))[:400].split())
    if told[:1] in _QUOTES or element.find(".//cite") is not None or element.find(".//footer") is not None:
        return False
    return len(_LABELED.findall(told)) > 1
