"""What the parts of a handbook page are taken into: values with their places, what was taken, and surprises."""

from collections.abc import Iterator, Sequence
from typing import Any

from bs4 import Tag
from bs4.element import PreformattedString

from spiders.bls_layout import SOURCE
from spiders.html import count_ids, selector_of, words, words_of_all
from spiders.items import RawValue, Severity, Surprise
from spiders.structure import StructureChanged

_HIDDEN = ("script", "style", "template", "noscript")


class PageReading:
    """A page on its way to a record.

    ``codes`` are the SOC codes that it prints, its own first (empty when it prints none); ``years`` the base years of
    employment that it tells, and with which words; ``span`` the years of its projections, such as 2024-34.
    """

    def __init__(self, root: Tag, where: str, url: str) -> None:
        self.root, self.where, self.url = root, where, url
        self.values: list[RawValue] = []
        self.surprises: list[Surprise] = []
        self.codes: list[str] = []
        self.years: list[tuple[int, str]] = []
        self.span = ""
        self._ids = count_ids(root)
        self._taken: set[int] = set()

    def selector(self, node: Tag) -> str:
        """A selector that leads from the page's body to exactly this element."""
        return selector_of(self.root, node, self._ids)

    def take(self, field: str, node: Tag, **qualifiers: str) -> str:
        """Take the words of an element for a field; the words."""
        self._taken.add(id(node))
        text = words(node)
        at = f"css:{self.selector(node)}#0"
        self.values.append(RawValue(field=field, text=text, at=at, qualifiers=_told(qualifiers)))
        return text

    def take_all(self, field: str, selector: str, nodes: Sequence[Tag], **qualifiers: str) -> None:
        """Take the words of all elements that ``selector`` finds, which are ``nodes``, a line each."""
        self._taken.update(id(node) for node in nodes)
        text = words_of_all(nodes)
        self.values.append(RawValue(field=field, text=text, at=f"css:{selector}#all", qualifiers=_told(qualifiers)))

    def take_attribute(self, field: str, node: Tag, name: str, **qualifiers: str) -> None:
        """Take the text of an attribute for a field."""
        value = node.get(name)
        at = f"css:{self.selector(node)}#0@{name}"
        if isinstance(value, str):
            self.values.append(RawValue(field=field, text=value[:2000], at=at, qualifiers=_told(qualifiers)))

    def pass_over(self, *nodes: Tag) -> None:
        """Note elements whose words were understood and are no value of their own."""
        self._taken.update(id(node) for node in nodes)

    def year_told(self, words_with_year: str, year: str) -> None:
        """Note the base year that a part of the page tells; they should all be the same."""
        if year.isascii() and year.isdigit():
            self.years.append((int(year), words_with_year))

    @property
    def base_year(self) -> int:
        """The year that the page's figures of employment are of. StructureChanged: no_figures, years_differ."""
        if not self.years:
            raise StructureChanged("no_figures", f"{self.where}: nothing on the page says of which year it is")
        first, told = self.years[0]
        for year, words_with_year in self.years[1:]:
            if year != first:
                raise StructureChanged(
                    "years_differ", f"{self.where}: {told[:60]!r} and {words_with_year[:60]!r} are of different years"
                )
        return first

    def surprise(self, code: str, message: str, sample: str = "", severity: Severity = "warning") -> Surprise:
        """A surprise about this page."""
        told: dict[str, Any] = {"code": code, "message": f"{self.where}: {message}", "severity": severity}
        return Surprise(source=SOURCE, url=self.url, sample=sample[:500], **told)

    def note(self, code: str, message: str, sample: str = "", severity: Severity = "warning") -> None:
        """Keep a surprise about this page."""
        self.surprises.append(self.surprise(code, message, sample, severity))

    def unread(self, part: Tag, ignored: set[int]) -> Iterator[str]:
        """The texts below ``part`` that stand in no element that was taken and in none of ``ignored``."""
        known = self._taken | ignored
        for text in part.find_all(string=True):
            if isinstance(text, PreformattedString) or not any(character.isalnum() for character in text):
                continue
            above = list(text.parents)
            if not any(id(node) in known or node.name in _HIDDEN for node in above):
                yield " ".join(text.split())


def _told(qualifiers: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in qualifiers.items() if value}
