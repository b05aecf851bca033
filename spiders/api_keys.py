"""A secret key on its way to the one publisher that gave it out, added where a request leaves and nowhere before.

Requests of spiders never hold it, so it is in no log, cache, capture or error; a redirect cannot carry it elsewhere.
"""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from scrapy import Request
from scrapy.http import Headers, Response

from spiders.environment import Environment
from spiders.warc import CaptureDamaged, decoded

logger = logging.getLogger(__name__)
IN_ITS_PLACE = b"[key taken out]"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key, the header that carries it, how the only addresses it is for begin, and hosts that may do without TLS."""

    secret: SecretStr
    header: str
    addresses: str
    plain_hosts: frozenset[str] = frozenset()

    def belongs_to(self, url: str) -> bool:
        """Whether a request to this address may carry the key: the publisher's, and over TLS."""
        told, own = urlsplit(url), urlsplit(self.addresses)
        same = (told.scheme, told.netloc) == (own.scheme, own.netloc) and told.path.startswith(own.path)
        return same and (told.scheme == "https" or told.hostname in self.plain_hosts)

    def added_to(self, request: Request) -> Request:
        """A copy of the request with the key, if it may have it; otherwise the request itself."""
        if not self.belongs_to(request.url):
            return request
        headers = Headers(request.headers)
        headers[self.header] = self.secret.get_secret_value()
        return request.replace(headers=headers)

    def taken_out_of(self, response: Response) -> Response:
        """The response without the key: a server that repeats what it was sent must not bring it into the captures."""
        key = self.secret.get_secret_value().encode()
        pairs = [(name, value) for name, values in response.headers.items() for value in values]
        try:
            told = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs]
            body = decoded(response.body, told)
        except (CaptureDamaged, OSError, EOFError):
            body = response.body
        if key not in body and not any(key in value for _, value in pairs):
            return response
        logger.error("%s repeats the key that it was sent: it is taken out of what is kept", response.url[:300])
        headers = Headers()
        for name, value in pairs:
            if name.lower() not in (b"content-encoding", b"content-length"):
                headers.appendlist(name, value.replace(key, IN_ITS_PLACE))
        return response.replace(body=body.replace(key, IN_ITS_PLACE), headers=headers)


def api_key(use: dict[str, Any] | None, plain_hosts: frozenset[str]) -> ApiKey | None:
    """The key that a card asks for (``crawl.key``), when this installation has it."""
    secret = getattr(Environment(), use["setting"]) if use else None
    if use is None or secret is None:
        return None
    return ApiKey(secret, use["header"], use["addresses"], plain_hosts)
