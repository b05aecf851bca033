"""Places from words: shapes of addresses with invented names, hostile text, linear time, labeled cases, whole files."""

import contextlib
import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.normalize.delivery import delivery_modes, read_delivery
from pipelines.normalize.location import (
    FIELDS,
    disagreements,
    places,
    predicted,
    proper_city,
    state_code,
    zip_code,
    zip_coordinates,
)
from pipelines.normalize.refusal import Refusal
from pipelines.normalize.text import plain
from tests.growth import assert_linear
from tests.together import together

SHARED = Path(__file__).resolve().parents[2] / "../shared"

# Each line: the text ("/" stands for a line break), then the places that it names, one column each.
SHAPES = r"""
88 Larch Hollow Road, Salem, OR 97301 | street=88 Larch Hollow Road; city=Salem; state=OR; zip5=97301
88 Larch Hollow Road/Salem, OR 97301-4410. | street=88 Larch Hollow Road; city=Salem; state=OR; zip5=97301; zip4=4410
88 Larch Hollow Rd Salem OR 97301 | street=88 Larch Hollow Rd; city=Salem; state=OR; zip5=97301
88 LARCH HOLLOW RD SUITE 4 SALEM, OR 97301 | street=88 LARCH HOLLOW RD; street2=SUITE 4; city=Salem; state=OR; zip5=97301
7 Quill Ave., 12th Floor, Duluth, MN 55802 | street=7 Quill Ave.; street2=12th Floor; city=Duluth; state=MN; zip5=55802
7 Quill Ave #310/Duluth, MN 55802 | street=7 Quill Ave; street2=#310; city=Duluth; state=MN; zip5=55802
Room 9, Wexcombe Hall, 7 Quill Ave, Duluth, MN | street=7 Quill Ave; street2=Room 9, Wexcombe Hall; city=Duluth; state=MN
Plaza del Faro Mall, Hatillo, PR 00659 | street2=Plaza del Faro Mall; city=Hatillo; state=PR; zip5=00659
2200 Brannock Street NW, Washington, DC 20036 | street=2200 Brannock Street NW; city=Washington; state=DC; zip5=20036
2200 Brannock Avenue, NE, Washington, DC 20002 | street=2200 Brannock Avenue, NE; city=Washington; state=DC; zip5=20002
One Fernhill Place, Boise, Idaho | street=One Fernhill Place; city=Boise; state=ID
Old Quarry Rd., Boise, ID | street=Old Quarry Rd.; city=Boise; state=ID
5120 - 30th St. W., Bradenton, FL | street=5120 - 30th St. W.; city=Bradenton; state=FL
Highway 71 South, Mena, AR 71953 | street=Highway 71 South; city=Mena; state=AR; zip5=71953
Calle Brumosa #14, Ponce, P.R. 00731 | street=Calle Brumosa; street2=#14; city=Ponce; state=PR; zip5=00731
Carr. 2 Km 81.2, Bo. Cerrillo, Arecibo, PR | street=Carr. 2 Km 81.2, Bo. Cerrillo; city=Arecibo; state=PR
Apartado 5512, Caguas, Puerto Rico 00726 | po_box=5512; city=Caguas; state=PR; zip5=00726
G.P.O. Box 71-C, San Juan, PR | po_box=71-C; city=San Juan; state=PR
P O BOX 77 DULUTH MN 55801 | po_box=77; city=Duluth; state=MN; zip5=55801
Campus Box 410/Duluth, MN 55812 | po_box=410; city=Duluth; state=MN; zip5=55812
7 Quill Ave, P.O. Box 77, Duluth, MN 55801 | street=7 Quill Ave; po_box=77; city=Duluth; state=MN; zip5=55801
PSC 71 Box 20, APO AE 09012 | street=PSC 71; po_box=20; city=APO; state=AE; zip5=09012
Wexcombe University in Boise, ID | city=Boise; state=ID
Wexcombe University (Associate) Boise, ID | city=Boise; state=ID
Wexcombe College, ID | state=ID
Wexcombe University, University, MS | city=University; state=MS
Wexcombe State University (Master's) College Park, MD | city=College Park; state=MD
University of Houston, TX | state=TX
3Wexcombe College 2/4YBoise, ID | city=Boise; state=ID
Tampa, FLAssociate Degree | city=Tampa; state=FL
Duluth, Minn. | city=Duluth; state=MN
Ithaca, Nueva York | city=Ithaca; state=NY
Kansas City, Missouri | city=Kansas City; state=MO
New York, New York 10005 | city=New York; state=NY; zip5=10005
1100 N Wexcombe, Oklahoma City, OK 73104 | street=1100 N Wexcombe; city=Oklahoma City; state=OK; zip5=73104
Ardmore, Oklahoma, OK 73401 | city=Ardmore; state=OK; zip5=73401
Duluth 55802 | city=Duluth; zip5=55802; country=US
Brindle Campus | delivery=campus
Brindle Campus, Boise, ID | city=Boise; state=ID; delivery=campus
Boise East Campus, Idaho | city=Boise; state=ID; delivery=campus
Boise Campus - Old Quarry Rd., Boise, ID | street=Old Quarry Rd.; city=Boise; state=ID; delivery=campus
Brindle Site, Boise, ID | city=Boise; state=ID
Its campus in Boise, ID is new. | city=Boise; state=ID; delivery=campus
Boise, ID; Reno, NV; Online | city=Boise; state=ID | city=Reno; state=NV | delivery=online
Boise, Idaho/Reno, Nevada | city=Boise; state=ID | city=Reno; state=NV
campuses in Tampa, Ocala, and Miami, Florida | city=Tampa; state=FL; delivery=campus | city=Ocala; state=FL; delivery=campus | city=Miami; state=FL; delivery=campus
88 Elm St. 14 Oak Rd./Boise, ID 83702 Reno, NV 89501 | street=88 Elm St.; city=Boise; state=ID; zip5=83702 | street=14 Oak Rd.; city=Reno; state=NV; zip5=89501
88 Elm St.; 14 Oak Rd. | street=88 Elm St. | street=14 Oak Rd.
The school sits in Boise, north of Reno. | city=Boise
Wexcombe College in Boise, founded in 1901 | city=Boise
BOISE | city=Boise
Idaho | state=ID; country=US
which is at 88 Elm Terrace Shopping Center | street=88 Elm Terrace Shopping Center
One Wexcombe Boulevard | street=One Wexcombe Boulevard
Leeds, England | city=Leeds; country=GB
Wexcombe University, Perth, WA, Australia | city=Perth; country=AU
Toronto, ON M5V 2T6, Canada | city=Toronto; country=CA
Mexico, MO | city=Mexico; state=MO
Wexcombe University, Leeds, England, United Kingdom | city=Leeds; country=GB
Wexcombe in Lowell, MA and Leeds, England | city=Lowell; state=MA | city=Leeds; country=GB
boise, id 83702 | city=Boise; state=ID; zip5=83702
Located at 88 Elm St. in downtown Boise, ID 83702 | street=88 Elm St.; city=Boise; state=ID; zip5=83702
In Boise, Wexcombe College opened its doors | city=Boise
88 Elm St. • Boise, ID 83702 • 208-555-0100 | street=88 Elm St.; city=Boise; state=ID; zip5=83702
PO Box 5 88 Elm Street/Boise, ID 83701 Boise, ID 83702 | po_box=5; city=Boise; state=ID; zip5=83701 | street=88 Elm Street; city=Boise; state=ID; zip5=83702
Office of Admissions/Wexcombe Hall, Room C/88 Elm Street/Boise, ID 83702 | street=88 Elm Street; street2=Wexcombe Hall, Room C; city=Boise; state=ID; zip5=83702
2100 State Highway #38, Ponce, PR | street=2100 State Highway #38; city=Ponce; state=PR
Salem-Keizer, OR | city=Salem-Keizer; state=OR
Students in Idaho and Nevada may enroll. | state=ID | state=NV
Boise, ID (Online) | city=Boise; state=ID; delivery=online
All letters go to 88 Elm Street. | street=88 Elm Street.
Its old home was on Fernhill Road. | street=Fernhill Road.
You may study on campus, online or in a hybrid form. | delivery=campus | delivery=online | delivery=hybrid
A blended course is online and on campus by turns. | delivery=hybrid
100% online anywhere in the United States | delivery=online; country=US
88 Elm Street, Boise, IDÌý 83702 | street=88 Elm Street; city=Boise; state=ID; zip5=83702
88&nbsp;Elm Street, Boise,&nbsp;ID&nbsp;83702 | street=88 Elm Street; city=Boise; state=ID; zip5=83702
88 Elm Street, Boise, ID 00000 | street=88 Elm Street; city=Boise; state=ID
Boise, ID/12345 Elm Street, Reno, NV 89501 | city=Boise; state=ID | street=12345 Elm Street; city=Reno; state=NV; zip5=89501
"""  # noqa: E501

