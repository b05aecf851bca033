"""Where a paged list goes on: the one address of the next page, or none. May not follow what leaves the site."""

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

from spiders.html import words
from spiders.page_text import safe_link
from spiders.pager_ranges import after_the_gap, goes_on
from spiders.texts import folded, tokens

Remark = tuple[str, str, str]
_ARROWS = frozenset({"»", "›", ">", "→", ">>", "❯", "▶", "⟩", "&gt;"})
_NAMES = re.compile(r"[^a-z0-9]+")
_BESIDE_NEXT = frozenset((
    "next", "show", "go", "to", "view", "load", "see", "the", "page", "pages", "results", "schools", "colleges",
    "programs", "records", "entries", "items", "set", "older", "of", "list", "listings", "institutions",
))  # fmt: skip
_PREFERRED = ("link[rel~=next]", "a[rel~=next]")
_ADDRESSES = ("href", "data-href", "data-url", "data-next-url", "data-next", "hx-get")


def base_of(page: BeautifulSoup, url: str) -> str:
    """What relative links of a page start from: its ``base`` element, if it names a web address, else its own."""
    element = page.find("base", href=True)
    return (safe_link(url, str(element["href"])[:2000]) if isinstance(element, Tag) else None) or url


def next_page(page: BeautifulSoup, url: str, next_words: Collection[str]) -> tuple[str | None, list[Remark]]:
    """The address of the next page (None when this is the last), and what is odd about the pager.

    ``next_words``: what a link to the next page may say, in lower case.
    """
    base = base_of(page, url)
    candidates = list(_candidates(page, next_words))
    targets = {
        page_id(found): found
        for node in candidates
        if (href := _address(node))
        if (found := safe_link(base, href)) is not None
    }
    if not candidates:
        return _by_number(page, url, base)
    if not targets:
        sample = str(candidates[0])[:200]
        return None, [("next_leads_nowhere", "there is a Next without a web address; the list may go on", sample)]
    if len(targets) > 1 and (stated := _preferred(page, base)) is not None:
        targets = {page_id(stated): stated}
    if len(targets) > 1:
        words_of = ", ".join(targets.values())
        return None, [("several_next", "several links say Next and lead to different pages", words_of[:300])]
    target = next(iter(targets.values()))
    if page_id(target) == page_id(url):
        return None, [("next_points_here", "Next points to the page itself; the list is taken to end here", target)]
    if not same_site(url, target):
        return None, [("next_leaves_site", "Next leads to another site and is not followed", target)]
    return target, []


