"""Sections on prices in the shapes of school pages: labeled before they were read, held as they are read now."""

from typing import Any

from pipelines.normalize.school_charges import read_school_charges

# Amount, basis, kind, residency, the load from and to.
SECTIONS: dict[str, list[tuple[Any, ...]]] = {
    (
        "Cost\n"
        "Full-time students (12 to 18 credits) pay $2,190 a semester if they live in Ohio and $4,020 if they "
        "do not. Each credit above 18 costs $146. Part-time students pay $183 per credit ($335 for "
        "non-residents). A $75 orientation fee is due in the first semester."
    ): [
        ("2190.00", "per_term", "tuition", "in_state", 12, 18),
        ("4020.00", "per_term", "tuition", "out_of_state", 12, 18),
        ("146.00", "per_credit", "tuition", "any", 19, None),
        ("183.00", "per_credit", "tuition", "any", None, None),
        ("335.00", "per_credit", "tuition", "out_of_state", None, None),
        ("75.00", "one_time", "fee", "any", None, None),
    ],
    (
        "Annual cost of attendance, 2025-26\n"
        "Expense | Living with parents | Living on campus\n"
        "Tuition and fees | $5,472 | $5,472\n"
        "Housing and food | $4,100 | $9,860\n"
        "Books and supplies | $1,200 | $1,200\n"
        "Transportation | $1,950 | $900\n"
        "Total | $12,722 | $17,432"
    ): [
        ("5472.00", "per_year", "tuition_and_fees", "any", None, None),
        ("5472.00", "per_year", "tuition_and_fees", "any", None, None),
        ("4100.00", "per_year", "room_and_board", "any", None, None),
        ("9860.00", "per_year", "room_and_board", "any", None, None),
        ("1200.00", "per_year", "books", "any", None, None),
        ("1200.00", "per_year", "books", "any", None, None),
        ("1950.00", "per_year", "other", "any", None, None),
        ("900.00", "per_year", "other", "any", None, None),
        ("12722.00", "per_year", "total_cost", "any", None, None),
        ("17432.00", "per_year", "total_cost", "any", None, None),
    ],
    ("Tuition & Fees\nIn-state tuition\n$212.50/credit"): [
        ("212.50", "per_credit", "tuition", "in_state", None, None),
    ],
    ("Tuition & Fees\nOut-of-state tuition\n$398.00/credit"): [
        ("398.00", "per_credit", "tuition", "out_of_state", None, None),
    ],
    ("Tuition & Fees\nStudent services fee\n$11.75/credit"): [
        ("11.75", "per_credit", "fee", "any", None, None),
    ],
    ("Tuition & Fees\nLab fee (HIT 120, HIT 210)\n$45/course"): [
        ("45.00", "per_course", "fee", "any", None, None),
    ],
    ("Tuition & Fees\nMalpractice insurance\n$16 per year"): [
        ("16.00", "per_year", "other", "any", None, None),
    ],
    (
        "Program costs\n"
        "$4,950 tuition\n"
        "$325 books\n"
        "$60 registration fee (non-refundable)\n"
        "$150 certification exam\n"
        "Total: $5,485"
    ): [
        ("4950.00", "per_program", "tuition", "any", None, None),
        ("325.00", "per_program", "books", "any", None, None),
        ("60.00", "one_time", "fee", "any", None, None),
        ("150.00", "one_time", "other", "any", None, None),
        ("5485.00", "per_program", "total_cost", "any", None, None),
    ],
    (
        "Tuition by quarter, 2026-27\n"
        "Credits | Resident | Nonresident\n"
        "1 | $131.20 | $316.75\n"
        "5 | $656.00 | $1,583.75\n"
        "10 | $1,312.00 | $3,167.50\n"
        "15 | $1,640.50 | $3,522.25"
    ): [
        ("131.20", "per_term", "tuition", "in_state", None, None),
        ("316.75", "per_term", "tuition", "out_of_state", None, None),
        ("656.00", "per_term", "tuition", "in_state", None, None),
        ("1583.75", "per_term", "tuition", "out_of_state", None, None),
        ("1312.00", "per_term", "tuition", "in_state", None, None),
        ("3167.50", "per_term", "tuition", "out_of_state", None, None),
        ("1640.50", "per_term", "tuition", "in_state", None, None),
        ("3522.25", "per_term", "tuition", "out_of_state", None, None),
    ],
    ("Tuition at a glance\n$349 per credit\n$12,564 total tuition\n$50 application fee"): [
        ("349.00", "per_credit", "tuition", "any", None, None),
        ("12564.00", "per_program", "tuition", "any", None, None),
        ("50.00", "one_time", "fee", "any", None, None),
    ],
    ("Tuition\nCompetency-based option\n$3,275 per six-month term, all courses included."): [
        ("3275.00", "per_term", "tuition", "any", None, None),
    ],
    ("Tuition\nTraditional option\n$327 per credit hour. Technology fee: $55 per course."): [
        ("327.00", "per_credit", "tuition", "any", None, None),
        ("55.00", "per_course", "fee", "any", None, None),
    ],
    (
        "Tuition (2025-2026)\n"
        "Cumberland County residents | $99 per credit\n"
        "Other Maine residents | $99 per credit\n"
        "NEBHE (New England) students | $148.50 per credit\n"
        "Out-of-state students | $198 per credit\n"
        "Fees add about $34 per credit."
    ): [
        ("99.00", "per_credit", "tuition", "in_district", None, None),
        ("99.00", "per_credit", "tuition", "in_state", None, None),
        ("148.50", "per_credit", "tuition", "any", None, None),
        ("198.00", "per_credit", "tuition", "out_of_state", None, None),
        ("34.00", "per_credit", "fee", "any", None, None),
    ],
    (
        "Investment\n"
        "The 36-credit program costs $23,940, or $665 per credit, for the 2025–26 academic year. Students "
        "who pay in full before the term begins save 5%. A one-time $100 enrollment deposit is applied to "
        "tuition."
    ): [
        ("23940.00", "per_program", "tuition", "any", None, None),
        ("665.00", "per_credit", "tuition", "any", None, None),
    ],
    (
        "Tuition: $168/credit (county), $336/credit (out-of-county), $504/credit (out-of-state)\n"
        "Fees: $28/credit general fee; $25 course fee for HIT 112; $40 graduation fee\n"
        "Books: approximately $600 per semester"
    ): [
        ("168.00", "per_credit", "tuition", "in_district", None, None),
        ("336.00", "per_credit", "tuition", "in_state", None, None),
        ("504.00", "per_credit", "tuition", "out_of_state", None, None),
        ("28.00", "per_credit", "fee", "any", None, None),
        ("25.00", "per_course", "fee", "any", None, None),
        ("40.00", "one_time", "fee", "any", None, None),
        ("600.00", "per_term", "books", "any", None, None),
    ],
    ("Pricing\nPay $2,999 up front, or $279 a month for 12 months. Includes all e-books and one exam voucher."): [
        ("2999.00", "unknown", "total_cost", "any", None, None),
    ],
    (
        "Estimated costs\n"
        " | First year | Second year | Total\n"
        "Tuition | $4,800 | $4,500 | $9,300\n"
        "Books | $1,100 | $850 | $1,950\n"
        "Fees | $410 | $390 | $800"
    ): [
        ("4800.00", "per_year", "tuition", "any", None, None),
        ("4500.00", "per_year", "tuition", "any", None, None),
        ("9300.00", "per_program", "tuition", "any", None, None),
        ("1100.00", "per_year", "books", "any", None, None),
        ("850.00", "per_year", "books", "any", None, None),
        ("1950.00", "per_program", "books", "any", None, None),
        ("410.00", "per_year", "fee", "any", None, None),
        ("390.00", "per_year", "fee", "any", None, None),
        ("800.00", "per_program", "fee", "any", None, None),
    ],
    (
        "Tuition and costs\n"
        "Tuition is $6.25 per clock hour for Utah residents, a total of $5,625 for the 900-hour program. "
        "Non-residents pay $12.50 per clock hour ($11,250). Student fee: $40. Books: $720."
    ): [
        ("6.25", "per_clock_hour", "tuition", "in_state", None, None),
        ("5625.00", "per_program", "tuition", "in_state", None, None),
        ("12.50", "per_clock_hour", "tuition", "out_of_state", None, None),
        ("11250.00", "per_program", "tuition", "out_of_state", None, None),
        ("40.00", "unknown", "fee", "any", None, None),
        ("720.00", "unknown", "books", "any", None, None),
    ],
    (
        "Tuition and fees\n"
        "Student | Per credit | Total (36 credits)\n"
        "Online, any state | $480 | $17,280\n"
        "On campus, resident | $455 | $16,380\n"
        "On campus, non-resident | $910 | $32,760"
    ): [
        ("480.00", "per_credit", "tuition_and_fees", "online", None, None),
        ("17280.00", "per_program", "tuition_and_fees", "online", None, None),
        ("455.00", "per_credit", "tuition_and_fees", "in_state", None, None),
        ("16380.00", "per_program", "tuition_and_fees", "in_state", None, None),
        ("910.00", "per_credit", "tuition_and_fees", "out_of_state", None, None),
        ("32760.00", "per_program", "tuition_and_fees", "out_of_state", None, None),
    ],
    (
        "Costs\n"
        "In-district: $104/credit\n"
        "Out-of-district: $161/credit\n"
        "Out-of-state: $189/credit\n"
        "International: $189/credit\n"
        "Activity fee: $3/credit\n"
        "Transcript: $5\n"
        "Rates effective Fall 2025."
    ): [
        ("104.00", "per_credit", "tuition", "in_district", None, None),
        ("161.00", "per_credit", "tuition", "in_state", None, None),
        ("189.00", "per_credit", "tuition", "out_of_state", None, None),
        ("189.00", "per_credit", "tuition", "international", None, None),
        ("3.00", "per_credit", "fee", "any", None, None),
        ("5.00", "one_time", "fee", "any", None, None),
    ],
}
FIELDS = ("amount_min", "basis", "kind", "residency", "credit_load_min", "credit_load_max")


def test_sections_on_prices_are_read_as_they_were_labeled() -> None:
    faults = []
    for text, expected in SECTIONS.items():
        told = [tuple(one[field] for field in FIELDS) for one in read_school_charges(text)]
        if sorted(told, key=repr) != sorted(expected, key=repr) and {*told} ^ {*expected}:
            faults.append(f"{text!r}: {told}")
    assert not faults, "\n".join(faults)
