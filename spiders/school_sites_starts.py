"""Where visits begin: a file of start addresses, or some given by hand, grouped into sites and sites into domains.

Which institutions are visited was decided by whoever wrote the file; nothing is added here.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.school_sites_addresses import SiteHosts, bare, domain_of, parts_of
from spiders.school_sites_plan import Plan

TREE_STARTS = "school_pages.starts.jsonl"
"""A web tree may carry its own starts in its root, as the shipped sample does."""
LARGEST_FILE = 64 * 2**20
MOST_UNITIDS = 60
Kind = Literal["program_page", "seen_page", "website", "left"]
_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


class Start(BaseModel):
    """One line: an address to begin at, for one institution.

    ``program_page``: another source names it; ``seen_page``: an earlier run found a program there; ``website``: the
    institution's own address, walked unless as many program pages as ``programs`` are known; ``left``: no longer
    visited, and what was found there is to be missed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unitid: Annotated[str, Field(pattern=r"^[0-9]{6}$|^$")]
    url: Annotated[str, Field(max_length=4000)]
    kind: Kind
    institution: Annotated[str, Field(max_length=400)] = ""
    programs: Annotated[int, Field(ge=0)] = 0


@dataclass(slots=True)
class Site:
    """The starts on one host (with and without www.), and the institutions that they are for."""

    host: str
    hosts: SiteHosts
    unitids: tuple[str, ...] = ()
    pages: list[tuple[str, str]] = field(default_factory=list)
    """Addresses of program pages with the UNITID that each is for; those named by another source come first."""
    named: int = 0
    website: str = ""
    unsure_of_scheme: bool = False
    programs: int = 0
    left: bool = False


@dataclass(slots=True)
class Domain:
    """Sites of one registrable domain: they are visited one after the other, never at once."""

    name: str
    sites: list[Site]


class WrongStarts(ValueError):
    """Starts that cannot be read; the message says where and what is expected."""


def read_starts(path: Path) -> list[Start]:
    """The lines of a file of starts. Raises WrongStarts at the first that is not one."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WrongStarts(f"{path} is larger than {LARGEST_FILE:,} bytes, which no list of starts is")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongStarts(f"the starts in {path} cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                found.append(Start.model_validate(json.loads(line)))
        except (ValidationError, ValueError, RecursionError) as error:
            told = str(error).splitlines()[0]
            raise WrongStarts(
                f"line {number} of {path} is not a start ({told}); expected one JSON object a line, such as "
                '{"unitid": "205470", "url": "https://www.sinclair.edu/", "kind": "website"}'
            ) from None
    return found


def given_starts(words: str) -> list[Start]:
    """Starts from ``-a start=URL,URL``: pages about programs; their sites are not explored, but their links are."""
    urls = [url.strip() for url in words.split(",") if url.strip()]
    for url in urls:
        if "://" not in url or parts_of(url, 2000) is None:
            raise WrongStarts(
                f"start={url[:80]!r} is not a web address: give one that begins with http:// or https://, several "
                "with commas between them"
            )
    return [Start(unitid="", url=url, kind="program_page") for url in urls]


def shard_of(words: str) -> tuple[int, int]:
    """Number and count of ``-a shard=2/8``. Raises WrongStarts."""
    told = _SHARD.fullmatch(words)
    if told is None or not 1 <= int(told[1]) <= int(told[2]):
        raise WrongStarts(f"shard={words[:40]!r} is not a shard: give its number and how many there are, such as 2/8")
    return int(told[1]), int(told[2])


def domains_of(starts: Iterable[Start], plan: Plan, shard: tuple[int, int] = (1, 1)) -> tuple[list[Domain], list[str]]:
    """The sites to visit by domain, those of other shards left out, and the addresses that are no web addresses."""
    sites: dict[str, Site] = {}
    unusable: list[str] = []
    by_unitid: dict[str, list[Site]] = {}
    for start in sorted(starts, key=lambda start: ("website", "left", "program_page", "seen_page").index(start.kind)):
        sure = "://" in start.url[:12]
        url = start.url if sure else f"https://{start.url.lstrip('/')}"
        parts = parts_of(url, plan.limits.length_of_address)
        if parts is None:
            unusable.append(start.url[:200])
            continue
        host = parts.netloc.lower()
        home = next((site for site in by_unitid.get(start.unitid, ()) if site.hosts.holds(host)), None)
        site = home or sites.setdefault(bare(host), Site(host, SiteHosts(host, plan)))
        if start.unitid and site not in by_unitid.setdefault(start.unitid, []):
            by_unitid[start.unitid].append(site)
        _add(site, start, url, sure)
    domains: dict[str, Domain] = {}
    for site in sites.values():
        name = domain_of(site.hosts.own, plan.hosts.public_suffixes)
        if in_shard(name, shard):
            domains.setdefault(name, Domain(name, [])).sites.append(site)
    return list(domains.values()), unusable


def in_shard(domain: str, shard: tuple[int, int]) -> bool:
    """Whether a domain belongs to a shard: by its digest, so the same everywhere and always."""
    number, count = shard
    return int.from_bytes(hashlib.sha256(domain.encode()).digest()[:8]) % count == number - 1


def institutions_digest(domains: Iterable[Domain]) -> str:
    """A short name for which institutions are visited on which hosts: records carry that."""
    told = sorted(f"{site.host} {' '.join(site.unitids)}" for domain in domains for site in domain.sites)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:12]


def unitids_of(domain: Domain, site: Site, host: str, asked_for: str) -> tuple[str, ...]:
    """The institutions that a page is visited for: that of its start, or all of the sites that its host belongs to."""
    if asked_for:
        return (asked_for,)
    if site.hosts.is_own(host):
        return site.unitids
    return tuple(sorted({one for other in domain.sites if other.hosts.holds(host) for one in other.unitids}))


def _add(site: Site, start: Start, url: str, sure: bool) -> None:
    if start.unitid and len(site.unitids) < MOST_UNITIDS:
        site.unitids = tuple(sorted({*site.unitids, start.unitid}))
    match start.kind:
        case "website":
            site.website = site.website or url
            site.unsure_of_scheme = not sure
            site.programs += start.programs
        case "left":
            site.left = not site.website
        case _:
            site.left = False
            if not any(url == known for known, _ in site.pages):
                site.pages.append((url, start.unitid))
                site.named += start.kind == "program_page"


def unasked(domains: Iterable[Domain]) -> Iterator[Site]:
    """The sites that are only to be missed."""
    return (site for domain in domains for site in domain.sites if site.left)