NOTHING = """
City, State ZIP
123 Any Street, Anytown, OH 44000
[Student Name], Box ####, [City], TX
The campus mailroom is closed on Sundays.
Off-campus housing is plentiful.
Apply online today.
Federal School Code: 003456
USPS is short for the postal service.
Majors: BS, MA, MD
Careers in Nursing
Students receive mail at their campus address.
Nursing, MA
33602
The more of Wexcombe's graduates, the better
"""


def expected(cell: str) -> dict[str, Any]:
    """A place of the table as the full object; a state brings its country."""
    place: dict[str, Any] = dict.fromkeys(FIELDS)
    for pair in cell.split(";"):
        name, value = pair.strip().split("=", 1)
        place[name] = value
    if place["state"]:
        place["country"] = "US"
    return place


@together("line", SHAPES.strip().splitlines())
def test_shape(line: str) -> None:
    cells = line.split(" | ")
    text = cells[0] if re.search(r"\d/\d", cells[0]) else cells[0].replace("/", "\n")
    assert places(text) == [expected(cell) for cell in cells[1:]]


@together("text", [*NOTHING.strip().splitlines(), "", " ", "\x00", "$", '"', "((((", "🎓"])
def test_nothing(text: str) -> None:
    assert predicted(text) is None


def test_one_place_is_an_object_and_several_are_a_list() -> None:
    assert isinstance(predicted("Boise, ID"), dict)
    assert isinstance(predicted("Boise, ID; Reno, NV"), list)


