"""The examples of docs/operations.md, as far as they can be checked without the machines they are for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from spiders.environment import ROOT, Environment

DEPLOY = ROOT / "deploy"
SETTINGS = {f"HIMDIR_{name.upper()}" for name in Environment.model_fields}
UNITS = sorted((*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")))


def test_every_setting_that_is_named_exists() -> None:
    files = [path for path in (*DEPLOY.iterdir(), ROOT / "docs" / "operations.md") if path.is_file()]
    named = {word for path in files for word in re.findall(r"HIMDIR_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))}
    assert named
    assert named <= SETTINGS


def test_compose_waits_for_what_it_needs_and_gives_everybody_the_same() -> None:
    told = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services: dict[str, Any] = told["services"]
    for name, service in services.items():
        assert set(service.get("depends_on", {})) <= services.keys(), name
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in told["volumes"] or (DEPLOY / source).exists(), source
    assert services["worker"]["volumes"] == services["server"]["volumes"] == ["home:/data"]
    assert services["server"]["ports"] == ["127.0.0.1:4200:4200"], "the UI has no login"
    assert "--locale=C" in services["database"]["environment"]["POSTGRES_INITDB_ARGS"]
    rows = services["server"]["environment"]["PREFECT_SERVER_DATABASE_CONNECTION_URL"]
    assert rows.startswith("postgresql+asyncpg://"), "two workers stand still where Prefect's rows are in SQLite"


def test_the_kubernetes_objects_refer_to_each_other() -> None:
    objects = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
    assert [one["kind"] for one in objects] == ["ConfigMap", "PersistentVolumeClaim", "Deployment", "CronJob"]
    deployment, job = objects[2]["spec"], objects[3]["spec"]["jobTemplate"]["spec"]
    assert deployment["selector"]["matchLabels"] == deployment["template"]["metadata"]["labels"]
    for template in (deployment["template"], job["template"]):
        (container,), (volume,) = template["spec"]["containers"], template["spec"]["volumes"]
        assert volume["persistentVolumeClaim"]["claimName"] == objects[1]["metadata"]["name"]
        assert container["volumeMounts"][0]["name"] == volume["name"]
        assert container["envFrom"][0]["configMapRef"]["name"] == objects[0]["metadata"]["name"]


def test_the_commands_of_the_files_exist() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in DEPLOY.iterdir() if path.is_file())
    words = set(re.findall(r"himdir[, ]+(schedule|doctor|[a-z]+)(?=[\]\" \n])", text)) & {"schedule", "doctor"}
    assert words == {"schedule", "doctor"}
    for word in words:
        line = [sys.executable, "-m", "flows.cli", word, "--help"]
        assert subprocess.run(line, cwd=ROOT, capture_output=True, timeout=60).returncode == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: str(path.name))
def test_systemd_understands_the_units(unit: Path, tmp_path: Path) -> None:
    for path in UNITS:
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.M))
    ended = subprocess.run(["systemd-analyze", "verify", tmp_path / unit.name], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
