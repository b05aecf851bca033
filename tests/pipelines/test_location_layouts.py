"""Places in labels, tables, glued codes and other tongues: invented schools, typed before they were read."""

import json
from typing import Any

import pytest

from pipelines.normalize.location import FIELDS, places, predicted
from tests.growth import assert_linear
from tests.together import together

SPANS = r"""
Main Campus: 1840 Old Mill Pkwy, Paducah, Kentucky 42001 => street=1840 Old Mill Pkwy; city=Paducah; state=KY; zip5=42001; delivery=campus
Headquarters: Topeka, Kan. => city=Topeka; state=KS
Mail: P.O. Box 2217, Laredo, TX 78044-2217 => po_box=2217; city=Laredo; state=TX; zip5=78044; zip4=2217
Instructional sites | City | State\nHilltop Center | Beckley | WV\nRiver Center | Logan | WV => city=Beckley; state=WV || city=Logan; state=WV
Institution\tCity\tST\tZIP\nOxbow State College\tBrookings\tSD\t57006 => city=Brookings; state=SD; zip5=57006
The program is delivered on the Juniper Ridge campus. => delivery=campus
Blended delivery; residency weekend in Asheville, North Carolina => city=Asheville; state=NC; delivery=hybrid
Calle Sol 212, Oficina 4, San Germán, Puerto Rico 00683 => street=Calle Sol 212; street2=Oficina 4; city=San Germán; state=PR; zip5=00683
Urb. Las Lomas, 1520 Ave. Central, Río Piedras, PR 00921 => street=Urb. Las Lomas, 1520 Ave. Central; city=Río Piedras; state=PR; zip5=00921
Recinto de Mayagüez, Puerto Rico => city=Mayagüez; state=PR; delivery=campus
Vancouver, British Columbia, Canada => city=Vancouver; country=CA
Campus in Dublin, Ireland => city=Dublin; country=IE; delivery=campus
Partnered with Ternmouth University (Auckland, New Zealand) => city=Auckland; country=NZ
Greenville SC29601 => city=Greenville; state=SC; zip5=29601
Billings, MT 59101† => city=Billings; state=MT; zip5=59101
Tulsa, Okla.* => city=Tulsa; state=OK
1 University Plaza, MSC 4400, Cape Girardeau, MO 63701 => street=1 University Plaza; street2=MSC 4400; city=Cape Girardeau; state=MO; zip5=63701
<city>, <state> <zip> => null
{{address_line_1}}, {{city}} {{state}} => null
Distance education only => delivery=online
Lewiston & Auburn, Maine => city=Lewiston; state=ME || city=Auburn; state=ME
Brandywine Hall, 4th floor\n600 S. College Ave.\nNewark, DE 19716 => street=600 S. College Ave.; street2=Brandywine Hall, 4th floor; city=Newark; state=DE; zip5=19716
Charlotte Amalie, St. Thomas, USVI 00802 => city=Charlotte Amalie; state=VI; zip5=00802
Rosedale campus (Lubbock), Texas => city=Lubbock; state=TX; delivery=campus
Offered online and at our Joplin, Missouri campus => city=Joplin; state=MO; delivery=campus || delivery=online
88-12 Sutphin Boulevard, Jamaica, New York 11435 => street=88-12 Sutphin Boulevard; city=Jamaica; state=NY; zip5=11435
Sites: Boise, Idaho (main); Twin Falls, Idaho (satellite) => city=Boise; state=ID || city=Twin Falls; state=ID
Employer: Pinnacle Ridge Health, Rapid City, S.D. => city=Rapid City; state=SD
Hagerstown, MD21740 => city=Hagerstown; state=MD; zip5=21740
Barlow College Hagerstown Maryland => city=Hagerstown; state=MD
Fenwick University | 12 Quay Street | Burlington, VT 05401 => street=12 Quay Street; city=Burlington; state=VT; zip5=05401
Address: 14 Commerce Dr  Suite B  City: Conway  State: AR  Zip: 72032 => street=14 Commerce Dr; street2=Suite B; city=Conway; state=AR; zip5=72032
"streetAddress": "900 Harbor Way", "addressLocality": "Coos Bay", "addressRegion": "OR", "postalCode": "97420" => street=900 Harbor Way; city=Coos Bay; state=OR; zip5=97420
Campus: Lakeside | City: Erie | State: PA => city=Erie; state=PA; delivery=campus
Larkin Community College has locations in Salisbury and Kannapolis. => city=Salisbury || city=Kannapolis
PO Box 880 | 410 Tamarack St | Ely, MN 55731 => street=410 Tamarack St; po_box=880; city=Ely; state=MN; zip5=55731
#20 Calle Betances, Coamo, PR 00769 => street=#20 Calle Betances; city=Coamo; state=PR; zip5=00769
Carretera 172 Km. 5.4, Barrio Certenejas, Cidra, Puerto Rico => street=Carretera 172 Km. 5.4, Barrio Certenejas; city=Cidra; state=PR
2do Piso, Edificio Torre Norte, Ave. Ponce de León 400, San Juan PR 00901 => street=Ave. Ponce de León 400; street2=2do Piso, Edificio Torre Norte; city=San Juan; state=PR; zip5=00901
Universidad Brisas del Mar, Aguadilla, PR => city=Aguadilla; state=PR
14 rue des Lilas, 69003 Lyon, France => street=14 rue des Lilas; city=Lyon; country=FR
Tijuana, Baja California, Mexico => city=Tijuana; country=MX
Fully remote, asynchronous coursework => delivery=online
Offices at 12 Park Ave. and 300 Grand Blvd. => street=12 Park Ave. || street=300 Grand Blvd.
Tampa campus - 4500 W Bay Blvd; Orlando campus - 12 Lake Ln => street=4500 W Bay Blvd; delivery=campus || street=12 Lake Ln; delivery=campus
Branch campus: Hobbs, NM => city=Hobbs; state=NM; delivery=campus
5555 Broadway Street, Ste. 1200 Houston TX 77002 => street=5555 Broadway Street; street2=Ste. 1200; city=Houston; state=TX; zip5=77002
17W045 Hodges Road, Oakbrook Terrace, IL 60181 => street=17W045 Hodges Road; city=Oakbrook Terrace; state=IL; zip5=60181
Kettle River College\n1200 N. Larkspur Ave., Bldg. 7\nMail Stop 33\nMoscow, ID 83843-0033 => street=1200 N. Larkspur Ave.; street2=Bldg. 7, Mail Stop 33; city=Moscow; state=ID; zip5=83843; zip4=0033
Street Address: 71 Granite Way, Barre, VT 05641. Mailing Address: PO Box 9, Barre, VT 05641 => street=71 Granite Way; city=Barre; state=VT; zip5=05641 || po_box=9; city=Barre; state=VT; zip5=05641
Cordova College's Dothan, Alabama location => city=Dothan; state=AL
State: Utah => state=UT
ZIP: 84601 => zip5=84601; country=US
Coeur d'Alene, ID => city=Coeur d'Alene; state=ID
Bayamón, P. R. 00961 => city=Bayamón; state=PR; zip5=00961
Call (208) 555-0147 => null
Health Information Management, BS => null
Houma Campus, Houma, LA (hybrid); Thibodaux Center, Thibodaux, LA => city=Houma; state=LA; delivery=hybrid || city=Thibodaux; state=LA
Aptdo. 1212, Humacao, P.R. 00792 => po_box=1212; city=Humacao; state=PR; zip5=00792
Sioux Falls, S.D.57104 => city=Sioux Falls; state=SD; zip5=57104
Terre Haute, IN - On Campus => city=Terre Haute; state=IN; delivery=campus
School name: Bluewater Institute\nCity: Port Angeles\nState: WA => city=Port Angeles; state=WA
Bluewater Institute, 12 Harbor St, Port Angeles, WA, 98362, US => street=12 Harbor St; city=Port Angeles; state=WA; zip5=98362
Gainesville\nFL\n32601 => city=Gainesville; state=FL; zip5=32601
Campuses: Ocala, Citrus, Levy => delivery=campus
Athens, Greece; Athens, Georgia => city=Athens; country=GR || city=Athens; state=GA
Name ______ Address ______ City ______ State __ Zip _____ => null
"""  # noqa: E501