def test_a_city_of_no_gazetteer_is_kept_as_printed_and_reported() -> None:
    place = predicted("Wexcombe College (Diploma) Qumcao, PR 97301")
    assert isinstance(place, dict)
    assert (place["city"], place["state"]) == ("Qumcao", "PR")
    assert disagreements(place) == ["zip_of_another_state", "unknown_city"]
    assert disagreements({"zip5": "00001"}) == ["unknown_zip"]
    assert disagreements({"city": "Saint Paul", "state": "MN", "zip5": "55101"}) == []


def test_coordinates_say_that_they_are_the_zip_codes() -> None:
    found = zip_coordinates("97301")
    assert found is not None
    assert found["grain"] == "zip"
    assert 44 < float(found["latitude"]) < 46
    assert zip_coordinates("00001") is None


@together(("text", "code"), [("P.R.", "PR"), ("  new   york ", "NY"), ("Ariz.", "AZ"), ("d.c.", "DC")])
def test_state(text: str, code: str) -> None:
    assert state_code(text) == code


@together("text", ["ilinois", "", "XX", "AE", "England", "Oregon City"])
def test_state_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        state_code(text)


def test_zip() -> None:
    assert zip_code("97301") == ("97301", None)
    assert zip_code("97301-4410") == zip_code("973014410") == ("97301", "4410")
    for text in ("", "9730", "00000", "97301-", "9730١", "zip"):
        with pytest.raises(Refusal):
            zip_code(text)


