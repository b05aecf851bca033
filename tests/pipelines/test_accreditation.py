"""Accreditation statements: properties that hold for any text, denials that never become claims, speed, and floors."""

import json
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.accreditation import predicted, read_cahiim_sentence, status_of
from pipelines.normalize.accreditation_reading import Status
from pipelines.normalize.refusal import Refusal
from tests.growth import assert_linear
from tests.together import together

SHARED_CASES = Path(__file__).resolve().parents[2] / "../shared/cases"
OWN_CASES = Path(__file__).resolve().parents[1] / "cases/accreditation.jsonl"
FIELDS = ("agency", "status", "level", "since_year", "until_year")
AGENCIES = [
    "CAHIIM",
    "the Higher Learning Commission",
    "SACSCOC",
    "ACEN",
    "the Council on Occupational Education (COE)",
]
SUBJECTS = ["The program", "Larkmoor College", "Our Health Information Technology degree", "The coding certificate"]
DENIALS = [
    "{subject} is not accredited by {agency}.",
    "{subject} is not currently accredited by {agency}.",
    "{subject} has never been accredited by {agency}.",
    "{subject} isn't accredited by {agency}.",
    "{subject} is no longer accredited by {agency}.",
    "{subject} is seeking accreditation by {agency}.",
    "{subject} will apply to {agency} for accreditation.",
    "{subject} is a candidate for accreditation by {agency}.",
    "{subject} lost its accreditation by {agency} in 2014.",
    "{subject} was denied accreditation by {agency}.",
    "{subject} voluntarily withdrew from accreditation by {agency}.",
    "{subject} let its accreditation by {agency} lapse.",
    "{subject} was formerly accredited by {agency}.",
    "{subject} was placed on probation by {agency}.",
    "{subject} is designed to meet the standards of {agency}.",
    "{subject} is aligned with {agency} competencies.",
    "Is {subject} accredited by {agency}?",
    "{subject} is eligible to apply for accreditation by {agency}.",
    "If the program is accredited by {agency}, its graduates may sit for the exam.",
    "Programs that {agency} has accredited must report every year.",
]
WORDS = [
    "accredited", "accreditation", "not", "by", "CAHIIM", "HLC", "(", ")", ",", ".", ";", "\n", "in", "2011", "since",
    "through", "2027", "program", "college", "the", "is", "was", "if", "on", "probation", "candidate", "withdrew",
    "initial", "denied", "formerly", "seeking", "notice", ":", "Warning", "inactive", "/", "9/30/2028", "all", "our",
]  # fmt: skip


def entries_of(value: dict[str, Any] | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries of an answer, one or several."""
    return value if isinstance(value, list) else [value]


def read_entries(text: str) -> list[str]:
    """What is read of a text, each entry as one line of its fields, in the order of the alphabet."""
    return sorted(
        "|".join("-" if entry[field] is None else str(entry[field]) for field in FIELDS)
        for entry in entries_of(predicted(text))
    )


def _checked(text: str) -> None:
    answer = predicted(text)
    assert json.loads(json.dumps(answer)) == answer
    for entry in entries_of(answer):
        assert tuple(entry) == FIELDS
        assert entry["status"] in get_args(Status)
        assert entry["level"] in ("institution", "program")
        assert all(year is None or 1800 < year < 2100 for year in (entry["since_year"], entry["until_year"]))


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=200))
def test_any_text_gives_entries_of_the_documented_form(text: str) -> None:
    _checked(text)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_any_words_about_accreditation_give_them_too(text: str) -> None:
    _checked(text)


@together(("denial", "agency"), product(DENIALS, AGENCIES))
def test_a_denial_a_wish_or_a_policy_never_becomes_a_claim(denial: str, agency: str) -> None:
    for subject in SUBJECTS:
        text = denial.format(subject=subject, agency=agency)
        for shape in (text, text.upper(), f"Welcome. {text} Call us.", text.replace(" ", "\u00a0")):
            assert "accredited" not in {entry["status"] for entry in entries_of(predicted(shape))}, shape


@together(("subject", "agency"), product(SUBJECTS, AGENCIES))
def test_a_plain_claim_is_read(subject: str, agency: str) -> None:
    for text in (f"{subject} is accredited by {agency}.", f"{subject} has been accredited by {agency} since 2004."):
        assert {entry["status"] for entry in entries_of(predicted(text))} == {"accredited"}, text


def test_the_sentence_that_cahiim_prescribes_gives_its_pieces() -> None:
    statement = read_cahiim_sentence(
        "The Health Information Management accreditor of Larkmoor College is the Commission on Accreditation for "
        "Health Informatics and Information Management Education (CAHIIM). The College's accreditation for Associate "
        "degree in Health Information Management has been reaffirmed through 2031."
    )
    assert statement is not None
    assert (statement.field, statement.degree_level) == ("health_information_management", "associate")
    assert (statement.college, statement.status, statement.through_year) == ("Larkmoor College", "accredited", 2031)


def test_a_status_label_is_looked_up_exactly_or_refused() -> None:
    assert status_of("CAHIIM", " candidacy  status").status == "candidate"
    with pytest.raises(Refusal) as refused:
        status_of("CAHIIM", "Sort of accredited")
    assert refused.value.code == "unknown_status"


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece", ["accredited by CAHIIM ", "not accredited. ", "(", "A.", "accreditation of the ", "2011 "]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    predicted(piece)
    assert_linear(lambda length: predicted((piece * (length // len(piece) + 1))[:length]), 6_000)


@pytest.mark.slow
@pytest.mark.no_cover
def test_a_megabyte_is_read() -> None:
    assert predicted(("Larkspur College is a school. " * 40_000)[:1_000_000])


@pytest.mark.parametrize(
    ("path", "least"),
    [
        (OWN_CASES, 0.98),
        pytest.param(SHARED_CASES / "dev_accreditation.jsonl", 0.95, marks=pytest.mark.shared),
        pytest.param(SHARED_CASES / "supplement_accreditation.jsonl", 1.0, marks=pytest.mark.shared),
    ],
)
def test_the_labelled_cases_stay_above_their_floors(path: Path, least: float) -> None:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside the checkout")
    right = 0
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    for case in cases:
        expected, found = entries_of(case["expected"]), entries_of(predicted(case["text"]))
        right += sorted(map(str, expected)) == sorted(map(str, found))
        claimed = {entry["agency"] for entry in found if entry["status"] == "accredited"}
        assert claimed <= {entry["agency"] for entry in expected if entry["status"] == "accredited"}, case["id"]
    assert right >= least * len(cases)
