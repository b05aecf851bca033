"""Pages of school lists, saved and made up: what is read, where it stands, what is refused, and that nothing crashes.

Cases: ``tests/captures/listings/<case>/`` with ``page.html``, ``address.txt`` and ``golden.json``. A missing golden is
written and the test fails, so that somebody looks at it.
"""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spiders.environment import ROOT
from spiders.items import RawItem, RawRecord, Surprise
from spiders.listings import parse_listing
from spiders.listings_kinds import is_award, is_program, is_school
from spiders.listings_layout import site
from spiders.listings_schools import schools_of
from spiders.places import read_places
from spiders.schools_and_places import SCHOOL_WORDS, is_place, place_after
from tests.growth import assert_linear, assert_quick

CASES = ROOT / "tests" / "captures" / "listings"
SAMPLE = ROOT / "spiders" / "sample_web" / "www.schoolguide.example" / "medical-records"
LIST = "https://guide.example.com/list"
KNOWN = "https://www.schoolguide.example/medical-records/popular-schools"
HTML = "text/html; charset=utf-8"


def names() -> list[str]:
    return sorted(path.parent.name for path in CASES.glob("*/page.html"))


def read(case: str) -> tuple[bytes, list[RawItem], str | None]:
    folder = CASES / case
    body = (folder / "page.html").read_bytes()
    items, following = parse_listing(body, HTML, (folder / "address.txt").read_text().strip(), "a capture")
    return body, items, following


def parsed(body: str, url: str = LIST) -> tuple[list[RawItem], str | None]:
    return parse_listing(body.encode(), HTML, url, "a capture")


def surprises(items: list[RawItem]) -> list[tuple[str, str]]:
    return [(item.code, item.severity) for item in items if isinstance(item, Surprise)]


def records(items: list[RawItem]) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def said(record: RawRecord) -> dict[str, str]:
    return {value.field: value.text for value in record.values}


def assert_found_again(body: bytes, items: list[RawItem]) -> None:
    for record in records(items):
        asked = [(record.place, value.at) for value in record.values]
        assert list(read_places(body, HTML, asked)) == [value.text for value in record.values]
        for value in record.values:
            assert value.qualifiers.get("part", "") in value.text


@pytest.mark.parametrize("case", names())
def test_a_saved_page_gives_what_it_gave(case: str) -> None:
    body, items, following = read(case)
    assert_found_again(body, items)
    told = json.loads(json.dumps({
        "schools": schools_of(items),
        "surprises": [
            {"code": item.code, "severity": item.severity, "sample": item.sample}
            for item in items
            if isinstance(item, Surprise)
        ],
        "next": following,
        "records": [record.model_dump(exclude={"source", "kind", "capture_id", "period"}) for record in records(items)],
    }))  # fmt: skip
    golden = CASES / case / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


def test_the_sample_pages_are_read_whole() -> None:
    first = (SAMPLE / "popular-schools.html").read_bytes()
    items, following = parse_listing(first, HTML, KNOWN, "a capture")
    assert_found_again(first, items)
    assert surprises(items) == []
    assert len(records(items)) == 12
    assert [school["sponsored"] for school in schools_of(items)] == [True, False, True, False, False, True, True, False]
    assert following == f"{KNOWN}?page=2"
    last = (SAMPLE / "popular-schools@page=2.html").read_bytes()
    items, following = parse_listing(last, HTML, following, "a capture")
    assert (len(schools_of(items)), surprises(items), following) == (8, [], None)


def test_a_record_says_who_what_where_how_much_and_who_paid() -> None:
    sinclair = said(records(read("known_first_page")[1])[1])
    assert sinclair.pop("disclosure").startswith("The schools on this list are not free")
    assert sinclair == {
        "institution": "Sinclair Community College",
        "place": "Dayton, OH",
        "program_title": "Health Information Management",
        "credential": "Associate of Applied Science in Health Information Technology",
        "tuition_text": "$132 per credit",
        "link": "https://www.schoolguide.example/schools/sinclair",
    }
    western = said(records(read("known_first_page")[1])[0])
    assert (western["sponsored"], western["tuition_text"]) == ("Sponsored", "Request tuition information")


@pytest.mark.parametrize(
    ("case", "code"),
    [
        ("known_empty_list", "empty_list"),
        ("known_renamed_card", "layout_changed"),
        ("known_renamed_name", "element_missing"),
        ("known_renamed_tuition", "element_missing"),
        ("known_no_heading", "no_heading"),
        ("trap_empty_list", "empty_list"),
        ("trap_empty_list_before_another", "empty_list"),
        ("trap_no_heading", "no_heading"),
    ],
)
def test_a_page_that_is_not_the_list_is_fatal_and_gives_nothing(case: str, code: str) -> None:
    _, items, following = read(case)
    assert surprises(items) == [(code, "fatal")]
    assert following is None


