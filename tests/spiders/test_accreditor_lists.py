"""Pages of accreditors' lists, all made up: what is read, where it stands, what is refused, and that nothing crashes.

Cases: ``tests/captures/<source>/<case>/`` with ``page.html``, ``address.txt`` and ``golden.json``. A missing golden is
written and the test fails, so that somebody looks at it.
"""

import json
import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.accreditor_view import FIELDS, programs_of
from pipelines.claims import read_claim
from pipelines.readers_accreditors import KINDS, accreditor_field, accreditor_level
from pipelines.rules import REQUIRED, rule_for
from pipelines.tables import reference_rows
from spiders.accreditor_list_layout import site_of
from spiders.accreditor_list_page import read_list_page
from spiders.environment import ROOT
from spiders.items import RawItem, RawRecord, Surprise
from spiders.paged import PageRead
from spiders.places import read_places
from tests.growth import assert_linear

CASES = ROOT / "tests" / "captures"
SOURCES = ("cahiim", "pcap")
DIRECTORY = "https://www.cahiim.org/programs/program-directory"
HTML = "text/html; charset=utf-8"


def cases() -> list[Path]:
    return sorted(path.parent for source in SOURCES for path in (CASES / source).glob("*/page.html"))


def read(folder: Path) -> tuple[bytes, PageRead]:
    body = (folder / "page.html").read_bytes()
    address = (folder / "address.txt").read_text(encoding="utf-8").strip()
    return body, read_list_page(folder.parent.name, body, HTML, address, "a capture")


def parsed(body: str, source: str = "cahiim", url: str = DIRECTORY) -> PageRead:
    page = read_list_page(source, body.encode(), HTML, url, "a capture")
    assert_found_again(body.encode(), page.items)
    return page


def records(items: list[RawItem]) -> list[RawRecord]:
    return [item for item in items if isinstance(item, RawRecord)]


def fatal(items: list[RawItem]) -> list[str]:
    return [item.code for item in items if isinstance(item, Surprise) and item.severity == "fatal"]


def assert_found_again(body: bytes, items: list[RawItem]) -> None:
    for record in records(items):
        asked = [(record.place, value.at) for value in record.values]
        assert list(read_places(body, HTML, asked)) == [value.text for value in record.values]
        assert all(value.text.strip() == value.text for value in record.values)


