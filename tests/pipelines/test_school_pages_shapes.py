"""Shapes in which program pages print prices: boxes, captions, notes, brackets; what each amount is for and when."""

from typing import Any

from pipelines.normalize.school_charges import read_school_charges
from spiders.items import RawRecord
from spiders.school_pages_page import parse_school_page

# By section: amount, basis, kind, residency, academic year.
SECTIONS: dict[str, list[tuple[Any, ...]]] = {
    (
        "Tuition\n2025-2026 tuition per credit | Amount\nWashington County resident | $141\n"
        "Maryland resident, other county | $221\nHIM students also pay a one-time $60 background check."
    ): [
        ("141.00", "per_credit", "tuition", "in_district", "2025-26"),
        ("221.00", "per_credit", "tuition", "in_state", "2025-26"),
        ("60.00", "one_time", "other", "any", None),
    ],
    (
        "Costs\nFlorida residents pay $107.02 per credit hour; students from other states pay $403.20 per credit hour. "
        "These amounts include tuition and all required fees. HIM 2820 has a lab fee of $40.\n"
        "Bright Futures scholarship holders may receive up to $108 per credit."
    ): [
        ("107.02", "per_credit", "tuition_and_fees", "in_state", None),
        ("403.20", "per_credit", "tuition_and_fees", "out_of_state", None),
        ("40.00", "per_course", "fee", "any", None),
    ],
    (
        "What it costs\n$46\nper unit\nEnrollment fee, California residents\n$394\nper unit\nNon-resident tuition\n"
        "$21\nper semester\nHealth fee\nThe rates are those of the 2025-2026 academic year."
    ): [
        ("46.00", "per_credit", "tuition", "in_state", "2025-26"),
        ("394.00", "per_credit", "tuition", "out_of_state", "2025-26"),
        ("21.00", "per_term", "fee", "any", "2025-26"),
    ],
    (
        "One price for everyone\nWe do not charge more to students from other states. For 2025–26, all three programs "
        "cost\n$226\ntuition per credit\n$34\nfees per credit\n$400\nbooks per semester\n"
        "Rooms in the residence hall are not part of these numbers."
    ): [
        ("226.00", "per_credit", "tuition", "any", "2025-26"),
        ("34.00", "per_credit", "fee", "any", "2025-26"),
        ("400.00", "per_term", "books", "any", "2025-26"),
    ],
    (
        "What will I pay?\nThat comes to $2,145 per semester for county residents ($143 per credit), $3,870 for other "
        "Ohioans ($258 per credit) and $5,925 for everybody else ($395 per credit)."
    ): [
        ("2145.00", "per_term", "tuition", "in_district", None),
        ("143.00", "per_credit", "tuition", "in_district", None),
        ("3870.00", "per_term", "tuition", "in_state", None),
        ("258.00", "per_credit", "tuition", "in_state", None),
        ("5925.00", "per_term", "tuition", "out_of_state", None),
        ("395.00", "per_credit", "tuition", "out_of_state", None),
    ],
    "Tuition\nResident: $5,124/year\nFees: $1,206/year\nBased on 12–18 credits per semester, 2025-26.": [
        ("5124.00", "per_year", "tuition", "in_state", "2025-26"),
        ("1206.00", "per_year", "fee", "any", "2025-26"),
    ],
    "Pricing\nMonthly\n$283\n12 monthly payments ($3,395 total)": [("3395.00", "per_program", "tuition", "any", None)],
    "Cost: $4,680": [("4680.00", "per_program", "tuition", "any", None)],
    "Entry\nA criminal record check is made before enrollment; the student pays $32 for it.": [
        ("32.00", "one_time", "other", "any", None)
    ],
    (
        "Programs\nEstimated cost\n$9,900\nEstimated cost is resident tuition and fees for the whole program at the "
        "2025-26 rates."
    ): [("9900.00", "per_program", "tuition_and_fees", "in_state", "2025-26")],
    "Tuition\nNon-resident, US citizen | $2,873.50 per quarter\nInternational | $6,874.00 per quarter": [
        ("2873.50", "per_term", "tuition", "out_of_state", None),
        ("6874.00", "per_term", "tuition", "international", None),
    ],
    (
        "Upper-division tuition, 2026-27 (per quarter credit)\nCredits taken | Washington resident | International\n"
        "1 to 10 | $237.80 | $655.10\n11 to 18 | $11.75 | $13.05"
    ): [
        ("237.80", "per_credit", "tuition", "in_state", "2026-27"),
        ("655.10", "per_credit", "tuition", "international", "2026-27"),
        ("11.75", "per_credit", "tuition", "in_state", "2026-27"),
        ("13.05", "per_credit", "tuition", "international", "2026-27"),
    ],
    (
        "Courses and prices\nNo. | Course | Hours | Tuition | Course fee | You pay\n"
        "AHE-410 | Medical Language | 45 | $260 | $25 | $285\nPrices in the table are per course, for Maryland "
        "residents. Students from another state also pay an out-of-state fee of $20 per course."
    ): [
        ("260.00", "per_course", "tuition", "in_state", None),
        ("25.00", "per_course", "fee", "in_state", None),
        ("285.00", "per_course", "tuition_and_fees", "in_state", None),
        ("20.00", "per_course", "fee", "out_of_state", None),
    ],
    (
        "Tuition by semester for a Wisconsin resident, 2025-26\n"
        " | Semester 1 (18 credits) | Semester 2 (14 credits) | Whole program (32 credits)\n"
        "Tuition and incidental fee | $2,860.20 | $2,224.60 | $5,084.80"
    ): [
        ("2860.20", "per_term", "tuition_and_fees", "in_state", "2025-26"),
        ("2224.60", "per_term", "tuition_and_fees", "in_state", "2025-26"),
        ("5084.80", "per_program", "tuition_and_fees", "in_state", "2025-26"),
    ],
    (
        "Tuition\nCourse | Clock hours | Florida resident | Out-of-state\n"
        "Basics, per course | 90 | $262.80 | $1,044.00\n"
        "Tuition, whole program | 1,110 | $3,241.20 | $12,876.00"
    ): [
        ("262.80", "per_course", "tuition", "in_state", None),
        ("1044.00", "per_course", "tuition", "out_of_state", None),
        ("3241.20", "per_program", "tuition", "in_state", None),
        ("12876.00", "per_program", "tuition", "out_of_state", None),
    ],
    (
        "Fees and supplies\nApplication fee: $15 (one time)\nTextbooks and code books: $865 for the program\n"
        "Estimated total for a Florida resident: $4,347"
    ): [
        ("15.00", "one_time", "fee", "any", None),
        ("865.00", "per_program", "books", "any", None),
        ("4347.00", "per_program", "total_cost", "in_state", None),
    ],
}
# By the part of a page below its title: amount, basis, residency, the load from and to.
PAGES: dict[str, list[tuple[Any, ...]]] = {
    (
        "<h2>Tuition 2025-26</h2><table><caption>Upper-division, full-time (12 to 18 credits), per quarter</caption>"
        "<tr><td>Washington resident</td><td>$2,441.10</td></tr>"
        "<tr><td>International</td><td>$6,874.00</td></tr></table>"
    ): [("2441.10", "per_term", "in_state", 12, 18), ("6874.00", "per_term", "international", 12, 18)],
    "<h2>Tuition</h2><h3>Undergraduate</h3><p>$410 per credit</p><h3>Graduate</h3><p>$655 per credit</p>": [
        ("410.00", "per_credit", "any", None, None)
    ],
    (
        "<h2>Tuition and Fees<sup>1</sup></h2><table><tr><th></th><th>Resident</th><th>Nonresident</th></tr>"
        "<tr><td>Tuition, full time</td><td>$2,610</td><td>$6,485</td></tr></table>"
        "<p><sup>1</sup> Per semester, academic year 2025-26.</p><p><sup>2</sup> Estimated</p>"
    ): [("2610.00", "per_term", "in_state", None, None), ("6485.00", "per_term", "out_of_state", None, None)],
    "<h2>Before you start</h2><p>The student pays $48 for a background check.</p>": [
        ("48.00", "one_time", "any", None, None)
    ],
}


