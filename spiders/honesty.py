"""What no crawl may do, whoever asks: settings that are refused before the first request. Changes no setting itself."""

from collections.abc import Iterator
from importlib.metadata import version

from scrapy.settings import BaseSettings


class SettingRefused(ValueError):
    """A setting, from the command line or elsewhere, that honest crawling rules out."""


def user_agent(contact: str | None) -> str:
    """The one name that this project crawls under, with who can be asked about it."""
    return f"himdir/{version('him-directory')} (open directory of HIM programs; contact: {contact or 'none'})"


def refuse_dishonest(settings: BaseSettings, obey_robots: bool) -> None:
    """Raise SettingRefused, naming each setting, when these would crawl without delay, limits, name or robots.txt."""
    if reasons := [*_impolite(settings), *_hidden(settings, obey_robots), *_open_doors(settings)]:
        raise SettingRefused("; ".join(reasons))


def _impolite(settings: BaseSettings) -> Iterator[str]:
    delays = {"DOWNLOAD_DELAY": settings.getfloat("DOWNLOAD_DELAY")}
    for host, slot in settings.getdict("DOWNLOAD_SLOTS").items():
        delays[f"the delay of {host} in DOWNLOAD_SLOTS"] = float(slot.get("delay", delays["DOWNLOAD_DELAY"]))
    for name, seconds in delays.items():
        if not seconds > 0:
            yield f"{name} is {seconds:g}: without a delay Scrapy ignores the limit per host; give 0.001 at least"
    if not 0 <= settings.getfloat("DOWNLOAD_DELAY_JITTER") < 1:
        yield "DOWNLOAD_DELAY_JITTER must be below 1, or a delay may become 0"
    for name in ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN"):
        if settings.getint(name) < 1:
            yield f"{name} is {settings[name]}: that means no limit; give 1 or more"


def _hidden(settings: BaseSettings, obey_robots: bool) -> Iterator[str]:
    if obey_robots and not settings.getbool("ROBOTSTXT_OBEY"):
        yield "ROBOTSTXT_OBEY is off: only a source's .toml may say so, with its reason (robots_override_reason)"
    expected = user_agent(settings["CONTACT"])
    for name in ("USER_AGENT", "ROBOTSTXT_USER_AGENT"):
        if settings[name] not in (expected, None):
            yield f"{name} is not ours: a crawl says who it is ({expected})"


def _open_doors(settings: BaseSettings) -> Iterator[str]:
    for name in ("TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED"):
        if settings.getbool(name):
            yield f"{name} is on: it would run whatever Python it is sent"
