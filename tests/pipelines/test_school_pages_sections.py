"""Sections on prices, courses and accreditation as pages print them: shapes met on blind pages, read by the rules."""

from typing import Any

from pipelines.normalize.school_cahiim import read_statements
from pipelines.normalize.school_charges import read_school_charges
from pipelines.normalize.school_courses import read_course
from pipelines.normalize.school_entry import read_deadline
from pipelines.normalize.school_outcomes import read_outcomes

# Amount, basis, kind, residency, the load from and to.
CHARGES: dict[str, list[tuple[Any, ...]]] = {
    "Tuition: $131.08 per credit for the first 10 credits, $64.20 for each additional credit.": [
        ("131.08", "per_credit", "tuition", "any", 1, 10), ("64.20", "per_credit", "tuition", "any", 11, None)],
    "Cost | Amount\nTuition (members of the tribe) | $0\nTuition (others) | $110 per credit": [
        ("0.00", "unknown", "tuition", "any", None, None), ("110.00", "per_credit", "tuition", "any", None, None)],
    "Item | Cost\nAdmission fee | $25.00": [("25.00", "one_time", "fee", "any", None, None)],
    "Tuition is $3,495 and includes all e-books. The $50 application fee is waived until December 31.": [
        ("3495.00", "unknown", "total_cost", "any", None, None), ("50.00", "one_time", "fee", "any", None, None)],
    "The CCA examination costs $299 ($199 for AHIMA members).": [],
    "Each semester all students pay a $105 technology fee and a $25 registration fee.": [
        ("105.00", "per_term", "fee", "any", None, None), ("25.00", "per_term", "fee", "any", None, None)],
    "Tuition is $900 per credit, about $60 less than the average of five peer universities ($960).": [
        ("900.00", "per_credit", "tuition", "any", None, None)],
    "Administrative fee $150.00\nCharged once at enrollment.": [("150.00", "one_time", "fee", "any", None, None)],
    "Tuition $12,000\nBooks $1,000\nTotal $13,000": [
        ("12000.00", "per_program", "tuition", "any", None, None),
        ("1000.00", "per_program", "books", "any", None, None),
        ("13000.00", "per_program", "total_cost", "any", None, None)],
    "Course | Hours | Fee\nMedical Terminology | 40 | $389": [("389.00", "per_course", "tuition", "any", None, None)],
    "Tuition: $1,995 (payable in 5 monthly installments of $399)\nRegistration: $50": [
        ("1995.00", "unknown", "tuition", "any", None, None), ("50.00", "one_time", "fee", "any", None, None)],
    "Tuition, 2 semesters @ $5,940 | $11,880": [
        ("5940.00", "per_term", "tuition", "any", None, None),
        ("11880.00", "per_program", "tuition", "any", None, None)],
    "Residents: $120 per credit\nEveryone else: $240 per credit": [
        ("120.00", "per_credit", "tuition", "in_state", None, None),
        ("240.00", "per_credit", "tuition", "out_of_state", None, None)],
}  # fmt: skip
COURSES = {
    "HIM 3100 - Clinical Classification Systems Credit(s): 4": ("HIM 3100", "Clinical Classification Systems", 4),
    "HIM 264 - Practicum II 4 (offered Spring only)": ("HIM 264", "Practicum II", 4),
    "HIT 101 (3) Introduction to Health Information": ("HIT 101", "Introduction to Health Information", 3),
    "HIT 120 Coding I 2 2 3": ("HIT 120", "Coding I", 3),
    "HIT 295 Practicum (1-3)": ("HIT 295", "Practicum", None),
}
STATEMENTS = {
    "CAHIIM accredited\nYes, through 2030": ("accredited", 2030),
    "CAHIIM accredited\nCandidate": ("candidate", None),
    "CAHIIM accredited\nNo": ("not_accredited", None),
    "The program is not currently accredited by CAHIIM; we intend to apply in 2027.": ("not_accredited", None),
    "The bachelor's program is in candidacy for initial accreditation by CAHIIM.": ("candidate", None),
}


def test_prices_of_sections() -> None:
    faults = []
    for text, expected in CHARGES.items():
        told = [
            (
                one["amount_min"],
                one["basis"],
                one["kind"],
                one["residency"],
                one["credit_load_min"],
                one["credit_load_max"],
            )
            for one in read_school_charges(text)
        ]
        if sorted(told, key=str) != sorted(expected, key=str):
            faults.append(f"{text!r}: {told}")
    assert not faults, "\n".join(faults)


def test_courses_in_lines() -> None:
    assert {text: tuple((read_course(text) or {}).values()) for text in COURSES} == COURSES


def test_answers_to_a_label_and_plans_are_told_apart() -> None:
    told = {text: [(one["status"], one["until_year"]) for one in read_statements(text)] for text in STATEMENTS}
    assert told == {text: [expected] for text, expected in STATEMENTS.items()}


def test_goals_takers_and_cells_of_one_line() -> None:
    told = read_outcomes("Outcome | Goal | 2024\nGraduation rate | 80% | 87%\nExam participation | 50% | 52%")
    assert [(one["measure"], one["value"]) for one in told] == [("graduation_rate", 87), ("other", 52)]
    told = read_outcomes("Completion Rate 65% 2024 | Placement Rate 80% 2024")
    assert [(one["measure"], one["value"]) for one in told] == [("other", 65), ("employment_rate", 80)]


def test_dates_of_entry() -> None:
    assert read_deadline("Application deadline\nAugust 10 (fall); December 15 (spring)") == "August 10"
    assert read_deadline("Fecha límite para solicitar admisión: 15 de mayo") == "15 de mayo"
    assert read_deadline("The application fee is waived until December 31.") is None
