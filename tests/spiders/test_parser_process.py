"""Parsing in processes of their own: what comes back, and that a page that hangs or kills its parser costs one page."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from spiders.items import RawItem, RawRecord
from spiders.parser_process import PageBroken, ParserProcesses
from spiders.school_pages_page import parse_school_page

COMMAND = (sys.executable, "-m", "tests.spiders.odd_worker")
DAY = date(2026, 11, 1)


def with_parsers(work: Callable[[ParserProcesses], Awaitable[Any]], **told: Any) -> Any:
    async def run() -> Any:
        parsers = ParserProcesses(
            told.get("is_ending", lambda: False), told.get("seconds", 20.0), COMMAND, in_step=told.get("in_step", False)
        )
        try:
            return await work(parsers)
        finally:
            await parsers.close()

    return asyncio.run(run())


async def words(parsers: ParserProcesses, body: bytes) -> str:
    """The record's words, or why there is none."""
    try:
        (record, _), beside = await parsers.parse(body, "text/html", "https://a.edu/", "c", DAY)
    except PageBroken as broken:
        return str(broken)
    assert isinstance(record, RawRecord)
    assert beside == "beside"
    assert record.values[0].qualifiers == {"a": "é"}
    return record.values[0].text


def test_items_come_back_as_they_were_and_large_pages_go_through() -> None:
    sizes = [0, 1, 70_000, 5_000_000]

    async def work(parsers: ParserProcesses) -> list[str]:
        return list(await asyncio.gather(*(words(parsers, b"x" * size) for size in sizes)))

    expected = [f"{size} text/html 2026-11-01" for size in sizes]
    assert with_parsers(work) == with_parsers(work, in_step=True) == expected


@pytest.mark.parametrize(
    ("body", "why", "in_step"),
    [
        (b"raise", "RecursionError: too deep", False),
        (b"die", "the parser ended without an answer", False),
        (b"die", "the parser ended without an answer", True),
        (b"leave", "the parser ended without an answer", False),
        (b"hang", "the parser took longer than 1 seconds", False),
        (b"hang", "the parser took longer than 1 seconds", True),
    ],
)
def test_a_page_that_breaks_its_parser_costs_one_page(body: bytes, why: str, in_step: bool) -> None:
    async def work(parsers: ParserProcesses) -> list[str]:
        return [await words(parsers, told) for told in (b"before", body, b"after")]

    told = {"seconds": 1.0 if body == b"hang" else 20.0, "in_step": in_step}
    before, broken, after = with_parsers(work, **told)
    assert (before[:2], after[:2]) == ("6 ", "5 ")
    assert broken.startswith(why)


def test_pages_that_wait_behind_a_broken_one_are_sent_again() -> None:
    told = [b"x" * size for size in range(12)]
    told[3:3], told[8:8], told[9:9] = [b"hang"], [b"die"], [b"raise"]

    async def work(parsers: ParserProcesses) -> list[str]:
        return list(await asyncio.gather(*(words(parsers, body) for body in told)))

    got = with_parsers(work, seconds=2.0)
    expected = {b"hang": "the parser took longer", b"die": "the parser ended without", b"raise": "RecursionError"}
    for one, body in zip(got, told, strict=True):
        assert one.startswith(expected.get(body, f"{len(body)} text/html")), (body, one)
    assert sum(not one.endswith("text/html 2026-11-01") for one in got) == 3


def test_a_crawl_that_ends_waits_for_no_parser() -> None:
    began = time.monotonic()

    async def work(parsers: ParserProcesses) -> list[str]:
        return list(await asyncio.gather(*(words(parsers, body) for body in (b"hang", *[b"behind"] * 8))))

    assert with_parsers(work, is_ending=lambda: time.monotonic() - began > 1) == ["the crawl ends"] * 9
    assert time.monotonic() - began < 10


def test_the_parser_of_school_pages_answers_the_same_in_a_process() -> None:
    body = b"<base href='/a/'><h1>Medical Coding Certificate</h1><p>$132 per credit hour. 30 credits.</p><a>x</a>"
    body += b"<a href='him'>HIM</a><a href='/x'>x</a>"
    asked = (body, "text/html", "https://a.edu/him", "c", DAY)

    async def run() -> tuple[list[RawItem], list[object]]:
        parsers = ParserProcesses(lambda: False)
        try:
            return await parsers.parse(*asked)
        finally:
            assert await parsers.close() > 0

    items, links = asyncio.run(run())
    assert items == parse_school_page(*asked)
    assert links == ["/a/", 3, [[2, "him", 100, True]]]
