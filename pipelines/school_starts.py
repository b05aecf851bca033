"""Where the visits to school sites begin: written from what other sources have said, for institutions in scope only.

Reads the records; fetches nothing, and decides nothing about a page. The order is that of the UNITIDs, so that the
same records give the same list.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import Connection

from db import directory_writes as store
from db import folding
from pipelines.merge import Claims
from pipelines.scope import Scope
from pipelines.tables import reference_rows

SOURCE, KIND = "school_pages", "school_program"
ANCHOR = "ipeds"
CLOSED = frozenset({"C", "D", "M"})
"""IPEDS activity codes of institutions that were combined or closed; they are not visited."""


@dataclass(slots=True)
class _Institution:
    unitid: str
    name: str
    website: str
    programs: int
    links: dict[str, str] = field(default_factory=dict)
    """Address to kind of start."""


def school_starts(connection: Connection, scope: Scope) -> list[dict[str, Any]]:
    """The lines of the list of starts (see spiders.school_sites_starts): each with unitid, url, kind and more."""
    known = _institutions(connection, scope)
    by_host: dict[str, list[str]] = defaultdict(list)
    for one in known.values():
        by_host[_host(one.website)].append(one.unitid)
    left = sorted(_earlier_pages(connection, known, by_host))
    _links(connection, known, by_host)
    return [*_lines(known.values()), *({"unitid": "", "url": url, "kind": "left"} for url in left)]


def _lines(institutions: Iterable[_Institution]) -> Iterator[dict[str, Any]]:
    for one in sorted(institutions, key=lambda one: one.unitid):
        named = {"unitid": one.unitid, "institution": one.name}
        if one.website:
            yield {**named, "url": one.website, "kind": "website", "programs": one.programs}
        for url, kind in sorted(one.links.items(), key=lambda link: (link[1], link[0])):
            yield {**named, "url": url, "kind": kind}


def _institutions(connection: Connection, scope: Scope) -> dict[str, _Institution]:
    keys = (key.split(":") for key in store.record_keys(connection, ANCHOR, "program", ""))
    programs = Counter(unitid for unitid, cip, _ in keys if scope.holds(cip))
    found = {}
    for record in store.current_records(connection, ANCHOR, "institution"):
        if record.record_key not in programs or record.gone:
            continue
        claims: Claims = json.loads(record.claims)
        if _value(claims, "activity") not in CLOSED:
            name, website = str(_value(claims, "name") or ""), _words(claims, "website")
            found[record.record_key] = _Institution(record.record_key, name, website, programs[record.record_key])
    return found


def _links(connection: Connection, known: Mapping[str, _Institution], by_host: Mapping[str, list[str]]) -> None:
    for row in reference_rows("school_start_claims"):
        for record in store.current_records(connection, row["source"], row["record_kind"]):
            url = "" if record.gone else _address(json.loads(record.claims), row["claim"])
            if not url or _is_home_page(url):
                continue
            for unitid in _owners(url, by_host):
                known[unitid].links[url] = "program_page"


def _earlier_pages(
    connection: Connection, known: Mapping[str, _Institution], by_host: Mapping[str, list[str]]
) -> Iterator[str]:
    """Give each page that was found before to its institution; yields those of institutions no longer visited."""
    records = [record for record in store.current_records(connection, SOURCE, KIND) if not record.gone]
    addresses = folding.addresses_of(connection, [record.version_id for record in records])
    left: dict[str, str] = {}
    for record in records:
        url = addresses[record.version_id]
        claims: Claims = json.loads(record.claims)
        told = {claims[name][0] for name in claims if name.partition(".")[0] == "start_unitid"} & known.keys()
        for unitid in told or _owners(url, by_host):
            known[unitid].links.setdefault(url, "seen_page")
        if not told and not _owners(url, by_host):
            left.setdefault(_host(url), url)
    yield from left.values()


def _owners(url: str, by_host: Mapping[str, list[str]]) -> list[str]:
    """The institutions whose own web site holds an address: on their host, or on a host below it."""
    labels = _host(url).split(".")
    for first in range(max(1, len(labels) - 1)):
        if found := by_host.get(".".join(labels[first:])):
            return found
    return []


def _is_home_page(url: str) -> bool:
    """Whether an address names a whole site: it is no page of a program, and the site is visited anyway."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _host(url: str) -> str:
    try:
        told = urlsplit(url if "://" in url[:12] else f"https://{url.lstrip('/')}").hostname
    except ValueError:
        return ""
    return (told or "").removeprefix("www.")


def _value(claims: Claims, name: str) -> Any:
    return (claims.get(name) or [None])[0]


def _words(claims: Claims, name: str) -> str:
    """The address as published: whether it has a scheme is worth knowing. Empty where it is no address."""
    told = claims.get(name) or [None]
    return str(told[1] if len(told) > 1 and told[1] else told[0]).strip() if told[0] else ""


def _address(claims: Claims, name: str) -> str:
    """A link as an absolute address: its value, or what a relative one leads to."""
    told = claims.get(name) or [None]
    absolute = told[4].get("absolute") if len(told) > 4 and told[4] else None
    url = str(absolute or told[0] or "")
    return url if url.startswith(("http://", "https://")) else ""
