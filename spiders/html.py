"""Strict reading of HTML: helpers that raise on none or many, and places that lead back to the words.

Pages are hostile: nothing of them runs, deep nesting and great length are refused. Their text, and what a link may be:
spiders.page_text.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from bs4 import BeautifulSoup, Tag
from bs4.element import PreformattedString
from bs4.exceptions import ParserRejectedMarkup
from soupsieve import escape

from spiders.page_text import MAXIMUM_BYTES, MAXIMUM_DEPTH, decode
from spiders.structure import StructureChanged

_HIDDEN = ("script", "style", "template", "noscript")


def open_page(body: bytes, content_type: str) -> BeautifulSoup:
    """The tree of a page. Raises StructureChanged: page_too_large, page_too_deep, not_a_page."""
    if len(body) > MAXIMUM_BYTES:
        raise StructureChanged("page_too_large", f"a page of {len(body):,} bytes; at most {MAXIMUM_BYTES:,} are read")
    try:
        page = BeautifulSoup(decode(body, content_type), "lxml")
    except (ParserRejectedMarkup, RecursionError) as error:
        raise StructureChanged("not_a_page", f"not readable as HTML: {str(error)[:200]}") from error
    if any(_deeper_than(node, MAXIMUM_DEPTH) for node in page.find_all(_is_leaf)):
        raise StructureChanged("page_too_deep", f"elements nested more than {MAXIMUM_DEPTH} deep are not read")
    return page


def words(node: Tag) -> str:
    """The visible text of an element, white space folded, without scripts and styles."""
    parts = []
    for text in node.find_all(string=True):
        if isinstance(text, PreformattedString):
            continue  # comments, declarations and the like are not visible
        if not any(parent.name in _HIDDEN for parent in _up_to(text.parent, node)):
            parts.append(str(text))
    return " ".join(" ".join(parts).split())


def some(node: Tag, selector: str, minimum: int = 1, maximum: int = 10_000) -> list[Tag]:
    """The elements that match; StructureChanged unless there are as many as expected."""
    found = list(node.select(selector, limit=maximum + 1))
    if not minimum <= len(found) <= maximum:
        code = "element_missing" if len(found) < minimum else "too_many_elements"
        expected = str(minimum) if minimum == maximum else f"{minimum} to {maximum}"
        raise StructureChanged(code, f"expected {expected} elements {selector!r}, met {len(found)}", place=selector)
    return found


def one(node: Tag, selector: str) -> Tag:
    """The one element that matches; StructureChanged on none or many."""
    return some(node, selector, 1, 1)[0]


def optional(node: Tag, selector: str) -> Tag | None:
    """The element that matches, or None; StructureChanged on many."""
    found = some(node, selector, 0, 1)
    return found[0] if found else None


def place_of(root: Tag, node: Tag) -> str:
    """Where an element stands in ``root``: ``css:TAG#n``, the match number n of its tag name, for spiders.places."""
    for number, other in enumerate(root.find_all(node.name)):
        if other is node:
            return f"css:{escape(node.name)}#{number}"
    raise ValueError(f"the element <{node.name}> is not inside the other one")


def words_of_all(nodes: Iterable[Tag]) -> str:
    """The visible text of several elements, a line each."""
    return "\n".join(words(node) for node in nodes)


def count_ids(root: Tag) -> Counter[str]:
    """How many elements below ``root`` have each id: the ones with an id of their own can be selected by it."""
    return Counter(str(node["id"]) for node in root.find_all(id=True) if node["id"])


def selector_of(root: Tag, node: Tag, ids: Mapping[str, int] | None = None) -> str:
    """A selector that leads from ``root`` to exactly this element, by ids where they are and by counting elsewhere.

    ``ids`` is what ``count_ids`` gives for ``root``, for who asks often.
    """
    ids = ids if ids is not None else count_ids(root)
    steps: list[str] = []
    step: Tag | None = node
    while step is not None and step is not root:
        name = step.get("id")
        if isinstance(name, str) and ids.get(name) == 1:
            return " > ".join([f"#{escape(name)}", *steps])
        before = step.find_previous_siblings(step.name)
        steps.insert(0, f"{escape(step.name)}:nth-of-type({len(before) + 1})")
        step = step.parent
    if step is None:
        raise ValueError(f"the element <{node.name}> is not inside the other one")
    top = [":root", *steps[1:]] if isinstance(root, BeautifulSoup) else [":scope", *steps]
    return " > ".join(top)


def _is_leaf(node: Tag) -> bool:
    return not any(isinstance(child, Tag) for child in node.contents)


def _up_to(node: Tag | None, end: Tag) -> Iterator[Tag]:
    while node is not None and node is not end:
        yield node
        node = node.parent


def _deeper_than(node: Tag, limit: int) -> bool:
    return next(islice(node.parents, limit, None), None) is not None
