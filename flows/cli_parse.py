"""The command that reads one saved page and prints what it gives, as one JSON object. Stores and fetches nothing."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_common import fail
from flows.time_limits import PageTooSlow, time_limit

MAXIMUM_BYTES = 64 * 2**20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir parse listings --url https://guide.example.com/schools page.html")(parse)


def parse(
    source: Annotated[str, typer.Argument(help="The source that would read the page.")],
    file: Annotated[Path, typer.Argument(help="The saved page.", exists=True, dir_okay=False, readable=True)],
    url: Annotated[str, typer.Option("--url", help="The address that the page was saved from.")],
    content_type: Annotated[str, typer.Option("--content-type", help="As the server told it.")] = "text/html",
    seconds: Annotated[int, typer.Option("--seconds", min=1, help="The most processor time for the page.")] = 60,
) -> None:
    """Read one saved page: its items, their claims, surprises, and the address of the next page."""
    from spiders.page_text import safe_link
    from spiders.saved import PARSERS, parse_saved

    if source not in PARSERS:
        fail(f"{source!r} does not read single pages; those that do: {', '.join(PARSERS)}. A source of tables is read "
             f"over a folder: scrapy crawl {source} -s WEB=FOLDER")  # fmt: skip
    if safe_link(url, "") is None:
        fail(f"--url: {url!r} is not an http or https address")
    if file.stat().st_size > MAXIMUM_BYTES:
        fail(f"{file} is larger than {MAXIMUM_BYTES:,} bytes, which no page is")
    failure = ""
    try:
        with time_limit(seconds):
            told = _told(source, parse_saved(source, file.read_bytes(), content_type, url))
    except PageTooSlow:
        failure = f"the page took more than {seconds} seconds of work; --seconds allows more"
    except (RecursionError, MemoryError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        failure = f"the parser of {source} failed on this page ({type(error).__name__}: {str(error)[:200]})"
    typer.echo(_printable(_empty(source, failure) if failure else told))
    if failure:
        fail(failure, 1)


def _printable(told: dict[str, Any]) -> str:
    """One JSON object; letters that are none (halves of pairs) are written as escapes."""
    shown = json.dumps(told, ensure_ascii=False, indent=1)
    return shown if shown.isascii() or _is_text(shown) else json.dumps(told, indent=1)


def _is_text(shown: str) -> bool:
    try:
        shown.encode()
    except UnicodeEncodeError:
        return False
    return True


def _empty(source: str, failure: str) -> dict[str, Any]:
    """What is printed of a page that could not be read: every key is there, and a surprise says why."""
    from spiders.saved import Parsed

    views: dict[str, Any] = {"schools": []} if source == "listings" else {}
    told = _told(source, Parsed([], None, views))
    told["surprises"] = [{"code": "page_not_read", "message": failure, "severity": "fatal"}]
    return told


def _told(source: str, parsed: Any) -> dict[str, Any]:
    from pipelines.accreditor_view import ACCREDITORS, programs_of
    from pipelines.claims import read_record
    from pipelines.school_programs import school_page
    from spiders.items import RawRecord, Surprise
    from spiders.source import source_card

    version = source_card(source).parser_version
    records = [item for item in parsed.items if isinstance(item, RawRecord)]
    surprises = [item.model_dump(mode="json") for item in parsed.items if isinstance(item, Surprise)]
    claims = []
    for record in records:
        read = read_record(record, version)
        surprises += [{"code": told.code, "message": told.message, "place": told.place} for told in read.problems]
        claims += [
            {"kind": record.kind, "key": key, "fields": json.loads(told)}
            for key, told in zip(read.keys, read.claims, strict=True)
        ]
    return {
        "items": [record.model_dump(mode="json") for record in records],
        "claims": claims,
        "surprises": surprises,
        "next": parsed.next,
        **_views(parsed.views),
        **(school_page([claim["fields"] for claim in claims]) if source == "school_pages" else {}),
        **({"programs": programs_of(parsed.items)} if source in ACCREDITORS else {}),
    }


def _views(views: dict[str, Any]) -> dict[str, Any]:
    from pipelines.normalize.location import predicted

    for school in views.get("schools", ()):
        words = ", ".join(school[name] for name in ("place", "state") if school[name])
        found = predicted(words) if words else None
        place = found[0] if isinstance(found, list) else found or {}
        school["city"], school["state"] = place.get("city"), place.get("state")
    return views
