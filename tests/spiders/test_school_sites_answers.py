"""What an answer means: pages, refusals, failures, and guards against robots told from pages with their scripts."""

from pathlib import Path

import pytest

from spiders.failures import GivenUp, failure_name
from spiders.school_sites_answers import Meaning, failure_meaning, meaning_of
from spiders.school_sites_plan import plan

PLAN = plan()
TEXT = b"<p>Health Information Technology</p>" * 400


@pytest.mark.parametrize(
    ("status", "headers", "meaning"),
    [
        (200, {}, Meaning.page),
        (301, {"location": "/him"}, Meaning.moved),
        (302, {}, Meaning.missing),
        (404, {}, Meaning.missing),
        (410, {}, Meaning.missing),
        (401, {}, Meaning.missing),
        (204, {}, Meaning.missing),
        (403, {}, Meaning.refused),
        (429, {}, Meaning.refused),
        (451, {}, Meaning.refused),
        (500, {}, Meaning.down),
        (503, {}, Meaning.down),
        (520, {}, Meaning.down),
    ],
)
def test_statuses(status: int, headers: dict[str, str], meaning: Meaning) -> None:
    assert meaning_of(status, headers, b"<p>words</p>", PLAN)[0] is meaning


CHALLENGES = {
    "Cloudflare": b"<title>Just a moment...</title><script>window._cf_chl_opt={cvId:'3'}</script>",
    "Imperva": b'<iframe src="/_Incapsula_Resource?CWUDNSAI=9">Incapsula incident ID: 1-2</iframe>',
    "AWS WAF": b"<script>window.awsWafCookieDomainList=[]</script>",
    "Akamai": b"<h1>Access Denied</h1> Reference #18 https://errors.edgesuite.net/18",
    "DataDome": b"<script src='https://ct.captcha-delivery.com/c.js'></script>",
    "PerimeterX": b"<div id='px-captcha'></div>",
    "Sucuri": b"<title>Sucuri WebSite Firewall - Access Denied</title>",
    "a guard against robots": b"<p>Enable JavaScript and cookies to continue</p>",
}


@pytest.mark.parametrize("status", [200, 403, 503])
@pytest.mark.parametrize("name", list(CHALLENGES))
def test_guards_are_known_whatever_their_status(name: str, status: int) -> None:
    assert meaning_of(status, {}, CHALLENGES[name], PLAN) == (Meaning.challenged, name)


def test_a_guard_is_known_by_its_header() -> None:
    assert meaning_of(403, {"cf-mitigated": "challenge"}, b"", PLAN) == (Meaning.challenged, "Cloudflare")


@pytest.mark.parametrize(
    "body",
    [
        TEXT + b'<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
        TEXT + b'<script src="/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3"></script>',
        TEXT + b"<script>var _abck=1</script>",
        TEXT + b"<form><div class='g-recaptcha'></div>Request information</form>",
        b"<noscript>You need to enable JavaScript to run this app.</noscript>",
        TEXT * 30 + b"<p>Enable JavaScript and cookies to continue</p>",
    ],
)
def test_a_page_that_carries_the_script_of_a_guard_is_a_page(body: bytes) -> None:
    assert meaning_of(200, {}, body, PLAN)[0] is Meaning.page


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("DownloadTimeoutError", Meaning.too_slow),
        ("DownloadCancelledError", Meaning.too_large),
        ("ForbiddenByRobots", Meaning.forbidden),
        ("RobotsUnknown", Meaning.down),
        ("LeftAlone", Meaning.refused),
        ("NotPublic", Meaning.not_public),
        ("CannotResolveHostError", Meaning.down),
        ("anything else", Meaning.down),
        (failure_name(GivenUp("out_of_time")), Meaning.out_of_time),
        (failure_name(GivenUp(Meaning.out_of_pages.value)), Meaning.out_of_pages),
        (failure_name(OSError(28, "full")), Meaning.down),
    ],
)
def test_failures(name: str, meaning: Meaning) -> None:
    assert failure_meaning(name) is meaning


def test_the_names_of_failures_are_those_of_classes_that_exist() -> None:
    """A renamed class would silently mean something else."""
    import scrapy.exceptions

    import spiders.failures
    from spiders.replay import ReplayMiss
    from spiders.school_sites_answers import FAILURES

    known = {ReplayMiss.__name__, *dir(spiders.failures), *dir(scrapy.exceptions), *Meaning}
    assert set(FAILURES) <= known
    assert Path(spiders.failures.__file__).is_file()
