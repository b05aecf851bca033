"""Where a list goes on that is cut by letter or by state: the link of the next letter or state of its index.

Filters of a list that is there as a whole are not followed: an index counts only where the page shows no more than one
letter or state, or none at all.
"""

from collections.abc import Callable, Iterable

from spiders.accreditor_list_pieces import Reader
from spiders.accreditor_list_programs import Program
from spiders.html import words
from spiders.page_text import safe_link
from spiders.pager import page_id, same_site
from spiders.schools_and_places import state_code_of

_LEAST_LINKS = 3
_HOLDERS = ["nav", "ul", "ol", "div", "p", "td", "section", "table"]
Links = list[tuple[str, str]]


def index_page(reader: Reader, programs: list[Program]) -> tuple[str | None, bool]:
    """The address of the next part of an index, and whether the page belongs to one."""
    for links, part_of in ((_letters(reader), _letter), (_states(reader), _state)):
        if len(links) < _LEAST_LINKS:
            continue
        shown = {part for program in programs if (part := part_of(program))}
        if len(shown) > 1 or (programs and not shown):
            continue
        current = _current(reader, links, shown)
        if current is None and programs:
            continue
        following = links[0] if current is None else next(iter(_after(links, current)), None)
        if following is None or not same_site(reader.url, following[1]):
            return None, True
        return following[1], True
    return None, False


def _letter(program: Program) -> str:
    return program.said["institution"].text.removeprefix("The ")[:1].upper()


def _state(program: Program) -> str:
    state = program.said.get("state")
    return (state_code_of(state.text) or "") if state is not None else ""


def _letters(reader: Reader) -> Links:
    return _links(
        reader, lambda shown: shown.upper() if len(shown) == 1 and shown.isalpha() and shown.isascii() else ""
    )


def _states(reader: Reader) -> Links:
    return _links(reader, lambda shown: state_code_of(shown.split(" (")[0]) or "")


def _links(reader: Reader, part_of: Callable[[str], str]) -> Links:
    """Letters or states in the order of the page, each with the address that it leads to: the longest run of them."""
    runs: dict[int, dict[str, str]] = {}
    for link in reader.page.find_all("a", href=True, limit=5000):
        href = str(link["href"]).strip()[:2000]
        part = part_of(words(link).strip()[:40]) if not href.startswith("#") else ""
        if not part or (link.find_parent("tr") is not None and link.find_parent("nav") is None):
            continue
        target = safe_link(reader.base, href)
        holder = link.find_parent(_HOLDERS)
        if target is None or holder is None or (page_id(target) == page_id(reader.url) and "#" in href):
            continue
        top = holder.parent if holder.parent is not None and len(words(holder)) < 40 else holder
        runs.setdefault(id(top), {}).setdefault(part, target)
    longest = max(runs.values(), key=len, default={})
    return list(longest.items())


def _current(reader: Reader, links: Links, shown: set[str]) -> str | None:
    """The part of the index that the page shows: its own address, or the one part that its programs are of."""
    own = [part for part, target in links if page_id(target) == page_id(reader.url)]
    if own:
        return own[0]
    return next(iter(shown), None)


def _after(links: Links, current: str) -> Iterable[tuple[str, str]]:
    """The links behind the current part; a part that is no link itself stands in the order of the alphabet."""
    parts = [part for part, _ in links]
    if current in parts:
        return links[parts.index(current) + 1 :]
    return [link for link in links if link[0] > current]
