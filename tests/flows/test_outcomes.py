"""What a failed action of a deployed flow tells: one short message, and no traceback where an operator looks."""

import logging
from pathlib import Path
from typing import Any

import pytest
from prefect.exceptions import FailedRun

from flows import outcomes
from flows.outcomes import NightInTrouble, in_words, night, state_of
from flows.work import HomeBusy
from spiders.web import WebRefused


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path))
    return tmp_path


def raising(error: Exception) -> Any:
    def act(*_: object) -> str:
        raise error

    return act


@pytest.mark.parametrize("error", [WebRefused("there is no web at x"), NightInTrouble("one"), HomeBusy("another")])
def test_what_was_foreseen_is_told_in_its_own_words(error: Exception, home: Path) -> None:
    state = state_of(raising(error))
    assert (state.type.value, state.message) == ("FAILED", str(error))
    assert not (home / "errors.log").exists()


def test_what_nobody_foresaw_is_told_in_a_sentence_and_its_traceback_kept(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.deployed.refreshed", raising(KeyError("no such row")))
    state = night({"sources": ["ipeds"]})
    assert state.is_failed()
    assert state.message.startswith("stopped by an error of the program (KeyError: 'no such row'). The last good ")
    assert str(home / "errors.log") in state.message
    kept = (home / "errors.log").read_text(encoding="utf-8")
    assert "Traceback" in kept
    assert "raise error" in kept
    assert "Traceback" not in state.message


def test_a_home_that_cannot_be_written_is_told_as_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIMDIR_HOME", str(home / "gone"))
    told = in_words(OSError(28, "No space left on device"))
    assert told.startswith("the disk could not be written ([Errno 28] No space left on device): look at the disk")
    assert "stands in no file" in told


def test_prefect_does_not_log_a_failed_state_once_more(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert outcomes.RUN_LOG in logging.root.manager.loggerDict, "Prefect has a logger of this name"
    monkeypatch.setattr(outcomes, "RUN_LOG", "tests.run_log")
    state_of(raising(WebRefused("there is no web at x")))
    for error in (FailedRun("there is no web at x"), KeyError("kept")):
        try:
            raise error
        except Exception:
            logging.getLogger("tests.run_log").exception("Engine execution exited with unexpected exception")
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [KeyError]