@pytest.mark.parametrize("folder", cases(), ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_page_gives_what_it_gave(folder: Path) -> None:
    body, page = read(folder)
    assert_found_again(body, page.items)
    told = {
        "programs": [
            {name: value for name, value in program.items() if value is not None} for program in programs_of(page.items)
        ],
        "keys": [record.key for record in records(page.items)],
        "surprises": [
            {"code": item.code, "severity": item.severity, "sample": item.sample}
            for item in page.items
            if isinstance(item, Surprise)
        ],
        "next": page.following,
        "indexed": page.indexed,
    }
    golden = folder / "golden.json"
    if not golden.exists():
        golden.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        pytest.fail(f"{golden.relative_to(ROOT)} was missing and has been written: look at it, then run again")
    assert told == json.loads(golden.read_text(encoding="utf-8"))


ROW = "<tr><td>{}</td><td>Akron, OH</td><td>{}</td><td>{}</td><td>{}</td></tr>"
HEADERS = "<tr><th>School<th>Location<th>Degree Level<th>Status<th>Next Review</tr>"
TABLE = f"<h1>Program Directory</h1><table>{HEADERS}{{}}</table>"


def table(*rows: tuple[str, str, str, str]) -> str:
    return TABLE.format("".join(ROW.format(*row) for row in rows))


def one(page: PageRead) -> dict[str, object]:
    (program,) = programs_of(page.items)
    return program


@pytest.mark.parametrize(
    ("words", "code", "plain"),
    [
        ("Accredited", "accredited", "accredited"),
        ("Initial Accreditation", "accredited_initial", "initial"),
        ("Continuing Accreditation", "accredited_continuing", "accredited"),
        ("Candidacy Status", "candidacy", "candidate"),
        ("Probationary Accreditation", "probation", "probation"),
        ("Administrative Probationary Accreditation", "admin_probation", "probation"),
        ("Accreditation Withheld", "withheld", "not_accredited"),
        ("Accreditation Withdrawn", "withdrawn", "withdrawn"),
        ("Voluntary Withdrawal", "voluntary_withdrawal", "withdrawn"),
        ("Voluntary Withdrawal (Closing)", "voluntary_withdrawal", "withdrawn"),
        ("Teach-out", "closing", "accredited"),
        ("Inactive", "inactive", "inactive"),
        ("Accredited on Probation", "probation", "probation"),
        ("Accredited, on probation", "probation", "probation"),
        ("Accreditation Status: Candidacy", "candidacy", "candidate"),
        ("Accredited through 2029", "accredited", "accredited"),
    ],
)
def test_statuses_keep_their_finer_code_in_the_claims(words: str, code: str, plain: str) -> None:
    page = parsed(table(("Larkspur College", "Associate", words, "2027")))
    (record,) = records(page.items)
    (status,) = [value.text for value in record.values if value.field == "status"]
    assert read_claim(record.kind, "status", status)[0] == {"code": code, "status": plain}
    assert one(page)["status"] == plain
    assert fatal(page.items) == []


@pytest.mark.parametrize(
    "words",
    [
        "Accredited with Conditions",
        "Provisionally listed",
        "Under Deferral",
        "Previously on probation, restored",
        "Gold",
        "Closed",
    ],
)
def test_a_status_that_nobody_has_judged_is_fatal_and_names_the_list_to_extend(words: str) -> None:
    page = parsed(
        table(("Larkspur College", "Associate", words, "2027"), ("Mesa College", "Associate", "Accredited", ""))
    )
    (told,) = [item for item in page.items if isinstance(item, Surprise) and item.severity == "fatal"]
    assert (told.code, told.sample) == ("unknown_status", words)
    assert "statuses in [site.words]" in told.message
    assert [program["status"] for program in programs_of(page.items)] == [None, "accredited"]


def test_a_level_that_nobody_has_judged_is_fatal() -> None:
    page = parsed(table(("Larkspur College", "Fellowship", "Accredited", "2027")))
    assert fatal(page.items) == ["unknown_level"]
    assert one(page)["level"] is None


@pytest.mark.parametrize(
    ("old", "new"), [("Status", "Standpoint"), ("Degree Level", "Rung"), ("School", "Whereabouts")]
)
def test_a_renamed_header_is_fatal(old: str, new: str) -> None:
    rows = [("Larkspur College", "Associate", "Accredited", "2027"), ("Mesa College", "Master's", "Candidacy", "2028")]
    page = parsed(table(*rows).replace(f"<th>{old}", f"<th>{new}"))
    assert fatal(page.items) == ["unknown_header"]


def test_headers_without_th_may_be_renamed_all_at_once() -> None:
    row = "<tr><td>{}<td>Akron, OH<td>{}<td>{}</tr>"
    rows = row.format("Larkspur College", "Associate", "Accredited") + row.format(
        "Mesa College", "Master's", "Candidacy"
    )
    page = parsed(f"<table><tr><td>Where to<td>Spot<td>Rung<td>Standpoint</tr>{rows}</table>")
    assert set(fatal(page.items)) == {"unknown_header"}
    assert [program["status"] for program in programs_of(page.items)] == ["accredited", "candidate"]


def test_a_column_that_hardly_says_anything_is_no_reason_to_stop() -> None:
    rows = ROW.format("Larkspur College", "Associate", "Accredited", "2027") * 3
    page = parsed(TABLE.replace("</tr>", "<th>Whim</tr>", 1).format(rows))
    assert fatal(page.items) == []


def test_a_label_that_most_cards_have_and_nobody_knows_is_fatal() -> None:
    words = "<p>Akron, OH</p><p><b>Degree:</b> Associate</p><p><b>Standpoint:</b></p><p>Accredited</p>"
    page = parsed("".join(f"<div><h3>{name} College</h3>{words}</div>" for name in ("Larkspur", "Mesa")))
    assert "unknown_label" in fatal(page.items)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (TABLE.format(""), "empty_list"),
        ("<h1>Program Directory</h1><p>No results found.</p>", "empty_list"),
        ("<h1>Welcome</h1><p>Accreditation assures quality.</p>", "list_not_recognized"),
        ("<table><tr><th>Status<th>Meaning</tr><tr><td>Probation<td>Not in compliance</tr>", "list_not_recognized"),
        ("", "list_not_recognized"),
        ("<div>" * 300 + "Larkspur College", "page_too_deep"),
    ],
)  # fmt: skip
def test_a_page_without_programs_is_fatal(body: str, code: str) -> None:
    page = parsed(body)
    assert fatal(page.items) == [code]
    assert records(page.items) == []


