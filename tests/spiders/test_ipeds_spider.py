"""The IPEDS spider, driven by hand over a small web: what it asks for, when it reads, what it says and counts."""

import asyncio
import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from spiders.ipeds import IpedsSpider
from spiders.ipeds_layout import Layout, site
from spiders.items import RawRows, Surprise, Tally, Unchanged

OLD = "https://nces.ed.gov/ipeds/datacenter/data/"
NEW = "https://nces.ed.gov/ipeds/complete-data-files/"
Web = Mapping[str, bytes | int | Exception]


def table(layout: Layout, member: str, *rows: dict[str, str]) -> bytes:
    columns = [names[0] for names in layout.columns.values()]
    lines = [",".join(columns), *(",".join(row.get(column, " ") for column in columns) for row in rows)]
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr(member, "\r\n".join(lines) + "\r\n")
    return store.getvalue()


def directory(year: int) -> bytes:
    return table(site().institutions, f"hd{year}.csv", *({"UNITID": one} for one in ("100654", "100663", "100690")))


def completions(year: int) -> bytes:
    program = {"CIPCODE": "51.0707", "AWLEVEL": "3", "MAJORNUM": "1", "CTOTALT": "7"}
    rows = ({"UNITID": one, **program} for one in ("100654", "100663", "999999"))
    return table(site().programs, f"c{year}_a.csv", *rows, {"UNITID": "100690", **program, "CIPCODE": "11.0101"})


def prices(year: int) -> bytes:
    return table(site().prices, f"ic{year}_ay.csv", {"UNITID": "100654", "TUITION2": "8610"})


USUAL: Web = {
    f"{OLD}HD2024.zip": directory(2024),
    f"{OLD}C2024_A.zip": completions(2024),
    f"{OLD}IC2022_AY.zip": prices(2022),
}


def crawled(web: Web, spider: IpedsSpider | None = None, **arguments: str) -> tuple[list[str], list[Any]]:
    """The addresses asked for and the items, over a web in which everything else is a 404."""
    spider = spider or IpedsSpider(**{"year": "2024", **arguments})
    asked: list[str] = []
    items: list[Any] = []
    waiting = asyncio.run(_first(spider))
    while waiting:
        request = waiting.pop(0)
        asked.append(request.url)
        for found in _answer(request, web.get(request.url, 404)):
            (waiting if isinstance(found, Request) else items).append(found)
    return asked, items


async def _first(spider: IpedsSpider) -> list[Any]:
    return [one async for one in spider.start()]


def _answer(request: Request, answer: bytes | int | Exception) -> Iterator[Any]:
    if isinstance(answer, Exception):
        failure = Failure(answer)  # type: ignore[no-untyped-call]
        failure.request = request  # type: ignore[attr-defined]
        assert request.errback is not None
        return request.errback(failure)  # type: ignore[no-any-return]
    request.meta["capture_id"] = f"capture of {request.url}"
    status, body = (answer, b"<html>Not here</html>") if isinstance(answer, int) else (200, answer)
    response = Response(request.url, status=status, body=body, request=request)
    assert request.callback is not None
    return request.callback(response, **request.cb_kwargs)  # type: ignore[no-any-return]


