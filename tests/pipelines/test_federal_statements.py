"""What closed schools, the Scorecard and the certifications come to in the directory: about whom, and how labeled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.statement_plan import statement_plans
from tests.pipelines.made_runs import POLICY, Made, MadeHome, made_home, program, school


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    statement_plans.cache_clear()
    with made_home(tmp_path / "home") as home:
        home.policies |= dict.fromkeys(("closed", "scorecard", "certifications"), POLICY)
        home.run(school("100654", program("100654"), program("100654", cip="51.2706", level="7"), opeid="00990100"))
        yield home


def statements(home: MadeHome) -> list[tuple[str, str, str, str | None, str, str]]:
    told = home.query("SELECT * FROM statement ORDER BY source, thing_kind, thing_id, field")
    return [
        (row["thing_kind"], row["thing_id"], row["field"], row["value"], row["state"], row["grain"]) for row in told
    ]


def test_a_closure_speaks_of_the_institution_with_its_opeid_and_of_no_other(home: MadeHome) -> None:
    closed = {"name": "OHIO VALLEY COLLEGE", "closed_on": "05/31/2026"}
    others = [Made("closed_school", key, {"opeid": key, **closed}) for key in ("00990101", "00990200")]
    home.run([Made("closed_school", "00990100", {"opeid": "00990100", **closed}), *others], source="closed")
    home.assemble()
    (ours,) = {row[1] for row in statements(home)}
    assert ours == home.query("SELECT institution_id FROM institution")[0]["institution_id"]
    assert [(row[0], *row[2:]) for row in statements(home)] == [
        ("institution", "closed_on_by_federal_list", "2026-05-31", "stated", "institution"),
        ("institution", "name_on_federal_closed_list", "OHIO VALLEY COLLEGE", "stated", "institution"),
    ]


def test_pooled_outcomes_stand_beside_the_programs_of_that_series_and_level_only(home: MadeHome) -> None:
    words = {"unitid": "100654", "cip4": "5107", "credential_level": "2", "earners_1yr": "PS", "median_debt": "null"}
    level_3 = Made("scorecard_program", "100654:51.07:3", {**words, "credential_level": "3"})
    level_2 = Made("scorecard_program", "100654:51.07:2", {**words, "median_earnings_1yr": "31872"})
    home.run([level_2, level_3], source="scorecard")
    home.assemble()
    program_id = home.program("100654:51.0707:3")["program_id"]
    assert statements(home) == [
        ("program", program_id, "earners_1yr", None, "suppressed", "cip4_pooled"),
        ("program", program_id, "median_earnings_1yr", "31872.00", "stated", "cip4_pooled"),
    ]


def test_rules_speak_of_their_certification(home: MadeHome) -> None:
    rule = {"rule": "CCS-1", "certification": "CCS", "requirement": "required", "required": "A diploma"}
    advice = {"rule": "CCS-2", "certification": "CCS", "requirement": "recommended", "recommended": "Two years"}
    home.run(
        [Made("certification_rule", told["rule"], told) for told in (rule, advice)], source="certifications"
    )  # fmt: skip
    home.assemble()
    assert [row[:4] for row in statements(home)] == [
        ("certification", "CCS", "recommended", "Two years"), ("certification", "CCS", "required", "A diploma"),
    ]  # fmt: skip
