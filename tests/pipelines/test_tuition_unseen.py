"""Spans in other words than the ones the rules were made from: typed first, read second, kept once read rightly.

The form is that of ``tuition_shapes``; the cases are data for the tests and import nothing of the product.
"""

CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Full-time tuition (12–18 credits): $6,240 per semester", ("6240.00 per_term semester any tuition - - 12 18",)),
    (
        "Part-time students (fewer than 12 credits) are billed $520 for each credit hour.",
        ("520.00 per_credit - any tuition - - - 11",),
    ),
    (
        "Tuition for Maricopa County residents is $97 per credit hour; out-of-county residents pay $372.",
        (
            "97.00 per_credit - in_district tuition",
            "372.00 per_credit - in_state tuition",
        ),
    ),
    (
        "HIT Certificate — estimated program cost: Tuition $4,860; Fees $410; Books $1,275; Total $6,545",
        (
            "4860.00 per_program - any tuition",
            "410.00 per_program - any fee",
            "1275.00 per_program - any books",
            "6545.00 per_program - any total_cost",
        ),
    ),
    ("Technology fee: $11 per credit (maximum $132 per semester)", ("11.00 per_credit - any fee",)),
    ("We are looking for a part-time remote coder. Pay: $24-$31 per hour.", ()),
    ("AAPC reports that certified coders earned an average of $58,895 last year.", ()),
    ("The Henley Fund gives two $1,000 scholarships to HIM majors each spring.", ()),
    ("Course fee: $45 for HIMT 220, HIMT 231 and HIMT 240", ("45.00 per_course - any fee",)),
    (
        (
            "Undergraduate Resident $281.50/cr | Undergraduate Nonresident $703.75/cr | Graduate Resident "
            "$402/cr | Graduate Nonresident $889/cr"
        ),
        (
            "281.50 per_credit - in_state tuition",
            "703.75 per_credit - out_of_state tuition",
            "402.00 per_credit - in_state tuition",
            "889.00 per_credit - out_of_state tuition",
        ),
    ),
    ("Distance education fee $15/credit hour added to all online courses", ("15.00 per_credit - online fee",)),
    ("Students outside of Illinois: $418.25 per credit hour", ("418.25 per_credit - out_of_state tuition",)),
    (
        "Transcript requests: $7.50 each; rush service $15 extra",
        (
            "7.50 one_time - any fee",
            "15.00 one_time - any fee",
        ),
    ),
    (
        "Tuition and fees 2025-26: $5,118 (in-state), $15,744 (out-of-state)",
        (
            "5118.00 unknown - in_state tuition_and_fees 2025-26",
            "15744.00 unknown - out_of_state tuition_and_fees 2025-26",
        ),
    ),
    (
        "Residence hall double room $2,310 per semester; 15-meal plan $1,945 per semester",
        (
            "2310.00 per_term semester any room_and_board",
            "1945.00 per_term semester any room_and_board",
        ),
    ),
    (
        "1-6 credits $95; 7-11 credits $140; 12 or more credits $185",
        (
            "95.00 per_term - any fee - - 1 6",
            "140.00 per_term - any fee - - 7 11",
            "185.00 per_term - any fee - - 12",
        ),
    ),
    (
        "Annual tuition for 2019-2020 was $9,480 and will be $9,720 for 2020-2021.",
        (
            "9480.00 per_year - any tuition 2019-20",
            "9720.00 per_year - any tuition 2020-21",
        ),
    ),
    ("An administrative charge of $25 is added for each returned check.", ("25.00 one_time - any fee",)),
    ("Federal Pell Grant maximum for 2024-2025: $7,395", ()),
    ("A $250 seat deposit holds your place and is credited to tuition.", ()),
    (
        (
            "Estimated Cost of Attendance (9 months), 2023-2024\nTuition and fees\t$4,212\n"
            "Books and supplies\t$1,300\nHousing and food\t$9,870\nTransportation\t$2,150\nPersonal\t$1,900\n"
            "Total\t$19,432"
        ),
        (
            "4212.00 per_year - any tuition_and_fees 2023-24",
            "1300.00 per_year - any books 2023-24",
            "9870.00 per_year - any room_and_board 2023-24",
            "2150.00 per_year - any other 2023-24",
            "1900.00 per_year - any other 2023-24",
            "19432.00 per_year - any total_cost 2023-24",
        ),
    ),
    (
        "Tuition: $92.00 per credit; Non-resident surcharge: $188.00 per credit",
        (
            "92.00 per_credit - any tuition",
            "188.00 per_credit - out_of_state fee",
        ),
    ),
    ("Medical coding externship students must carry malpractice insurance ($22).", ("22.00 unknown - any other",)),
    (
        "Tuition is $3,350/quarter for 12-18 credits; each credit above 18 costs $279.",
        (
            "3350.00 per_term quarter any tuition - - 12 18",
            "279.00 per_credit - any tuition - - 19",
        ),
    ),
    ("Save $300 when you enroll before June 1!", ()),
    ("In Canada the same diploma costs about CAD 14,000.", ()),
    ("VA will pay up to $26,381.37 per academic year at private schools.", ()),
    ("Registration fee (non-refundable, each term) $20", ("20.00 per_term - any fee",)),
    (
        "RN to BSN: $325/credit x 30 credits = $9,750",
        (
            "325.00 per_credit - any tuition",
            "9750.00 unknown - any tuition - 30",
        ),
    ),
    ("Nonresident aliens on F-1 visas: $612 per semester hour", ("612.00 per_credit semester international tuition",)),
    (
        "Late payment penalty: $50 after the first week, plus $10 for every week after that",
        (
            "50.00 one_time - any fee",
            "10.00 unknown - any fee",
        ),
    ),
    (
        "Texas residents out-of-district: $142 per SCH. Out-of-state and international: $201 per SCH.",
        (
            "142.00 per_credit semester in_state tuition",
            "201.00 per_credit semester out_of_state tuition",
        ),
    ),
    ("Senior citizens 65+ audit for $10 per course, space permitting", ("10.00 per_course - any tuition",)),
    (
        "Fee schedule (in dollars): Application 35, Graduation 75, ID replacement 15",
        (
            "35.00 one_time - any fee",
            "75.00 one_time - any fee",
            "15.00 one_time - any fee",
        ),
    ),
    (
        "Program length 12 months, 720 clock hours. Tuition $11,880 ($16.50 per clock hour).",
        (
            "11880.00 per_program - any tuition",
            "16.50 per_clock_hour - any tuition",
        ),
    ),
    (
        "Tuition Rates\nResident\n$159.75/credit\nNon-Resident\n$479.25/credit",
        (
            "159.75 per_credit - in_state tuition",
            "479.25 per_credit - out_of_state tuition",
        ),
    ),
    (
        (
            "Type of Charge | Amount\nApplication | $30\nTuition (per credit) | $215\n"
            "Lab fee (per course) | $40\nGraduation | $75"
        ),
        (
            "30.00 one_time - any fee",
            "215.00 per_credit - any tuition",
            "40.00 per_course - any fee",
            "75.00 one_time - any fee",
        ),
    ),
    (
        "Hours\tIn-District\tOut-of-District\tOut-of-State\n1\t$98\t$171\t$233\n6\t$588\t$1,026\t$1,398",
        (
            "98.00 per_term - in_district tuition - 1",
            "171.00 per_term - in_state tuition - 1",
            "233.00 per_term - out_of_state tuition - 1",
            "588.00 per_term - in_district tuition - 6",
            "1026.00 per_term - in_state tuition - 6",
            "1398.00 per_term - out_of_state tuition - 6",
        ),
    ),
    (
        "Cost per Unit: $46 Nonresident Tuition per Unit: $290 Capital Outlay per Unit: $24",
        (
            "46.00 per_credit - any tuition",
            "290.00 per_credit - out_of_state tuition",
            "24.00 per_credit - any fee",
        ),
    ),
    (
        "Student Services Fee (full-time) 142.00 (part-time) 71.00",
        (
            "142.00 unknown - any fee",
            "71.00 unknown - any fee",
        ),
    ),
    (
        "In-State Tuition\nFall 2022 $4,105\nSpring 2023 $4,105",
        (
            "4105.00 per_term - in_state tuition 2022-23",
            "4105.00 per_term - in_state tuition 2022-23",
        ),
    ),
    ("WE ACCEPT VA BENEFITS! Tuition starting at $8,995", ("8995.00 unknown - any tuition",)),
    ("Starting Salary: $38K - $46K", ()),
    ("Books and Supplies (estimate) $1,100 - $1,400", ("1100.00-1400.00 unknown - any books",)),
    (
        (
            "Program: Medical Coding Specialist. Length: 9 months. Tuition: $7,200. Registration: $150. "
            "Books: $895. Total program cost: $8,245."
        ),
        (
            "7200.00 per_program - any tuition",
            "150.00 one_time - any fee",
            "895.00 per_program - any books",
            "8245.00 per_program - any total_cost",
        ),
    ),
    ("Tuition: $13,475* *does not include exam vouchers", ("13475.00 unknown - any tuition",)),
    (
        "Annual tuition and fees at Fairmeadow: $11,290 for North Dakota residents, $15,820 for others",
        (
            "11290.00 per_year - in_state tuition_and_fees",
            "15820.00 per_year - out_of_state tuition_and_fees",
        ),
    ),
    (
        "Per credit hour (1-11 hours) $274.00; Flat rate (12-18 hours) $3,288.00",
        (
            "274.00 per_credit - any tuition - - 1 11",
            "3288.00 per_term - any tuition - - 12 18",
        ),
    ),
    ("International students add a $75 per semester service fee.", ("75.00 per_term semester international fee",)),
    ("Proof of funds: international applicants must show at least $21,500 in a bank account.", ()),
    ("Challenge exam $35 per credit", ("35.00 per_credit - any fee",)),
    (
        "State residents: $208/credit; MSEP: $312/credit; All others: $520/credit",
        (
            "208.00 per_credit - in_state tuition",
            "312.00 per_credit - any tuition",
            "520.00 per_credit - out_of_state tuition",
        ),
    ),
    ("HIM faculty won a $1.2 million grant from the Department of Labor", ()),
    ("The book costs $84.95 in the campus store.", ("84.95 unknown - any books",)),
    ("Each student pays for a background check and drug screen, about $95.", ("95.00 one_time - any other",)),
    (
        "After the price increase on July 1 a credit will cost $229 instead of $219.",
        (
            "229.00 per_credit - any tuition",
            "219.00 per_credit - any tuition",
        ),
    ),
    (
        "Clinical badge $10, uniform $65, immunizations $120",
        (
            "10.00 one_time - any fee",
            "65.00 unknown - any books",
            "120.00 unknown - any other",
        ),
    ),
    (
        "Technology Fee | $75 per term\nLibrary Fee | $25 per term\nApplication Fee | waived",
        (
            "75.00 per_term - any fee",
            "25.00 per_term - any fee",
        ),
    ),
    ("$0 application fee through December", ("0.00 one_time - any fee",)),
    (
        ("$124 per credit hour for in-state students and $124 per credit hour for online out-of-state students"),
        (
            "124.00 per_credit - in_state tuition",
            "124.00 per_credit - out_of_state tuition",
        ),
    ),
    ("Students may pay their $1,860 bill in 3 payments of $620.", ("1860.00 unknown - any tuition",)),
    ("Deposit $100; balance of $900 due at first class", ()),
    ("Dual enrollment students: $42 per credit", ("42.00 per_credit - any tuition",)),
    (
        "Doctoral students pay $1,015 per credit, master's students $845 per credit",
        (
            "1015.00 per_credit - any tuition",
            "845.00 per_credit - any tuition",
        ),
    ),
    ("Continuing enrollment fee $150 per semester", ("150.00 per_term semester any fee",)),
    ("2024–25 Tuition & Fees (Full-Time, 2 semesters): $18,940", ("18940.00 per_year - any tuition_and_fees 2024-25",)),
    (
        ("Tuition $365.00 per credit hour Technology Fee $18.00 per credit hour Total per credit hour $383.00"),
        (
            "365.00 per_credit - any tuition",
            "18.00 per_credit - any fee",
            "383.00 per_credit - any tuition_and_fees",
        ),
    ),
    (
        "Cost: $50/unit CA residents; $341/unit non-CA residents",
        (
            "50.00 per_credit - in_state tuition",
            "341.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "HIM director salaries often top $110,000; our alumni tell us the $399 per credit was worth it.",
        ("399.00 per_credit - any tuition",),
    ),
    ("Monthly payments as low as $189", ()),
    ("Summer Session 2021: $265 per credit hour resident", ("265.00 per_credit - in_state tuition",)),
    (
        "Replacement diploma $40 | Diploma mailing, international $55",
        (
            "40.00 one_time - any fee",
            "55.00 one_time - international fee",
        ),
    ),
    (
        (
            "2023-24 Per Credit Tuition Rates\nLower Division Resident $244\n"
            "Upper Division Resident $269\nLower Division Non-Resident $561\n"
            "Upper Division Non-Resident $588"
        ),
        (
            "244.00 per_credit - in_state tuition 2023-24",
            "269.00 per_credit - in_state tuition 2023-24",
            "561.00 per_credit - out_of_state tuition 2023-24",
            "588.00 per_credit - out_of_state tuition 2023-24",
        ),
    ),
    (
        "All registered students pay a mandatory general student fee of $9.75/credit up to 12 credits.",
        ("9.75 per_credit - any fee - - - 12",),
    ),
    (
        "Tuition/fees: $131 per semester hour (in-district); $244 per semester hour (out-of-district)",
        (
            "131.00 per_credit semester in_district tuition_and_fees",
            "244.00 per_credit semester in_state tuition_and_fees",
        ),
    ),
    ("Graduates of the program reported a median starting wage of $19.85/hour.", ()),
    (
        "Lab Coat $30; CPR card $55; Drug Screen $42; Liability Insurance $18",
        (
            "30.00 unknown - any books",
            "55.00 unknown - any other",
            "42.00 one_time - any other",
            "18.00 unknown - any other",
        ),
    ),
    ("If you are a veteran, the college waives the $25 application fee.", ("25.00 one_time - any fee",)),
    ("Cost of books for the two-semester certificate is about $640.", ("640.00 per_program - any books",)),
    (
        "Full Time Tuition Fall 2021: $8,240; Spring 2022: $8,240",
        (
            "8240.00 per_term - any tuition 2021-22",
            "8240.00 per_term - any tuition 2021-22",
        ),
    ),
    ("Parking decal: $15 per vehicle per semester", ("15.00 per_term semester any fee",)),
    (
        "1 Credit Hour = $168.00\n3 Credit Hours = $504.00",
        (
            "168.00 per_term - any tuition - 1",
            "504.00 per_term - any tuition - 3",
        ),
    ),
    ("Program fee of $1,200 is assessed to HIM majors each semester", ("1200.00 per_term semester any fee",)),
    ("We charge $3,995, while most for-profit schools charge $12,000 or more.", ("3995.00 unknown - any tuition",)),
    ("The District received $3,400,000 under the Perkins Act.", ()),
    (
        "Student Fee...........$14.50 per credit hour\nTechnology Fee........$8.00 per credit hour",
        (
            "14.50 per_credit - any fee",
            "8.00 per_credit - any fee",
        ),
    ),
    (
        "Medical Billing & Coding (online) — 80 hrs — $1,999 (includes textbooks)",
        ("1999.00 unknown - online total_cost",),
    ),
    (
        ("Undergraduate tuition (flat rate 12-18 hrs): Resident $4,430 / Non-Resident $10,275 per semester"),
        (
            "4430.00 per_term semester in_state tuition - - 12 18",
            "10275.00 per_term semester out_of_state tuition - - 12 18",
        ),
    ),
    ("Overload: $310 per credit over 18", ("310.00 per_credit - any tuition - - 19",)),
    ("A returning student pays a $15 reinstatement fee", ("15.00 one_time - any fee",)),
    ("Annual dues for student members are $49.", ()),
    ("Estimated Total: $23,410 (In-State, living on campus)", ("23410.00 unknown - in_state total_cost",)),
    (
        (
            "Instructional fees: $166.80/credit hr. General fees: $12.20/credit hr. Out-of-state surcharge: "
            "$172.40/credit hr."
        ),
        (
            "166.80 per_credit - any tuition",
            "12.20 per_credit - any fee",
            "172.40 per_credit - out_of_state fee",
        ),
    ),
    ("Get $750 toward your tuition when you refer a friend!", ()),
    (
        "The total cost of tuition for the 60 credit program is $19,500 for 2022-23.",
        ("19500.00 per_program - any tuition 2022-23 60",),
    ),
    ("$100 non-refundable tuition deposit required with acceptance", ()),
    ("EMPLOYERS OFTEN PAY CODERS $5,000 SIGN-ON BONUSES", ()),
    ("Fees: Comprehensive student fee $640 per year", ("640.00 per_year - any fee",)),
    (
        "Hour Tuition\n12 $1,584\n13 $1,716",
        (
            "1584.00 per_term - any tuition - 12",
            "1716.00 per_term - any tuition - 13",
        ),
    ),
    (
        "Tuition (per quarter credit): Resident $112.41, Nonresident $297.89",
        (
            "112.41 per_credit quarter in_state tuition",
            "297.89 per_credit quarter out_of_state tuition",
        ),
    ),
    ("Textbook rental: $24 per course", ("24.00 per_course - any fee",)),
    ("Only $79/month with our subscription plan", ("79.00 per_month - any tuition",)),
    ("The RHIT exam costs $229 for AHIMA members and $299 for everyone else.", ()),
    (
        "Transcript evaluation fee: $50 (international transcripts $125)",
        (
            "50.00 one_time - any fee",
            "125.00 one_time - international fee",
        ),
    ),
    ("Costo total del programa: $9,850", ("9850.00 per_program - any total_cost",)),
    (
        "Tuition $2,350 per term • Fees $210 per term • Total $2,560 per term",
        (
            "2350.00 per_term - any tuition",
            "210.00 per_term - any fee",
            "2560.00 per_term - any tuition_and_fees",
        ),
    ),
    ("Medical records specialists: $48,780 mean annual wage; top 10% above $77,810", ()),
    ("Our graduates have received job offers between $40,000 and $52,000.", ()),
    ("Student loan default fund: $2.4M", ()),
    ("Students may receive up to $5,250 a year from their employer.", ()),
    ("The Foundation awarded $1,500 to each of four students.", ()),
    ("In comparison, Northbrook University asks $612 a credit.", ()),
    ("The average student at a four-year public school pays $10,440 in tuition.", ()),
    ("Course materials are free; certification voucher worth $299 included", ()),
    ("Refund of 80% up to $1,200", ()),
    ("We reduced tuition by $75 a credit!", ()),
    ("HITE 103 Medical Coding I 3 cr. $447.00", ("447.00 per_course - any tuition - 3",)),
    (
        "College Credit: $104.75/hr in-state; $389.50/hr out-of-state",
        (
            "104.75 per_credit - in_state tuition",
            "389.50 per_credit - out_of_state tuition",
        ),
    ),
    (
        "RESIDENT TUITION\n12-18 credits\n$2,196.00\nNON-RESIDENT TUITION\n12-18 credits\n$5,868.00",
        (
            "2196.00 per_term - in_state tuition - - 12 18",
            "5868.00 per_term - out_of_state tuition - - 12 18",
        ),
    ),
    (
        "Estimated costs for 2 years:\nTuition $9,600\nFees $1,140\nBooks $2,000\nTotal $12,740",
        (
            "9600.00 unknown - any tuition",
            "1140.00 unknown - any fee",
            "2000.00 unknown - any books",
            "12740.00 unknown - any total_cost",
        ),
    ),
    (
        "Tuition: $256 per credit (PA residents: $198 per credit)",
        (
            "256.00 per_credit - any tuition",
            "198.00 per_credit - in_state tuition",
        ),
    ),
    (
        "Graduation application $50 ($75 if filed late)",
        (
            "50.00 one_time - any fee",
            "75.00 one_time - any fee",
        ),
    ),
    ("International student orientation: $120 (one time)", ("120.00 one_time - international fee",)),
    ("Per-credit tuition, Online Campus: $339", ("339.00 per_credit - online tuition",)),
    ("Certificate Program Tuition: $5,450 Books: included", ("5450.00 per_program - any tuition",)),
    ("$65 per credit for high school students", ("65.00 per_credit - any tuition",)),
    (
        (
            "Resident Tuition (per credit)\t$188.00\nResident Fees (per credit)\t$22.50\n"
            "Nonresident Tuition (per credit)\t$566.00\nNonresident Fees (per credit)\t$22.50"
        ),
        (
            "188.00 per_credit - in_state tuition",
            "22.50 per_credit - in_state fee",
            "566.00 per_credit - out_of_state tuition",
            "22.50 per_credit - out_of_state fee",
        ),
    ),
    ("Malpractice coverage: about $20 per year, paid by the student", ("20.00 per_year - any other",)),
    ("Tuition waivers of $1,000 for top students", ()),
    ("Annual Operating Budget: $41,600,000", ()),
    ("Pay in full by August 1 and receive a $50 discount.", ()),
    ("Housing deposit: $200. Application fee: $30.", ("30.00 one_time - any fee",)),
    (
        "AAS, Health Information Technology: 64 credits x $152 = $9,728 total tuition",
        (
            "152.00 per_credit - any tuition",
            "9728.00 unknown - any tuition - 64",
        ),
    ),
    (
        "Late registration: $25 through day 5 and $50 after day 5",
        (
            "25.00 one_time - any fee",
            "50.00 one_time - any fee",
        ),
    ),
    ("Tuition is $1,980 per five-month term for up to 12 credits.", ("1980.00 per_term - any tuition - - - 12",)),
    (
        "Room: $3,100/semester | Board: $2,050/semester",
        (
            "3100.00 per_term semester any room_and_board",
            "2050.00 per_term semester any room_and_board",
        ),
    ),
    (
        "Distance learning students, regardless of residency, pay $265 per credit hour.",
        ("265.00 per_credit - any tuition",),
    ),
    (
        "Beginning Fall 2023, tuition for online courses will be $299 per credit.",
        ("299.00 per_credit - online tuition 2023-24",),
    ),
    (
        "Cost per credit: $175, lab fees extra ($30-$60 per lab course)",
        (
            "175.00 per_credit - any tuition",
            "30.00-60.00 per_course - any fee",
        ),
    ),
    ("Salary after 5 years: 62K", ()),
    ("Students who drop owe a $15 drop fee.", ("15.00 one_time - any fee",)),
    (
        "In-state, $7,340; out-of-state, $19,870 (tuition and required fees, 2016-17)",
        (
            "7340.00 unknown - in_state tuition_and_fees 2016-17",
            "19870.00 unknown - out_of_state tuition_and_fees 2016-17",
        ),
    ),
    (
        "$3,000 for the certificate course, exam fee of $160 not included",
        (
            "3000.00 per_program - any tuition",
            "160.00 one_time - any fee",
        ),
    ),
    (
        (
            "Tuition for the fall term: District 509 residents $93.50 per credit; Illinois residents "
            "outside the district $298.12; out of state $376.40"
        ),
        (
            "93.50 per_credit - in_district tuition",
            "298.12 per_credit - in_state tuition",
            "376.40 per_credit - out_of_state tuition",
        ),
    ),
    (
        (
            "Tuition per credit hour for 2020-2021: $137 in-district | $232 out-of-district | $279 "
            "out-of-state/international"
        ),
        (
            "137.00 per_credit - in_district tuition 2020-21",
            "232.00 per_credit - in_state tuition 2020-21",
            "279.00 per_credit - out_of_state tuition 2020-21",
        ),
    ),
    ("Distance Learning Fee ($25.00 per course)", ("25.00 per_course - online fee",)),
    (
        (
            "Tuition & Fee Schedule\nEffective July 1, 2021\n"
            "Tuition (AL Resident) $132.00 per credit hour\nFacility Renewal Fee $9.00 per credit hour\n"
            "Technology Fee $9.00 per credit hour"
        ),
        (
            "132.00 per_credit - in_state tuition",
            "9.00 per_credit - any fee",
            "9.00 per_credit - any fee",
        ),
    ),
    ("An average coder makes about $27 an hour", ()),
    ("Nurses, coders and billers: $20-$34/hr to start!", ()),
    ("A student who borrows $9,500 will repay about $101 a month", ()),
    (
        "Undergraduate students taking 12-16 credits: $7,150 per quarter. Above 16: $596 per credit.",
        (
            "7150.00 per_term quarter any tuition - - 12 16",
            "596.00 per_credit - any tuition - - 17",
        ),
    ),
    ("CPT, ICD-10 and HCPCS code books: approximately $310", ("310.00 unknown - any books",)),
    (
        "Resident: $5,980/yr. Non-resident: $13,455/yr. Room & board: $9,120/yr.",
        (
            "5980.00 per_year - in_state tuition",
            "13455.00 per_year - out_of_state tuition",
            "9120.00 per_year - any room_and_board",
        ),
    ),
    ("$85 NSF check fee", ("85.00 one_time - any fee",)),
    (
        "The program costs $8,900, and most students qualify for $3,000 or more in aid.",
        ("8900.00 per_program - any tuition",),
    ),
    ("Each 8-week session: $1,185 (up to 6 credits)", ("1185.00 per_term - any tuition - - - 6",)),
    ("Health science majors pay a $35 program fee every term.", ("35.00 per_term - any fee",)),
    ("$198/Credit Hour - Online Tuition (All Students)", ("198.00 per_credit - online tuition",)),
    ("The new building will cost $12.5 million", ()),
    ("Kit fee: $145 (one-time, first semester)", ("145.00 one_time - any fee",)),
    (
        "Registration: $75 Tuition: $3,600 Lab Supplies: $240",
        (
            "75.00 one_time - any fee",
            "3600.00 unknown - any tuition",
            "240.00 unknown - any books",
        ),
    ),
    (
        "Tuition will rise from $288 per credit to $295 per credit in 2018-19.",
        (
            "288.00 per_credit - any tuition",
            "295.00 per_credit - any tuition 2018-19",
        ),
    ),
    ("Payment plan enrollment fee: $30 each semester", ("30.00 per_term semester any fee",)),
    ("Cost: $1,600 for 4-month course, paid in two halves of $800", ("1600.00 per_course - any tuition",)),
    ("FREE tuition for Tennessee Promise students", ()),
    (
        "Tuition/Fees: In-State $4,488/year, Out-of-State $8,976/year",
        (
            "4488.00 per_year - in_state tuition_and_fees",
            "8976.00 per_year - out_of_state tuition_and_fees",
        ),
    ),
    ("International Student Services fee: $110/semester", ("110.00 per_term semester international fee",)),
    ("Associate degree: about 65 credits @ $179 per credit", ("179.00 per_credit - any tuition",)),
    ("College bookstore sales topped $900,000", ()),
    (
        "Students must show proof of health insurance or buy the plan for $1,428 per year.",
        ("1428.00 per_year - any other",),
    ),
    ("Add $75 per credit for online courses.", ("75.00 per_credit - online tuition",)),
    (
        ("Enrollment fee for California residents: $46/unit; enrollment fee plus nonresident tuition: $351/unit"),
        (
            "46.00 per_credit - in_state tuition",
            "351.00 per_credit - out_of_state tuition",
        ),
    ),
    (
        "Fall/Spring full-time tuition $4,990 per semester; Summer $415 per credit",
        (
            "4990.00 per_term semester any tuition",
            "415.00 per_credit - any tuition",
        ),
    ),
    ("2 year total: $15,300", ("15300.00 unknown - any total_cost",)),
    (
        "Application fee $25, $40 for international applicants",
        (
            "25.00 one_time - any fee",
            "40.00 one_time - international fee",
        ),
    ),
    ("Private lenders offered $7,000 at 9%", ()),
    ("Tuition: $4,000 | Aid: -$1,500 | You pay: $2,500", ("4000.00 unknown - any tuition",)),
    (
        "Tuition$4,950.00Registration Fee$100.00Books$650.00Total$5,700.00",
        (
            "4950.00 unknown - any tuition",
            "100.00 one_time - any fee",
            "650.00 unknown - any books",
            "5700.00 unknown - any total_cost",
        ),
    ),
    (
        "Student housing runs from $2,800 to $4,150 a semester depending on the room.",
        ("2800.00-4150.00 per_term semester any room_and_board",),
    ),
    ("The Health Information program received a grant worth $245,000 from the state.", ()),
    (
        "Course Fees\nHIM 110 $20\nHIM 215 $35\nHIM 290 $60",
        (
            "20.00 per_course - any fee",
            "35.00 per_course - any fee",
            "60.00 per_course - any fee",
        ),
    ),
    (
        ("Tuition is charged at $7.15 per contact hour for residents and $10.20 per contact hour for non-residents"),
        (
            "7.15 per_clock_hour - in_state tuition",
            "10.20 per_clock_hour - out_of_state tuition",
        ),
    ),
    ("Certificate in Medical Coding: $2,899 (online, self paced)", ("2899.00 per_program - online tuition",)),
    ("Pay for coders with the CCS credential averages $64,100.", ()),
    ("After financial aid, the average net cost is $7,814 a year.", ("7814.00 per_year - any total_cost",)),
    (
        "MCC charges $3,264 a year in tuition, according to the state's college guide.",
        ("3264.00 per_year - any tuition",),
    ),
    (
        "Total for 36 credits: $11,160*\n*Based on $310 per credit.",
        (
            "11160.00 unknown - any total_cost - 36",
            "310.00 per_credit - any tuition",
        ),
    ),
    ("In 2008 the legislature cut $18 million from community colleges", ()),
    ("The change adds about $90 to a full-time student's bill", ()),
    ("Tuition reimbursement: employees may claim $2,000", ()),
    ("Technology fee (all students): $6/credit, maximum $72", ("6.00 per_credit - any fee",)),
    (
        "Non-Florida residents pay $463.50 per credit hour vs. $123.50 for Florida residents.",
        (
            "463.50 per_credit - out_of_state tuition",
            "123.50 per_credit - in_state tuition",
        ),
    ),
    ("Testing center proctor fee: $25/exam for non-students", ("25.00 one_time - any fee",)),
    (
        ("Online bachelor's completion in health informatics, 120 credits; transfer up to 90. $395 per credit"),
        ("395.00 per_credit - online tuition",),
    ),
    ("For example, a 3-credit class costs $594 at the resident rate.", ("594.00 per_course - in_state tuition - 3",)),
    (
        "Tuition per semester (fall 2010) - $2,610.00 for Resident, $7,185.00 for Non-Resident",
        (
            "2610.00 per_term semester in_state tuition 2010-11",
            "7185.00 per_term semester out_of_state tuition 2010-11",
        ),
    ),
    (
        "Undergraduate Fees/Credit: Activity $4.25 Athletics $6.10 Parking $2.00",
        (
            "4.25 per_credit - any fee",
            "6.10 per_credit - any fee",
            "2.00 per_credit - any fee",
        ),
    ),
    ("You'll receive a $50 gift card.", ()),
    ("Average hourly pay in Ohio: $21.40", ()),
    ("Graduation fee of $45, due with the petition", ("45.00 one_time - any fee",)),
    ("Total tuition and fees = $214.30/cr hr", ("214.30 per_credit - any tuition_and_fees",)),
    (
        "Resident tuition and fees $221.15 per semester hour for the first 12 hours, $98.40 thereafter",
        (
            "221.15 per_credit semester in_state tuition_and_fees",
            "98.40 per_credit semester in_state tuition_and_fees",
        ),
    ),
    ("12 payments of $325", ()),
    ("$30 assessment (non-refundable) for credit for prior learning", ("30.00 one_time - any fee",)),
    (
        ("Tuition for international students on F1 visas is $8,475/semester; mandatory insurance is $1,012/semester."),
        (
            "8475.00 per_term semester international tuition",
            "1012.00 per_term semester international other",
        ),
    ),
    (
        "Budget for one academic year: tuition $4,300, fees $550, books $1,200, transportation $1,800",
        (
            "4300.00 per_year - any tuition",
            "550.00 per_year - any fee",
            "1200.00 per_year - any books",
            "1800.00 per_year - any other",
        ),
    ),
    (
        "Military tuition rate: $250/credit hr for active duty, Guard, Reserve and spouses",
        ("250.00 per_credit - any tuition",),
    ),
    (
        "Late fee 15.00\nTranscript 5.00",
        (
            "15.00 one_time - any fee",
            "5.00 one_time - any fee",
        ),
    ),
    ("Cost for non-residents is $326.00 per credit hour plus fees.", ("326.00 per_credit - out_of_state tuition",)),
    (
        (
            "Part-Time: $410 per credit (1-11 credits)\nFull-Time: $5,535 per semester (12-18 credits)\n"
            "Overload: $410 per credit (19 or more)"
        ),
        (
            "410.00 per_credit - any tuition - - 1 11",
            "5535.00 per_term semester any tuition - - 12 18",
            "410.00 per_credit - any tuition - - 19",
        ),
    ),
    ("The median annual wage for medical records specialists was $47,180 in May 2022.", ()),
    (
        "Application fee: $35 domestic, $70 international",
        (
            "35.00 one_time - any fee",
            "70.00 one_time - international fee",
        ),
    ),
    ("Non-refundable enrollment deposit of $150", ()),
    (
        (
            "| Residency | Tuition per credit | Fees per credit |\n| In-State | $180.00 | $21.00 |\n"
            "| Out-of-State | $410.00 | $21.00 |"
        ),
        (
            "180.00 per_credit - in_state tuition",
            "21.00 per_credit - in_state fee",
            "410.00 per_credit - out_of_state tuition",
            "21.00 per_credit - out_of_state fee",
        ),
    ),
    ("The state's two-year colleges average $3,500 a year.", ()),
    (
        "$2,175 Tuition (full-time, per quarter)\n$310 Fees (per quarter)",
        (
            "2175.00 per_term quarter any tuition",
            "310.00 per_term quarter any fee",
        ),
    ),
    ("Online course surcharge of $40 per course", ("40.00 per_course - online fee",)),
    ("Lab/Tech fees: $75 per semester", ("75.00 per_term semester any fee",)),
    ("Employers in the region pay certified coders from $45,000 to $60,000.", ()),
    (
        "The program is priced at $4,200; a payment plan of $350 a month is available.",
        ("4200.00 per_program - any tuition",),
    ),
    ("Tuition for senior citizens (60+) is waived; a $20 records fee applies.", ("20.00 unknown - any fee",)),
    (
        "2017-18: $191 per credit; 2018-19: $195 per credit; 2019-20: $199 per credit",
        (
            "191.00 per_credit - any tuition 2017-18",
            "195.00 per_credit - any tuition 2018-19",
            "199.00 per_credit - any tuition 2019-20",
        ),
    ),
    ("Commuter students: $8,250 tuition per semester", ("8250.00 per_term semester any tuition",)),
    (
        "Internet-based courses: $147 per credit hour in-state; $147 per credit hour out-of-state",
        (
            "147.00 per_credit - in_state tuition",
            "147.00 per_credit - out_of_state tuition",
        ),
    ),
    ("The maximum Federal Direct Loan is $5,500 for freshmen.", ()),
    ("The university's endowment stands at $612 million ($24,000 per student).", ()),
    ("Tuition and Fees: $232.47/SCH", ("232.47 per_credit semester any tuition_and_fees",)),
    (
        "MEAL PLANS Gold $2,190 Silver $1,870 Bronze $1,540",
        (
            "2190.00 unknown - any room_and_board",
            "1870.00 unknown - any room_and_board",
            "1540.00 unknown - any room_and_board",
        ),
    ),
    (
        "Expenses for a nine-month year: Tuition 6,120 Fees 890 Books 1,000",
        (
            "6120.00 per_year - any tuition",
            "890.00 per_year - any fee",
            "1000.00 per_year - any books",
        ),
    ),
    ("Undergraduate tuition, $1,260.00 per course (3 credits)", ("1260.00 per_course - any tuition - 3",)),
    ("$10 late payment fee per month", ("10.00 per_month - any fee",)),
    (
        "Tuition $88/credit + $11/credit fees = $99/credit",
        (
            "88.00 per_credit - any tuition",
            "11.00 per_credit - any fee",
            "99.00 per_credit - any tuition_and_fees",
        ),
    ),
    (
        "Students from Iowa's neighboring states pay $164 per credit hour.",
        ("164.00 per_credit - out_of_state tuition",),
    ),
    ("Dependents of veterans receive up to $1,298 monthly.", ()),
    ("Tuition: TBA (last year $276/credit)", ("276.00 per_credit - any tuition",)),
    (
        "Per semester hour: Undergraduate $312, Graduate $418, Doctoral $525",
        (
            "312.00 per_credit semester any tuition",
            "418.00 per_credit semester any tuition",
            "525.00 per_credit semester any tuition",
        ),
    ),
    ("Security fee: $3 per credit hour for on-campus classes only", ("3.00 per_credit - any fee",)),
    ("A 12-month program; $13,995 all-inclusive", ("13995.00 per_program - any total_cost",)),
    ("Total: $1,044 (3 credits, resident)", ("1044.00 per_term - in_state total_cost - 3",)),
    ("Parking fines start at $20", ("20.00 unknown - any fee",)),
    ("Average cost of an online HIM degree: $38,000", ()),
    (
        "Tuition Rates (per credit)\nCertificate 210.00\nAssociate 235.00\nBachelor 298.00",
        (
            "210.00 per_credit - any tuition",
            "235.00 per_credit - any tuition",
            "298.00 per_credit - any tuition",
        ),
    ),
    (
        "1st year $7,850 2nd year $7,200",
        (
            "7850.00 per_year - any tuition",
            "7200.00 per_year - any tuition",
        ),
    ),
    ("Fee for transcripts sent overnight $32.50", ("32.50 one_time - any fee",)),
    ("Certified coders report pay of $58,000; beginners closer to $42,000.", ()),
    (
        (
            "Tuition: In-District $1,236; Out-of-District $2,148; Out-of-State $2,820 (based on 12 credit "
            "hours per semester)"
        ),
        (
            "1236.00 per_term semester in_district tuition - 12",
            "2148.00 per_term semester in_state tuition - 12",
            "2820.00 per_term semester out_of_state tuition - 12",
        ),
    ),
    ("Total Program Investment: $6,995", ("6995.00 per_program - any total_cost",)),
    (
        ("Undergraduate: $330 per credit hour; Accelerated: $395 per credit hour; Graduate: $520 per credit hour"),
        (
            "330.00 per_credit - any tuition",
            "395.00 per_credit - any tuition",
            "520.00 per_credit - any tuition",
        ),
    ),
    ("ID card: first one free, replacement $15", ("15.00 one_time - any fee",)),
    ("Students taking 10 or more credits pay $2,040 per quarter", ("2040.00 per_term quarter any tuition - - 10",)),
    (
        "An enrollment fee of $100 and a technology fee of $50 are due at registration.",
        (
            "100.00 one_time - any fee",
            "50.00 unknown - any fee",
        ),
    ),
    ("Scholarship amounts range from $500 to $2,500.", ()),
    (
        "U.S. citizens and permanent residents: $480 per credit. International: $560 per credit.",
        (
            "480.00 per_credit - any tuition",
            "560.00 per_credit - international tuition",
        ),
    ),
    ("Cost of attendance for 2023-24, living with parents: $15,118", ("15118.00 per_year - any total_cost 2023-24",)),
    ("Tuition per clock hour $13.25 Total clock hours 900", ("13.25 per_clock_hour - any tuition",)),
    ("We charge no application fee (other schools charge $50).", ()),
    ("Students enrolled before 2019 keep the old rate, $205 per credit.", ("205.00 per_credit - any tuition",)),
    (
        "Tuition $2,400; Book package $380; Uniform $60; Exam voucher $155",
        (
            "2400.00 unknown - any tuition",
            "380.00 unknown - any books",
            "60.00 unknown - any books",
            "155.00 one_time - any other",
        ),
    ),
    ("The consortium paid $36,000 for access to the virtual lab.", ()),
    (
        "Residents\nTuition $3,300\nFees $420\nNonresidents\nTuition $9,100\nFees $420",
        (
            "3300.00 unknown - in_state tuition",
            "420.00 unknown - in_state fee",
            "9100.00 unknown - out_of_state tuition",
            "420.00 unknown - out_of_state fee",
        ),
    ),
    ("AHIMA's annual student dues: $49; active: $135", ()),
    ("Medical coding job, Tulsa: $22.50/hr, full benefits", ()),
    (
        "Distance Ed students pay the in-county rate of $128/credit regardless of location",
        ("128.00 per_credit - in_district tuition",),
    ),
    ("Summer 2022: 6 credits = $1,170", ("1170.00 per_term - any tuition - 6",)),
    (
        "$1,450/term (6-11 credits) | $2,600/term (12+ credits)",
        (
            "1450.00 per_term - any tuition - - 6 11",
            "2600.00 per_term - any tuition - - 12",
        ),
    ),
    (
        "Facilities Fee $60 (Fall and Spring), $30 (Summer)",
        (
            "60.00 per_term - any fee",
            "30.00 per_term - any fee",
        ),
    ),
    ("From 2015 to 2020 tuition rose 12%, to $5,340 a year", ("5340.00 per_year - any tuition",)),
    ("Health IT workers made $25.80 an hour on average", ()),
    ("One-time technology setup: $99", ("99.00 one_time - any fee",)),
    (
        "Certificate (18 cr) $4,338; AAS (60 cr) $14,460",
        (
            "4338.00 per_program - any tuition - 18",
            "14460.00 per_program - any tuition - 60",
        ),
    ),
    (
        "Tuition $159/credit hr for in-state online; $319/credit hr for out-of-state online",
        (
            "159.00 per_credit - in_state tuition",
            "319.00 per_credit - out_of_state tuition",
        ),
    ),
    ("GI Bill housing allowance: $1,054 a month", ()),
    ("The fee for auditing is $50 per class.", ("50.00 per_course - any tuition",)),
    ("A payment of $200 holds your seat.", ()),
    ("Students save an average of $1,900 by transferring credits.", ()),
    ("Clinical course fee, HIT 290: $75", ("75.00 per_course - any fee",)),
    ("Undergraduates: $14,250 per year, including fees", ("14250.00 per_year - any tuition_and_fees",)),
    ("Meal plan (required of residents): $1,720 per semester", ("1720.00 per_term semester any room_and_board",)),
    ("Total indebtedness of completers: $11,020", ()),
    ("The college estimates that students spend $1,000 a year on books.", ("1000.00 per_year - any books",)),
    (
        "Tuition for Indiana residents is $167.20 per credit hour; for non-residents it is $332.85.",
        (
            "167.20 per_credit - in_state tuition",
            "332.85 per_credit - out_of_state tuition",
        ),
    ),
    (
        (
            "Fee Type | Amount\nNonrefundable application | $20.00\nTechnology, per credit | $6.50\n"
            "Distance learning, per credit | $12.00"
        ),
        (
            "20.00 one_time - any fee",
            "6.50 per_credit - any fee",
            "12.00 per_credit - online fee",
        ),
    ),
    ("Medical assistants in the county earn between $33,000 and $39,500.", ()),
    ("The certificate takes two semesters and costs $5,120.", ("5120.00 per_program - any tuition",)),
    ("Coding software subscription: $130 per year", ("130.00 per_year - any books",)),
    (
        "Out of District: $148/hr. Out of State: $226/hr. In District: $82/hr.",
        (
            "148.00 per_credit - in_state tuition",
            "226.00 per_credit - out_of_state tuition",
            "82.00 per_credit - in_district tuition",
        ),
    ),
    ("Tuition assistance is limited to $250 per semester hour.", ()),
    (
        "Full-time resident undergraduates pay $4,912 in tuition and $688 in fees each semester.",
        (
            "4912.00 per_term semester in_state tuition",
            "688.00 per_term semester in_state fee",
        ),
    ),
    ("The annual tuition increase will be $210.", ()),
    (
        "2022-2023 undergraduate tuition (per credit)\nOnline: $345\nOn campus: $512",
        (
            "345.00 per_credit - online tuition 2022-23",
            "512.00 per_credit - any tuition 2022-23",
        ),
    ),
    ("Tuition: 1,250 per course", ("1250.00 per_course - any tuition",)),
    ("$2.50 per page for copies", ("2.50 unknown - any fee",)),
    ("Residents of Pima County: $89.50 per unit", ("89.50 per_credit - in_district tuition",)),
    ("Your total balance of $1,430 is due September 1.", ()),
    ("$29.00 per credit Student Union Fee", ("29.00 per_credit - any fee",)),
    (
        "A semester of full-time study (15 hours) costs residents $2,685.",
        ("2685.00 per_term semester in_state tuition - 15",),
    ),
    ("Billing clerks earn roughly $18 to $22 an hour.", ()),
    (
        "Program cost: $14,995 (includes tuition, books, uniforms and certification exam)",
        ("14995.00 per_program - any total_cost",),
    ),
    ("Technology fee $7/credit hr (max. $105)", ("7.00 per_credit - any fee",)),
    ("Audit fee: $60 per course", ("60.00 per_course - any fee",)),
    ("International students must deposit $3,000 before the I-20 is issued.", ()),
    ("Auditors pay half: $79 per credit", ("79.00 per_credit - any tuition",)),
    (
        "Tuition per Semester Hour: $398\nTuition per Quarter Hour: $265",
        (
            "398.00 per_credit semester any tuition",
            "265.00 per_credit quarter any tuition",
        ),
    ),
    (
        "CTE tuition: FL resident $2.92/hr, non-FL resident $11.71/hr",
        (
            "2.92 per_clock_hour - in_state tuition",
            "11.71 per_clock_hour - out_of_state tuition",
        ),
    ),
    ("Students receive $400 in book vouchers.", ()),
    ("Winter quarter 2019 tuition: $1,398.17", ("1398.17 per_term quarter any tuition 2018-19",)),
    (
        "Student health fee: $24 fall, $24 spring, $20 summer",
        (
            "24.00 per_term - any fee",
            "24.00 per_term - any fee",
            "20.00 per_term - any fee",
        ),
    ),
    ("Tuition has been frozen at $9,800 a year since 2019.", ("9800.00 per_year - any tuition",)),
    ("$775/course, 12 courses in all", ("775.00 per_course - any tuition",)),
    ("Late graduation application: add $25", ("25.00 one_time - any fee",)),
    (
        "Housing $4,400 and food $2,950 per semester",
        (
            "4400.00 per_term semester any room_and_board",
            "2950.00 per_term semester any room_and_board",
        ),
    ),
    ("The department's $310,000 lab opened last fall.", ()),
    (
        "Non-credit course: $95 (county residents $85)",
        (
            "95.00 per_course - any tuition",
            "85.00 per_course - in_district tuition",
        ),
    ),
    ("Up to $1,200 of tuition may be refunded.", ()),
    ("There is a $50 reinstatement charge.", ("50.00 one_time - any fee",)),
    ("Salary range: $21.15 - $28.40 hourly", ()),
)
