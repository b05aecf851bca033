"""Single statements of program pages, labeled before they were read: how taught, what asked, rates, accreditor."""

from pathlib import Path
from typing import Any

from tests.spiders.blind_scoring import parsed

DELIVERY: dict[str, list[str]] = {
    "<p>All courses are offered online.</p>": ["online"],
    "<p>Courses meet face to face on the Dayton campus; a few are also given online.</p>": ["campus"],
    "<p>You can complete the program entirely on campus or entirely online.</p>": ["campus", "online"],
    "<p>Classes are held in the evening at our Tulsa campus.</p>": ["campus"],
    "<p>The program is not available online.</p>": [],
    "<p>This is not an online program. Students attend class in person in Billings.</p>": ["campus"],
    "<h2>Format</h2><p>Hybrid: lectures online, labs on campus</p>": ["hybrid"],
    "<p>Delivered 100% online in seven-week terms, with no campus visits required.</p>": ["online"],
    "<p>Instruction: In person, days and evenings</p>": ["campus"],
    "<ul><li>62 credits</li><li>Online</li><li>Starts in August</li></ul>": ["online"],
    "<p>Where: Main Campus, Room 214</p>": ["campus"],
    "<p>Taught synchronously via Zoom on Tuesday evenings.</p>": ["online"],
    "<p>Offered online, hybrid and on campus.</p>": ["online", "hybrid", "campus"],
    ("<p>The curriculum combines online coursework with a practice experience at a hospital near you.</p>"): ["online"],
    "<table><tr><th>Mode</th><td>Distance education</td></tr></table>": ["online"],
    "<p>Apply online today! Classes meet at the Norfolk campus.</p>": ["campus"],
    "<p>Attend live classes from home, two evenings a week, through video conference.</p>": ["online"],
    "<p>Offered at the Salem and Albany campuses</p>": ["campus"],
    "<p>Delivery: Online (asynchronous)</p>": ["online"],
    "<p>Traditional classroom instruction, Monday to Thursday</p>": ["campus"],
    "<p>Format: Classroom and online sections</p>": ["campus", "online"],
    "<p>Delivery: hybrid (online lectures and weekly labs in Sioux City)</p>": ["hybrid"],
    "<p>Evening classes, Monday through Thursday, at the Center. We do not teach online.</p>": ["campus"],
    "<p><strong>61 credits. Four semesters. On campus in Rapid City.</strong></p>": ["campus"],
    "<p>You can earn the degree on campus, online or in a mix of the two.</p>": ["campus", "online", "hybrid"],
    "<p>Some general education courses are available online, but coding is taught on campus.</p>": ["campus"],
}
PREREQUISITES: dict[str, bool] = {
    "<h2>Admission</h2><p>Open admission: anyone may enroll at any time.</p>": False,
    "<h2>Admission</h2><p>No entrance exam. No prerequisites.</p>": False,
    "<h2>Admission requirements</h2><p>None</p>": False,
    "<h2>Admission</h2><p>Complete the free online application and meet with an advisor.</p>": False,
    ("<h2>How to apply</h2><ol><li>Submit the application</li><li>Send your high school transcript</li></ol>"): True,
    ("<h2>Who can enroll</h2><p>Adults of any background are welcome. We ask for nothing but curiosity.</p>"): False,
    "<h2>Admission</h2><p>Students must be at least 18 years old.</p>": True,
    "<h2>Entrance requirements</h2><p>High school diploma or GED</p>": True,
    ("<h2>Admission</h2><p>This program has no special admission requirements beyond those of the college.</p>"): False,
    "<h2>Admission</h2><p>Admission is competitive. Applicants are ranked by GPA.</p>": True,
    "<p>Admission to the program: RHIT credential required.</p>": True,
    "<h2>Prerequisites</h2><p>BIO 101 and ENG 101 with a grade of C</p>": True,
    "<h2>Getting started</h2><p>There is no waiting list. You may begin any Monday.</p>": False,
    "<h2>Admission</h2><p>Applications are accepted all year. There is no fee.</p>": False,
    "<p>Curriculum</p><p>HIT 210 Coding II (prerequisite: HIT 110)</p>": False,
    "<h2>Admission</h2><p>A high school diploma is not required.</p>": False,
    "<h2>Admission</h2><p>You do not need a diploma or any experience to start.</p>": False,
    "<h2>Admission</h2><p>The college admits all high school graduates.</p>": True,
    "<h2>Admission</h2><p>No prior experience is needed, but applicants must pass a typing test.</p>": True,
    "<h2>Admission</h2><p>The GRE is not required.</p><p>Applicants hold a bachelor's degree.</p>": True,
    "<h2>Entrance</h2><p>None. The program is open to everyone; we ask for no diploma and no test.</p>": False,
    "<p>The major is meant both for first-time students and for holders of an associate degree.</p>": False,
    "<p>The program admits 24 students each fall. Selection is by GPA and interview.</p>": True,
    "<h2>Getting in</h2><p>Everyone is welcome. You need no degree and no background in health care.</p>": False,
    "<p>A bachelor's degree in any field is the only requirement.</p>": True,
    "<p>Designed for working RHITs with an associate degree from an accredited program.</p>": True,
    "<p>Students must complete a criminal background check before the practicum.</p>": False,
}
OUTCOMES: dict[str, list[tuple[str, int, str]]] = {
    ("<h2>Outcomes</h2><p>In 2024, 83% of graduates found work in the field and 91% passed the RHIT exam.</p>"): [
        ("employment_rate", 83, "2024"),
        ("exam_pass_rate", 91, "2024"),
    ],
    (
        "<h2>Program "
        "results</h2><table><tr><th></th><th>2022-23</th><th>2023-24</th></tr><tr><td>Graduation "
        "rate</td><td>70%</td><td>74%</td></tr><tr><td>Job "
        "placement</td><td>88%</td><td>90%</td></tr></table>"
    ): [
        ("graduation_rate", 70, "2022-23"),
        ("graduation_rate", 74, "2023-24"),
        ("employment_rate", 88, "2022-23"),
        ("employment_rate", 90, "2023-24"),
    ],
    "<p>Of the students who started in fall 2022, 68 percent graduated by 2024.</p>": [("graduation_rate", 68, "2022")],
    (
        "<h2>Disclosures</h2><ul><li>Completion: 77%</li><li>Placement: 82%</li><li>Certification pass "
        "rate (CCA): 64%</li></ul><p>Reporting year 2024-2025</p>"
    ): [("other", 77, "2024-2025"), ("employment_rate", 82, "2024-2025"), ("exam_pass_rate", 64, "2024-2025")],
    (
        "<h2>Student success</h2><p>Retention was 85% in 2023-24. Nationally, 71% of candidates pass the RHIT exam.</p>"
    ): [("retention_rate", 85, "2023-24")],
    (
        "<div class='s'><div class='n'>92%</div><div class='l'>RHIA pass rate, 2024</div></div><div "
        "class='s'><div class='n'>88%</div><div class='l'>employed within six months (2024)</div></div>"
    ): [("exam_pass_rate", 92, "2024"), ("employment_rate", 88, "2024")],
    "<p>Our five-year average graduation rate (2020-2024) is 79%.</p>": [("graduation_rate", 79, "2020-2024")],
    "<h2>Outcomes, class of 2024</h2><p>Graduated on time: 61%<br>Employed: 80%<br>Passed RHIT: 75%</p>": [
        ("graduation_rate", 61, "2024"),
        ("employment_rate", 80, "2024"),
        ("exam_pass_rate", 75, "2024"),
    ],
    "<p>Tuition has risen 3% since 2023. 40% of our students transfer in credits.</p>": [],
    "<h2>Outcomes</h2><p>Graduate satisfaction 2024: 96%. Employer satisfaction 2024: 100%.</p>": [
        ("other", 96, "2024"),
        ("other", 100, "2024"),
    ],
    "<h2>Outcomes</h2><p>The 2023-2024 first-time RHIT pass rate was 80% (4 of 5).</p>": [
        ("exam_pass_rate", 80, "2023-2024")
    ],
}
CAHIIM: dict[str, tuple[str, int | None] | None] = {
    "<p>The program is accredited by CAHIIM through 2029.</p>": ("accredited", 2029),
    "<p>This program is not accredited by CAHIIM.</p>": ("not_accredited", None),
    "<p>We are seeking CAHIIM accreditation and expect a site visit in 2027.</p>": ("seeking", None),
    "<p>CAHIIM placed the program on probation in 2025.</p>": ("probation", None),
    "<p>CAHIIM accreditation: Initial, granted 2024</p>": ("initial", None),
    "<p>Graduates of CAHIIM-accredited programs may sit for the RHIT exam.</p>": None,
    ("<p>The college's program voluntarily withdrew from CAHIIM accreditation effective May 31, 2026.</p>"): (
        "withdrawn",
        2026,
    ),
    "<p>The HIT program has been a candidate for CAHIIM accreditation since 2025.</p>": ("candidate", None),
    "<h2>Is it accredited?</h2><p>Yes, by CAHIIM. The next review is in 2031.</p>": ("accredited", None),
    "<p>Candidacy status with CAHIIM was granted in March 2026.</p>": ("candidate", None),
    "<p>Accreditor: CAHIIM. Status: Continuing Accreditation. Next review: 2030</p>": ("accredited", None),
}
TITLE = "Health Information Technology, A.A.S."


