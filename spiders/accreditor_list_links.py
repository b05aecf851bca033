"""Links of an accreditor's list: to the website of a school, or to a page of the list's own site about a program."""

from urllib.parse import urlsplit

from bs4 import Tag

from spiders.accreditor_list_layout import Piece
from spiders.accreditor_list_lines import PageTexts
from spiders.page_text import safe_link
from spiders.pager import same_site
from spiders.spots import Spot
from spiders.texts import folded

OUTER = "outer_link"
"""A link to another site that says nothing of itself: the website only where no other link says that it is."""


class Links:
    """The links of one page: ``base`` is what relative ones start from, ``site_words`` what links to websites say."""

    def __init__(self, url: str, base: str, site_words: frozenset[str]) -> None:
        self.url, self.base, self.site_words = url, base, site_words

    def kind(self, link: Tag, label: str, text: str) -> str:
        """What a link with this text under this label leads to: website, detail, outer_link; empty for nothing."""
        href = str(link.get("href") or "").strip()[:2000]
        target = safe_link(self.base, href)
        if target is None or href.startswith("#"):
            return ""
        if label == "website" or folded(text) in self.site_words:
            return "website"
        if same_site(self.url, target):
            return "detail" if urlsplit(target).path.strip("/") else ""
        return OUTER

    def silent(self, root: Tag, label: str, pieces: list[Piece], texts: PageTexts) -> list[Piece]:
        """Links without words of their own: an icon that leads to the school's website."""
        met = {id(piece.spot.node) for piece in pieces if piece.spot.attribute == "href"}
        found = []
        for link in [root] if root.name == "a" else root.find_all("a", href=True, limit=2000):
            if id(link) in met or texts.of(link)[0]:
                continue
            told = str(link.get("aria-label") or link.get("title") or "")[:60]
            if kind := self.kind(link, label, told):
                found.append(Piece(kind, Spot(link, "href"), labeled=label == "website"))
        return found