def test_words_that_no_selector_reads_are_reported() -> None:
    _, items, _ = read("known_new_words")
    assert set(surprises(items)) == {("unread_words", "note")}
    assert "4.5 stars" in str(items[-1])


def test_the_last_page_ends_and_a_next_to_itself_is_a_warning() -> None:
    _, items, following = read("known_last_page_without_next")
    assert (following, surprises(items)) == (None, [])
    _, items, following = read("known_next_points_to_itself")
    assert (following, surprises(items)) == (None, [("next_points_here", "warning")])


def test_hostile_text_stays_text() -> None:
    _, items, following = read("known_hostile_text")
    first = said(records(items)[0])
    assert first["institution"] == "Evil <script>alert(1)</script> College"
    assert first["tuition_text"] == "=HYPERLINK(1)"
    assert not any("steal" in text for record in records(items) for text in said(record).values())
    assert "link" not in first
    assert following is None
    assert {("unsafe_link", "note"), ("next_leads_nowhere", "warning")} <= set(surprises(items))


def test_a_school_with_ten_megabytes_of_name_is_left_out_and_reported() -> None:
    assert_quick(read_names_of_ten_megabytes, 30)


def read_names_of_ten_megabytes() -> None:
    body = (CASES / "known_first_page" / "page.html").read_text(encoding="utf-8")
    items, following = parsed(body.replace("Western Governors University", "University " * 950_000), KNOWN)
    assert ("unusable_name", "warning") in surprises(items)
    assert {said(record)["institution"] for record in records(items)} == {"Sinclair Community College"}
    assert following == f"{KNOWN}?page=2"
    items, _ = parsed(body.replace("$132 per credit", "$132 per credit " * 600_000), KNOWN)
    assert ("too_long", "warning") in surprises(items)
    assert all("tuition_text" not in said(record) for record in records(items)[1:])


def test_a_page_of_more_than_twenty_megabytes_is_refused() -> None:
    items, _ = parsed("<h2>Popular Schools</h2>" + "<p>" * 7_000_000, LIST)
    assert surprises(items) == [("page_too_large", "fatal")]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "many",
    [
        "<p>Larkspur College</p>",
        "<h3>Larkspur College</h3><p>Akron, OH</p><b>Programs</b><ul><li>Medical Coding</ul>",
        "text<br>",
        "<b>Programs:</b> a<br>",
        "<table><tr><td>Larkspur College<td>Medical Coding",
        "</ul></div></h2>",
    ],
)
def test_long_pages_take_no_longer_than_they_are(many: str) -> None:
    assert_linear(lambda times: parsed("<h2>Popular Schools</h2><div>" + many * times), 250, floor=0.05)


PAGER = "<h2>Popular Schools</h2><h3>Larkspur College</h3><p>Medical Coding</p><div class=pager>{}</div>"


@pytest.mark.parametrize(
    ("pager", "following", "code"),
    [
        ('<a href="?page=2">Next</a>', f"{LIST}?page=2", ""),
        ('<a href="/list/p2/">Next page &raquo;</a>', "https://guide.example.com/list/p2/", ""),
        ('<span>1</span> <a href="?page=2">2</a> <a href="?page=2">&rsaquo;</a>', f"{LIST}?page=2", ""),
        ('<a href="?page=2" rel=next><img src=x></a>', f"{LIST}?page=2", ""),
        ('<b>1</b> <a href="?page=2">2</a> <a href="?page=3">3</a>', f"{LIST}?page=2", ""),
        ('<a href="?page=1">1</a> <b>2</b> <a href="?page=3">3</a>', f"{LIST}?page=3", ""),
        ('<a href="?page=1">1</a> <b>2</b>', None, ""),
        ('<a href="?page=2" aria-disabled=true>Next</a>', None, ""),
        ('<li class=disabled><a href="#">Next</a></li>', None, ""),
        ('<a href="#schools">Next</a>', None, "next_leads_nowhere"),
        ('<a href="javascript:more()">Next</a>', None, "next_leads_nowhere"),
        ("<button>Next</button>", None, "next_leads_nowhere"),
        ('<a href="/list#top">Next</a>', None, "next_points_here"),
        ('<a href="HTTPS://GUIDE.example.com:443/list">Next</a>', None, "next_points_here"),
        ('<a href="https://other.example.org/list">Next</a>', None, "next_leaves_site"),
        ('<a href="?page=2">Next</a> <a href="?page=9">Next</a>', None, "several_next"),
        ('<a href="file:///etc/passwd">Next</a>', None, "next_leads_nowhere"),
        ('<a href="/blog">Next steps to a career</a>', None, ""),
        ("", None, ""),
    ],
)
def test_where_the_list_goes_on(pager: str, following: str | None, code: str) -> None:
    items, found = parsed(PAGER.format(pager))
    assert found == following
    assert [told for told, _ in surprises(items)] == ([code] if code else [])


