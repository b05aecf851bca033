"""The command that reads one saved page and prints what it gives, as one JSON object. Stores and fetches nothing."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.cli_common import fail

MAXIMUM_BYTES = 64 * 2**20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir parse listings --url https://guide.example.com/schools page.html")(parse)


def parse(
    source: Annotated[str, typer.Argument(help="The source that would read the page.")],
    file: Annotated[Path, typer.Argument(help="The saved page.", exists=True, dir_okay=False, readable=True)],
    url: Annotated[str, typer.Option("--url", help="The address that the page was saved from.")],
    content_type: Annotated[str, typer.Option("--content-type", help="As the server told it.")] = "text/html",
) -> None:
    """Read one saved page: its items, their claims, surprises, and the address of the next page."""
    from spiders.html import safe_link
    from spiders.saved import PARSERS, parse_saved

    if source not in PARSERS:
        fail(f"{source!r} does not read single pages; those that do: {', '.join(PARSERS)}. A source of tables is read "
             f"over a folder: scrapy crawl {source} -s WEB=FOLDER")  # fmt: skip
    if safe_link(url, "") is None:
        fail(f"--url: {url!r} is not an http or https address")
    if file.stat().st_size > MAXIMUM_BYTES:
        fail(f"{file} is larger than {MAXIMUM_BYTES:,} bytes, which no page is")
    parsed = parse_saved(source, file.read_bytes(), content_type, url)
    typer.echo(json.dumps(_told(source, parsed), ensure_ascii=False, indent=1))


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
