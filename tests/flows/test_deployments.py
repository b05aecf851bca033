"""Each action of an operator as Prefect's forms start it: it does what the command does, says so, and leaves a row."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from db.columns import Verdict
from db.decisions import OperatorAction
from flows import deployed, deployments, ending, forms, outcomes, probing
from flows.deployments import BY_HAND
from flows.probe import Probed
from spiders.source import source_names
from tests.flows.test_again import captures, night
from tests.flows.test_operate import held, in_force
from tests.pipelines.made_runs import MadeHome, made_home, program, school

BY = {"who": "Ada", "why": "to see"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MadeHome]:
    monkeypatch.setenv("HIMDIR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HIMDIR_WEB", "sample")
    monkeypatch.setattr(outcomes, "night", dict)
    monkeypatch.setattr(ending, "show_text", lambda *told: shown.append(told))
    shown: list[Any] = []
    with made_home(tmp_path / "home") as home:
        home.run([*school("100654"), *school("100663", name="Wabash")])
        deployed.republished()
        yield home
    for _, key, _ in shown:
        assert key.replace("-", "").isalnum()


def done(action: str, request: BaseModel) -> str:
    """What the state of the flow run says."""
    return str(getattr(deployments, action).fn(request).message)


def test_every_action_does_what_its_command_does_and_leaves_a_row(
    home: MadeHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, number = in_force(home), held(home)
    told = done("reject", forms.RunDecision(run=str(number), **BY))
    assert told == "rejected ipeds-2; what was in force stays"
    told = done("accept", forms.RunDecision(run="ipeds-2", **BY))
    assert told == f"accepted ipeds-2; snapshot {in_force(home)} is in force"
    assert home.program("100654:51.0707:3")["completions"] == 77

    second = in_force(home)
    assert first in done("rollback", forms.SnapshotDecision(snapshot=first, **BY))
    assert in_force(home) == first
    assert f"the rollback to {first} is over; snapshot {second} is in force" == done("release", forms.Decision(**BY))

    assert "not read until" in done("pause", forms.SourceDecision(source="bls", **BY))
    assert "read again" in done("resume", forms.SourceDecision(source="bls", **BY))

    night(home, home.run(school("100654", program("100654")), day=2, verdict=Verdict.quarantined))
    assert deployments.retry.fn(forms.RetryRequest(**BY))["sources"] == ["ipeds"]
    captures(home, "ipeds", 3)
    assert deployments.replay.fn(forms.ReplayRequest(what="3", **BY))["replays"].keys() == {"ipeds"}

    page: dict[str, Any] = {"records": {}, "surprises": [], "fatal": [], "next": None}
    monkeypatch.setattr(
        probing, "probe", lambda _home, _source, url, web: Probed(url, page, home.folder / web, ("+ a",), ("old",))
    )
    assert done(
        "probe", forms.ProbeRequest(source="listings", web="sample", url="https://example.org/", **BY)
    ).endswith("https://example.org/: 0 records; 1 changes")
    refused = deployments.accept.fn(forms.RunDecision(run="99", **BY))
    assert (refused.type.value, "no one run is called '99'" in str(refused.message)) == ("FAILED", True)
    assert "nothing was removed" in done("retain", forms.RetainRequest(days=1, **BY))
    assert "are gone" in done("retain", forms.RetainRequest(days=1, dry_run=False, prefect=False, **BY))

    rows = home.query("SELECT action, who, why FROM operator_decision ORDER BY decision_number")
    acted = ("reject", "accept", "rollback", "release", "pause", "resume", "retry", "replay", "probe", "retain")
    assert [row["action"] for row in rows] == [*acted]
    assert {*acted} == {*OperatorAction}
    assert {row["who"] for row in rows} == {"Ada"}
    assert all(row["why"].startswith("to see") for row in rows)


def test_there_is_a_deployment_for_every_action_and_a_form_that_explains_itself() -> None:
    assert {*OperatorAction, "publish"} == {*BY_HAND}
    for name in ("refresh", "refresh_source", *BY_HAND):
        schema = getattr(deployments, name).parameters
        models = schema.definitions or {}
        for model in models.values():
            assert model["description"].endswith("."), model
            for field, told in model["properties"].items():
                assert told.get("title"), (name, field)
                assert told.get("description") or "enum" in json.dumps(told), (name, field)


def test_a_form_offers_the_sources_by_name_and_asks_for_who_and_why() -> None:
    form = deployments.pause.parameters.definitions["SourceDecision"]
    assert form["properties"]["source"]["enum"] == [*source_names()]
    assert [*form["properties"]] == form["required"] == ["source", "who", "why"]
    for empty in ({"who": "", "why": "x"}, {"who": "x", "why": ""}):
        with pytest.raises(ValidationError):
            forms.Decision(**empty)