def test_a_base_element_moves_relative_links() -> None:
    page = '<base href="https://guide.example.com/deep/">' + PAGER.format('<a href="p2.html">Next</a>')
    assert parsed(page)[1] == "https://guide.example.com/deep/p2.html"


def test_names_of_schools_without_programs_are_not_believed_to_be_a_list() -> None:
    page = "<h2>Popular Schools</h2><ul><li>Larkspur College<li>Galiuro University<li>Mesa Institute</ul>"
    assert surprises(parsed(page)[0]) == [("layout_not_recognized", "fatal")]


def test_no_guess_where_no_school_can_be_told() -> None:
    page = "<h2>Popular Schools</h2><ul><li>Medical Coding<li>Health Information Technology, $132 per credit</ul>"
    assert surprises(parsed(page)[0]) == [("layout_not_recognized", "fatal")]


def test_keys_keep_when_order_prices_and_marks_change() -> None:
    body = (CASES / "layout_flat" / "page.html").read_text(encoding="utf-8")
    before = {record.key for record in records(parsed(body)[0])}
    another = "<h3>Zion College</h3><p>Ames, IA</p><p>Medical Coding</p><h3>Larkspur"
    moved = body.replace("$132 per credit", "$140 per credit").replace("<h3>Larkspur", another)
    after = {record.key for record in records(parsed(moved)[0])}
    assert before < after
    assert len(before) == 4


def test_keys_are_short_enough_for_any_words() -> None:
    long = "Health Information " * 12
    page = f"<h2>Popular Schools</h2><h3>{'Larkspur ' * 12}College</h3><p>Akron, OH</p><p>Programs: {long}</p>"
    (record,) = records(parsed(page)[0])
    assert len(record.key) <= 200


@pytest.mark.parametrize(
    "text",
    [
        "Dayton, OH",
        "Salt Lake City, Utah",
        "Washington, D.C.",
        "Bayamón, PR",
        "Winston-Salem, NC 27101",
        "444 W. Third St., Dayton, OH 45402",
        "Akron, OH (Online)",
    ],
)
def test_places(text: str) -> None:
    assert is_place(text)


@pytest.mark.parametrize(
    "text", ["Health Services, Management", "Larkspur College, Akron, OH", "Ohio", "Credits, IN total"]
)
def test_no_places(text: str) -> None:
    assert not is_place(text)


def test_a_place_behind_a_name() -> None:
    assert place_after("Larkspur College (Akron, OH)") == ("Larkspur College", "Akron, OH")
    assert place_after("Larkspur College, Akron, OH 44308") == ("Larkspur College", "Akron, OH 44308")
    assert place_after("Larkspur College-Akron") is None


def test_what_texts_are() -> None:
    assert is_award("Associate of Applied Science")
    assert is_award("Bachelor's")
    assert not is_award("as")
    assert not is_award("Associate of Science in Health Information")
    assert is_program("Electronic Health Records Specialist")
    assert not is_program("We offer health information programs.")
    assert is_school("Ultimate Medical Academy")
    assert not is_school("Public, 4-year university")
    assert not is_school("Request info from Larkspur College")
    assert not is_school("Certificate in School Nursing")


def test_the_words_of_the_card_are_in_lower_case() -> None:
    words = site().words
    told = [*words.next, *SCHOOL_WORDS, *words.subjects, *words.credentials, *words.labels.kinds, *site().headings]
    assert all(word == word.lower().strip() for word in told)


LIST_OF_SCHOOLS = '{"@type":"ItemList","name":"Popular Schools","itemListElement":[{"@type":"School","name":"X College"'
PARTS = st.sampled_from(
    [
        *(
            "<h2>Popular Schools</h2>",
            "<h3>",
            "</h3>",
            "<ul>",
            "<li>",
            "</ul>",
            "<table><tr>",
            "<td>",
            "<td rowspan=9>",
        ),
        *(
            "</table>",
            "<dl><dt>",
            "<dd>",
            "<p>",
            "<a href=",
            "?page=2>",
            "'javascript:x'>",
            "Next</a>",
            "Larkspur College",
        ),
        *("Galiuro University", " – ", "; ", "Akron, OH", "Medical Coding", "AAS", "$132", "Tuition: ", "Programs:"),
        *("Sponsored", "<!-- x -->", "<script>", "</script>", '<script type="application/ld+json">', LIST_OF_SCHOOLS),
        *(
            "}]}",
            "\x00",
            "&#0;",
            "\U0001f600",
            "<br>",
            "</div>",
            "<div class=sponsored>",
            "<base href=//x>",
            "[",
            "<base href=http://[>",
        ),
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=40), st.sampled_from([LIST, KNOWN]))
def test_no_page_made_of_such_parts_crashes_or_cites_what_is_not_there(parts: list[str], url: str) -> None:
    body = ("<h2>Popular Schools</h2>" + "".join(parts)).encode()
    items, _ = parse_listing(body, HTML, url, "a capture")
    assert items
    assert_found_again(body, items)


