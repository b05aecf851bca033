"""The typed spans of credentials have the shape that the scorer reads, with words of the agreed vocabularies.

Checks the form of the answers, never what a parser says of them.
"""

import json
import re
from typing import Any

from spiders.environment import ROOT
from tests.together import together

CASES = ROOT / "pipelines" / "accuracy" / "credential.jsonl"
FIELDS = ["credential", "abbreviation", "field", "cip", "delivery", "credits"]
CREDENTIALS = {
    "certificate",
    "diploma",
    "associate",
    "bachelor",
    "postbaccalaureate_certificate",
    "master",
    "postmaster_certificate",
    "doctorate",
}
SUBJECTS = {
    "him",
    "hit",
    "coding",
    "billing_and_coding",
    "health_informatics",
    "medical_transcription",
    "medical_office",
    "data_analytics",
    "other",
}
DEGREES = {"associate", "bachelor", "master", "doctorate"}
LEAST = 150


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def test_there_are_enough_cases_on_many_pages() -> None:
    assert len(cases()) >= LEAST
    assert len({case["page"] for case in cases()}) >= 15


def test_ids_count_up_and_no_text_stands_twice() -> None:
    assert [case["id"] for case in cases()] == [f"credential-{n:03d}" for n in range(1, len(cases()) + 1)]
    assert len({case["text"] for case in cases()}) == len(cases())


def test_each_line_has_the_five_keys_and_words_for_tags() -> None:
    for case in cases():
        assert [key for key in case if key != "met"] == ["id", "page", "text", "expected", "tags"]
        assert re.fullmatch(r"p[0-9]{3}", case["page"])
        assert case["text"].strip()
        assert all(re.fullmatch(r"[a-z0-9_]+", tag) for tag in case["tags"])


def test_every_answer_has_every_field_in_its_vocabulary() -> None:
    for case in cases():
        expected = case["expected"]
        assert list(expected) == FIELDS, case["id"]
        assert expected["credential"] in {None, "other", *CREDENTIALS}, case["id"]
        assert expected["field"] in SUBJECTS, case["id"]
        assert expected["delivery"] in {None, "campus", "online", "hybrid"}, case["id"]


def test_letters_stand_only_with_degrees_and_have_no_dots() -> None:
    for case in cases():
        letters = case["expected"]["abbreviation"]
        if letters is not None:
            assert re.fullmatch(r"[A-Za-z]{2,4}", letters), case["id"]
            assert case["expected"]["credential"] in DEGREES, case["id"]


def test_codes_are_codes_and_each_of_our_subjects_has_one() -> None:
    for case in cases():
        code = case["expected"]["cip"]
        assert code is None or re.fullmatch(r"[0-9]{2}\.[0-9]{4}", code), case["id"]
        assert code is not None or case["expected"]["field"] == "other", case["id"]


def test_credits_are_positive_numbers() -> None:
    for case in cases():
        credits_ = case["expected"]["credits"]
        assert credits_ is None or (isinstance(credits_, int | float) and 0 < credits_ < 400), case["id"]


def test_spans_tagged_neg_name_no_credential() -> None:
    for case in cases():
        assert (case["expected"]["credential"] is None) == ("neg" in case["tags"]), case["id"]


@together(("field", "words"), [("credential", CREDENTIALS), ("field", SUBJECTS)])
def test_every_word_of_a_vocabulary_is_expected_somewhere(field: str, words: set[str]) -> None:
    assert words <= {case["expected"][field] for case in cases()}