@together(
    ("text", "city"),
    [("ST PAUL", "St Paul"), ("DeKalb", "DeKalb"), ("MCALLEN", "McAllen"), ("COEUR D'ALENE", "Coeur D'Alene")],
)
def test_city(text: str, city: str) -> None:
    assert proper_city(text) == city


@together(
    ("text", "modes"),
    [
        ("on-campus", ["campus"]),
        ("the Hilltop campus", ["campus"]),
        ("100% online", ["online"]),
        ("online or on campus", ["online", "campus"]),
        ("hybrid", ["hybrid"]),
        ("hybrid, part online", ["hybrid"]),
        ("not available online", []),
        ("register online", []),
        ("the campus bookstore", []),
        ("at our center", []),
    ],
)
def test_delivery(text: str, modes: list[str]) -> None:
    assert delivery_modes(text) == modes
    assert read_delivery(text) == (modes[0] if len(modes) == 1 else None)


def printed(place: dict[str, Any]) -> str:
    """A place as an address line, for reading it again."""
    box = f"PO Box {place['po_box']}" if place["po_box"] else None
    zips = "-".join(part for part in (place["zip5"], place["zip4"]) if part)
    region = " ".join(part for part in (place["state"], zips) if part)
    return ", ".join(part for part in (place["street"], place["street2"], box, place["city"], region) if part)


NAMES = st.sampled_from(["Larch", "Quill", "Brannock", "Old Fernhill", "Wexcombe", "E. Tamsin", "North Ostrey"])
KINDS = st.sampled_from(
    ["Street", "St.", "Ave", "Avenue", "Blvd", "Road", "Rd.", "Lane", "Drive", "Court", "Way", "Parkway"]
)
UNITS = st.sampled_from(["", "Suite 4", "Ste. 210", "3rd Floor", "Room 9", "#12", "Bldg. C"])
CITIES = st.sampled_from(
    [
        ("Salem", "OR", "97301"),
        ("St. Paul", "MN", "55101"),
        ("San Juan", "PR", "00936"),
        ("North Augusta", "SC", "29841"),
    ]
)


@given(st.integers(2, 99999), NAMES, KINDS, UNITS, CITIES, st.sampled_from([", ", "\n"]))
def test_a_printed_address_is_read_back(
    number: int, name: str, kind: str, unit: str, city: tuple[str, str, str], mark: str
) -> None:
    street = f"{number} {name} {kind}"
    text = mark.join(part for part in (street, unit) if part) + f"{mark}{city[0]}, {city[1]} {city[2]}"
    place = predicted(text)
    assert isinstance(place, dict)
    found = (place["street"], place["street2"] or "", place["city"], place["state"], place["zip5"])
    assert (found[0].rstrip("."), found[1], *found[2:]) == (street.rstrip("."), unit, *city)
    assert predicted(printed(place)) == place


PIECES = """Salem OR 97301 , ; ( ) - # 5 12 St. Street Suite Box PO Campus campus online hybrid in and Washington DC
New York Calle Km N NE University College Canada England U.S. 97301-1234 00000 Hall Floor 2nd / | • Mass. One"""
WORDS = st.sampled_from([*PIECES.split(), "\n"])
SENTENCES = st.lists(WORDS, max_size=40)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=300), SENTENCES.map(" ".join), SENTENCES.map("".join)))
def test_any_text_is_read_and_nothing_is_invented(text: str) -> None:
    for place in places(text):
        assert tuple(place) == FIELDS
        assert any(place.values())
        assert place["zip5"] is None or place["zip5"] in plain(text)
        for name in FIELDS:
            assert place[name] is None or (isinstance(place[name], str) and place[name].strip())
    with contextlib.suppress(Refusal):
        assert proper_city(proper_city(text)) == proper_city(text)