def test_a_sentence_in_a_row_of_its_own_changes_the_status_of_the_row_above() -> None:
    note = "<tr><td colspan=5>Program is currently on Probationary Accreditation</td></tr>"
    rows = [ROW.format(name, "Associate", "Accredited", "2027") for name in ("Larkspur College", "Mesa College")]
    page = parsed(TABLE.format(rows[0] + note + rows[1]))
    assert [program["status"] for program in programs_of(page.items)] == ["probation", "accredited"]
    first = {value.field: value.text for value in records(page.items)[0].values}
    assert (first["status"], first["listed_status"]) == ("Probationary Accreditation", "Accredited")


@pytest.mark.parametrize(
    "note",
    [
        "Program was removed from Probation in 2024",
        "Programs may be placed on probation",
        "No longer on Administrative Probation",
    ],
)
def test_a_sentence_about_another_time_changes_nothing(note: str) -> None:
    rows = ROW.format("Larkspur College", "Associate", "Accredited", "2027") + f"<tr><td colspan=5>{note}</td></tr>"
    assert one(parsed(TABLE.format(rows)))["status"] == "accredited"


def test_a_status_in_a_heading_holds_only_where_no_column_says_another() -> None:
    rows = ROW.format("Larkspur College", "Associate", "Candidacy", "") + ROW.format(
        "Mesa College", "Associate", "", ""
    )
    page = parsed(TABLE.format(rows).replace("Program Directory", "Accredited Programs"))
    assert [program["status"] for program in programs_of(page.items)] == ["candidate", "accredited"]
    last = records(page.items)[1]
    assert [value.qualifiers for value in last.values if value.field == "status"] == [{"said_by": "heading"}]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("2027", 2027), ("Spring 2027", 2027), ("06/30/2027", 2027), ("2027-06-30", 2027), ("2027-2028", 2027),
        ("2027\u201328", 2027), ("June 2027", 2027), ("TBD", None), ("", None), ("2027 or 2028", None), ("soon", None),
    ],
)  # fmt: skip
def test_years_of_reviews(words: str, year: int | None) -> None:
    assert one(parsed(table(("Larkspur College", "Associate", "Accredited", words))))["review_year"] == year


def test_an_academic_year_that_lasts_through_is_its_last() -> None:
    body = table(("Larkspur College", "Associate", "Accredited", "2027-28")).replace(
        "Next Review", "Reaffirmed Through"
    )
    assert one(parsed(body))["review_year"] == 2028


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Associate", "associate"), ("AAS", "associate"), ("A.A.S.", "associate"), ("Baccalaureate", "bachelor"),
        ("Bachelor\u2019s Degree", "bachelor"), ("B.S.", "bachelor"), ("Masters", "master"), ("MS", "master"),
        ("Certificate of the Degree", "postbaccalaureate_certificate"), ("Certificate", "certificate"),
        ("Post-Baccalaureate Certificate", "postbaccalaureate_certificate"), ("Doctorate", "doctorate"),
        ("Associate of Applied Science in Health Information Technology", "associate"),
    ],
)  # fmt: skip
def test_levels(words: str, level: str) -> None:
    assert one(parsed(table(("Larkspur College", words, "Accredited", "2027"))))["level"] == level


def test_keys_keep_when_order_layout_and_statuses_change() -> None:
    rows = [("Larkspur College", "Associate", "Accredited", "2027"), ("Mesa College", "Master's", "Candidacy", "2028")]
    before = {record.key for record in records(parsed(table(*rows)).items)}
    other = [("Zion College", "Associate", "Accredited", ""), rows[1], (*rows[0][:2], "Probation", "2031")]
    after = {record.key for record in records(parsed(table(*other)).items)}
    card = "<div><h3>{}</h3><p>Akron, Ohio</p><p>{} Degree</p><p>Status: {}</p><p>Next review: {}</p></div>"
    cards = {record.key for record in records(parsed("<main>" + "".join(card.format(*row) for row in rows)).items)}
    assert before < after
    assert before == cards


def test_the_same_program_twice_is_one_record_and_two_titles_at_one_level_are_two() -> None:
    head = "<table><tr><th>School<th>State<th>Program<th>Level<th>Status</tr>"
    row = "<tr><td>Larkspur College<td>OH<td>{}<td>Associate<td>Accredited</tr>"
    twice = parsed(head + row.format("Health Information Management") * 2)
    assert len(records(twice.items)) == 1
    other = parsed(head + row.format("Health Information Management") + row.format("Health Information Administration"))
    assert len({record.key for record in records(other.items)}) == 2


