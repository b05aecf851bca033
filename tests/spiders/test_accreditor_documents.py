"""Lists of accreditors that come as a JSON document: read, cited in the document, followed to the next part."""

import json

from spiders.accreditor_list_page import read_list_page
from spiders.items import RawRecord, Surprise
from spiders.places import read_places

URL = "https://www.cahiim.org/api/programs?page=1"
PROGRAM = {
    "institutionName": "Larkspur </script> College", "city": "Akron", "state": "OH", "degreeLevel": "Associate",
    "discipline": "Health Information Management", "accreditationStatus": "Initial Accreditation",
}  # fmt: skip


def _read(document: object) -> tuple[list[RawRecord], str | None, bytes]:
    body = json.dumps(document).encode()
    page = read_list_page("cahiim", body, "application/json", URL, "a capture")
    return [item for item in page.items if isinstance(item, RawRecord)], page.following, body


def test_a_document_is_read_and_every_value_is_found_again_in_it() -> None:
    records, following, body = _read({"results": [PROGRAM], "links": {"next": {"href": "/api/programs?page=2"}}})
    (record,) = records
    told = {value.field: value.text for value in record.values}
    assert told["institution"] == "Larkspur </script> College"
    assert (told["status"], told["state"]) == ("Initial Accreditation", "OH")
    again = list(read_places(body, "application/json", [(record.place, value.at) for value in record.values]))
    assert again == [value.text for value in record.values]
    assert following == "https://www.cahiim.org/api/programs?page=2"


def test_a_next_of_another_site_or_of_the_document_itself_is_not_followed() -> None:
    for target in ("https://elsewhere.example/programs", URL, "javascript:alert(1)", "", 7, None):
        assert _read({"results": [PROGRAM], "next": target})[1] is None


def test_documents_that_are_none_are_fatal_and_no_crash() -> None:
    for body in (b"{", b"[" * 50_000, b'{"a": ' + b"9" * 9000 + b"}", b"\xff{}", b"[]"):
        page = read_list_page("cahiim", body, "application/json", URL, "a capture")
        assert [item.severity for item in page.items if isinstance(item, Surprise)] == ["fatal"]
