"""Wordings and layouts that unseen spans brought up, typed by hand: what each says, charge by charge.

Written as in ``test_tuition_shapes``. The cases are data for the tests of the tuition normalizer.
"""

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Residents of District 12 pay $142 per credit; Ohio residents living elsewhere pay $210; everybody else $391.",
        (
            "142.00 per_credit - in_district tuition",
            "210.00 per_credit - in_state tuition",
            "391.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "A student who carries between 12 and 18 credits is billed a flat $9,850 a semester.",
        ("9850.00 per_term semester any tuition - - 12 18",),
    ),
    (
        "Tuition of $1,500 per semester is flat from 15 credit hours on; "
        "those taking fewer than 15 pay tuition of $100 per credit hour.",
        ("1500.00 per_term semester any tuition - - 15", "100.00 per_credit - any tuition - - - 14"),
    ),
    ("Each credit above eighteen costs $140.", ("140.00 per_credit - any tuition - - 19",)),
    ("The board adds $6 to every credit hour for residents and $14 for nonresidents.", ()),
    (
        "Residents $118 per credit; the board adds $6 next fall.",
        ("118.00 per_credit - in_state tuition",),
    ),
    (
        "$250 per semester hour, active duty\n$315 per semester hour, dependents and civilians",
        ("250.00 per_credit semester any tuition", "315.00 per_credit semester any tuition"),
    ),
    (
        "Tuition per credit\nFall 2012 / Spring 2013\nCounty residents $117/$121",
        ("117.00 per_credit - in_district tuition 2012-13", "121.00 per_credit - in_district tuition 2012-13"),
    ),
    (
        "Resident / Nonresident tuition per credit\n$118 / $246",
        ("118.00 per_credit - in_state tuition", "246.00 per_credit - out_of_state tuition"),
    ),
    (
        "Number of Credits / In-District / Out-of-District\n1 / $119 / $226\n2 / $238 / $452",
        (
            "119.00 per_term - in_district tuition - 1",
            "226.00 per_term - in_state tuition - 1",
            "238.00 per_term - in_district tuition - 2",
            "452.00 per_term - in_state tuition - 2",
        ),
    ),
    (
        "Technology Fee per credit hour$9.75Student Services Fee per semester$62.00Tuition per credit hour$187.50",
        ("9.75 per_credit - any fee", "62.00 per_term semester any fee", "187.50 per_credit - any tuition"),
    ),
    ("Student Activity Fee â€“ $35 per semester", ("35.00 per_term semester any fee",)),
    (
        "Tuition & fees per credit hour, 2021-2022\nCounty resident $61 tuition + $34 fees = $95",
        (
            "61.00 per_credit - in_district tuition 2021-22",
            "34.00 per_credit - in_district fee 2021-22",
            "95.00 per_credit - in_district tuition_and_fees 2021-22",
        ),
    ),
    (
        "Cost of Attendance 2017-2018\nTuition and Fees 10,412\nRoom and Board 9,260\nTotal 19,672",
        (
            "10412.00 per_year - any tuition_and_fees 2017-18",
            "9260.00 per_year - any room_and_board 2017-18",
            "19672.00 per_year - any total_cost 2017-18",
        ),
    ),
    (
        "2022-23 Cost of Attendance | On campus | Off campus\nTuition | 28,640 | 28,640",
        ("28640.00 per_year - any tuition 2022-23", "28640.00 per_year - any tuition 2022-23"),
    ),
    (
        "Tuition\nFees\nMedical Assistant\n$11,900\n$1,050\nPhlebotomist\n$1,450\n$185",
        (
            "11900.00 unknown - any tuition",
            "1050.00 unknown - any fee",
            "1450.00 unknown - any tuition",
            "185.00 unknown - any fee",
        ),
    ),
    (
        "The certificate costs residents $5,128 in tuition and nonresidents $8,944, both figures based on 32 credits.",
        ("5128.00 per_program - in_state tuition - 32", "8944.00 per_program - out_of_state tuition - 32"),
    ),
    (
        "Resident students in a double room pay a room charge of $2,350 per semester.",
        ("2350.00 per_term semester any room_and_board",),
    ),
    (
        "Graduate tuition is $275 per credit hour for active duty service members, $340 for veterans and "
        "$515 for all other students.",
        ("275.00 per_credit - any tuition", "340.00 per_credit - any tuition", "515.00 per_credit - any tuition"),
    ),
    (
        "The online rate is $329 per credit, or $39,480 for the 120-credit bachelor’s.",
        ("329.00 per_credit - online tuition", "39480.00 per_program - online tuition - 120"),
    ),
    ("You pay $79 per month for as long as you are enrolled.", ("79.00 per_month - any tuition",)),
    ("Welders placed last year started at $21.75 per hour", ()),
    ("Graduates of our course start at $15.75 an hour.", ()),
    ("Adjunct faculty are paid $2,850 for each three-credit course they teach.", ()),
    ("Sitting for the CPC costs $425 for a single try.", ()),
    ("Withdraw before lesson 3 and $1,480 of what you paid is returned.", ()),
    ("The increase, $3.75 a unit, takes effect in the summer session.", ()),
    (
        "Tuition drops from $389 to $350 per credit; the $39 drop is for nurses.",
        ("389.00 per_credit - any tuition", "350.00 per_credit - any tuition"),
    ),
    ("Technology charge is 4% of tuition, never less than $12.", ()),
    ("Expect to pay at most $575 per term for books", ("575.00 per_term - any books",)),
    (
        "Out-of-State Students:\n  Nonresident tuition $288.00 per unit\n  + Enrollment fee $46.00 per unit\n"
        "  = $334.00 per unit",
        (
            "288.00 per_credit - out_of_state tuition",
            "46.00 per_credit - out_of_state tuition",
            "334.00 per_credit - out_of_state tuition_and_fees",
        ),
    ),
    (
        "Class | Hrs | Price\nTax Prep Basics | 6 | $79\nExcel II | 12 | $129",
        ("79.00 per_course - any tuition", "129.00 per_course - any tuition"),
    ),
    (
        "While other schools' coding courses sell for $2,500 or more, our course is $895.",
        ("895.00 per_course - any tuition",),
    ),
    ("Annual tuition, based on 30 credits\nIn-State $7,410", ("7410.00 per_year - in_state tuition - 30",)),
    (
        "Nonresident tuition, 2016-2017: $8,940 per semester; 2017-2018: $9,215 per semester",
        (
            "8940.00 per_term semester out_of_state tuition 2016-17",
            "9215.00 per_term semester out_of_state tuition 2017-18",
        ),
    ),
    ("Transcript fee $8 electronic / $12 paper", ("8.00 one_time - any fee", "12.00 one_time - any fee")),
    (
        "Board, per semester: Plan A (19 meals a week) $2,640, Plan B (14 meals) $2,415",
        ("2640.00 per_term semester any room_and_board", "2415.00 per_term semester any room_and_board"),
    ),
    ("Most coding schools ask $1,500 or so for such a course.", ()),
)
