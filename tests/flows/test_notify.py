"""Only what needs a person is told; the webhook is signed; no secret leaves or is logged; a failure fails nothing."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import SecretStr
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from flows.notify import SIGNATURE, TIMESTAMP, notify, signature
from flows.receipt import Receipt
from spiders.environment import Environment

NOW = datetime(2026, 3, 1, 7, tzinfo=UTC)
SECRET = "planted-secret-7f3a"
RECEIPT = Receipt(
    made_at="2026-03-01T07:00:00+00:00", refresh_id="refresh-1", web="sample", started_at="", ended_at="",
    outcome="trouble", snapshot_id="abc", fresh_snapshot=False, sources=(), changes={}, counts={}, notes=(),
)  # fmt: skip


def environment(**told: str) -> Environment:
    secrets: dict[str, Any] = {name: SecretStr(value) for name, value in told.items()}
    return Environment(**secrets)


def test_the_webhook_gets_the_sentences_and_a_signature_that_a_receiver_can_check(httpserver: HTTPServer) -> None:
    heard: list[Request] = []

    def hear(request: Request) -> Response:
        request.get_data()
        heard.append(request)
        return Response(status=204)

    httpserver.expect_request("/hook").respond_with_handler(hear)
    told = environment(notify_webhook=httpserver.url_for("/hook"), notify_secret=SECRET)
    assert notify(told, RECEIPT, ["listings: run 3 waits"], NOW) == []
    (request,) = heard
    body = request.get_data()
    assert json.loads(body)["sentences"] == ["listings: run 3 waits"]
    assert request.headers[TIMESTAMP] == str(int(NOW.timestamp()))
    assert request.headers[SIGNATURE] == signature(SECRET, request.headers[TIMESTAMP], body)
    assert request.headers[SIGNATURE] != signature("another", request.headers[TIMESTAMP], body)
    assert SECRET not in body.decode() + str(request.headers)


def test_nothing_is_sent_when_nobody_is_needed(httpserver: HTTPServer) -> None:
    told = environment(notify_webhook=httpserver.url_for("/hook"))
    assert notify(told, RECEIPT, [], NOW) == []
    assert httpserver.log == []


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_webhook_that_refuses_is_told_without_its_address(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/token-123").respond_with_response(Response(status=status, headers={"Location": "/x"}))
    (words,) = notify(environment(notify_webhook=httpserver.url_for("/token-123")), RECEIPT, ["x"], NOW)
    assert words == f"the webhook answered with status {status}"
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/token-123", "not an address", "ftp://x/token-123"])
def test_a_webhook_that_is_not_there_is_told_without_its_address(address: str) -> None:
    (words,) = notify(environment(notify_webhook=address), RECEIPT, ["x"], NOW)
    assert "could not be reached" in words
    assert "token" not in words


def test_apprise_is_told_too_and_wrong_addresses_are_counted_only(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/told", method="POST").respond_with_data("")
    address = httpserver.url_for("/told").replace("http://", "json://")
    told = environment(notify_apprise=f"{address} nonsense://{SECRET}")
    troubles = notify(told, RECEIPT, ["x"] * 30, NOW)
    assert troubles == ["notification address 2 is none that Apprise knows"]
    (request, _) = httpserver.log[0]
    told_body = json.loads(request.get_data())
    assert told_body["title"] == "HIM Directory: 30 things need a person"
    assert "Receipt of refresh-1" in told_body["message"]


def test_settings_do_not_print_secrets() -> None:
    told = environment(notify_webhook=f"https://x.example/{SECRET}", notify_secret=SECRET, notify_apprise=SECRET)
    assert SECRET not in repr(told) + str(told.model_dump())