TAGS = re.compile(r"<[^>]*>|[^<]+")
PAGES = [(CASES / case / "page.html").read_text(encoding="utf-8") for case in names()]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PAGES), st.randoms(use_true_random=False), st.integers(1, 8), st.sampled_from([LIST, KNOWN]))
def test_no_saved_page_crashes_when_it_is_broken(page: str, random: Random, changes: int, url: str) -> None:
    parts = TAGS.findall(page)
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
    items, _ = parse_listing(body, HTML, url, "a capture")
    assert_found_again(body, items)


def test_places_stay_short_however_deep_the_words_stand() -> None:
    deep = "<div>" * 60 + "<h3>Larkspur College</h3><p>Akron, OH</p><p>Medical Coding</p>" + "</div>" * 60
    body = f"<h2>Popular Schools</h2>{deep}"
    items, _ = parsed(body)
    assert len(records(items)) == 1
    assert_found_again(body.encode(), items)


def test_odd_names_of_elements_can_be_cited() -> None:
    body = "<h2>Popular Schools</h2><h3><o:p>Larkspur College</o:p></h3><p>Akron, OH</p><p>Medical Coding</p>"
    items, _ = parsed(body)
    assert len(records(items)) == 1
    assert_found_again(body.encode(), items)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=60))
def test_no_bytes_crash(body: bytes, content_type: str) -> None:
    items, _ = parse_listing(b"<h2>Popular Schools</h2>" + body, content_type, LIST, "a capture")
    assert items


def test_every_case_has_an_address() -> None:
    assert all((CASES / case / "address.txt").exists() for case in names())


def goldens() -> list[Any]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(CASES).glob("layout_*/golden.json"))]


def test_the_layouts_read_give_the_same_schools() -> None:
    """All the made-up layouts speak of Larkspur College in Akron with a tuition, whatever their markup."""
    assert len(goldens()) >= 15
    for golden in goldens():
        larkspur = golden["schools"][0]
        assert "Larkspur" in larkspur["school"]
        assert larkspur["place"].replace(" ,", ",").startswith("Akron")
        assert larkspur["programs"]
        assert "$" in (larkspur["tuition_text"] or "$")


CARDS = "".join(
    f"<div class=c><h3>{name}</h3><p>{place}</p><p>Program: {title}</p></div>"
    for name, place, title in (
        ("Alamo Valley College", "San Antonio, TX", "Health Information Technology (AAS)"),
        ("Caprock University", "Lubbock, TX", "Health Information Management (BS)"),
    )
)


def test_lists_are_known_by_many_announcements_and_pages_without_schools_by_none() -> None:
    announced = (
        "<h2>Popular Medical Coding Schools</h2>", "<h2>Most Popular Online Health Informatics Colleges</h2>",
        "<h1>HIM</h1><h2>12 Schools Found</h2>", "<h1>Health Information Schools in Texas</h1>",
        "<h1>Medical Coding</h1>",
    )  # fmt: skip
    for heading in announced:
        items, _ = parse_listing(f"{heading}{CARDS}".encode(), "text/html", "https://guide.example/a", "x")
        assert [item.values[0].text for item in records(items)] == ["Alamo Valley College", "Caprock University"], (
            heading
        )
    for body in (
        "<h1>Access denied</h1><p>Try again.</p>",
        "<h1>Caprock University</h1><p>Lubbock, TX</p><p>Nursing (BS)</p>",
    ):
        items, _ = parse_listing(body.encode(), "text/html", "https://guide.example/a", "x")
        assert [item.code for item in items if isinstance(item, Surprise)] == ["no_heading"]


def test_names_without_a_telling_word_are_known_by_what_stands_below_them() -> None:
    body = CARDS.replace("Alamo Valley College", "Penn Foster").replace("Caprock University", "UEI")
    items, _ = parse_listing(f"<h2>Popular Schools</h2>{body}".encode(), "text/html", "https://guide.example/a", "x")
    assert [item.values[0].text for item in records(items)] == ["Penn Foster", "UEI"]
