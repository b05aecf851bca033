"""Program pages of schools, saved and made up: what is read, where it stands, what is no program, that nothing crashes.

Cases: ``tests/captures/school_pages/<case>/`` with ``page.html``, ``address.txt`` and ``golden.json``. A missing golden
is written and the test fails, so that somebody looks at it. Labeled pages: ``tests/pages/school_pages``.
"""

import json
import re
from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.environment import ROOT
from spiders.items import RawItem, RawRecord, Surprise
from spiders.places import read_places
from spiders.school_pages_codes import courses_in
from spiders.school_pages_page import looks_like_program_page, parse_school_page
from tests.growth import assert_linear, assert_quick
from tests.made_pdf import made_pdf
from tests.school_pages_scoring import PAGES

CASES = ROOT / "tests" / "captures" / "school_pages"
URL = "https://www.wexcombe.example.edu/programs/hit"
HTML = "text/html; charset=utf-8"
LABELED = sorted(path for path in PAGES.iterdir() if path.suffix == ".html")


def parsed(body: str | bytes, url: str = URL, on: date | None = None) -> list[RawItem]:
    return parse_school_page(body.encode() if isinstance(body, str) else body, HTML, url, "a capture", on)


def records(items: list[RawItem]) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def codes(items: list[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def said(record: RawRecord) -> dict[str, str]:
    return {value.field: value.text for value in reversed(record.values)}


def assert_found_again(body: bytes, items: list[RawItem], content_type: str = HTML) -> None:
    for record in records(items):
        asked = [(record.place, value.at) for value in record.values]
        assert list(read_places(body, content_type, asked)) == [value.text for value in record.values]
        assert all(value.qualifiers.get("part", "") in value.text for value in record.values)


@pytest.mark.parametrize("case", sorted(path.parent.name for path in CASES.glob("*/page.html")))
def test_a_saved_page_gives_what_it_gave(case: str) -> None:
    body = (CASES / case / "page.html").read_bytes()
    items = parse_school_page(body, "text/html", (CASES / case / "address.txt").read_text().strip(), "a capture")
    assert_found_again(body, items, "text/html")
    told = json.loads(json.dumps([item.model_dump(mode="json", exclude={"source", "capture_id"}) for item in items]))
    golden = CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", LABELED, ids=lambda page: page.stem)
def test_every_word_that_is_cited_is_found_again(page: object) -> None:
    body = page.read_bytes()  # type: ignore[attr-defined]
    items = parse_school_page(body, "text/html", URL, "a capture")
    assert items
    assert_found_again(body, items, "text/html")
    assert all(severity == "note" for _, severity in codes(items))


NAMED = "<h1>Medical Coding Certificate</h1>"


@pytest.mark.parametrize(
    "page",
    [
        *(
            "",
            "<p>Nothing",
            "<h1>Nursing (ADN)</h1><h2>Medical Coding</h2>",
            "<h1>All programs</h1><h2>Medical Coding AAS</h2>",
        ),
        "<title>Welding | X College</title><h1>Welding Diploma</h1><nav>Health Information Technology AAS</nav>",
        "<h1>Medical Coding students win a prize</h1><p>30 credits",
        "<h1>HIM 1101 Introduction to Health Information</h1><p>3 credits",
        "<h1>Medical Assisting</h1><h2>Courses</h2><li>MA 101 Medical Office Procedures (3)",
        "<h1>Allied Health</h1><h2>Nursing, AAS</h2><h2>Health Information Technology, AAS</h2>",
        "<h1>What is medical coding?</h1><p>Certificates take 30 credits.",
    ],
)
def test_a_page_about_something_else_gives_a_note_and_nothing_more(page: str) -> None:
    items = parsed(page)
    assert records(items) == []
    assert codes(items) in ([("page_kind", "note")], [("not_a_page", "warning")])


def test_a_key_is_the_address_and_with_several_programs_their_names_too() -> None:
    (one,) = records(parsed(NAMED, f"{URL}#top"))
    assert one.key == URL
    page = "<h1>Health Information</h1><h2>Health Information Technology, AAS</h2>x<h2>Medical Coding Certificate</h2>"
    assert [record.key for record in records(parsed(page))] == [
        f"{URL}#health-information-technology-aas",
        f"{URL}#medical-coding-certificate",
    ]
    long = records(parsed(NAMED, f"https://x.example.edu/{'a' * 1500}"))[0].key
    assert len(long) < 200
    assert long != records(parsed(NAMED, f"https://x.example.edu/{'a' * 1501}"))[0].key


def test_keys_outlive_changes_of_order_and_price() -> None:
    page = "<h1>Health Information</h1><h2>{}</h2><p>{}</p><h2>{}</h2><p>30 credits</p>"
    names = ("Health Information Technology, AAS", "Medical Coding Certificate")
    before = {record.key for record in records(parsed(page.format(names[0], "$100 per credit", names[1])))}
    after = {record.key for record in records(parsed(page.format(names[1], "$110 per credit", names[0])))}
    assert before == after


def test_class_names_of_catalogs_are_not_relied_on() -> None:
    body = (PAGES / "courseleaf.html").read_text(encoding="utf-8")
    renamed = re.sub(r'class="(?!bubble)[^"]*"', 'class="renamed"', body)
    (before,), (after,) = records(parsed(body)), records(parsed(renamed))
    courses = [value.text for value in before.values if value.field == "course"]
    assert len(courses) == 5
    assert courses == [value.text for value in after.values if value.field == "course"]


def test_links_lead_to_the_web_only_and_head_and_foot_do_not_count() -> None:
    page = (
        "<header><a href=/aid>Financial Aid</a> 555-010-1000</header>"
        + NAMED
        + "<p><a href='javascript:aid()'>Financial aid</a>"
        "<a href=mailto:x>aid</a> <a href='../aid'>Financial aid</a> <a href=plan.pdf>Plan</a></p>"
        "<footer>info@x.example.edu <a href=/finaid>Financial Aid</a></footer>"
    )
    (record,) = records(parsed(page))
    told = {value.field: value.qualifiers.get("absolute") for value in record.values}
    assert told["aid_link"] == "https://www.wexcombe.example.edu/aid"
    assert told["document_link"] == "https://www.wexcombe.example.edu/programs/plan.pdf"
    assert not {"email", "phone"} & told.keys()


def test_hostile_words_stay_words() -> None:
    page = (
        f"{NAMED}<p>Credits: &lt;script&gt;alert(1)&lt;/script&gt; 30</p><p>Tuition: =HYPERLINK(1) $100 per credit</p>"
    )
    told = said(records(parsed(page))[0])
    assert told["credits_text"] == "Credits: <script>alert(1)</script> 30"
    assert told["tuition_text"].startswith("Tuition: =HYPERLINK(1)")


CLAIM = f"{NAMED}<p>The program is accredited by CAHIIM.</p>"


@pytest.mark.parametrize(
    ("page", "on", "told"),
    [
        (NAMED, date(2025, 11, 1), []),
        (f"{NAMED}<p>The program is not accredited by CAHIIM.", date(2025, 11, 1), []),
        (CLAIM, None, ["outcomes_missing"]),
        (f"{CLAIM}<h2>Outcomes</h2><p>Graduation rate 2024-25: 80%. Employment rate: 90%.", None, ["outcomes_missing"]),
        (f"{CLAIM}<h2>Outcomes 2024-25</h2><p>Graduation 80%, employment 90%, retention 70%", date(2025, 11, 1), []),
        (
            f"{CLAIM}<h2>Outcomes 2023-24</h2><p>Graduation 80%, employment 90%, retention 70%",
            date(2025, 11, 1),
            ["outcomes_old"],
        ),
        (f"{CLAIM}<h2>Outcomes 2023-24</h2><p>Graduation 80%, employment 90%, retention 70%", date(2025, 5, 1), []),
        (f"{CLAIM}<h2>Outcomes of 2024</h2><p>Graduation 80%, employment 90%, retention 70%", date(2025, 11, 1), []),
        (
            f"{CLAIM}<h2>Outcomes</h2><p>Graduation 80%, employment 90%, retention 70%",
            date(2025, 11, 1),
            ["outcomes_undated"],
        ),
    ],
)
def test_outcomes_that_an_accredited_program_owes(page: str, on: date | None, told: list[str]) -> None:
    assert [code for code, _ in codes(parsed(page, on=on))] == told


@pytest.mark.parametrize(
    ("body", "likely"),
    [
        *((b"<h1>Health Information Technology", True), (b"Health&nbsp;Information", True), (b"MEDICAL CODING", True)),
        *((b"billing &amp; coding", True), (b"%PDF-1.7", True), ("\ufeffx".encode("utf-16-le"), True), (b"", False)),
        *((b"<h1>Welding", False), (b"medical assisting", False), (b"healthy information desk", False)),
    ],
)
def test_the_quick_look(body: bytes, likely: bool) -> None:
    assert looks_like_program_page(body) is likely


def test_a_pdf_page_of_a_catalog_is_read_and_cited() -> None:
    body = made_pdf(
        [
            [
                "Health Information Technology (A.A.S.)",
                "Total credits: 62. The program is offered online.",
                "Tuition",
                "$118 per credit for residents",
                "Courses",
                "HIT 101 Introduction to Health Records 3",
                "HIT 205 Coding 4",
            ]
        ]
    )
    items = parse_school_page(body, "application/pdf", "https://x.example.edu/hit.pdf", "a capture")
    assert_found_again(body, items, "application/pdf")
    told = said(records(items)[0])
    assert told["program_title"] == "Health Information Technology (A.A.S.)"
    assert told["tuition_text"] == "Tuition\n$118 per credit for residents"
    assert told["course"] == "HIT 101 Introduction to Health Records 3"


@pytest.mark.parametrize(
    "page",
    [
        f"{NAMED}<p>{'Credits: 30 ' * 900_000}</p>",
        f"{NAMED}" + "<p>HIT 101 Coding (3)</p>" * 400_000,
        f"{NAMED}<table>" + "<tr><td>HIT 101<td>Coding<td>3" * 200_000,
        f"{NAMED}" + "<div>" * 5000 + "$100 per credit",
        f"<h1 {' '.join(f'a{n}=b' for n in range(100_000))}>Medical Coding Certificate</h1>",
        f"{NAMED}<p class='{'x ' * 2_000_000}'>30 credits",
        f'{NAMED}<script type="application/ld+json">{"[" * 200_000}</script>',
        NAMED
        + '<script type="application/ld+json">{"@type":"Course","name":"Medical Coding"'
        + ',"x":1' * 300_000
        + "}</script>",
    ],
    ids=["long line", "many lines", "many rows", "deep", "attributes", "long class", "brackets", "long data"],
)
def test_enormous_pages_are_bounded(page: str) -> None:
    def read() -> None:
        items = parsed(page)
        assert items
        assert len(records(items)) < 2

    assert_quick(read, 20)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "part",
    [
        *(
            "<p>HIT 101 Coding (3)</p>",
            "<h2>Medical Coding Certificate</h2><p>30 credits",
            "<b>Tuition</b><br>$100 per credit<br>",
        ),
        *(
            "<tr><td>Medical Coding<td>30<td>$100</tr>",
            "<a href=mailto:x@y.example.edu>x</a>",
            "<dt>Credits<dd>30",
            "</ul></div></h2>",
        ),
    ],
)
def test_long_pages_take_no_longer_than_they_are(part: str) -> None:
    assert_linear(lambda times: parsed(f"{NAMED}<table><dl>{part * times}"), 200)


DATA = '<script type="application/ld+json">{"@type":"EducationalOccupationalProgram","name":"Medical Coding"'
PARTS = st.sampled_from(
    [
        *(
            "<h1>Medical Coding",
            "<h2>Health Information Technology, AAS</h2>",
            "<h2>Certificate</h2>",
            "<h3>Tuition</h3>",
            "</h1>",
        ),
        *(
            "<p>",
            "</p>",
            "<br>",
            "<ul><li>",
            "</ul>",
            "<dl><dt>Credits<dd>",
            "</dl>",
            "<table><tr>",
            "<td>",
            "<th colspan=2>",
            "</table>",
        ),
        *(
            "$118 per credit",
            "30 credits",
            "HIT 101 Coding (3)",
            "Apply by June 1",
            "online",
            "Graduation rate: 80%",
            "2023-24",
        ),
        *(
            "accredited by CAHIIM through 2027",
            "x@y.example.edu",
            "(555) 010-2277",
            "12 Elm St, Boise, ID 83702",
            "Credits:",
            "62",
        ),
        *(
            "<a href='/aid'>Financial aid</a>",
            "<a href=#t>Courses</a>",
            "<div id=t class=footer>",
            "</div>",
            "<header>",
            "<nav>",
            "<main>",
        ),
        *(
            "<b>Length</b>",
            "<!-- x -->",
            "<script>",
            "</script>",
            DATA,
            ',"offers":{"price":"100"}}',
            "</script>",
            "\x00",
            "&#0;",
            "\ud7ff",
        ),
        *(
            "<base href=//[>",
            "<title>HIM</title>",
            "<details><summary>",
            "High school diploma required.",
            " | ",
            "MS",
            "<font size=6><b>",
        ),
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=50))
def test_no_page_made_of_such_parts_crashes_or_cites_what_is_not_there(parts: list[str]) -> None:
    body = (NAMED + "".join(parts)).encode()
    items = parsed(body)
    assert items
    assert_found_again(body, items)


TAGS = re.compile(r"<[^>]*>|[^<]+")


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(LABELED), st.randoms(use_true_random=False), st.integers(1, 8))
def test_no_labeled_page_crashes_when_it_is_broken(page: object, random: Random, changes: int) -> None:
    parts = TAGS.findall(page.read_text(encoding="utf-8", errors="replace"))  # type: ignore[attr-defined]
    for _ in range(changes):
        at, other = random.randrange(len(parts)), random.randrange(len(parts))
        match random.randrange(4):
            case 0:
                parts[at] = ""
            case 1:
                parts.insert(at, parts[other])
            case 2:
                parts[at], parts[other] = parts[other], parts[at]
            case _:
                parts[at] = parts[at][: random.randint(0, len(parts[at]))]
    body = "".join(parts).encode()
    assert_found_again(body, parsed(body))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=60))
def test_no_bytes_crash(body: bytes, content_type: str) -> None:
    assert parse_school_page(NAMED.encode() + body, content_type, URL, "a capture")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Courses include HIT 101 Introduction to Records (5 credits), BIOL& 170 Human Biology (5 credits).",
            ["HIT 101 Introduction to Records (5 credits)", "BIOL& 170 Human Biology (5 credits)"],
        ),
        ("Take HIT 140 Legal Aspects and HIT 230 Coding in spring.", ["HIT 140 Legal Aspects", "HIT 230 Coding"]),
        ("You will study Anatomy (60 hours) and Coding I (80 hours).", ["Anatomy (60 hours)", "Coding I (80 hours)"]),
        ("Prerequisites: HIT 101 Records (3) and HIT 102 Law (3).", []),
        ("Assign ICD-10-CM and CPT codes.", []),
        ("HIT 101 Records (3)", []),
    ],
)
def test_courses_of_a_sentence(text: str, told: list[str]) -> None:
    assert [text[start:end] for start, end in courses_in(text, is_curriculum=True)] == told
