"""The web that responses come from: live, the shipped sample, a tree of files, or the captures of earlier runs.

Chosen once for a crawl, before its first request. Every web but the live one is read from disk by a download handler
that has no way to the network, whatever a spider or the command line asks for.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

SAMPLE = Path(__file__).resolve().parent / "sample_web"
LEAST_DELAY = 0.001
"""Scrapy 2.14 to 2.19 forgets the limit of requests at once when the delay is 0."""
HANDLERS = {"tree": "spiders.web_tree.WebTreeHandler", "captures": "spiders.replay.WarcReplayHandler"}
CONTACT = re.compile(r"[^\s<>()@]+@[^\s<>()@]+\.[^\s<>()@]+|https?://[^\s<>()]+", re.ASCII)
RUN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}", re.ASCII)


class WebRefused(ValueError):
    """The chosen web cannot be read, or may not be crawled like this; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Web:
    """A web: what it counts as (``kind``), and on disk its ``form`` and ``path``."""

    kind: Literal["live", "sample", "tree"]
    form: Literal["live", "tree", "captures"] = "live"
    path: Path | None = None


def chosen_web(choice: str) -> Web:
    """The web of that name or path; WebRefused when there is none, or it holds nothing that can be read."""
    if choice == "live":
        return Web("live")
    path = SAMPLE if choice == "sample" else Path(choice).expanduser().absolute()
    if not choice or not path.exists():
        raise WebRefused(f"there is no web at {str(path)!r}: give live, sample, or the path of a web tree or captures")
    from spiders.replay import recorded_web_kind, web_kind  # only a crawl from disk needs to read archives
    from spiders.web_tree import check_tree

    if web_kind(path) == "captures":
        return Web(recorded_web_kind(path), "captures", path)
    check_tree(path)
    return Web("sample" if path.resolve() == SAMPLE else "tree", "tree", path)


def check_contact(contact: str) -> None:
    """WebRefused unless the contact is an e-mail address or a URL that site owners can use."""
    if not contact:
        raise WebRefused(
            "crawling the live web needs HIMDIR_CONTACT: an e-mail address or URL at which site owners reach you; "
            "it is sent with every request. To try without the network: -s WEB=sample"
        )
    if len(contact) > 200 or not CONTACT.fullmatch(contact):
        raise WebRefused(f"HIMDIR_CONTACT={contact[:60]!r} is neither an e-mail address nor an http(s) URL")


def prepare(settings: BaseSettings) -> Web:
    """The web that the settings choose, checked; WebRefused with what to do."""
    web = chosen_web(str(settings["WEB"]))
    if web.kind == "live" and web.form == "live":
        check_contact(str(settings["CONTACT"] or ""))
    run_id = settings["RUN_ID"]
    if run_id is not None and not RUN_ID.fullmatch(run_id):
        raise WebRefused(f"RUN_ID={run_id[:60]!r} cannot name a file: letters, digits, dots and hyphens only")
    return web


class ChosenWeb:
    """Scrapy add-on: brings the settings of a crawl in line with its web."""

    def __init__(self, crawler: Crawler) -> None:
        self.source = crawler.spidercls.name

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ChosenWeb":
        """Take the name of the source."""
        return cls(crawler)

    def update_settings(self, settings: BaseSettings) -> None:
        """Set what depends on the web, over anything that a spider or the command line has set."""
        web = prepare(settings)
        settings.set("WEB_KIND", web.kind, "cmdline")
        settings.set("WEB_FORM", web.form, "cmdline")
        settings.set("WEB_PATH", str(web.path or ""), "cmdline")
        if settings["RUN_ID"] is None:
            from spiders.captures import make_run_id

            settings.set("RUN_ID", make_run_id(self.source), "cmdline")
        if web.form == "live":
            settings.set("DOWNLOAD_DELAY", max(settings.getfloat("DOWNLOAD_DELAY"), LEAST_DELAY), "cmdline")
            return
        handler = HANDLERS[web.form]
        offline = {
            "DOWNLOAD_HANDLERS": {
                "http": handler,
                "https": handler,
                "file": None,
                "ftp": None,
                "s3": None,
                "data": None,
            },
            "DOWNLOAD_DELAY": LEAST_DELAY,
            "AUTOTHROTTLE_ENABLED": False,
            "HTTPCACHE_ENABLED": False,
            "HTTPPROXY_ENABLED": False,
            "RETRY_ENABLED": False,
        }
        settings.setdict(offline, priority="cmdline")
