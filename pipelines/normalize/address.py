"""Web addresses from hostile text: absolute http or https with a real host name, or a refusal; nothing is fetched."""

import re
from urllib.parse import urlsplit, urlunsplit

from pipelines.normalize.refusal import Refusal
from pipelines.normalize.text import plain

VERSION = "1"
MAXIMUM_LENGTH = 2000
_HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}")
_FORBIDDEN = re.compile(r'[\x00-\x20<>"\\^`{|}]')
_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):(?!\d)")


def web_address(text: str) -> str:
    """The absolute address: ``www.aamu.edu/`` becomes ``https://www.aamu.edu/``. Refuses all but http and https."""
    stripped = plain(text[: 2 * MAXIMUM_LENGTH]).replace(" ", "%20")
    if len(stripped) > MAXIMUM_LENGTH or _FORBIDDEN.search(stripped):
        raise Refusal("not_an_address", f"expected a web address, met {stripped[:60]!r}")
    if (scheme := _SCHEME.match(stripped)) and scheme[1].lower() not in ("http", "https"):
        raise Refusal("unsafe_scheme", f"only http and https are published, met {stripped[:60]!r}")
    absolute = stripped if scheme else f"https://{stripped.lstrip('/')}"
    try:
        parts = urlsplit(absolute)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise Refusal("not_an_address", f"expected a web address, met {stripped[:60]!r}") from None
    if not _HOST.fullmatch(host) or parts.username is not None:
        raise Refusal("not_an_address", f"{host[:60]!r} is not a public host name")
    place = host if port is None else f"{host}:{port}"
    return urlunsplit((parts.scheme.lower(), place, parts.path or "/", parts.query, ""))
