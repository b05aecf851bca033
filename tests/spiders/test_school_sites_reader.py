"""Reading answers: what is counted, whom a record was visited for, and that a page that breaks the parser is alone."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from spiders.items import RawItem, RawRecord, RawValue, Surprise, UnchangedPages
from spiders.parser_process import PageBroken
from spiders.school_sites_domains import domains_of
from spiders.school_sites_fate import Target
from spiders.school_sites_figures import VisitFigures
from spiders.school_sites_plan import plan
from spiders.school_sites_reader import Answer, AnswerReader, Lane
from spiders.school_sites_starts import Start
from spiders.school_sites_walk import SiteWalk

PAGE = "https://www.a.edu/him"
BODY = b"<h1>Health Information Technology</h1><a href='/coding'>Medical Coding</a>"


class Visit:
    """A reader over one site of two institutions, with a parser of the test's own."""

    def __init__(self, parse: Callable[..., list[RawItem]]) -> None:
        starts = [Start(unitid=unitid, url="https://www.a.edu/", kind="website") for unitid in ("1" * 6, "2" * 6)]
        (domain,), _ = domains_of(starts, plan())
        self.lane, self.figures = Lane(domain), VisitFigures()
        self.walk = SiteWalk(domain.sites[0], plan(), self.lane.seen)

        async def parsed(*asked: Any) -> tuple[list[RawItem], None]:
            return parse(*asked), None

        self.reader = AnswerReader(plan(), self.figures, parsed)

    def read(self, body: bytes = BODY, kind: str = "text/html", url: str = PAGE, **told: Any) -> list[RawItem]:
        answer = Answer(
            url, body, {"content-type": kind}, f"capture of {url}", told.pop("unchanged", False), date(2026, 11, 1)
        )

        async def read() -> list[RawItem]:
            return await self.reader.read_page(answer, self.lane, self.walk, Target(url, "page", **told))

        return asyncio.run(read())


def record(key: str, title: str = "Health Information") -> RawRecord:
    words = RawValue(field="program_title", text=title, at="tree:1")
    told = {"capture_id": "c", "place": "tree:1"}
    return RawRecord(source="school_pages", kind="school_program", key=key, values=(words,), **told)


def unitids(item: RawItem) -> list[tuple[str, str]]:
    assert isinstance(item, RawRecord)
    return [(value.text, value.at) for value in item.values if value.field == "start_unitid"]


def test_a_record_names_the_institutions_that_it_was_visited_for() -> None:
    visit = Visit(lambda _body, _kind, url, *_: [record(url)])
    (one,) = visit.read()
    assert unitids(one) == [("1" * 6, "none"), ("2" * 6, "none")]
    (other,) = visit.read(url=f"{PAGE}2", unitid="2" * 6)
    assert unitids(other) == [("2" * 6, "none")]
    assert visit.figures.counts["pages_him"] == visit.walk.programs_found == 2
    following = visit.walk.next()
    assert following is not None


def test_a_page_that_breaks_the_parser_breaks_alone() -> None:
    def parse(body: bytes, kind: str, url: str, *_: Any) -> list[RawItem]:
        if url == PAGE:
            raise PageBroken("RecursionError: too deep")
        return [record(url)]

    visit = Visit(parse)
    assert visit.read() == []
    assert len(visit.read(url=f"{PAGE}2")) == 1
    counts = visit.figures.counts
    assert (counts["pages_opened"], counts["pages_read_well"], counts["pages_unreadable"]) == (2, 1, 1)
    told = [item.message for item in visit.figures.items("school_pages") if isinstance(item, Surprise)]
    assert any("RecursionError" in message and PAGE in message for message in told)


def test_a_page_that_the_parser_refuses_is_counted_and_told() -> None:
    refusal = Surprise(source="school_pages", code="page_too_deep", message="deep")
    visit = Visit(lambda *_: [refusal])
    assert visit.read() == [refusal]
    assert (visit.figures.counts["pages_unreadable"], visit.figures.counts["pages_other"]) == (1, 1)


def test_a_page_about_something_else_is_counted_without_a_word() -> None:
    other = Surprise(source="school_pages", code="page_kind", message="no program", severity="note")
    visit = Visit(lambda *_: [other])
    assert visit.read() == visit.read(b"<h1>Welding</h1>") == []
    assert visit.figures.counts["pages_other"] == 2
    assert visit.figures.counts["pages_opened"] == 1  # the second is not even opened


def test_a_key_that_is_met_again_keeps_its_first_words() -> None:
    titles = iter(["Health Information", "Health Information", "Health Informatics"])
    visit = Visit(lambda *_: [record("one key", next(titles))])
    assert [len(visit.read(url=f"{PAGE}{number}")) for number in range(3)] == [1, 0, 0]
    codes = [item.code for item in visit.figures.items("school_pages") if isinstance(item, Surprise)]
    assert codes == ["record_repeated"]


def test_an_unchanged_page_is_not_opened_but_its_links_are_looked_at() -> None:
    def parse(*_: Any) -> list[RawItem]:
        raise AssertionError("opened")

    visit = Visit(parse)
    assert visit.read(unchanged=True) == []
    (told,) = visit.reader.unchanged_of(visit.lane)
    assert told == UnchangedPages(source="school_pages", capture_ids=(f"capture of {PAGE}",))
    following = [visit.walk.next() for _ in range(2)]
    assert [target and target.url for target in following] == ["https://www.a.edu/", "https://www.a.edu/coding"]
    assert visit.figures.counts["pages_unchanged"] == visit.figures.counts["pages_him"] == 1


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        (b"%PDF-1.4 Health Information", "application/pdf", "pdf_pages"),
        (b"%PDF-1.4 Health Information", "text/html", "pdf_pages"),
        (b"PK health information", "application/zip", "pages_of_other_kinds"),
        (b"GIF89a health information", "image/gif", "pages_of_other_kinds"),
        (b"{}", "application/json; charset=utf-8", "pages_of_other_kinds"),
    ],
)
def test_kinds_of_answers(body: bytes, kind: str, name: str) -> None:
    opened: list[str] = []
    visit = Visit(lambda _body, kind, *_: opened.append(kind) or [])  # type: ignore[func-returns-value]
    assert visit.read(body, kind) == []
    assert visit.figures.counts[name] == 1
    assert bool(opened) is (name == "pdf_pages")