def page_id(url: str) -> str:
    """An address as far as it names a page: without fragment, default port and the case of its host."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    try:
        port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    except ValueError:
        port = ""
    return urlunsplit(("", host + port, parts.path.rstrip("/") or "/", parts.query, ""))


def _candidates(page: BeautifulSoup, next_words: Collection[str]) -> Iterator[Tag]:
    for node in page.select(", ".join((*_PREFERRED, "a", "button", "[role=button]", "[role=link]"))):
        if not _disabled(node) and (node.name == "link" or _says_next(node, next_words)):
            yield node


def _address(node: Tag) -> str:
    """Where a link leads, or a button that a script would answer."""
    told = [str(node[name]).strip()[:2000] for name in _ADDRESSES if node.get(name)]
    return next((one for one in told if one[0] != "#"), "")


def _says_next(node: Tag, next_words: Collection[str]) -> bool:
    rel = node.get("rel") or []
    if "next" in (rel if isinstance(rel, list) else [rel]):
        return True
    shown = words(node)[:100]
    told = [shown, str(node.get("aria-label") or "")[:100], str(node.get("title") or "")[:100]]
    if shown.strip() in _ARROWS and not any(_without_numbers(folded(text)) in next_words for text in told[1:]):
        return _in_pager(node)
    if not shown and node.has_attr("href") and "next" in _NAMES.split(str(node.get("class") or "").lower()):
        return True
    return any(_without_numbers(folded(text)) in next_words or _only_next(text) or goes_on(text) for text in told)


def _only_next(text: str) -> bool:
    """Whether words say next and nothing else but of what: "Show next 10", "Next 25 results"."""
    said = [token for token in tokens(text[:60]) if not token.isdigit()]
    return said == ["forward"] or ("next" in said and len(said) <= 5 and _BESIDE_NEXT.issuperset(said))


def _without_numbers(text: str) -> str:
    return " ".join(word for word in text.split() if not word.isdigit())


def _disabled(node: Tag) -> bool:
    for element in (node, node.parent):
        if element is None or element.name not in ("a", "button", "li", "span", "link"):
            continue
        if (
            "disabled" in str(element.get("class") or "").lower()
            or element.has_attr("disabled")
            or element.get("aria-disabled") == "true"
        ):
            return True
    return False


def _preferred(page: BeautifulSoup, base: str) -> str | None:
    for selector in _PREFERRED:
        found = {safe_link(base, str(node.get("href") or "")[:2000]) for node in page.select(selector)} - {None}
        if len(found) == 1:
            return found.pop()
    return None


def _in_pager(node: Tag) -> bool:
    holder = node.find_parent(["nav", "ul", "ol", "div", "p", "td"])
    return holder is not None and len(_numbered(holder)) > 0


def _numbered(holder: Tag) -> dict[int, Tag]:
    found: dict[int, Tag] = {}
    for link in holder.find_all("a", href=True):
        shown = words(link)[:40].lower().removeprefix("page").strip()
        if shown.isascii() and shown.isdigit() and len(shown) <= 4:
            found.setdefault(int(shown), link)
    return found


def _by_number(page: BeautifulSoup, url: str, base: str) -> tuple[str | None, list[Remark]]:
    """The page after the current one in a pager that has numbers and no Next."""
    links = _numbered(page)
    if not links and (link := after_the_gap(page)) is not None:
        following = safe_link(base, str(link["href"])[:2000])
        return (following if following and same_site(url, following) else None), []
    targets = {number: safe_link(base, str(link["href"])[:2000]) for number, link in links.items()}
    own = [number for number, target in targets.items() if target and page_id(target) == page_id(url)]
    marked = [number for number, link in links.items() if _is_current(link)]
    between = [number for number in _plain_numbers(links) if {number - 1, number + 1} <= targets.keys()]
    plain = [number for number in _plain_numbers(links) if number + 1 in targets and _has_ends(links)]
    if not {1, 2} & targets.keys() and not ((marked or len(between) == 1) and len(links) > 2) and len(plain) != 1:
        return None, []
    known = marked or own or [number for number in _plain_numbers(links) if number not in targets]
    current = known[0] if known else 1 if 1 in targets else None
    target = targets.get(current + 1) if current is not None else None
    if target is None or not same_site(url, target) or page_id(target) == page_id(url):
        return None, []
    return target, []


def _has_ends(links: dict[int, Tag]) -> bool:
    """Whether links to the first, last or previous page stand beside the numbers."""
    holder = next(iter(links.values())).find_parent(["nav", "ul", "ol", "div", "p", "td"])
    shown = [folded(words(link)[:40]) for link in holder.find_all("a", limit=60)] if holder is not None else []
    return not {"first", "last", "prev", "previous", "first page", "last page", "previous page"}.isdisjoint(shown)


def _is_current(link: Tag) -> bool:
    holders = [link, *([link.parent] if link.parent is not None and link.parent.name == "li" else [])]
    tokens = {str(token).lower() for holder in holders for token in holder.get_attribute_list("class") if token}
    stated = any(holder.get("aria-current") not in (None, "false") for holder in holders)
    return stated or bool(tokens & {"current", "active", "selected"})


def _plain_numbers(links: dict[int, Tag]) -> list[int]:
    """Numbers that stand between the links and are none: the current page."""
    if not links:
        return []
    holder = next(iter(links.values())).find_parent(["nav", "ul", "ol", "div", "p", "td"])
    texts = [text.strip() for text in holder.find_all(string=True)] if holder is not None else []
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) <= 4]


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site, with or without ``www``."""
    hosts = [(urlsplit(url).hostname or "").lower().removeprefix("www.") for url in (one, other)]
    return hosts[0] == hosts[1] and bool(hosts[0])
