"""What commands say of a program that IPEDS does not count: where it is from, its status, who may sit which exam."""

import json
from collections.abc import Callable, Iterator

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.operate import republish
from flows.value_words import in_words
from spiders.environment import Environment
from tests.pipelines.made_runs import Made, MadeHome, institution, made_home, school

SLUG = "ohio/ohio-valley-college/51-0713-certificate"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MadeHome]:
    words = {"institution": "Ohio Valley College", "city": "Dayton", "state": "OH", "program_title": "Medical Coding"}
    told = {**words, "level": "Certificate", "field": "Coding", "status": "Approved"}
    with made_home(tmp_path_factory.mktemp("other") / "home") as home:
        home.run([institution("100654"), *school("100663", name="Wabash College", city="Lima", zip="45801")])
        home.run([Made("program_approval", "p", told)], source="pcap")
        republish(home.engine, Environment(home=home.folder))
        yield home


@pytest.fixture
def himdir(home: MadeHome, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.setenv("HIMDIR_HOME", str(home.folder))
    monkeypatch.setenv("COLUMNS", "100")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_it_is_shown_with_where_it_is_from_and_that_completions_are_not_known(himdir: Callable[..., Result]) -> None:
    told = himdir("show", SLUG)
    assert told.exit_code == 0, told.output
    words = " ".join(told.output.split())
    assert "known from pcap; IPEDS does not count it: completions are not known" in words
    assert "nothing of it has changed" in words
    assert max(map(len, told.output.splitlines())) <= 100
    found = json.loads(himdir("show", SLUG, "--format", "json").output)["program"]
    assert (found["known_from"], found["campus"], found["award_level"]) == ("pcap", "", "cert")
    assert found["states"]["completions"] == "not_stated"


def test_status_and_eligibility_follow_from_its_accreditor(himdir: Callable[..., Result]) -> None:
    (row,) = json.loads(himdir("programs", "--credential", "certificate", "--format", "json").output)
    told = himdir("status", row["program_id"], "--on", "2026-03-02", "--known-at", "2026-03-02").output
    assert "AHIMA-PCAP: approved (counts as accredited), by pcap" in told
    assert himdir("status", SLUG, "--on", "2026-03-02", "--known-at", "2026-03-02").output == told, "by its slug, too"
    assert himdir("status", "prg-0000000000000000").exit_code == 2
    asked = ("eligible", row["program_id"], "-c", "CCA", "--graduation", "2026-03-02", "--known-at", "2026-03-02")
    (answer,) = json.loads(himdir(*asked, "--format", "json").output)["answers"]
    assert {one["rule"]: one["answer"] for one in answer["recommended"]}["CCA-3"] == "yes"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("as it is", "as it is"), ("{no json", "{no json"), (None, ""), (7, "7"), ('["online","hybrid"]',
         "online, hybrid"),
        ('{"code":"probation","status":"probation"}', "probation"), ('{"code":"closing","status":"accredited"}',
         "closing, accredited"),
        ('[{"amount_min":"115.00","amount_max":"115.00","basis":"per_credit","residency":"any","currency":"USD"}]',
         "$115.00, per credit"),
        ('[{"amount_min":"1.00","amount_max":"2.00","kind":"fee"},{"measure":"pass_rate","value":71}]',
         "$1.00 to $2.00, fee; pass rate 71"),
    ],
)  # fmt: skip
def test_values_in_words(value: object, words: str) -> None:
    assert in_words(value) == words
