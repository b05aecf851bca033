"""Addresses of school sites: which host belongs to a site, and which links are traps. Pure; hostile text comes in."""

from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from spiders.school_sites_plan import Plan, any_of

DATE_IN_PATH = any_of((r"(?:19|20)\d{2}[-/]\d{1,2}(?:[-/]\d{1,2})?",))


def parts_of(url: str, longest: int) -> SplitResult | None:
    """The parts of an http or https address with a host and without a user; None for anything else."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    usable = parts.scheme in ("http", "https") and host and parts.username is None and len(url) <= longest
    return parts if usable and url.isprintable() and " " not in parts.netloc else None


@lru_cache(maxsize=4096)
def domain_of(host: str, public_suffixes: tuple[str, ...]) -> str:
    """The registrable domain of a host: one label more than the longest public suffix it ends with; an IP is its own.

    ``*`` in a suffix stands for one label. A host without a known suffix has that of its last label.
    """
    name, _, _ = host.partition(":")
    try:
        return str(ip_address(name))
    except ValueError:
        pass
    labels = name.rstrip(".").lower().split(".")
    longest = 1
    for suffix in public_suffixes:
        wanted = suffix.split(".")
        fits = len(wanted) < len(labels) and all(
            one in ("*", other) for one, other in zip(wanted, labels[-len(wanted) :], strict=True)
        )
        longest = max(longest, len(wanted)) if fits else longest
    return ".".join(labels[-longest - 1 :])


def bare(host: str) -> str:
    """A host without www. and without the colon of a port that is not there, so that the names of a site are one."""
    return host.lower().removeprefix("www.").removesuffix(":")


def plain_host(host: str) -> str:
    """A host without its port."""
    return host.partition(":")[0].lower()


class SiteHosts:
    """The hosts of one site: its own with and without www., and shared names such as catalog. before its domain."""

    def __init__(self, own: str, plan: Plan) -> None:
        name, _, port = bare(own).partition(":")
        ending = f":{port}" if port else ""
        domain = domain_of(name, plan.hosts.public_suffixes)
        shared = {f"{label}.{base}{ending}" for label in plan.hosts.shared for base in {domain, name}}
        self.own = f"{name}{ending}"
        self._all = frozenset({self.own, *shared})

    def holds(self, host: str) -> bool:
        """Whether a host belongs to the site."""
        return bare(host) in self._all

    def is_own(self, host: str) -> bool:
        """Whether a host is the site's own and not a shared one."""
        return bare(host) == self.own


def cleaned(parts: SplitResult, plan: Plan) -> str:
    """The address without fragment, session ids and marks of campaigns; its host in lower case."""
    dropped = plan.addresses.dropped
    query = "&".join(piece for piece in parts.query.split("&") if piece and not dropped.fullmatch(_name(piece)))
    path = parts.path.partition(";")[0] or "/"
    return urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))


def is_trap(url: str, plan: Plan) -> bool:
    """Whether a link leads where nothing is to be read: calendars, logins, files, prints, or ever deeper."""
    told, parts = plan.addresses, urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    if len(segments) > told.most_segments or len(segments) - len(set(segments)) > 1:
        return True
    names = {_name(piece) for piece in parts.query.split("&") if piece}
    if len(names) > told.most_queries or any(map(told.refused.fullmatch, names)):
        return True
    if segments and segments[-1].rpartition(".")[2] in told.endings and "." in segments[-1]:
        return True
    return any(segment.partition(".")[0] in told.segments for segment in segments) or bool(
        DATE_IN_PATH.search(parts.path)
    )


def _name(piece: str) -> str:
    return piece.partition("=")[0]


def is_pdf(url: str) -> bool:
    """Whether an address ends as that of a PDF."""
    return urlsplit(url).path.lower().endswith(".pdf")
