"""Directories in a few more shapes, each a few lines: what a reader of the page would say of the first program."""

from pipelines.accreditor_view import programs_of
from spiders.accreditor_list_page import read_list_page

SHAPES = {
    "a name and a colon": (
        "cahiim",
        "<ul><li><b>Alamo Valley College</b>: Health Information Management (Associate), San Antonio, TX."
        " Status: Accredited. Next review: 2029.</li></ul>",
        ("Alamo Valley College", "associate", "him", "accredited", "San Antonio", "TX", 2029),
    ),
    "short headers": (
        "cahiim",
        "<h1>HIM Programs</h1><table><tr><th>Institution</th><th>Loc.</th><th>Deg.</th><th>Status</th></tr><tr>"
        "<td>Caprock University</td><td>San Angelo TX</td><td>Bach.</td><td>Probation</td></tr></table>",
        ("Caprock University", "bachelor", "him", "probation", "San Angelo", "TX", None),
    ),
    "programs that only the heading names": (
        "pcap",
        "<h1>PCAP Approved Coding Certificate Programs</h1><table><tr><th>College</th><th>City</th><th>State</th></tr>"
        "<tr><td>Pecos College</td><td>Roswell</td><td>NM</td></tr></table>",
        ("Pecos College", "certificate", "coding", "accredited", "Roswell", "NM", None),
    ),
    "a period of approval": (
        "pcap",
        "<h2>Approved programs (1)</h2><dl><dt>Pecos College &ndash; Roswell, New Mexico</dt>"
        "<dd>Medical Coding Certificate</dd><dd>Approval: June 2023 &ndash; June 2026</dd></dl>",
        ("Pecos College", "certificate", "coding", "accredited", "Roswell", "NM", 2026),
    ),
}
FIELDS = ("institution", "level", "field", "status", "city", "state", "review_year")


def test_shapes_are_read_as_people_read_them() -> None:
    faults = []
    for name, (source, body, expected) in SHAPES.items():
        page = read_list_page(
            source, f"<html><body>{body}</body></html>".encode(), "text/html", "https://a.example/", "x"
        )
        told = [tuple(program[field] for field in FIELDS) for program in programs_of(page.items)]
        if told != [expected]:
            faults.append(f"{name}: {told}")
    assert not faults, "\n".join(faults)