def _compared(name: str, charges: list[dict[str, Any]], fields: tuple[str, ...], expected: list[Any]) -> list[str]:
    told = [tuple(one[field] for field in fields) for one in charges]
    return [] if sorted(told, key=repr) == sorted(expected, key=repr) else [f"{name!r}: {told}"]


def test_amounts_have_the_unit_the_residency_and_the_year_that_their_shape_gives_them() -> None:
    fields = ("amount_min", "basis", "kind", "residency", "academic_year")
    faults = [
        fault
        for text, expected in SECTIONS.items()
        for fault in _compared(text, read_school_charges(text), fields, expected)
    ]
    assert not faults, "\n".join(faults)


def test_captions_notes_and_headings_of_a_page_say_what_its_prices_are_for() -> None:
    faults: list[str] = []
    for part, expected in PAGES.items():
        title = "Health Information Technology, AAS"
        body = f"<title>{title}</title><body><main><h1>{title}</h1><p>Health records.</p>{part}</main></body>"
        items = parse_school_page(body.encode(), "text/html", "https://lark.example/hit", "case")
        charges = [
            charge
            for item in items
            if isinstance(item, RawRecord)
            for value in item.values
            if value.field == "tuition_text"
            for charge in read_school_charges(value.text)
        ]
        fields = ("amount_min", "basis", "residency", "credit_load_min", "credit_load_max")
        faults += _compared(part, charges, fields, expected)
    assert not faults, "\n".join(faults)
