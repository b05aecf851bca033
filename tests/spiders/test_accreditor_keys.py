"""Lists that print statuses and levels as abbreviations with a key, and headers that ask for the next review."""

from spiders.accreditor_list_page import read_list_page
from spiders.items import RawRecord, Surprise

ROWS = (
    ("Mohawk Uplands University", "Utica", "NY", "CA", "2029"),
    ("Merrimack River College", "Lowell", "MA", "IA", "2030"),
    ("Tideland State University", "Valdosta", "GA", "P", "2027"),
)
PHRASES = {"CA": "Continuing Accreditation", "IA": "Initial Accreditation", "P": "Probationary Accreditation"}
KEYS = {
    "one line": "<p>Key: CA = Continuing Accreditation, IA = Initial Accreditation, P = Probationary Accreditation</p>",
    "broken lines": "<p>CA: Continuing Accreditation<br>IA: Initial Accreditation<br>P: Probationary Accreditation</p>",
    "brackets": "<p>Continuing Accreditation (CA), Initial Accreditation (IA), Probationary Accreditation (P)</p>",
    "terms": "<dl>" + "".join(f"<dt>{short}</dt><dd>{told}</dd>" for short, told in PHRASES.items()) + "</dl>",
    "items": "<ul>" + "".join(f"<li><b>{short}</b> {told}</li>" for short, told in PHRASES.items()) + "</ul>",
    "rows": "<table>" + "".join(f"<tr><td>{a}</td><td>{b}</td></tr>" for a, b in PHRASES.items()) + "</table>",
}
HEADS = (
    "Next Review",
    "Renewal review",
    "Renewal Year",
    "Year of next reapproval",
    "Review due",
    "Next Renewal Review",
)


def _page(key: str, head: str = "Next Review", mark: str = "{0}", below: str = "") -> str:
    rows = "".join(
        f"<tr><td>{name}</td><td>{city}, {state}</td><td>{mark.format(short, PHRASES[short])}</td><td>{year}</td></tr>"
        for name, city, state, short, year in ROWS
    )
    table = f"<tr><th>School</th><th>City, State</th><th>Status</th><th>{head}</th></tr>{rows}"
    return f"<h1>Associate Degree Programs in Health Information Management</h1>{key}<table>{table}</table>{below}"


def _read(body: str) -> tuple[list[dict[str, str]], list[str]]:
    told = read_list_page(
        "cahiim", f"<html><body>{body}</body></html>".encode(), "text/html", "https://a.example/", "c"
    )
    records = [item for item in told.items if isinstance(item, RawRecord)]
    fatal = [item.code for item in told.items if isinstance(item, Surprise) and item.severity == "fatal"]
    return [{value.field: value.text for value in one.values} for one in records], fatal


def test_abbreviations_are_read_by_the_key_of_the_page_and_by_nothing_else() -> None:
    expected = [(name, PHRASES[short], short) for name, _, _, short, _ in ROWS]
    faults = []
    for name, key in KEYS.items():
        for page in (_page(key), _page("", below=key)):
            told, fatal = _read(page)
            met = [(one["institution"], one.get("status"), one.get("status_abbreviation")) for one in told]
            if met != expected or fatal:
                faults.append(f"{name}: {met} {fatal}")
    told, _ = _read(_page("", mark='<abbr title="{1}">{0}</abbr>'))
    assert [one.get("status") for one in told] == [phrase for _, phrase, _ in expected], "titles of abbreviations"
    assert not faults, "\n".join(faults)
    assert "unknown_status" in _read(_page(""))[1]
    assert "unknown_status" in _read(_page(KEYS["one line"].replace("P =", "W =")))[1]


def test_headers_that_ask_for_the_next_review_in_any_words() -> None:
    met = {head: [one.get("review_year") for one in _read(_page(KEYS["one line"], head))[0]] for head in HEADS}
    assert met == {head: ["2029", "2030", "2027"] for head in HEADS}
    assert "review_year" not in _read(_page(KEYS["one line"], "Last Review"))[0][0]