def expected(cell: str) -> dict[str, Any]:
    """One place of a line as the full object; a state brings its country."""
    place: dict[str, Any] = dict.fromkeys(FIELDS)
    for pair in cell.split(";"):
        name, value = pair.strip().split("=", 1)
        place[name] = value
    if place["state"]:
        place["country"] = "US"
    return place


def by_content(found: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(place) for place in found)


@together("line", SPANS.strip().splitlines())
def test_span(line: str) -> None:
    text, _, cells = line.rpartition(" => ")
    wanted = [] if cells == "null" else [expected(cell) for cell in cells.split(" || ")]
    found = places(text.replace("\\n", "\n").replace("\\t", "\t"))
    for place in found:
        place["street"] = place["street"].rstrip(".") if place["street"] else None
    for place in wanted:
        place["street"] = place["street"].rstrip(".") if place["street"] else None
    assert by_content(found) == by_content(wanted)


GROWING = [
    "City ",
    "City, ",
    "Address: ",
    "| ",
    "A | ID\n",
    "a: ",
    "ND58701 ",
    "City A State ",
    "a\t",
    "a   ",
    "*",
    "{",
    '"',
]


@pytest.mark.no_cover
@pytest.mark.parametrize("unit", GROWING)
def test_time_grows_with_the_length_and_no_faster(unit: str) -> None:
    predicted("Tampa, FL 33602")
    assert_linear(lambda size: predicted((unit * size)[:size] + " Tampa, FL 33602"), 12_500)
