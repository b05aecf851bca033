"""The command that reads a part for a worker: what it tells Prefect's server, and when it leaves it to the engine."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from flows import part_run
from flows.part_run import FlowRun, ServerRefuses, read

TOLD = {"part": "school_pages 2/8", "refresh_id": "refresh-1", "request": {"sources": ["school_pages"]}}


class Server(HTTPServer):
    """As much of Prefect's API as a part asks for; ``status`` is what becomes of a state."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.states: list[tuple[str, str | None]] = []
        self.headers: list[str | None] = []
        self.status, self.failures = "ACCEPT", 0


class Answers(BaseHTTPRequestHandler):
    """What it answers with."""

    server: Server

    def do_GET(self) -> None:
        self.server.headers.append(self.headers["Authorization"])
        self._answer({"parameters": TOLD})

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["state"]
        if self.server.failures:
            self.server.failures -= 1
            self.send_error(503)
            return
        self.server.states.append((told["type"], told["message"]))
        self._answer({"status": self.server.status, "details": {"reason": "it was cancelled"}})

    def _answer(self, told: Any) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def flow_run(server: Server, **settings: str) -> FlowRun:
    url = f"http://127.0.0.1:{server.server_address[1]}/api"
    return FlowRun({"PREFECT_API_URL": url, "PREFECT__FLOW_RUN_ID": "7", **settings})


def test_a_part_is_told_to_be_completed_with_its_verdict(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.part_work.part_read", lambda *told: "accepted" if told == (*TOLD.values(),) else "?")
    run = flow_run(server)
    run.become("RUNNING")
    read(run, run.parameters())
    assert server.states == [("RUNNING", None), ("COMPLETED", "school_pages 2/8: accepted")]


def test_a_part_that_fails_is_told_to_be_failed_and_why(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> str:
        raise RuntimeError("no run was opened")

    monkeypatch.setattr("flows.part_work.part_read", fails)
    monkeypatch.setattr(part_run, "POLL_SECONDS", 0.01)
    server.failures = 2
    read(flow_run(server), TOLD)
    assert server.states == [("FAILED", "school_pages 2/8 could not be read: RuntimeError: no run was opened")]
    assert "Traceback" in caplog.text


def test_a_run_that_was_cancelled_is_not_begun(server: Server) -> None:
    server.status = "ABORT"
    with pytest.raises(ServerRefuses, match="ABORT: it was cancelled"):
        flow_run(server).become("RUNNING")


def test_a_part_whose_run_was_given_up_meanwhile_ends_without_a_traceback(
    server: Server, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("flows.part_work.part_read", lambda *_: "accepted")
    server.status = "REJECT"
    read(flow_run(server), TOLD)
    assert "does not have the part end as COMPLETED: REJECT: it was cancelled" in caplog.text


def test_a_server_that_stays_away_costs_its_pages_only(monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
    monkeypatch.setattr(part_run, "PATIENCE_SECONDS", 0.0)
    server.failures = 9
    flow_run(server).end("COMPLETED", "school_pages 2/8: accepted")
    assert server.states == []


@pytest.mark.parametrize(
    ("settings", "sent"),
    [
        ({}, None),
        ({"PREFECT_API_KEY": "key"}, "Bearer key"),
        ({"PREFECT_API_AUTH_STRING": "admin:pass"}, "Basic YWRtaW46cGFzcw=="),
    ],
)
def test_a_server_that_wants_to_know_who_asks_is_told(server: Server, settings: dict[str, str], sent: str) -> None:
    assert flow_run(server, **settings).parameters() == TOLD
    assert server.headers == [sent]


def test_what_only_prefect_knows_is_left_to_its_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    class Became(Exception):
        """Another program took over."""

    def execv(_path: str, line: tuple[str, ...]) -> None:
        raise Became(*line)

    monkeypatch.setattr("os.execv", execv)
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    monkeypatch.setenv("PREFECT_CLIENT_CUSTOM_HEADERS", '{"a": "b"}')
    with pytest.raises(Became, match=r"prefect\.engine"):
        part_run.main()
