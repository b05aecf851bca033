"""Shapes of prices on school pages, typed by hand with invented schools: what a span of text says, charge by charge.

A charge is written ``amount basis term residency kind year credits band-low band-high``; what is left out is null.
The cases are data for the tests of the tuition normalizer and import nothing of the product.
"""

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Tuition: $212.50 per credit hour",
        ("212.50 per_credit - any tuition",),
    ),
    (
        "In-state tuition is $4,180 per semester and out-of-state tuition is $9,905 per semester.",
        (
            "4180.00 per_term semester in_state tuition",
            "9905.00 per_term semester out_of_state tuition",
        ),
    ),
    (
        "Tuition and fees for 2024-2025: $8,940 (resident), $17,220 (non-resident)",
        (
            "8940.00 unknown - in_state tuition_and_fees 2024-25",
            "17220.00 unknown - out_of_state tuition_and_fees 2024-25",
        ),
    ),
    (
        "$99/credit",
        ("99.00 per_credit - any tuition",),
    ),
    (
        "Cost: $1,995 for the entire program",
        ("1995.00 per_program - any tuition",),
    ),
    (
        "The Medical Coding Certificate costs $3,450, books included.",
        ("3450.00 per_program - any total_cost",),
    ),
    (
        "Fees\n"
        "\nTechnology Fee: $14 per credit\nStudent Activity Fee: $30 per semester\nGraduation Fee: "
        "$75\nTranscript Fee: $10",
        (
            "14.00 per_credit - any fee",
            "30.00 per_term semester any fee",
            "75.00 one_time - any fee",
            "10.00 one_time - any fee",
        ),
    ),
    (
        "Total Tuition $15,800\n"
        "Books and Supplies $1,900\nUniforms $120\nRegistration Fee $50\nTotal Program Cost $17,870",
        (
            "15800.00 per_program - any tuition",
            "1900.00 per_program - any books",
            "120.00 per_program - any books",
            "50.00 one_time - any fee",
            "17870.00 per_program - any total_cost",
        ),
    ),
    (
        "Per Unit Cost\nCalifornia resident: $46\nNon-resident: $346",
        (
            "46.00 per_credit - in_state tuition",
            "346.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Enrollment fee: $46 per unit",
        ("46.00 per_credit - any tuition",),
    ),
    (
        "Enrollment Fee $46.00 per unit\n"
        "Nonresident Tuition $290.00 per unit\n"
        "Health Fee $22.00 per semester\n"
        "Student Representation Fee $2.00 per semester\nParking Permit $40.00",
        (
            "46.00 per_credit - any tuition",
            "290.00 per_credit - out_of_state tuition",
            "22.00 per_term semester any fee",
            "2.00 per_term semester any fee",
            "40.00 unknown - any fee",
        ),
    ),
    (
        "Credit Hours | In-State | Out-of-State\n---|---|---\n1 | $142.00 | $389.00\n2 | $284.00 | $778.00",
        (
            "142.00 per_term - in_state tuition - 1",
            "389.00 per_term - out_of_state tuition - 1",
            "284.00 per_term - in_state tuition - 2",
            "778.00 per_term - out_of_state tuition - 2",
        ),
    ),
    (
        "Full-time (12-18 credits): $3,100 per semester\n"
        "Part-time: $258 per credit\nOver 18 credits: $258 per additional credit",
        (
            "3100.00 per_term semester any tuition - - 12 18",
            "258.00 per_credit - any tuition",
            "258.00 per_credit - any tuition - - 19 -",
        ),
    ),
    (
        "12-17 credit hours $5,250 flat rate",
        ("5250.00 per_term - any tuition - - 12 17",),
    ),
    (
        "The average salary for a health information technician is $48,500 per year.",
        (),
    ),
    (
        "Our graduates start at $19.50 per hour.",
        (),
    ),
    (
        "RHIT holders earn $5,000 more than others",
        (),
    ),
    (
        "A $500 scholarship is given to two students each year.",
        (),
    ),
    (
        "Pell Grants of up to $7,395 are available to those who qualify.",
        (),
    ),
    (
        "A nonrefundable deposit of $100 holds your seat.",
        (),
    ),
    (
        "Tuition rose by $12 per credit this fall.",
        (),
    ),
    (
        "Average in-state tuition at public universities is $10,940 a year.",
        (),
    ),
    (
        "The average cost of HIM programs ranges from $6,000 to $22,000.",
        (),
    ),
    (
        "The exam fee for the RHIT is $229 for AHIMA members and $299 for non-members.",
        (),
    ),
    (
        "Pay in 10 monthly payments of $250 or $2,300 in full.",
        ("2300.00 per_program - any tuition",),
    ),
    (
        "Students save $600 when they pay early.",
        (),
    ),
    (
        "Tuition is free for high school students.",
        (),
    ),
    (
        "Contact us for pricing: (555) 010-2277",
        (),
    ),
    (
        "HIT 1101 Introduction to Health Information 3 credits",
        (),
    ),
    (
        "The fund has assets of $3.2 million.",
        (),
    ),
    (
        "CAD $450 per credit",
        (),
    ),
    (
        "Tuition: €4,500 per year",
        (),
    ),
    (
        "Undergraduate tuition: $495 per credit hour ($415 for active military)",
        (
            "495.00 per_credit - any tuition",
            "415.00 per_credit - any tuition",
        ),
    ),
    (
        "Online: $330 per credit hour\nOn campus: $365 per credit hour",
        (
            "330.00 per_credit - online tuition",
            "365.00 per_credit - any tuition",
        ),
    ),
    (
        "Online tuition for Ohio residents is $210 per credit hour.",
        ("210.00 per_credit - in_state tuition",),
    ),
    (
        "Tuition (per credit hour)\n"
        "In-District $95.00\n"
        "In-State, Out-of-District $160.00\nOut-of-State $210.00\nInternational $235.00",
        (
            "95.00 per_credit - in_district tuition",
            "160.00 per_credit - in_state tuition",
            "210.00 per_credit - out_of_state tuition",
            "235.00 per_credit - international tuition",
        ),
    ),
    (
        "2023-24 2024-25\nResident $140 $146\nNonresident $320 $334",
        (
            "140.00 unknown - in_state tuition 2023-24",
            "146.00 unknown - in_state tuition 2024-25",
            "320.00 unknown - out_of_state tuition 2023-24",
            "334.00 unknown - out_of_state tuition 2024-25",
        ),
    ),
    (
        "Fall 2023: $188 per credit; Spring 2024: $191 per credit",
        (
            "188.00 per_credit - any tuition 2023-24",
            "191.00 per_credit - any tuition 2023-24",
        ),
    ),
    (
        "Tuition will increase from $180 to $187 per credit hour in Fall 2025.",
        (
            "180.00 per_credit - any tuition",
            "187.00 per_credit - any tuition 2025-26",
        ),
    ),
    (
        "Room $2,450 $4,900\nBoard $1,980 $3,960",
        (
            "2450.00 unknown - any room_and_board",
            "4900.00 unknown - any room_and_board",
            "1980.00 unknown - any room_and_board",
            "3960.00 unknown - any room_and_board",
        ),
    ),
    (
        "Lab fee of $75 per course",
        ("75.00 per_course - any fee",),
    ),
    (
        "A $25 late registration fee applies.",
        ("25.00 one_time - any fee",),
    ),
    (
        "Students pay for a background check ($45) and drug screen ($38).",
        (
            "45.00 one_time - any other",
            "38.00 one_time - any other",
        ),
    ),
    (
        "Health insurance: $1,850 per year",
        ("1850.00 per_year - any other",),
    ),
    (
        "Books and supplies are estimated at $1,200 per year.",
        ("1200.00 per_year - any books",),
    ),
    (
        "Tuition is $9.25 per clock hour; the 900-hour program costs $8,325.",
        (
            "9.25 per_clock_hour - any tuition",
            "8325.00 per_program - any tuition",
        ),
    ),
    (
        "$3,200 for 16 credits",
        ("3200.00 unknown - any tuition - 16",),
    ),
    (
        "$400 per credit x 36 credits = $14,400",
        (
            "400.00 per_credit - any tuition",
            "14400.00 unknown - any tuition - 36",
        ),
    ),
    (
        "Total tuition based on 60 credits: $18,600",
        ("18600.00 unknown - any tuition - 60",),
    ),
    (
        "Tuition...................$6,300\nFees.......................$415\nTotal.....................$6,715",
        (
            "6300.00 unknown - any tuition",
            "415.00 unknown - any fee",
            "6715.00 unknown - any tuition_and_fees",
        ),
    ),
    (
        "Tuition & Fees | $5,120 | $11,480 |",
        (
            "5120.00 unknown - any tuition_and_fees",
            "11480.00 unknown - any tuition_and_fees",
        ),
    ),
    (
        "Estimated Cost of Attendance 2023-2024\n"
        "Tuition and Fees $6,210\n"
        "Books and Supplies $1,400\nTransportation $1,900\nPersonal Expenses $2,250\nTotal $11,760",
        (
            "6210.00 per_year - any tuition_and_fees 2023-24",
            "1400.00 per_year - any books 2023-24",
            "1900.00 per_year - any other 2023-24",
            "2250.00 per_year - any other 2023-24",
            "11760.00 per_year - any total_cost 2023-24",
        ),
    ),
    (
        "Monthly tuition of $199",
        ("199.00 per_month - any tuition",),
    ),
    (
        "$1,500 per quarter for 12 to 18 units",
        ("1500.00 per_term quarter any tuition - - 12 18",),
    ),
    (
        "Less than 12 credits: $310 per credit",
        ("310.00 per_credit - any tuition - - - 11",),
    ),
    (
        "Non-credit workshop: $65",
        ("65.00 per_course - any tuition",),
    ),
    (
        "Tuition: $0 for eligible residents",
        ("0.00 unknown - in_state tuition",),
    ),
    (
        "Cost per credit hour: $275. Cost per course: $825.",
        (
            "275.00 per_credit - any tuition",
            "825.00 per_course - any tuition",
        ),
    ),
    (
        "An application fee of $30 for domestic and $75 for international applicants is required.",
        (
            "30.00 one_time - any fee",
            "75.00 one_time - international fee",
        ),
    ),
    (
        "Out-of-state students are charged a surcharge of $50 per credit hour.",
        ("50.00 per_credit - out_of_state fee",),
    ),
    (
        "Yearly tuition of $12,400 covers 24 to 30 credits.",
        ("12400.00 per_year - any tuition - - 24 30",),
    ),
    (
        "Payment plan fee: $35 per semester",
        ("35.00 per_term semester any fee",),
    ),
    (
        "Tuition for a 3-credit course is $1,047.",
        ("1047.00 per_course - any tuition - 3",),
    ),
    (
        "Between $310 and $345 per credit hour, depending on the campus",
        ("310.00-345.00 per_credit - any tuition",),
    ),
    (
        "Members of the alumni association pay half. Graduate students pay $610 per credit.",
        ("610.00 per_credit - any tuition",),
    ),
    (
        "Housing deposit $200\nRoom, double $2,300 per semester\nMeal plan $1,750 per semester",
        (
            "2300.00 per_term semester any room_and_board",
            "1750.00 per_term semester any room_and_board",
        ),
    ),
    (
        "Loan limits: $5,500 for freshmen",
        (),
    ),
    (
        "In 2022 the college received $450,000 from the state for its nursing lab.",
        (),
    ),
    (
        "The GI Bill pays up to $27,120 a year at private schools.",
        (),
    ),
    (
        "Refunds of $50 or less are not mailed.",
        (),
    ),
    (
        "Tuition $350 per credit. Fees extra.",
        ("350.00 per_credit - any tuition",),
    ),
    (
        "Dual enrollment students: $75 per course",
        ("75.00 per_course - any tuition",),
    ),
    (
        "Audit fee: $50 per course. Credit by examination: $35 per credit.",
        (
            "50.00 per_course - any fee",
            "35.00 per_credit - any fee",
        ),
    ),
    (
        "Returned check charge $25.00",
        ("25.00 one_time - any fee",),
    ),
    (
        "Malpractice insurance $15 per year",
        ("15.00 per_year - any other",),
    ),
    (
        "Course fee: HIT 210 $45.00",
        ("45.00 per_course - any fee",),
    ),
    (
        "Annual tuition: $15,600; comprehensive fee: $1,120",
        (
            "15600.00 per_year - any tuition",
            "1120.00 per_year - any total_cost",
        ),
    ),
    (
        "Resident undergraduate tuition is $325 per semester hour for 1-11 hours",
        ("325.00 per_credit semester in_state tuition - - 1 11",),
    ),
    (
        "Costs\nTuition\n$ 1,245.00\nLab Fees\n$ 85.00\nBooks\n$ 310.00\nTotal\n$ 1,640.00",
        (
            "1245.00 unknown - any tuition",
            "85.00 unknown - any fee",
            "310.00 unknown - any books",
            "1640.00 unknown - any total_cost",
        ),
    ),
    (
        "Undergraduate Tuition\n\nIn-State\n\n$310/credit\n\nOut-of-State\n\n$620/credit",
        (
            "310.00 per_credit - in_state tuition",
            "620.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Residents of the district pay $72 per credit hour; other Illinois residents pay $214 "
        "per credit hour; out-of-state students pay $268.",
        (
            "72.00 per_credit - in_district tuition",
            "214.00 per_credit - in_state tuition",
            "268.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "College Services Fee$6.50 per credit\nParking Fee$20.00 per semester\nGraduation Fee$35.00 one-time fee",
        (
            "6.50 per_credit - any fee",
            "20.00 per_term semester any fee",
            "35.00 one_time - any fee",
        ),
    ),
    (
        "Semester hours  Resident  Nonresident\n12  2,244  5,628\n13  2,431  6,097",
        (
            "2244.00 per_term - in_state tuition - 12",
            "5628.00 per_term - out_of_state tuition - 12",
            "2431.00 per_term - in_state tuition - 13",
            "6097.00 per_term - out_of_state tuition - 13",
        ),
    ),
    (
        "Tuition and Fees Schedule 2018-2019\nHours In-County Out-of-County\n1 118.00 142.00\n2 236.00 284.00",
        (
            "118.00 per_term - in_district tuition_and_fees 2018-19 1",
            "142.00 per_term - in_state tuition_and_fees 2018-19 1",
            "236.00 per_term - in_district tuition_and_fees 2018-19 2",
            "284.00 per_term - in_state tuition_and_fees 2018-19 2",
        ),
    ),
    (
        "Online Rate                       \n$ 410 per credit hour X 3 = $1230 per class",
        (
            "410.00 per_credit - online tuition",
            "1230.00 per_course - online tuition - 3",
        ),
    ),
    (
        "Summer tuition is $150 per credit hour with a maximum of $1,500.",
        ("150.00 per_credit - any tuition",),
    ),
    (
        "Technology fee: $8 per credit hour (not to exceed $96 per semester)",
        ("8.00 per_credit - any fee",),
    ),
    (
        "Tuition is $2,150 per term up to $6,450 per year",
        (
            "2150.00 per_term - any tuition",
            "6450.00 per_year - any tuition",
        ),
    ),
    (
        "Students may borrow up to $12,500 a year in federal loans.",
        (),
    ),
    (
        "Median annual wage: $47,180",
        (),
    ),
    (
        "Typical debt after graduation $18,240",
        (),
    ),
    (
        "Graduates earned a median income of $39,900 in their first year.",
        (),
    ),
    (
        "75% of students receive aid averaging $6,120.",
        (),
    ),
    (
        "Post-9/11 GI Bill: book stipend of up to $1,000 per year",
        (),
    ),
    (
        "State aid may cover as much as $4,000 of tuition.",
        (),
    ),
    (
        "Employers reimburse up to $5,250 per year.",
        (),
    ),
    (
        "Military tuition assistance is capped at $250 per credit hour.",
        (),
    ),
    (
        "Active duty military: $250 per credit hour",
        ("250.00 per_credit - any tuition",),
    ),
    (
        "Undergraduate programs, active duty: $250/credit",
        ("250.00 per_credit - any tuition",),
    ),
    (
        "Nonresident tuition $265.00/unit plus enrollment fee of $46.00/unit = $311.00/unit",
        (
            "265.00 per_credit - out_of_state tuition",
            "46.00 per_credit - out_of_state tuition",
            "311.00 per_credit - out_of_state tuition_and_fees",
        ),
    ),
    (
        "International students: $265 per unit tuition + $15 per unit capital outlay fee",
        (
            "265.00 per_credit - international tuition",
            "15.00 per_credit - international fee",
        ),
    ),
    (
        "Tuition 2016-17: $162 per credit; 2017-18: $166 per credit",
        (
            "162.00 per_credit - any tuition 2016-17",
            "166.00 per_credit - any tuition 2017-18",
        ),
    ),
    (
        "Effective Fall 2015, resident tuition is $154 per semester credit hour.",
        ("154.00 per_credit semester in_state tuition 2015-16",),
    ),
    (
        "Transcripts: $5 each\nRush transcripts: $15 each",
        (
            "5.00 one_time - any fee",
            "15.00 one_time - any fee",
        ),
    ),
    (
        "Replacement ID card $10",
        ("10.00 one_time - any fee",),
    ),
    (
        "Total Price of the Certificate with Books: $2,295.00",
        ("2295.00 per_program - any total_cost",),
    ),
    (
        "Pay $699 down and 6 installments of $300. Full price: $2,499",
        ("2499.00 unknown - any tuition",),
    ),
    (
        "Program length: 9 months. Tuition: $7,850.",
        ("7850.00 per_program - any tuition",),
    ),
    (
        "The diploma program takes 40 weeks and costs $13,975.",
        ("13975.00 per_program - any tuition",),
    ),
    (
        "Our endowment reached $52,000,000 last year.",
        (),
    ),
    (
        "Late payment fee $50; returned check fee $30; payment plan fee $25",
        (
            "50.00 one_time - any fee",
            "30.00 one_time - any fee",
            "25.00 one_time - any fee",
        ),
    ),
    (
        "Distance Learning Fee: $25 per credit hour for online courses",
        ("25.00 per_credit - online fee",),
    ),
    (
        "e-Learning fee $15 per credit",
        ("15.00 per_credit - online fee",),
    ),
    (
        "Tuition - Full-time, per semester $6,950\n"
        "Tuition - Part-time, per credit $580\n"
        "Overload, per credit $470\nStudent activity fee, per semester $120",
        (
            "6950.00 per_term semester any tuition",
            "580.00 per_credit - any tuition",
            "470.00 per_credit - any tuition",
            "120.00 per_term semester any fee",
        ),
    ),
    (
        "Tuition per credit\n|\n$395\n|\nComprehensive fee per semester\n|\n$210\n|",
        (
            "395.00 per_credit - any tuition",
            "210.00 per_term semester any total_cost",
        ),
    ),
    (
        "Seniors (60+) may audit for $20 per course",
        ("20.00 per_course - any tuition",),
    ),
    (
        "Continuing education: 1-10 hours = $45; 11-20 hours = $65",
        (
            "45.00 per_course - any tuition",
            "65.00 per_course - any tuition",
        ),
    ),
    (
        "MSHI Program: 36 credits at $525 per credit = $18,900 total tuition",
        (
            "525.00 per_credit - any tuition",
            "18900.00 per_program - any tuition - 36",
        ),
    ),
    (
        "Tuition for Kentucky residents is $186; for nonresidents, $651.",
        (
            "186.00 unknown - in_state tuition",
            "651.00 unknown - out_of_state tuition",
        ),
    ),
    (
        "$174 per credit hour (in-state), $348 per credit hour (out-of-state)",
        (
            "174.00 per_credit - in_state tuition",
            "348.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Spring 2019 tuition: $88 per quarter unit",
        ("88.00 per_credit quarter any tuition 2018-19",),
    ),
    (
        "We cut tuition by $1,000 this year.",
        (),
    ),
    (
        "The difference between the two rates is $118 per credit.",
        (),
    ),
    (
        "Tuition is $55 less per credit for online students.",
        (),
    ),
    (
        "New students pay a $60 orientation fee and a $20 ID card fee.",
        (
            "60.00 one_time - any fee",
            "20.00 one_time - any fee",
        ),
    ),
    (
        "Tuition (15 credits) 2,310.00\nGeneral fee 214.50\nTotal per semester 2,524.50",
        (
            "2310.00 per_term semester any tuition - 15",
            "214.50 per_term semester any fee",
            "2524.50 per_term semester any tuition_and_fees",
        ),
    ),
    (
        "Fees: $18 per credit hour for 1 to 11 hours and $216 for 12 or more hours",
        (
            "18.00 per_credit - any fee - - 1 11",
            "216.00 per_term - any fee - - 12 -",
        ),
    ),
    (
        "Rates\nResident/credit hour: $228.10\nNon-Resident/credit hour: $684.30",
        (
            "228.10 per_credit - in_state tuition",
            "684.30 per_credit - out_of_state tuition",
        ),
    ),
    (
        "18 or more credits: $4,860 per semester",
        ("4860.00 per_term semester any tuition - - 18 -",),
    ),
    (
        "Room and Board: $9,120/year",
        ("9120.00 per_year - any room_and_board",),
    ),
    (
        "A 3.5% fee applies to card payments. Tuition is due on August 15, 2023.",
        (),
    ),
    (
        "Tuition: $1,2,3 per credit",
        (),
    ),
    (
        "Tuition $41,8032 and fees $1,2001 per year",
        (
            "41803.00 per_year - any tuition",
            "1200.00 per_year - any fee",
        ),
    ),
    (
        "Salary range: $45,000 - $62,000",
        (),
    ),
    (
        "Coding Auditor ($71,000), HIM Director ($98,500)",
        (),
    ),
    (
        "College Credit Plus students pay $0 for tuition",
        ("0.00 unknown - any tuition",),
    ),
    (
        "Price: $2,999 or 12 payments of $265",
        ("2999.00 unknown - any tuition",),
    ),
    (
        "up to $1,520 per term",
        ("1520.00 per_term - any tuition",),
    ),
    (
        "Lab fees range from $20 to $150 per course.",
        ("20.00-150.00 per_course - any fee",),
    ),
    (
        "Students with 30 or fewer credits pay $202 per credit",
        ("202.00 per_credit - any tuition - - - 30",),
    ),
    (
        "Dependents under 18 are covered. 3 credits, 45 hours, 15 weeks.",
        (),
    ),
    (
        "$75.00 Nonrefundable application fee",
        ("75.00 one_time - any fee",),
    ),
    (
        "$30 nonrefundable application fee\n$150 per credit hour\n$45 lab fee per course",
        (
            "30.00 one_time - any fee",
            "150.00 per_credit - any tuition",
            "45.00 per_course - any fee",
        ),
    ),
    (
        "Non-degree seeking students: $310 per credit hour",
        ("310.00 per_credit - any tuition",),
    ),
    (
        "Tuition Rates (per credit hour) | On-Campus | Online\nUndergraduate | $298 | $325\nGraduate | $412 | $440",
        (
            "298.00 per_credit - any tuition",
            "325.00 per_credit - online tuition",
            "412.00 per_credit - any tuition",
            "440.00 per_credit - online tuition",
        ),
    ),
    (
        "Health fee - $19 per semester ($16 summer)",
        (
            "19.00 per_term semester any fee",
            "16.00 per_term - any fee",
        ),
    ),
    (
        "If you withdraw in week two (less a $25 fee): 75 percent",
        (),
    ),
    (
        "Undergraduate Activity Fee $9.75 $9.75 $9.75 $9.75 Per Credit (Maximum $117.00 / semester)",
        (
            "9.75 per_credit - any fee",
            "9.75 per_credit - any fee",
            "9.75 per_credit - any fee",
            "9.75 per_credit - any fee",
        ),
    ),
    (
        "In-State In-State Online Out-of-State Out-of-State Online\n"
        "Graduate* $310.20 $345.00 $498.40 $533.10 Per Credit",
        (
            "310.20 per_credit - in_state tuition",
            "345.00 per_credit - in_state tuition",
            "498.40 per_credit - out_of_state tuition",
            "533.10 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Graduate - Active Duty Military\n\n$295/credit hour\n\nGraduate - All Other\n\n$610/credit hour",
        (
            "295.00 per_credit - any tuition",
            "610.00 per_credit - any tuition",
        ),
    ),
    (
        "Costs of StudySemester 1\n"
        "\n(12 credits)\n\nSemester 2\n\n(15 credits)\n\nStudent Life Fee$24.00$24.00\nTuition ($160.00 "
        "per credit)$1920.00$2400.00\nTotal$1944.00$2424.00",
        (
            "24.00 per_term semester any fee - 12",
            "24.00 per_term semester any fee - 15",
            "160.00 per_credit - any tuition",
            "1920.00 per_term semester any tuition - 12",
            "2400.00 per_term semester any tuition - 15",
            "1944.00 per_term semester any tuition_and_fees - 12",
            "2424.00 per_term semester any tuition_and_fees - 15",
        ),
    ),
    (
        "Residents pay tuition of $2.92 per clock hour in career certificates; nonresidents pay $11.70 per clock hour.",
        (
            "2.92 per_clock_hour - in_state tuition",
            "11.70 per_clock_hour - out_of_state tuition",
        ),
    ),
    (
        "Masters $9,800.00\n\nDoctorate $16,200.00\n\nAdmission Fee $60.00\nGraduation $150.00",
        (
            "9800.00 per_program - any tuition",
            "16200.00 per_program - any tuition",
            "60.00 one_time - any fee",
            "150.00 one_time - any fee",
        ),
    ),
    (
        "Lab Kit | $145 | Paid one time |\nTextbooks | $610 | Estimated |\nTuition | $11,900 | Entire program |",
        (
            "145.00 one_time - any books",
            "610.00 unknown - any books",
            "11900.00 per_program - any tuition",
        ),
    ),
    (
        "Online Rate\n$ 525 per credit hour X 4 = $2,100 per class",
        (
            "525.00 per_credit - online tuition",
            "2100.00 per_course - online tuition - 4",
        ),
    ),
    (
        "| Tuition | US$2,890.00 |\n| All expenses per semester, Total | US$9,300.00 |",
        (
            "2890.00 unknown - any tuition",
            "9300.00 per_term semester any total_cost",
        ),
    ),
    (
        "Private Lessons, by semester hour $ 210.00\nParking   40.00\nGraduation fee   95.00",
        (
            "210.00 per_credit semester any tuition",
            "40.00 unknown - any fee",
            "95.00 one_time - any fee",
        ),
    ),
    (
        "Room:\n|\n2,480.00 (per semester)\n|\nBoard:\n|\n1,975.00 (per semester)",
        (
            "2480.00 per_term semester any room_and_board",
            "1975.00 per_term semester any room_and_board",
        ),
    ),
    (
        "Audit (per credit)\n|\n210.00\n|\nTransfer credit evaluation fee\n|\n50.00",
        (
            "210.00 per_credit - any tuition",
            "50.00 one_time - any fee",
        ),
    ),
    (
        "Tuition in each semester comes to $1,920. (books are extra).",
        ("1920.00 per_term semester any tuition",),
    ),
    (
        "Students pay an admission deposit of $150, credited to tuition.",
        (),
    ),
    (
        "Most programs cost from $900 to $4,000.",
        (),
    ),
    (
        "Medical coders with two certifications take home $58,000 on average.",
        (),
    ),
    (
        "The CPC exam costs $399 for AAPC members.",
        (),
    ),
    (
        "Annual dues of AHIMA are $49 for students.",
        (),
    ),
    (
        "Enrollment Fee - $46 per unit (California residents)\n"
        "Nonresident Tuition - $265 per unit\nCapital Outlay Fee - $9 per unit",
        (
            "46.00 per_credit - in_state tuition",
            "265.00 per_credit - out_of_state tuition",
            "9.00 per_credit - any fee",
        ),
    ),
    (
        "Nonresident fee $190 per unit for 2011-2012; $198 per unit for 2012-2013",
        (
            "190.00 per_credit - out_of_state tuition 2011-12",
            "198.00 per_credit - out_of_state tuition 2012-13",
        ),
    ),
    (
        "Lower-division: $104.20 per credit hour, Florida resident; $391.60 per credit hour, non-Florida resident",
        (
            "104.20 per_credit - in_state tuition",
            "391.60 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Out-of-State Fee: $310.44 per credit hour\nTuition: $118.02 per credit hour",
        (
            "310.44 per_credit - out_of_state fee",
            "118.02 per_credit - any tuition",
        ),
    ),
    (
        "Tuition 2010-2011: $2.21 per contact hour for residents and $8.87 for nonresidents",
        (
            "2.21 per_clock_hour - in_state tuition 2010-11",
            "8.87 per_clock_hour - out_of_state tuition 2010-11",
        ),
    ),
    (
        "Six (6) units or more - $12.00 per semester.\nLess than six (6) units - $9.00 per semester.",
        (
            "12.00 per_term semester any fee - - 6 -",
            "9.00 per_term semester any fee - - - 5",
        ),
    ),
    (
        "Students taking more than 18 credits pay $165 for each credit over 18.",
        ("165.00 per_credit - any tuition - - 19 -",),
    ),
    (
        "Total credits: 62. Total cost: $14,260.",
        ("14260.00 unknown - any total_cost - 62",),
    ),
    (
        "At $230 per credit, the 30-credit certificate comes to $6,900.",
        (
            "230.00 per_credit - any tuition",
            "6900.00 per_program - any tuition - 30",
        ),
    ),
    (
        "Full-time students: $6,100 per semester. Part-time students: $508 per credit hour.",
        (
            "6100.00 per_term semester any tuition",
            "508.00 per_credit - any tuition",
        ),
    ),
    (
        "Student budget 2020-2021\nTuition/Fees $5,400\nRoom/Board $8,900\nBooks $1,100\nTravel $1,500",
        (
            "5400.00 per_year - any tuition_and_fees 2020-21",
            "8900.00 per_year - any room_and_board 2020-21",
            "1100.00 per_year - any books 2020-21",
            "1500.00 per_year - any other 2020-21",
        ),
    ),
    (
        "Undergraduate in-state $ 8,410, out-of-state $ 20,730 per year",
        (
            "8410.00 per_year - in_state tuition",
            "20730.00 per_year - out_of_state tuition",
        ),
    ),
    (
        "Tuition is $1,040 a month for 10 months.",
        ("1040.00 per_month - any tuition",),
    ),
    (
        "The college lowered tuition from $410 to $365 per credit in Fall 2019.",
        (
            "410.00 per_credit - any tuition",
            "365.00 per_credit - any tuition 2019-20",
        ),
    ),
    (
        "Proctored exam fee: $20 per exam",
        ("20.00 one_time - any fee",),
    ),
    (
        "Bus pass $4 daily, $60 per semester",
        (
            "4.00 unknown - any fee",
            "60.00 per_term semester any fee",
        ),
    ),
    (
        "Our online coding course is only $1,299.",
        ("1299.00 per_course - online tuition",),
    ),
    (
        "With over $2 billion in assets and 1,200 employees",
        (),
    ),
    (
        "ZIP 32304, phone 850-555-0175, fax 850-555-0176",
        (),
    ),
    (
        "The HIM 2210 section 3 meets 4 hours weekly in room 118.",
        (),
    ),
    (
        "Tuition   $3,480.00   $3,480.00   $6,960.00\nFees   $212.00   $212.00   $424.00",
        (
            "3480.00 unknown - any tuition",
            "3480.00 unknown - any tuition",
            "6960.00 unknown - any tuition",
            "212.00 unknown - any fee",
            "212.00 unknown - any fee",
            "424.00 unknown - any fee",
        ),
    ),
    (
        "First Semester Second Semester Year\nTuition $3,480 $3,480 $6,960",
        (
            "3480.00 per_term semester any tuition",
            "3480.00 per_term semester any tuition",
            "6960.00 per_year - any tuition",
        ),
    ),
    (
        "Tuition (In-District/Out-of-District/Out-of-State): $88/$176/$221 per credit hour",
        (
            "88.00 per_credit - in_district tuition",
            "176.00 per_credit - in_state tuition",
            "221.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Per Semester\nGeneral Service Fee $190\nFacility Fee $75\nRecords Fee $12",
        (
            "190.00 per_term semester any fee",
            "75.00 per_term semester any fee",
            "12.00 per_term semester any fee",
        ),
    ),
    (
        "This figure includes a 4% increase over last year.",
        (),
    ),
    (
        "Housing per academic year: $6,300; meals: $4,410",
        (
            "6300.00 per_year - any room_and_board",
            "4410.00 per_year - any room_and_board",
        ),
    ),
    (
        "The total cost of the 12-month certificate is $6,480, which includes books and one exam attempt.",
        ("6480.00 per_program - any total_cost",),
    ),
    (
        "Tuition is charged at $12.50 per contact hour plus a $30 registration fee.",
        (
            "12.50 per_clock_hour - any tuition",
            "30.00 one_time - any fee",
        ),
    ),
    (
        "Each course costs $395 and includes all materials.",
        ("395.00 per_course - any total_cost",),
    ),
    (
        "Each 3-credit course is $1,185.",
        ("1185.00 per_course - any tuition - 3",),
    ),
    (
        "BS in HIM (online) $420/credit hour\nMS in Health Informatics (online) $595/credit hour",
        (
            "420.00 per_credit - online tuition",
            "595.00 per_credit - online tuition",
        ),
    ),
    (
        "| Fee | Amount | Notes |\n"
        "| Application | $35 | nonrefundable |\n"
        "| Technology | $95 | per semester |\n| Graduation | $80 | one time |",
        (
            "35.00 one_time - any fee",
            "95.00 per_term semester any fee",
            "80.00 one_time - any fee",
        ),
    ),
    (
        "Spring 2021 Tuition\n"
        "1-11 credits: $176 per credit\n"
        "12-18 credits: $2,112\n19+ credits: $2,112 plus $176 per credit over 18",
        (
            "176.00 per_credit - any tuition 2020-21 - 1 11",
            "2112.00 per_term - any tuition 2020-21 - 12 18",
            "2112.00 per_term - any tuition 2020-21 - 19 -",
            "176.00 per_credit - any tuition 2020-21 - 19 -",
        ),
    ),
    (
        "Estimated indirect costs: transportation $1,100; personal $1,650",
        (
            "1100.00 unknown - any other",
            "1650.00 unknown - any other",
        ),
    ),
    (
        "Nonresident students will be charged an additional $158 per unit.",
        ("158.00 per_credit - out_of_state tuition",),
    ),
    (
        "Graduates report a starting salary between $42,000 and $55,000.",
        (),
    ),
    (
        "Tuition discounts of 10% for members of partner groups; scholarships worth $1,000",
        (),
    ),
    (
        "Less than half-time students may borrow $2,000.",
        (),
    ),
    (
        "A graduation fee of forty dollars is charged.",
        ("40.00 one_time - any fee",),
    ),
    (
        "Fee for CLEP credit: $25 per credit hour",
        ("25.00 per_credit - any fee",),
    ),
    (
        "In-state: $5,904/year | Out-of-state: $18,246/year",
        (
            "5904.00 per_year - in_state tuition",
            "18246.00 per_year - out_of_state tuition",
        ),
    ),
    (
        "Tuition: $14,250 (2021-2022 academic year)",
        ("14250.00 per_year - any tuition 2021-22",),
    ),
    (
        "2021-2022 tuition: $475 per credit. Fees: $35 per credit.",
        (
            "475.00 per_credit - any tuition 2021-22",
            "35.00 per_credit - any fee 2021-22",
        ),
    ),
    (
        "Tuition and fees are $3,260 a semester for in-state students taking 15 hours.",
        ("3260.00 per_term semester in_state tuition_and_fees - 15",),
    ),
    (
        "Resident Nonresident\n1 credit $205 $610\n2 credits $410 $1,220",
        (
            "205.00 per_term - in_state tuition - 1",
            "610.00 per_term - out_of_state tuition - 1",
            "410.00 per_term - in_state tuition - 2",
            "1220.00 per_term - out_of_state tuition - 2",
        ),
    ),
    (
        "Uniforms, shoes and a watch: about $150",
        ("150.00 unknown - any books",),
    ),
    (
        "Meal plan options from $1,850 to $2,480 per semester",
        ("1850.00-2480.00 per_term semester any room_and_board",),
    ),
    (
        "Military spouses: $250/credit hour; all others: $385/credit hour",
        (
            "250.00 per_credit - any tuition",
            "385.00 per_credit - any tuition",
        ),
    ),
    (
        "Student Services Fee (per quarter) $112.00",
        ("112.00 per_term quarter any fee",),
    ),
    (
        "$54 per quarter credit",
        ("54.00 per_credit quarter any tuition",),
    ),
    (
        "Tuition per quarter (12-18 credits): $1,820 resident, $4,560 nonresident",
        (
            "1820.00 per_term quarter in_state tuition - - 12 18",
            "4560.00 per_term quarter out_of_state tuition - - 12 18",
        ),
    ),
    (
        "Cost per credit hour: In-state: $150 Out-of-state: $300",
        (
            "150.00 per_credit - in_state tuition",
            "300.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Coding boot camp $4,200 (payment plans available)",
        ("4200.00 unknown - any tuition",),
    ),
    (
        "Every student pays a $7 per credit facilities fee and a $3 per credit activity fee.",
        (
            "7.00 per_credit - any fee",
            "3.00 per_credit - any fee",
        ),
    ),
    (
        "A parking permit costs $40 a year.",
        ("40.00 per_year - any fee",),
    ),
    (
        "The late fee is $50.",
        ("50.00 one_time - any fee",),
    ),
    (
        "Transcript fee: first copy free, $5 each additional copy",
        ("5.00 one_time - any fee",),
    ),
    (
        "Tuition, per credit hour..... $210.00\nLab fee, per course..... $60.00",
        (
            "210.00 per_credit - any tuition",
            "60.00 per_course - any fee",
        ),
    ),
    (
        "Out-of-state tuition at $18,700 is more than twice the in-state $8,200.",
        (
            "18700.00 unknown - out_of_state tuition",
            "8200.00 unknown - in_state tuition",
        ),
    ),
    (
        "The scholarship covers tuition of $2,400.",
        (),
    ),
    (
        "Books $1,000-$1,400 per year",
        ("1000.00-1400.00 per_year - any books",),
    ),
    (
        "Regular tuition $1,150 per course; alumni tuition $920 per course",
        (
            "1150.00 per_course - any tuition",
            "920.00 per_course - any tuition",
        ),
    ),
    (
        "Annual cost (30 credits): $9,450",
        ("9450.00 per_year - any tuition - 30",),
    ),
    (
        "Nearly 1,100 students and 64 programs, founded in 1948",
        (),
    ),
    (
        "Your deposit of $250 will be applied to tuition of $5,900.",
        ("5900.00 unknown - any tuition",),
    ),
    (
        "Non-US residents pay $15,300 per year; US residents pay $9,800 per year.",
        (
            "15300.00 per_year - international tuition",
            "9800.00 per_year - any tuition",
        ),
    ),
)
