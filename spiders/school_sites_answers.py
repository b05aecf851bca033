"""What an answer of a site means for the visit: a page, a refusal, a challenge to robots, a failure. Pure."""

from collections.abc import Mapping
from enum import StrEnum

from spiders.school_sites_plan import Plan


class Meaning(StrEnum):
    """What came of asking for one address."""

    page = "page"
    moved = "moved"
    missing = "missing"
    refused = "refused"
    challenged = "challenged"
    down = "down"
    too_slow = "too_slow"
    too_large = "too_large"
    forbidden = "forbidden"
    not_public = "not_public"
    out_of_time = "out_of_time"
    out_of_pages = "out_of_pages"
    uncaptured = "uncaptured"


ENDS_THE_HOST = frozenset({Meaning.refused, Meaning.challenged, Meaning.down, Meaning.too_slow, Meaning.not_public,
                           Meaning.out_of_time, Meaning.out_of_pages, Meaning.uncaptured})  # fmt: skip
"""After one of these nothing more of the host is asked for in this run."""

FEW_LINKS = 15
"""A guard's page leads nowhere; one with as many links is a page of the site."""
READ_FOR_LINKS = 100_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
REFUSALS = frozenset({403, 429, 451})
FAILURES = {
    "ForbiddenByRobots": Meaning.forbidden,
    "RobotsUnknown": Meaning.down,
    "LeftAlone": Meaning.refused,
    "NotPublic": Meaning.not_public,
    "DownloadTimeoutError": Meaning.too_slow,
    "DownloadCancelledError": Meaning.too_large,
    "IgnoreRequest": Meaning.too_large,
    "ReplayMiss": Meaning.uncaptured,
    Meaning.out_of_time: Meaning.out_of_time,
    Meaning.out_of_pages: Meaning.out_of_pages,
}
"""Names of failures; any other is a host that cannot be reached. A plain IgnoreRequest: a body that unpacks too far."""


def meaning_of(status: int, headers: Mapping[str, str], body: bytes, plan: Plan) -> tuple[Meaning, str]:
    """What a response means, and in a few words why; ``headers`` have names in lower case."""
    if guard := challenge_in(status, headers, body, plan):
        return Meaning.challenged, guard
    if status in REDIRECTS and headers.get("location"):
        return Meaning.moved, headers["location"]
    if status in REFUSALS:
        return Meaning.refused, f"status {status}"
    if status >= 500:
        return Meaning.down, f"status {status}"
    return (Meaning.page, "") if status == 200 else (Meaning.missing, f"status {status}")


def challenge_in(status: int, headers: Mapping[str, str], body: bytes, plan: Plan) -> str:
    """The name of the guard that asks whether a person is there; empty when none does."""
    if status not in (200, 202, 401, 403, 405, 406, 429, 503):
        return ""
    told: bytes | None = None
    for challenge in plan.challenges:
        for name, word in challenge.headers.items():
            if name in headers and word in headers[name].lower():
                return challenge.name
        if challenge.words and len(body) <= challenge.longest:
            if told is None:
                told = body.lower() if body.count(b"href=", 0, READ_FOR_LINKS) < FEW_LINKS else b""
            if told and any(word.encode() in told for word in challenge.words):
                return challenge.name
    return ""


def failure_meaning(name: str) -> Meaning:
    """What a request without a response means, by the name of its failure."""
    return FAILURES.get(name, Meaning.down)
