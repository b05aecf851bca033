"""CIP codes stay text: quotes come off, a lost digit is refused and never padded."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.cip import cip_code
from pipelines.normalize.refusal import Refusal
from tests.together import together

NCES = Path(__file__).resolve().parents[2] / "../shared/web/nces.ed.gov/ipeds/cipcode/Files/CIPCode2020.csv"


@together("text", ["51.0707", '="51.0707"', '"51.0707"', "'51.0707'", ' "51.0707" ', "\t51.0707\n", '=" 51.0707 "'])
def test_a_code_in_any_quotes_is_the_same_text(text: str) -> None:
    assert cip_code(text) == "51.0707"


@together("code", ["01.0000", "99.0000", "05.0210"])
def test_zeros_at_either_end_are_kept(code: str) -> None:
    assert cip_code(code) == code


@together("text", ["51.071", "51.07", "51", "1.0304", "51.", "51.07070", '="51.071"'])
def test_a_code_of_another_length_is_refused_and_never_padded(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        cip_code(text)
    assert refused.value.code == "not_six_digits"


@together(
    "text", ["", "   ", "HIM", "51,0707", "51.0707A", "-51.0707", "５１.０７０７", "51.0707 51.0706", "=", '=""', '"']
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        cip_code(text)
    assert refused.value.code == "not_a_cip"


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_any_text_gives_a_code_or_a_refusal(text: str) -> None:
    try:
        code = cip_code(text)
    except Refusal:
        return
    assert cip_code(code) == code


@pytest.mark.shared
@pytest.mark.skipif(not NCES.exists(), reason="the published CIP table is not beside the checkout")
def test_every_six_digit_code_of_the_published_table_is_read() -> None:
    with NCES.open(encoding="utf-8-sig", newline="") as file:
        printed = [row["CIPCode"] for row in csv.DictReader(file)]
    read = 0
    for text in printed:
        bare = text.strip('="')
        if len(bare) == 7:
            assert cip_code(text) == bare
            read += 1
        else:
            with pytest.raises(Refusal):
                cip_code(text)
    assert read > 2000
