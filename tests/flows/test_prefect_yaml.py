"""prefect.yaml offers what ``himdir schedule`` serves: every entrypoint is a flow, every parameter one of its form."""

import importlib
import shlex
from typing import Any

import pytest
import yaml
from prefect import Flow

from flows import part_run
from flows.deployments import BY_HAND
from flows.forms import NightRequest
from flows.schedule import DEPLOYMENT, served_deployments
from flows.spreading import DEPLOYMENT as FOR_WORKERS
from spiders.environment import ROOT

OFFERED: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def name_of(offered: dict[str, Any]) -> str:
    return f"{flow_of(offered).name}/{offered['name']}"


def flow_of(offered: dict[str, Any]) -> Flow[Any, Any]:
    file, _, function = offered["entrypoint"].partition(":")
    assert (ROOT / file).is_file()
    module = importlib.import_module(file.removesuffix(".py").replace("/", "."))
    flow = getattr(module, function)
    assert isinstance(flow, Flow)
    return flow


@pytest.mark.parametrize("offered", OFFERED, ids=name_of)
def test_an_entrypoint_is_a_flow_that_takes_the_parameters(offered: dict[str, Any]) -> None:
    flow, told = flow_of(offered), offered.get("parameters", {})
    assert told.keys() <= flow.parameters.properties.keys()
    if set(flow.parameters.required or ()) <= told.keys():
        flow.validate_parameters(told)
        for model in told.get("request", {}):
            assert model in NightRequest.model_fields
    assert offered["work_pool"]["name"] == "him"
    alone = {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    assert offered.get("concurrency_limit") == (None if name_of(offered) == FOR_WORKERS else alone)


def test_parts_are_read_by_the_command_that_stands_for_their_flow() -> None:
    for offered in OFFERED:
        told = offered["work_pool"].get("job_variables", {})
        assert bool(told) == (name_of(offered) == FOR_WORKERS)
        if told:
            assert told["working_dir"] == "{{ $PWD }}", "the same folder as that of the pull step"
            shell, _, script = shlex.split(told["command"])
            assert (shell, script.split()[-2:]) == ("sh", ["-m", part_run.__name__])


def test_the_file_and_the_schedule_offer_the_same_deployments() -> None:
    served = served_deployments("0 7 * * *", NightRequest(web="sample"))
    assert FOR_WORKERS in map(name_of, OFFERED)
    missing = {f"{one.flow_name}/{one.name}" for one in served} - {*map(name_of, OFFERED)}
    assert not missing, f"prefect.yaml lacks {missing}: give each a block like that of its neighbors there"
    assert sorted({*map(name_of, OFFERED)} - {FOR_WORKERS}) == sorted(f"{one.flow_name}/{one.name}" for one in served)
    assert {DEPLOYMENT, *BY_HAND.values()} < {offered["name"] for offered in OFFERED}


def test_only_the_nightly_refresh_has_a_schedule() -> None:
    timed = [offered for offered in OFFERED if offered.get("schedules")]
    assert [name_of(offered) for offered in timed] == ["refresh/nightly"]
    assert timed[0]["parameters"]["request"]["only_due"] is True
    assert timed[0]["schedules"] == [{"cron": "0 7 * * *", "timezone": "UTC"}]
