"""Starts grouped into sites (a host with and without www.) and sites into registrable domains, by shard. Pure."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from spiders.school_sites_addresses import SiteHosts, bare, domain_of, parts_of
from spiders.school_sites_plan import Plan
from spiders.school_sites_starts import Start

MOST_UNITIDS = 60


@dataclass(slots=True)
class Site:
    """The starts on one host (with and without www.), and the institutions that they are for."""

    host: str
    hosts: SiteHosts
    unitids: tuple[str, ...] = ()
    pages: dict[str, str] = field(default_factory=dict)
    """Addresses of program pages, those named by another source first, with the UNITID that it names; or none."""
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
            if not site.website:
                site.website, site.unsure_of_scheme = url, not sure
            site.programs += start.programs
        case "left":
            site.left = not site.website
        case _:
            site.left = False
            site.named += start.kind == "program_page" and url not in site.pages
            named = start.unitid if start.kind == "program_page" else ""
            site.pages[url] = named if site.pages.get(url, named) == named else ""