def _program(folder: Path, html: str) -> dict[str, Any]:
    page = f"<title>{TITLE}</title><main><h1>{TITLE}</h1><p>A program of 62 credits.</p>{html}</main>"
    case = folder / "school_pages" / str(abs(hash(html)))
    case.mkdir(parents=True)
    (case / "page.html").write_text(page, encoding="utf-8")
    (case / "address.txt").write_text("https://www.college.example/program", encoding="utf-8")
    (program,) = parsed(case)["programs"]
    told: dict[str, Any] = program
    return told


def test_single_statements_are_read_as_they_were_labeled(tmp_path: Path) -> None:
    faults = []

    def compare(html: str, met: Any, label: Any) -> None:
        if met != label:
            faults.append(f"{html}: read {met}, labeled {label}")

    for html, modes in DELIVERY.items():
        compare(html, sorted(_program(tmp_path, html)["delivery"]), sorted(modes))
    for html, asked in PREREQUISITES.items():
        compare(html, _program(tmp_path, html)["prerequisites"], asked)
    for html, rates in OUTCOMES.items():
        told = [(one["measure"], one["value"], one["year"]) for one in _program(tmp_path, html)["outcomes"]]
        compare(html, sorted(told), sorted(rates))
    for html, statement in CAHIIM.items():
        cahiim = _program(tmp_path, html)["cahiim"]
        compare(html, (cahiim["status"], cahiim["until_year"]) if cahiim else None, statement)
    assert not faults, "\n".join(faults)
