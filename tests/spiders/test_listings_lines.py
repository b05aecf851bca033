"""Lists in which no element holds one school: lines, sentences, semicolons; states from headings, pagers of ranges."""

from spiders.items import RawRecord
from spiders.listings_page import parse_listing

URL = "https://www.coding.example/list?page=2"
SCHOOLS = (
    ("Bluestem Community College", "Emporia, KS", "Health Information Technology AAS", "$102 per credit"),
    ("Tallgrass Career Institute", "Wichita, KS", "Medical Billing and Coding Diploma", "$14,200"),
    ("Republican River University", "Concordia, KS", "BS in Health Information Management", "$310 per credit"),
)
SHAPES = {
    "lines of one box": "{0}<br>{1}<br>{2}<br>{3}<br><a href='{4}'>Web site</a><br><br>",
    "bold names": "<b>{0}</b><br>{1}<br>{2}<br>Tuition {3}<br><a href='{4}'>{4}</a><br><br>",
    "linked names": "<a href='{4}'>{0}</a>, {1}<br>{2}, {3}<br><br>",
    "one line a school": "<a href='{4}'>{0}</a> - {1} - {2} - {3}<br>",
    "labels in lines": "School: {0}<br>Location: {1}<br>Program: {2}<br>Tuition: {3}<br>Web: <a href='{4}'>{4}</a><br>",
    "semicolons": "<a href='{4}'>{0}</a> ({1}), {2}, {3}; ",
    "details": "<details><summary>{0}</summary><p>{1}</p><p>{2}: {3}</p><p><a href='{4}'>Site</a></p></details>",
    "sentences by stops": "<li><strong>{0}</strong> &mdash; {1}. {2}. {3}. <a href='{4}'>Website</a></li>",
    "plain items": "<li>{0}, {1}: {2}, {3} (<a href='{4}'>site</a>)</li>",
    "bold leads": "<p><b>{0}.</b> {1}. {2}. Tuition: {3}. <a href='{4}'>Website</a></p>",
    "prose": "<h3>{0}</h3><p>Located in {1}, this college offers a {2}. Tuition is {3}. <a href='{4}'>Visit</a></p>",
}
HEADS = (
    "<h1>Medical Coding Schools in Kansas</h1>",
    "<center><font size=5><b>Where to study coding</b></font></center>",
)
TABLE = (
    "<h1>Coding Schools in Texas</h1><table><tr><th>School</th><th>City</th><th>Program</th></tr>"
    "<tr><td>Caprock College</td><td>Lubbock</td><td>Medical Coding Certificate</td></tr>"
    "<tr><td>Concho College</td><td>San Angelo</td><td>Medical Coding Diploma</td></tr></table>"
)
PAGERS = {
    "<a href='/list?page=3'>Continue to schools 5-8 &rarr;</a>": "https://www.coding.example/list?page=3",
    "<a href='/list?page=1'>1-4</a> 5-8 <a href='/list?page=3'>9-12</a>": "https://www.coding.example/list?page=3",
    "<a href='/list?page=1'>Schools 1-4</a> Schools 5-8": None,
    "<a href='/archive'>2019-2020</a> <a href='/archive2'>2021-2022</a>": None,
}


def _told(body: str) -> tuple[list[dict[str, str]], str | None]:
    items, following = parse_listing(f"<html><body>{body}</body></html>".encode(), "text/html", URL, "capture")
    records = [item for item in items if isinstance(item, RawRecord)]
    told = [{value.field: value.qualifiers.get("part") or value.text for value in one.values} for one in records]
    return told, following


def test_schools_in_lines_are_read_whole_under_any_heading() -> None:
    faults = []
    for name, shape in SHAPES.items():
        for head in HEADS[: 1 if "prose" in name else 2]:
            links = [f"https://www.{number}.example/" for number in range(len(SCHOOLS))]
            lines = "".join(shape.format(*school, link) for school, link in zip(SCHOOLS, links, strict=True))
            told, _ = _told(f"{head}<div><p>{lines}</p></div><hr><p>Copyright 2007, Omaha, NE</p>")
            met = [
                (one["institution"], one.get("place"), one["program_title"], one.get("tuition_text")) for one in told
            ]
            if met != [*SCHOOLS] or [one.get("link") for one in told] != links:
                faults.append(f"{name} under {head[:12]}: {told}")
    assert not faults, "\n".join(faults)


def test_a_city_alone_has_the_state_of_the_heading() -> None:
    told, _ = _told(TABLE)
    assert [(one["place"], one.get("state")) for one in told] == [("Lubbock", "Texas"), ("San Angelo", "Texas")]
    cards = "".join(
        f"<h3>{one} College</h3><p>{one}</p><p>Medical Coding Diploma</p>" for one in ("Emporia", "Great Bend")
    )
    told, _ = _told(f"<h1>Coding schools</h1><h2>Kansas</h2><div>{cards}</div>")
    assert [(one["place"], one.get("state")) for one in told] == [("Emporia", "Kansas"), ("Great Bend", "Kansas")]
    told, _ = _told(TABLE.replace("in Texas", "in Texas and in Ohio"))
    assert [one.get("state") for one in told] == [None, None]


def test_pagers_that_name_ranges() -> None:
    met = {pager: _told(f"{TABLE}<p>{pager}</p>")[1] for pager in PAGERS}
    assert met == PAGERS