def test_a_printed_code_is_the_key() -> None:
    body = table(("Larkspur College", "Associate", "Accredited", "OH-1234")).replace("Next Review", "EPC")
    assert [record.key for record in records(parsed(body).items)] == ["id|oh-1234|associate"]


def test_personal_data_is_not_kept() -> None:
    body = table(("Larkspur College", "Associate", "Accredited", "Jane Roe, jane@larkspur.example.edu"))
    page = parsed(body.replace("Next Review", "Program Director"))
    assert "Jane" not in str([record.model_dump() for record in records(page.items)])
    assert fatal(page.items) == []


def test_hostile_text_stays_text_and_unsafe_links_are_none() -> None:
    name = '<a href="javascript:steal()">Evil &lt;script&gt;alert(1)&lt;/script&gt; College</a>'
    page = parsed(table((name, "Associate", "Accredited", "2027")))
    assert one(page)["institution"] == "Evil <script>alert(1)</script> College"
    assert one(page)["website"] is None


BASE = table(("Larkspur College", "Associate", "Accredited", "2027"), ("Mesa College", "Master's", "Candidacy", "2028"))


@pytest.mark.parametrize(
    ("pager", "following", "code"),
    [
        ('<a href="?page=2">Next</a>', f"{DIRECTORY}?page=2", ""),
        ('<a href="?page=2" rel="next">\u203a</a>', f"{DIRECTORY}?page=2", ""),
        ('<link rel=next href="/programs/2">', "https://www.cahiim.org/programs/2", ""),
        ('<a href="?page=2">Load more programs</a>', f"{DIRECTORY}?page=2", ""),
        ('<button data-url="?page=2">Load more</button>', f"{DIRECTORY}?page=2", ""),
        ('<a href="#" data-href="?page=2">Show more results</a>', f"{DIRECTORY}?page=2", ""),
        ('<b>1</b> <a href="?page=2">2</a> <a href="?page=3">3</a>', f"{DIRECTORY}?page=2", ""),
        ('<a href="?p=4">4</a> <b>5</b> <a href="?p=6">6</a> <a href="?p=7">7</a>', f"{DIRECTORY}?p=6", ""),
        ('<a href="?page=1">1</a> <b>2</b>', None, ""),
        ("<button>Load more</button>", None, "next_leads_nowhere"),
        ('<a href="/programs/program-directory#x">Next</a>', None, "next_points_here"),
        ('<a href="https://other.example.org/">Next</a>', None, "next_leaves_site"),
        ('<a href="?s=OH">Ohio</a> <a href="?s=AZ">Arizona</a> <a href="?s=TX">Texas</a>', f"{DIRECTORY}?s=AZ", ""),
        ("", None, ""),
    ],
)
def test_where_a_list_goes_on(pager: str, following: str | None, code: str) -> None:
    page = parsed(f"{BASE}<div>{pager}</div>")
    assert page.following == following
    assert [item.code for item in page.items if isinstance(item, Surprise)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Page 1 of 3", ["pages_missing"]),
        ("Showing 1 - 25 of 1,312 programs", ["pages_missing"]),
        ("Displaying 25 of 312", ["pages_missing"]),
        ("Page 3 of 3", []),
        ("Showing 26 \u2013 31 of 31", []),
        ("Page 1 of 3 <a href='?page=2'>Next</a>", []),
    ],
)
def test_half_a_list_without_a_way_to_the_rest_is_fatal(words: str, codes: list[str]) -> None:
    assert fatal(parsed(f"{BASE}<p>{words}</p>").items) == codes


STATES = '<ul><li><a href="/d?s=AZ">Arizona</a><li><a href="/d?s=OH">Ohio</a><li><a href="/d?s=TX">Texas (4)</a></ul>'


@pytest.mark.parametrize(
    ("url", "body", "following", "indexed"),
    [
        ("/d?s=OH", BASE, "/d?s=TX", True),
        ("/d?s=TX", BASE, None, True),
        ("/d", BASE.replace("Akron, OH", "Mesa, AZ", 1), None, False),
        ("/d", "<h1>Choose a state</h1>", "/d?s=AZ", True),
        ("/d?s=AZ", "<p>No programs found in Arizona.</p>", "/d?s=OH", True),
    ],
)
def test_an_index_of_states_is_gone_through_and_filters_are_not(
    url: str, body: str, following: str | None, indexed: bool
) -> None:
    site = "https://www.cahiim.org"
    page = parsed(STATES + body, url=site + url)
    assert (page.following, page.indexed) == (following and site + following, indexed)
    assert fatal(page.items) == []


