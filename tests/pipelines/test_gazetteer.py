"""What a ZIP code says of a place: labeled, never invented, and how an address contradicts itself."""

import csv
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalize.gazetteer import misfits, place_of_zip
from spiders.environment import ROOT
from tests.together import together

SHARED_HD = ROOT.parent / "shared/web/nces.ed.gov/ipeds/datacenter/data/HD2024.zip"


def test_a_zip_code_has_names_a_county_and_a_point_and_says_that_they_are_the_zips() -> None:
    place = place_of_zip("45402")
    assert place is not None
    assert place.public() == {
        "zip5": "45402",
        "city": "Dayton",
        "cities": ("Dayton",),
        "state": "OH",
        "county": "Montgomery County",
        "latitude": "39.7563",
        "longitude": "-84.1895",
        "is_active": True,
        "from": "zip",
    }


def test_the_preferred_name_is_first_and_the_others_follow() -> None:
    place = place_of_zip("12065")
    assert place is not None
    assert place.cities[0] == place.city == "Clifton Park"
    assert "Halfmoon" in place.cities


def test_a_military_post_has_no_county_and_no_point_in_the_sea_off_africa() -> None:
    place = place_of_zip("09001")
    assert place is not None
    assert (place.county, place.latitude, place.longitude) == (None, None, None)


@together("text", ["", "00000", "4540", "45402-1234", " 45402", "４５４０２", "abcde", "9" * 1000])
def test_what_is_no_known_zip_code_has_no_place(text: str) -> None:
    assert place_of_zip(text) is None


@together(
    ("city", "state", "zip5", "found"),
    [
        ("Dayton", "OH", "45402", ()),
        ("DAYTON", "OH", "45402", ()),
        ("St. Paul", "MN", "55101", ()),
        ("Saint Paul", "MN", "55101", ()),
        ("N Little Rock", "AR", "72114", ()),
        ("McKenzie", "TN", "38201", ()),
        ("Coeur d'Alene", "ID", "83814", ()),
        ("Bayamón", "PR", "00959", ()),
        ("Dayton", "OH", "00000", ("unknown_zip",)),
        ("Dayton", "TX", "45402", ("zip_of_another_state",)),
        ("Powder Springs", "TN", "30127", ("zip_of_another_state",)),
        ("Whitter", "CA", "90603", ("unknown_city",)),
        ("Cleveland", "OH", "45402", ("zip_of_another_city",)),
        ("Cleveland", None, "45402", ("zip_of_another_city",)),
        ("Atlantis Bay", "TX", "45402", ("zip_of_another_state", "unknown_city")),
        (None, "OH", "45402", ()),
        ("Dayton", "OH", None, ()),
        (None, None, None, ()),
        ("", "", "", ()),
    ],
)
def test_how_city_state_and_zip_contradict_each_other(
    city: str | None, state: str | None, zip5: str | None, found: tuple[str, ...]
) -> None:
    assert misfits(city, state, zip5) == found


@given(st.text(max_size=300), st.text(max_size=3), st.text(max_size=12))
def test_any_text_is_checked_and_nothing_raises(city: str, state: str, zip5: str) -> None:
    told = misfits(city, state, zip5)
    assert set(told) <= {"unknown_zip", "zip_of_another_state", "unknown_city", "zip_of_another_city"}
    assert misfits(city, state, zip5) == told


def test_the_gazetteer_is_not_read_before_it_is_asked() -> None:
    words = "import sys, pipelines.normalize.gazetteer; sys.exit('zipcodes' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False).returncode == 0


def test_nearly_every_address_of_ipeds_fits() -> None:
    if not Path(SHARED_HD).is_file():
        pytest.skip("the published HD2024.zip is not here")
    with zipfile.ZipFile(SHARED_HD) as archive, archive.open(archive.namelist()[0]) as raw:
        rows = list(csv.DictReader(io.TextIOWrapper(raw, "utf-8-sig", errors="replace")))
    odd = [row for row in rows if misfits(row["CITY"], row["STABBR"], row["ZIP"][:5])]
    assert len(odd) / len(rows) < 0.008
