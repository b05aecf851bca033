"""What the words of program pages mean: hours, delivery, entry, courses, outcomes, CAHIIM, charges, offers."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.claims import read_claim
from pipelines.normalize.school_cahiim import read_statements
from pipelines.normalize.school_charges import read_school_charges
from pipelines.normalize.school_courses import read_course
from pipelines.normalize.school_delivery import read_modes
from pipelines.normalize.school_entry import read_deadline, read_prerequisites
from pipelines.normalize.school_hours import read_clock_hours, read_credits
from pipelines.normalize.school_offers import course, offer_charges, place
from pipelines.normalize.school_outcomes import read_outcomes
from pipelines.readers_school_pages import SCHOOL_FIELDS


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("62 credits", 62),
        ("Total Credits | 64", 64),
        ("Credits\n33", 33),
        ("62 semester credit hours", 62),
        ("A minimum of 60 units is required", 60),
        ("Total credit hours: 65.5", 65.5),
        ("36 créditos", 36),
        ("a 120-credit program", 120),
        ("60-62 credits", {"least": 60, "most": 62}),
        ("Credits: 60 to 62.5", {"least": 60, "most": 62.5}),
        ("$145 per credit", None),
        ("no figure", None),
        ("Sixty-five credits in a hybrid format", 65),
        ("one hundred twenty semester credits", 120),
        ("The 120-hour bachelor's degree is offered on campus.", 120),
        ("Total Hours: 62", 62),
        ("Total Hours: 450", None),
    ],
)
def test_credits(text: str, told: Any) -> None:
    assert read_credits(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1,080 clock hours", 1080),
        ("Hours\n720 clock hours", 720),
        ("26 weeks / 600 hours", 600),
        ("Clock hours\n1,080", 1080),
        ("hours vary", None),
        ("Total Hours: 450", 450),
    ],
)
def test_clock_hours(text: str, told: int | None) -> None:
    assert read_clock_hours(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Offered fully online or on campus.", ["online", "campus"]),
        ("Lectures are held in the classroom.", ["campus"]),
        ("Delivered in a hybrid format: partly online, partly on campus", ["hybrid"]),
        ("Campus\nNorth Ridge", ["campus"]),
        ("Location\nOnline", ["online"]),
        ("Apply online today.", []),
        ("Use the online application. Classes meet on the Boise campus.", ["campus"]),
        ("Join us for a campus tour.", []),
        ("Order your books online.", []),
    ],
)
def test_delivery(text: str, told: list[str]) -> None:
    assert read_modes(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("June 1", "June 1"),
        ("Application deadline\nMarch 15, 2026", "March 15, 2026"),
        ("Applications are due by July 15th for fall.", "July 15th"),
        ("Priority deadline: March 1. Final deadline to apply: July 20.", "March 1"),
        ("There is no application deadline; classes start on January 13.", None),
        ("File the FAFSA by April 1. Apply by May 1.", "May 1"),
        ("Tuition payment is due August 1.", None),
        ("Apply by 8/15/2025", "8/15/2025"),
        ("Deadline: 2026-01-09", "2026-01-09"),
        ("Rolling admission", None),
    ],
)
def test_deadlines(text: str, told: str | None) -> None:
    assert read_deadline(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("High school diploma or GED", True),
        ("Program Prerequisites\nNone. You may start in any term.", False),
        ("There are no prerequisites; write to exam@x.example.edu", False),
        ("No prior experience is needed.", False),
        ("Applicants must be 18 or older.", True),
        ("A 2.5 GPA", True),
        ("Open to everyone", None),
    ],
)
def test_prerequisites(text: str, told: bool | None) -> None:
    assert read_prerequisites(text) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("HIT 101 Introduction to Health Information (3)", ("HIT 101", "Introduction to Health Information", 3)),
        ("HIM 3000 - Foundations of HIM 3 credits", ("HIM 3000", "Foundations of HIM", 3)),
        ("HLTK 1200 - Medical Terminology Credits: 3", ("HLTK 1200", "Medical Terminology", 3)),
        ("10-530-161 Foundations of HIM - 3 credits", ("10-530-161", "Foundations of HIM", 3)),
        ("HDA 510 : Data Management, 3 credits", ("HDA 510", "Data Management", 3)),
        ("MBC101 – Anatomy for Coders (90 clock hours)", ("MBC101", "Anatomy for Coders", 90)),
        ("or HIT 102 Coding II (4 cr)", ("HIT 102", "Coding II", 4)),
        ("HIT 120 Coding in ICD-10", ("HIT 120", "Coding in ICD-10", None)),
        ("Medical Terminology (4 credits)", (None, "Medical Terminology", 4)),
        ("Code | Title | Credits\nHIM 2253 | Procedural Coding | 4", ("HIM 2253", "Procedural Coding", 4)),
        ("Course | Lec | Lab | Cr\nHIT 4 Health Data | 2 | 1 | 2.5", ("HIT 4", "Health Data", 2.5)),
        ("Course # | Course name | Lec | Lab | Cr\nHIM& 110 | ICD-10-CM | 5 | 0 | 5", ("HIM& 110", "ICD-10-CM", 5)),
        ("or BIO 221 Human Physiology | ", ("BIO 221", "Human Physiology", None)),
        ("HIT 100\nSurvey of Records\n3 credits", ("HIT 100", "Survey of Records", 3)),
        ("FACT 1010 Terminología Médica, 3 créditos", ("FACT 1010", "Terminología Médica", 3)),
    ],
)
def test_courses(text: str, told: tuple[str | None, str, float | None]) -> None:
    assert read_course(text) == dict(zip(("code", "title", "credits"), told, strict=True))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Graduation rate (2023-2024): 78%", [("graduation_rate", 78, "2023-2024")]),
        (
            "In 2023, 82% passed the RHIA exam and 94% were employed. Our retention rate was 77%.",
            [("exam_pass_rate", 82, "2023"), ("employment_rate", 94, "2023"), ("retention_rate", 77, None)],
        ),
        (
            "Academic Year 2023-2024: Graduation rate 81%. Employment rate 96%.",
            [("graduation_rate", 81, "2023-2024"), ("employment_rate", 96, "2023-2024")],
        ),
        (
            "2022 cohort on-time completion: 64%. Job placement: 77%.",
            [("other", 64, "2022"), ("employment_rate", 77, "2022")],
        ),
        (
            "2024 outcomes: 70% graduation rate; 92% employment; 90% student satisfaction.",
            [("graduation_rate", 70, "2024"), ("employment_rate", 92, "2024"), ("other", 90, "2024")],
        ),
        (
            "Measure | 2022-23 | 2023-24\nRetention | 79% | 81%",
            [("retention_rate", 79, "2022-23"), ("retention_rate", 81, "2023-24")],
        ),
        (
            "Year | Graduation Rate | Pass Rate (%)\n2023 | 74% | 70\n2024 | 79% | N/A",
            [("graduation_rate", 74, "2023"), ("exam_pass_rate", 70, "2023"), ("graduation_rate", 79, "2024")],
        ),
        ("Outcomes 2023–24\nEmployment: 95 percent", [("employment_rate", 95, "2023–24")]),
        ("Tuition rose by 3% in 2024", []),
    ],
)
def test_outcomes(text: str, told: list[tuple[str, float, str | None]]) -> None:
    assert [(one["measure"], one["value"], one["year"]) for one in read_outcomes(text)] == told


MANDATED = (
    "The Health Information Management accreditor of Galiuro College is the Commission on Accreditation for Health "
    "Informatics and Information Management Education (CAHIIM). The College's accreditation for {} degree in Health "
    "Information Management has been reaffirmed through {}. All inquiries about the program's accreditation status "
    "should be directed by mail to CAHIIM, 200 East Randolph Street, Suite 5100, Chicago, IL, 60601."
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MANDATED.format("Associate", 2029), [("accredited", ["associate"], 2029)]),
        (MANDATED.format("Baccalaureate", 2031), [("accredited", ["bachelor"], 2031)]),
        ("The master's program is accredited by CAHIIM.", [("accredited", ["master"], None)]),
        ("The program is in candidacy status, pending accreditation review by CAHIIM.", [("candidate", [], None)]),
        ("The B.S. is on probationary accreditation with CAHIIM as of 2024.", [("probation", ["bachelor"], None)]),
        ("This program is not accredited by CAHIIM.", [("not_accredited", [], None)]),
        ("The program is seeking accreditation from CAHIIM.", [("seeking", [], None)]),
        (
            "CAHIIM initial accreditation was granted to the associate degree in May 2024.",
            [("initial", ["associate"], None)],
        ),
        (
            "CAHIIM accreditation of this program was voluntarily withdrawn effective December 31, 2022.",
            [("withdrawn", [], 2022)],
        ),
        (
            "The associate degree is accredited by CAHIIM. The certificate is not accredited by CAHIIM.",
            [("accredited", ["associate"], None), ("not_accredited", ["certificate"], None)],
        ),
        ("Graduates of CAHIIM-accredited programs may sit for the RHIT exam.", []),
        ("If the program is accredited by CAHIIM, graduates may sit for the exam.", []),
        ("CAHIIM accredits degree programs in health information management.", []),
        ("Galiuro College is accredited by the Higher Learning Commission.", []),
        ("Accredited by CAHIIM; the next comprehensive review is in 2028.", [("accredited", [], None)]),
        ("Accredited by CAHIIM through academic year 2031-2032.", [("accredited", [], 2032)]),
        ("CAHIIM does not accredit certificate programs.", [("not_accredited", ["certificate"], None)]),
        ("CAHIIM does not accredit hospitals.", []),
    ],
)
def test_statements_on_cahiim(text: str, told: list[tuple[str, list[str], int | None]]) -> None:
    assert [(one["status"], one["levels"], one["until_year"]) for one in read_statements(text)] == told


def charges(read: list[dict[str, Any]]) -> list[tuple[str, str, str, str, str | None]]:
    return [(one["amount_min"], one["basis"], one["residency"], one["kind"], one["academic_year"]) for one in read]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Tuition 2024–2025\n | Per credit | Full-time (12-18 credits)\nIn-state | $152 | $1,824",
            [
                ("152.00", "per_credit", "in_state", "tuition", "2024-25"),
                ("1824.00", "per_term", "in_state", "tuition", "2024-25"),
            ],
        ),
        (
            "Costs\nTuition | $13,200\nBooks | $1,375\nRegistration Fee | $50\nTotal Program Cost | $14,625",
            [
                ("13200.00", "per_program", "any", "tuition", None),
                ("1375.00", "per_program", "any", "books", None),
                ("50.00", "one_time", "any", "fee", None),
                ("14625.00", "per_program", "any", "total_cost", None),
            ],
        ),
        (
            "Tuition per credit\nResident | $100\nRates are for 2024-25.",
            [("100.00", "per_credit", "in_state", "tuition", "2024-25")],
        ),
        ("Tuition is $110 per credit (in–state).", [("110.00", "per_credit", "in_state", "tuition", None)]),
        ("Tuition: $3,900. Payment plans from $210 a month.", [("3900.00", "unknown", "any", "tuition", None)]),
        (
            "Tuition per semester\n$2,388 in-state $5,460 out-of-state",
            [
                ("2388.00", "per_term", "in_state", "tuition", None),
                ("5460.00", "per_term", "out_of_state", "tuition", None),
            ],
        ),
        (
            "Online students pay $695 per credit. A $45 graduation fee is charged at the end.",
            [("695.00", "per_credit", "online", "tuition", None), ("45.00", "one_time", "any", "fee", None)],
        ),
        ("Your cost after grants may be $5,100.", []),
        ("The price covers code books ($325 value).", []),
        (
            "COST (in-district): Tuition $102 per hour; fees $35 per hour\n"
            "COST (out-of-district): Tuition $180 per hour; fees $35 per hour",
            [
                ("102.00", "per_credit", "in_district", "tuition", None),
                ("35.00", "per_credit", "in_district", "fee", None),
                ("180.00", "per_credit", "in_state", "tuition", None),
                ("35.00", "per_credit", "in_state", "fee", None),
            ],
        ),
        (
            "Tuition and Financial Aid\nAt just $375 per credit hour, our program is a bargain.",
            [("375.00", "per_credit", "any", "tuition", None)],
        ),
        (
            "Tuition\nTexas residents, in district\n$99 per semester hour",
            [("99.00", "per_credit", "in_district", "tuition", None)],
        ),
        (
            "Costs\n | Per credit | 12 credits\nResident | $128 | $1,536",
            [
                ("128.00", "per_credit", "in_state", "tuition", None),
                ("1536.00", "per_term", "in_state", "tuition", None),
            ],
        ),
        (
            "Costs\nTuition (62 credits @ $180) | 11,160.00\nBooks | 2,300.00\nTotal | 13,460.00",
            [
                ("180.00", "per_credit", "any", "tuition", None),
                ("11160.00", "per_program", "any", "tuition", None),
                ("2300.00", "per_program", "any", "books", None),
                ("13460.00", "per_program", "any", "total_cost", None),
            ],
        ),
        (
            "Rates\nResident tuition is $295 per credit hour. Nonresidents are charged $590.",
            [
                ("295.00", "per_credit", "in_state", "tuition", None),
                ("590.00", "per_credit", "out_of_state", "tuition", None),
            ],
        ),
        (
            "Tuition and Fees\nResidency | Tuition per credit | Fees per credit\nUtah resident | $168.00 | $32.50",
            [
                ("168.00", "per_credit", "in_state", "tuition", None),
                ("32.50", "per_credit", "in_state", "fee", None),
            ],
        ),
        ("Tuition: $6,990 (includes exam voucher)", [("6990.00", "unknown", "any", "tuition", None)]),
        (
            "Tuition is $90 per credit. These also apply: technology, $14 per credit.",
            [("90.00", "per_credit", "any", "tuition", None), ("14.00", "per_credit", "any", "fee", None)],
        ),
        (
            "Costs\nA diploma is required for both awards. It is $152 per credit ($228 for out-of-state students).",
            [
                ("152.00", "per_credit", "any", "tuition", None),
                ("228.00", "per_credit", "out_of_state", "tuition", None),
            ],
        ),
        (
            "Tuition is $8,640, which works out to $12 per clock hour.",
            [("8640.00", "per_program", "any", "tuition", None), ("12.00", "per_clock_hour", "any", "tuition", None)],
        ),
        (
            "Tuition per credit hour\nEstimated total for residents: $7,521.50 for 70 credits.",
            [("7521.50", "per_program", "in_state", "tuition", None)],
        ),
        (
            "Costs\nNon-residents\n$332 per credit hour\nFacility fee: $9 per credit hour",
            [
                ("332.00", "per_credit", "out_of_state", "tuition", None),
                ("9.00", "per_credit", "out_of_state", "fee", None),
            ],
        ),
        (
            "Costs\nResidents of other states\nTuition | $13,440\nBooks, whole certificate | $900",
            [
                ("13440.00", "unknown", "out_of_state", "tuition", None),
                ("900.00", "per_program", "out_of_state", "books", None),
            ],
        ),
        (
            "Costs for 2025-26\n$154\nper credit, residents\n$412\nper credit, non-residents",
            [
                ("154.00", "per_credit", "in_state", "tuition", "2025-26"),
                ("412.00", "per_credit", "out_of_state", "tuition", "2025-26"),
            ],
        ),
    ],
)
def test_charges_of_sections(text: str, told: list[tuple[str, str, str, str, str | None]]) -> None:
    assert charges(read_school_charges(text)) == told


@pytest.mark.parametrize(
    ("offer", "told"),
    [
        ({"category": "Total Cost", "price": "14995"}, [("14995.00", "per_program", "any", "total_cost", None)]),
        (
            {"category": "CostPerCredit", "priceSpecification": [{"price": "399", "priceCurrency": "USD"}]},
            [("399.00", "per_credit", "any", "tuition", None)],
        ),
        (
            {"category": "Program Fees (Resident)", "priceSpecification": {"price": "2430"}},
            [("2430.00", "per_program", "in_state", "tuition", None)],
        ),
        ({"name": "Registration fee", "price": "100.00"}, [("100.00", "one_time", "any", "fee", None)]),
        (
            {"name": "Tuition", "price": "99", "unitText": "credit hour"},
            [("99.00", "per_credit", "any", "tuition", None)],
        ),
        ({"price": "450", "priceCurrency": "CAD"}, []),
        ({"price": "contact us"}, []),
        ({"price": {"price": {"price": {"price": {"price": {"price": "5"}}}}}}, []),
    ],
)
def test_offers(offer: dict[str, Any], told: list[tuple[str, str, str, str, str | None]]) -> None:
    assert charges(offer_charges(json.dumps(offer))) == told


def test_places_and_courses_of_structured_data() -> None:
    address = {
        "streetAddress": "55 Weir Street, Building C",
        "addressLocality": "Salina",
        "addressRegion": "KS",
        "postalCode": "67401",
    }
    found = place(json.dumps(address))
    assert (found["street"], found["street2"], found["city"], found["state"], found["zip5"]) == (
        "55 Weir Street",
        "Building C",
        "Salina",
        "KS",
        "67401",
    )
    assert course('{"courseCode":"HIM 301","name":"Governance","numberOfCredits":"3"}') == {
        "code": "HIM 301",
        "title": "Governance",
        "credits": 3,
    }


@settings(deadline=None)
@given(
    st.sampled_from(sorted(SCHOOL_FIELDS)),
    st.text(alphabet=st.sampled_from("0123456789 $%.,:|\n-–/()[]{}\"'abcHIT credits CAHIIM$@&"), max_size=80),
)
def test_no_words_crash_a_rule(field: str, text: str) -> None:
    value, state, _ = read_claim("school_program", field, text)
    assert (value is None) == (state is not None)