GROWING = """a 5 ( - TX_ ,_TX Tampa,_FL_33602,_ 1_A_St,_ Calle_A,_ PO_Box_ #5_ Nordin_Hall,_ online_or_ Canada,_ aB a@
campuses_in_Tampa_and_ in_Texas_and_ 1,000 www. &amp; Tampa,_FL;"""
UNITS_OF_GROWTH = ["\n", "\u200b", *(unit.replace("_", " ") for unit in GROWING.split())]


@pytest.mark.no_cover
@pytest.mark.parametrize("unit", UNITS_OF_GROWTH)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    predicted("Tampa, FL 33602")
    assert_linear(lambda size: predicted((unit * size)[:size] + " Tampa, FL 33602"), 12_500)


@pytest.mark.no_cover
def test_a_megabyte_of_addresses() -> None:
    line = "88 Elm Street, Boise, ID 83702; "
    assert len(places(line * (1_000_000 // len(line)))) == 1_000_000 // len(line)


def cases(name: str) -> Path:
    path = SHARED / "cases" / name
    if not path.exists():
        pytest.skip(f"the labeled cases beside the checkout are absent: {name}")
    return path


@pytest.mark.shared
@pytest.mark.parametrize(("name", "floor"), [("dev_location.jsonl", 0.97), ("supplement_location.jsonl", 1.0)])
def test_labeled_cases(name: str, floor: float, tmp_path: Path) -> None:
    gold = cases(name)
    answers, scores = tmp_path / "answers.jsonl", tmp_path / "scores.json"
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    answers.write_text(
        "\n".join(json.dumps({"id": line["id"], "predicted": predicted(line["text"])}) for line in lines), "utf-8"
    )
    command = [sys.executable, str(cases("score.py")), str(gold), str(answers), "--boot", "10", "--json", str(scores)]
    subprocess.run(command, check=True, capture_output=True)
    found = json.loads(scores.read_text("utf-8"))
    assert found["strict all fields"]["value"] >= floor
    assert found["field state"]["value"] >= 0.98
    assert found["field zip5"]["value"] >= 0.98


def rows_of(path: Path, member: str) -> Iterator[dict[str, str]]:
    if not path.exists():
        pytest.skip(f"the published files beside the checkout are absent: {path.name}")
    with zipfile.ZipFile(path) as archive:
        raw = archive.read(member)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    yield from csv.DictReader(io.StringIO(text))


def agrees(text: str, state: str, zips: str) -> bool:
    place = predicted(text)
    if not isinstance(place, dict):
        return False
    return (place["state"], "-".join(part for part in (place["zip5"], place["zip4"]) if part)) == (state, zips)


@pytest.mark.no_cover
@pytest.mark.shared
@pytest.mark.slow
def test_every_address_of_the_institution_directory() -> None:
    path = SHARED / "web/nces.ed.gov/ipeds/datacenter/data/HD2024.zip"
    rows = list(rows_of(path, "HD2024.csv"))
    wrong = [
        row["UNITID"]
        for row in rows
        if not agrees(f"{row['ADDR']}, {row['CITY']}, {row['STABBR']} {row['ZIP']}", row["STABBR"], row["ZIP"])
    ]
    assert len(wrong) / len(rows) <= 0.001, wrong  # the target is 0.005


@pytest.mark.no_cover
@pytest.mark.shared
@pytest.mark.slow
def test_every_address_of_the_accreditation_database() -> None:
    path = SHARED / "web/ope.ed.gov/dapip/api/downloadFiles/accreditationDataFiles.zip"
    shape = re.compile(r",\s*([A-Za-z]{2})(?:\s+(\d{5}(?:-\d{4})?))?\s*$")
    rows = [(row["Address"], shape.search(row["Address"])) for row in rows_of(path, "InstitutionCampus.csv")]
    published = [(text, found[1].upper(), (found[2] or "").replace("00000", "")) for text, found in rows if found]
    wrong = [text for text, state, zips in published if not agrees(text, state, zips)]
    assert len(published) / len(rows) > 0.999
    assert len(wrong) / len(rows) <= 0.002, wrong[:20]  # the target is 0.03
