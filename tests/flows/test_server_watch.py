"""Prefect's server is noticed to be away, and to be back; one that is slow, or that nobody named, is not."""

import re
import time

from flows.server_watch import ServerWatch
from tests.spiders.server import Page, serving
from tests.spiders.test_signals import wait_until


def test_a_server_that_goes_and_comes_back_is_told_with_its_times() -> None:
    well, down = Page(b"true"), Page(b"", 503)
    with serving({"/api/health": well}) as server, ServerWatch(server.url("/api"), every=0.02) as watch:
        assert wait_until(lambda: len(server.requests("/api/health")) > 2)
        assert watch.notes() == ()
        server.pages["/api/health"] = down
        assert wait_until(watch.notes)
        (note,) = watch.notes()
        assert re.search(r"did not answer from \d\d:\d\d:\d\d UTC on, last asked at .* is not complete", note)
        server.pages["/api/health"] = well
        assert wait_until(lambda: "went on without it" in watch.notes()[0])
    assert len(watch.notes()) == 1


def test_a_server_that_refuses_connections_is_away_and_one_that_nobody_named_is_not_asked() -> None:
    with serving() as server:
        url = server.url("/api")
    with ServerWatch(url, every=0.02) as watch, ServerWatch(None, every=0.02) as none:
        assert wait_until(watch.notes)
        time.sleep(0.1)
    assert none.notes() == ()