def counts(items: list[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in items:
        if isinstance(item, RawRows):
            found[item.kind] = found.get(item.kind, 0) + len(item.rows)
    return found


def surprises(items: list[Any]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def test_a_year_is_read_with_the_prices_there_are() -> None:
    asked, items = crawled(USUAL)
    assert [url.rsplit("/", 1)[1] for url in asked] == [
        "HD2024.zip", "C2024_A.zip", "COST1_2024.zip", "COST1_2024.zip", "IC2023_AY.zip", "IC2023_AY.zip",
        "IC2022_AY.zip", *(f"HD{year}.zip" for year in range(2023, 2018, -1) for _ in range(2)),
    ]  # fmt: skip
    assert counts(items) == {"institution": 3, "program": 3, "institution_price": 1}
    assert {item.kind: item.period for item in items if isinstance(item, RawRows)} == {
        "institution": "2024", "program": "2024", "institution_price": "2022-23",
    }  # fmt: skip
    assert surprises(items) == [("older_year", "note")]


def test_every_tally_that_the_gates_need_is_given() -> None:
    tallies = {item.name: item.value for item in crawled(USUAL)[1] if isinstance(item, Tally)}
    assert tallies == {
        "rows_HD": 3, "rows_C_A": 4, "rows_prices": 1, "institutions": 3, "institutions_with_completions": 3,
        "completions_institutions": 4, "completions_institutions_known": 3, "programs_in_scope": 3,
    }  # fmt: skip
    assert {name for pair in IpedsSpider(year="2024").card.gates.ratios for name in pair.split("/")} <= tallies.keys()


def test_nothing_is_parsed_before_everything_is_fetched() -> None:
    spider = IpedsSpider(year="2024")
    (request,) = asyncio.run(_first(spider))
    for url in USUAL:
        while request.url != url:
            (request,) = (one for one in _answer(request, 404) if isinstance(one, Request))
        found = list(_answer(request, USUAL[url]))
        assert not [one for one in found if isinstance(one, RawRows)]
        request = found[-1]
    while isinstance(request, Request):
        found = list(_answer(request, 404))
        request = found[0]
    assert any(isinstance(one, RawRows) for one in found)


def test_a_file_that_cannot_be_asked_for_is_fatal_and_no_older_one_is_used() -> None:
    failing: Web = {f"{OLD}C2024_A.zip": 503, f"{NEW}C2024_A.zip": TimeoutError("too slow")}
    asked, items = crawled({**USUAL, **failing, f"{OLD}C2023_A.zip": completions(2023)})
    assert f"{OLD}C2023_A.zip" not in asked
    assert ("download_failed", "fatal") in surprises(items)
    (told,) = [item for item in items if isinstance(item, Surprise) and item.code == "download_failed"]
    assert "status 503" in told.message
    assert "too slow" in told.message


def test_the_newest_directory_is_found_downwards(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, items = crawled({**USUAL}, IpedsSpider())
    assert asked[0].startswith(NEW)
    assert f"{OLD}HD2024.zip" in asked
    assert counts(items)["institution"] == 3
    assert ("older_year", "note") in surprises(items)


def test_a_web_page_in_place_of_a_file_is_a_missing_file() -> None:
    page = b"<!DOCTYPE html><title>File not found</title>"
    web = {**USUAL, f"{OLD}C2024_A.zip": page, f"{NEW}C2024_A.zip": page, f"{OLD}C2023_A.zip": completions(2023)}
    _, items = crawled(web)
    assert surprises(items) == [("older_year", "note"), ("older_year", "note")]
    assert {item.period for item in items if isinstance(item, RawRows) and item.kind == "program"} == {"2023"}


@pytest.mark.parametrize("gone", ["HD2024", "C2024_A"])
def test_no_directory_or_no_completions_is_fatal(gone: str) -> None:
    page = b"<html>We are down for maintenance</html>"
    asked, items = crawled({**USUAL, f"{OLD}{gone}.zip": page, f"{NEW}{gone}.zip": page})
    assert ("table_not_found", "fatal") in surprises(items)
    (told,) = [item for item in items if isinstance(item, Surprise) and item.code == "table_not_found"]
    assert "down for maintenance" in told.message
    assert counts(items).get("program") is None
    assert f"{NEW}{gone}.zip" in asked


def test_a_table_that_has_changed_is_fatal_and_says_where() -> None:
    _, items = crawled({**USUAL, f"{OLD}C2024_A.zip": completions(2023)})
    (told,) = [item for item in items if isinstance(item, Surprise) and item.severity == "fatal"]
    assert told.code == "wrong_year"
    assert "C2024_A.zip, member c2023_a.csv" in told.message
    assert told.url == f"{OLD}C2024_A.zip"


def test_a_truncated_zip_is_fatal() -> None:
    _, items = crawled({**USUAL, f"{OLD}HD2024.zip": directory(2024)[:200]})
    assert ("broken_zip", "fatal") in surprises(items)


def test_a_night_without_changes_parses_nothing() -> None:
    spider = IpedsSpider(year="2024")
    spider.known_captures = frozenset(f"capture of {url}" for url in USUAL)
    _, items = crawled(USUAL, spider)
    assert sorted(item.url for item in items if isinstance(item, Unchanged)) == sorted(USUAL)
    assert counts(items) == {}
    assert not any(isinstance(item, Tally) for item in items)


def test_one_change_parses_everything() -> None:
    spider = IpedsSpider(year="2024")
    spider.known_captures = frozenset(f"capture of {url}" for url in list(USUAL)[:2])
    _, items = crawled(USUAL, spider)
    assert counts(items) == {"institution": 3, "program": 3, "institution_price": 1}
    assert not any(isinstance(item, Unchanged) for item in items)


def test_the_scope_is_an_argument() -> None:
    assert counts(crawled(USUAL, cip="all")[1])["program"] == 4
    assert counts(crawled(USUAL, cip="11")[1])["program"] == 1
    assert IpedsSpider(year="2024", cip="51.07,11").arguments() == {"cip": "11.,51.07", "year": "2024"}
    assert IpedsSpider().arguments() == {"cip": "him"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [({"cip": "51.071"}, "51.0710"), ({"cip": "HIM"}, "him"), ({"year": "24"}, "year"), ({"year": "1999"}, "year")],
)
def test_arguments_that_make_no_sense_are_refused(arguments: dict[str, str], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        IpedsSpider(**arguments)


EARLIER = ({"UNITID": "100654"}, {"UNITID": "100663", "INSTNM": "As it was called"}, {"UNITID": "999001"})


def earlier(year: int, *rows: dict[str, str]) -> bytes:
    return table(site().institutions, f"hd{year}.csv", *(rows or EARLIER))


def test_an_earlier_directory_is_read_for_what_it_says_otherwise() -> None:
    asked, items = crawled({**USUAL, f"{OLD}HD2022.zip": earlier(2022)})
    assert f"{NEW}HD2023.zip" in asked
    assert f"{NEW}HD2022.zip" not in asked
    (block,) = [item for item in items if isinstance(item, RawRows) and item.kind == "institution_year"]
    assert [key for _, key, _ in block.rows] == ["100663:2022", "999001:2022"]
    assert block.rows[0][2][block.fields.index("name")] == "As it was called"
    assert block.period == "2022"
    assert surprises(items) == [("older_year", "note")], "an earlier year that is not published is nothing to tell"


def test_an_earlier_directory_that_fails_or_has_changed_costs_itself_only() -> None:
    other = table(site().programs, "hd2021.csv", {"UNITID": "100654"})
    _, items = crawled({**USUAL, f"{OLD}HD2022.zip": 503, f"{NEW}HD2022.zip": 503, f"{OLD}HD2021.zip": other})
    assert counts(items) == {"institution": 3, "program": 3, "institution_price": 1}
    assert surprises(items)[1:] == [("earlier_directory_failed", "warning"), ("missing_columns", "warning")]


def test_an_earlier_directory_that_changed_is_read_again() -> None:
    spider = IpedsSpider(year="2024")
    spider.known_captures = frozenset(f"capture of {url}" for url in USUAL)
    _, items = crawled({**USUAL, f"{OLD}HD2022.zip": earlier(2022)}, spider)
    assert counts(items)["institution_year"] == 2
