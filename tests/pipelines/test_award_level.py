"""AWLEVEL codes: each known one has its credential, totals and unknown codes are refused."""

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.award_level import award_level, award_levels
from pipelines.normalize.refusal import Refusal
from tests.together import together

COMPLETIONS = Path(__file__).resolve().parents[2] / "../shared/web/nces.ed.gov/ipeds/datacenter/data/C2024_A.zip"


@together(
    ("code", "credential", "ctdl"),
    [
        ("20", "certificate", "ceterms:Certificate"),
        ("21", "certificate", "ceterms:Certificate"),
        ("1", "certificate", "ceterms:Certificate"),
        ("2", "certificate", "ceterms:Certificate"),
        ("4", "certificate", "ceterms:Certificate"),
        ("3", "associate", "ceterms:AssociateDegree"),
        ("5", "bachelor", "ceterms:BachelorDegree"),
        ("6", "postbaccalaureate_certificate", "ceterms:PostBaccalaureateCertificate"),
        ("7", "master", "ceterms:MasterDegree"),
        ("8", "postmaster_certificate", "ceterms:PostMasterCertificate"),
        ("17", "doctorate", "ceterms:ResearchDoctorate"),
        ("18", "doctorate", "ceterms:ProfessionalDoctorate"),
        ("19", "doctorate", "ceterms:DoctoralDegree"),
        ("9", "doctorate", "ceterms:DoctoralDegree"),
        ("10", "other", ""),
        ("11", "other", ""),
    ],
)
def test_each_code_has_its_credential(code: str, credential: str, ctdl: str) -> None:
    level = award_level(code)
    assert (level.code, level.credential, level.ctdl) == (code, credential, ctdl)


def test_every_level_of_the_table_is_in_the_test_above_or_older() -> None:
    assert set(award_levels()) == {*map(str, range(1, 12)), "17", "18", "19", "20", "21"}
    assert {code for code, level in award_levels().items() if level.historical} == {"1", "9", "10", "11"}


@together(("text", "code"), [("1a", "20"), ("1b", "21"), ("1A", "20"), ('"5"', "5"), (" 7 ", "7")])
def test_quotes_and_the_codes_of_the_survey_form(text: str, code: str) -> None:
    assert award_level(text).code == code


@together("code", ["12", "13", "15", '"15"'])
def test_a_total_is_no_level(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        award_level(code)
    assert refused.value.code == "total"


@together("code", ["", "0", "03", "14", "16", "22", "-1", "3.0", "³", "٣", "1c", "associate", "9" * 5000])
def test_an_unknown_code_never_becomes_a_default(code: str) -> None:
    with pytest.raises(Refusal) as refused:
        award_level(code)
    assert refused.value.code == "unknown_code"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=50))
def test_any_text_gives_a_level_or_a_refusal(text: str) -> None:
    try:
        level = award_level(text)
    except Refusal:
        return
    assert award_level(level.code) == level


@pytest.mark.shared
@pytest.mark.skipif(not COMPLETIONS.exists(), reason="the published completions are not beside the checkout")
def test_every_code_of_the_published_completions_is_known() -> None:
    with zipfile.ZipFile(COMPLETIONS) as archive, archive.open(archive.namelist()[0]) as raw:
        rows = csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig"))
        at = next(rows).index("AWLEVEL")
        codes = {row[at] for row in rows}
    for code in codes:
        assert award_level(code).code == code