PARTS = st.sampled_from([
    "<table>", "<tr>", "<td>", "<td rowspan=9>", "<td colspan=3>", "<th>School", "<th>Status", "<th>Degree",
    "</table>", "<h1>Accredited Programs</h1>", "<h2>Ohio</h2>", "<h3>", "</h3>", "<ul>", "<li>", "</ul>", "<dl><dt>",
    "<dd>", "<p>", "<br>", "<div class=status>", "</div>", "<span data-label=Level>", "</span>", "<a href=",
    "?page=2>", "'javascript:x'>", "Next</a>", "Larkspur College", "Galiuro University - Mesa", ", ", " \u2013 ",
    "; ", ": ", "(", ")", "Akron, OH", "OH", "Associate", "Master's", "AAS", "Health Informatics, MS", "HIM",
    "Accredited", "Probation", "through 2027", "2027-28", "Status:", "Next review:", "*", "<sup>1</sup>",
    "* Program is on probation", "<!-- x -->", "<script>", "</script>", '<script type="application/json">',
    '[{"school":"X College","level":"AS","status":"Accredited"}]', '{"a[0:5]":', "\x00", "&#0;", "\U0001f600",
    "<base href=//x>", "<base href=http://[>", "<div role=row>", "<div role=cell>", "<o:p>", "[0:3]",
    "www.larkspur.example.edu",
])  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=40), st.sampled_from(SOURCES))
def test_no_page_made_of_such_parts_crashes_or_cites_what_is_not_there(parts: list[str], source: str) -> None:
    assert parsed("".join(parts), source).items


TAGS = re.compile(r"<[^>]*>|[^<]+")
PAGES = [(folder / "page.html").read_text(encoding="utf-8") for folder in cases()]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PAGES), st.randoms(use_true_random=False), st.integers(1, 8), st.sampled_from(SOURCES))
def test_no_saved_page_crashes_when_it_is_broken(page: str, random: Random, changes: int, source: str) -> None:
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
    parsed("".join(parts), source)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=60))
def test_no_bytes_crash(body: bytes, content_type: str) -> None:
    assert read_list_page("cahiim", BASE.encode() + body, content_type, DIRECTORY, "a capture").items


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "many",
    [
        "<p>Larkspur College</p>",
        "<h3>Larkspur College</h3><p>Akron, OH</p><p>Associate</p><p>Accredited</p>",
        "<b>Larkspur College</b><br>Associate<br>Accredited<br>",
        "<b>Status:</b> a<br>",
        "<table><tr><td>Larkspur College<td>Accredited",
        "Associate, Accredited, ",
    ],
)
def test_long_pages_take_no_longer_than_they_are(many: str) -> None:
    def read(times: int) -> None:
        read_list_page("cahiim", ("<h1>Programs</h1><div>" + many * times).encode(), HTML, DIRECTORY, "a capture")

    read(1)
    assert_linear(read, 100, floor=0.05)


def test_every_word_of_the_cards_has_a_meaning_and_every_meaning_its_word() -> None:
    words = site_of("pcap").words
    meant = {row["phrase"] for row in reference_rows("accreditor_statuses")}
    assert words.statuses | words.answers == meant
    for code, phrases in (*words.levels.items(), *words.letters.items()):
        for phrase in phrases:
            assert accreditor_level(phrase) in (code, "diploma"), phrase
    for code, phrases in words.fields.items():
        for phrase in phrases:
            assert accreditor_field(phrase) == code or code == "other", phrase


def test_every_field_of_a_record_has_a_view_or_a_rule() -> None:
    assert {"institution", "program", "level", "field", "status", "city", "state", "website", "review_year"} == set(
        FIELDS
    )
    for kind in KINDS:
        assert {"institution", "level", "status"} == REQUIRED[kind]
        assert rule_for(kind, "status").name == "accreditor_status"
        assert rule_for(kind, "institution").name == "words"


def test_labels_are_in_lower_case_and_announce_one_thing() -> None:
    for source in SOURCES:
        site = site_of(source)
        told = [word for words in site.labels.values() for word in words]
        assert all(word == word.lower().strip() for word in told)
        assert len(told) == len(set(told))
