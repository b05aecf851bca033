"""Twenty cases of who may sit which exam, decided by hand from the rules; and what never may decide it."""

from typing import Any

import pytest

from pipelines.eligibility import ProgramFacts, StandingStatus, certifications, eligibility
from pipelines.tables import reference_rows

READ = frozenset({"CAHIIM", "AHIMA-PCAP"})


def cahiim(status: str, counts: bool | None, level: str, field: str = "him", source: str = "cahiim") -> StandingStatus:
    return StandingStatus("CAHIIM", status, counts, level, field, source, "st-1")


def program(credential: str, *statuses: StandingStatus, cip: str = "51.0707", **told: Any) -> ProgramFacts:
    return ProgramFacts(credential, cip, statuses, **{"lists_read": READ, **told})


ASSOCIATE = program("associate", cahiim("accredited_continuing", True, "associate"))
BACHELOR = program("bachelor", cahiim("accredited_initial", True, "bachelor"), cip="51.0706")
MASTER = program("master", cahiim("accredited", True, "master"), cip="51.0706")
INFORMATICS = program("master", cahiim("accredited", True, "master", "health_informatics"), cip="51.2706")
OF_THE_DEGREE = program(
    "postbaccalaureate_certificate", cahiim("accredited", True, "postbaccalaureate_certificate"), cip="51.0706"
)
PROBATION = program("associate", cahiim("probation", True, "associate"))
CANDIDATE = program("associate", cahiim("candidacy", False, "associate"))
WITHDRAWN = program("associate", cahiim("withdrawn", False, "associate"))
INACTIVE = program("associate", cahiim("inactive", None, "associate"))
BY_THE_SCHOOL = program("associate", cahiim("accredited", True, "associate", source="school_pages"))
UNLISTED = program("associate")
UNREAD = program("associate", lists_read=frozenset())
UNSETTLED = program("associate", unsettled=READ)
BEFORE = program("associate", outside=READ)
CODING = program("certificate", cip="51.0713")
APPROVED = program(
    "certificate", StandingStatus("AHIMA-PCAP", "accredited", True, "certificate", "coding", "pcap"), cip="51.0713"
)


@pytest.mark.parametrize(
    ("facts", "certification", "answer", "rule"),
    [
        (ASSOCIATE, "RHIT", "yes", "RHIT-1"),
        (ASSOCIATE, "RHIA", "no", "RHIA-1"),
        (BACHELOR, "RHIA", "yes", "RHIA-1"),
        (BACHELOR, "RHIT", "no", "RHIT-1"),
        (MASTER, "RHIA", "yes", "RHIA-2"),
        (INFORMATICS, "RHIA", "no", "RHIA-2"),
        (OF_THE_DEGREE, "RHIA", "yes", "RHIA-3"),
        (PROBATION, "RHIT", "yes", "RHIT-1"),
        (CANDIDATE, "RHIT", "unknown", "RHIT-1"),
        (WITHDRAWN, "RHIT", "no", "RHIT-1"),
        (INACTIVE, "RHIT", "unknown", "RHIT-1"),
        (BY_THE_SCHOOL, "RHIT", "yes", "RHIT-1"),
        (UNLISTED, "RHIT", "no", "RHIT-1"),
        (UNREAD, "RHIT", "unknown", "RHIT-1"),
        (UNSETTLED, "RHIT", "unknown", "RHIT-1"),
        (BEFORE, "RHIT", "unknown", "RHIT-1"),
        (CODING, "RHIT", "no", "RHIT-1"),
        (CODING, "CCA", "yes", ""),
        (CODING, "CPC", "yes", ""),
        (CODING, "CHDA", "unknown", ""),
        (CODING, "CBCS", "yes", "CBCS-1"),
        (INFORMATICS, "CBCS", "unknown", "CBCS-1"),
    ],
)
def test_the_answer_and_the_rule_behind_it(facts: ProgramFacts, certification: str, answer: str, rule: str) -> None:
    told = eligibility(facts, certification)
    assert (told.answer, bool(told.why)) == (answer, True)
    deciding = [step.rule for step in told.chain if step.answer == answer]
    assert (rule in deciding) if rule else not told.chain


def test_what_is_asked_of_the_person_is_a_condition() -> None:
    assert eligibility(ASSOCIATE, "RHIT").conditions == ("Official transcript",)
    assert "Membership of AAPC" in eligibility(CODING, "CPC").conditions
    assert eligibility(CODING, "CCA").conditions == ("High school diploma or its equivalent",)


def test_recommendations_stand_apart_and_never_decide() -> None:
    told = eligibility(APPROVED, "CCA")
    assert {step.requirement for step in told.recommended} == {"recommended"}
    assert {step.rule: step.answer for step in told.recommended}["CCA-3"] == "yes"
    assert {step.requirement for step in told.chain} <= {"required"}
    assert eligibility(CODING, "CCA").answer == told.answer == "yes"
    assert {step.rule: step.answer for step in eligibility(CODING, "CCA").recommended}["CCA-3"] == "no"


def test_the_approval_of_a_coding_program_opens_neither_rhit_nor_rhia() -> None:
    assert [eligibility(APPROVED, name).answer for name in ("RHIT", "RHIA")] == ["no", "no"]


def test_another_agency_s_word_on_the_program_is_not_the_one_that_is_asked_for() -> None:
    other = StandingStatus("ABHES", "accredited", True, "associate", "him", "made")
    assert eligibility(program("associate", other), "RHIT").answer == "no"


def test_the_chain_names_the_words_it_rests_on() -> None:
    (step, *_) = eligibility(ASSOCIATE, "RHIT").chain
    assert (step.status_id, step.source, step.why) == ("st-1", "cahiim", "CAHIIM: accredited_continuing")


def test_an_unknown_certification_is_no_answer() -> None:
    with pytest.raises(LookupError, match="there are: RHIT"):
        eligibility(ASSOCIATE, "XYZ")


def test_every_certification_of_the_rules_has_an_answer_for_any_program() -> None:
    named = {row["certification"] for row in reference_rows("certification_rules")}
    assert set(certifications()) == named
    for name in certifications():
        for facts in (ASSOCIATE, BACHELOR, CODING, UNREAD):
            assert eligibility(facts, name).answer in ("yes", "no", "unknown")
