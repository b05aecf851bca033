"""The three tables of DAPIP, from bytes in the published layout: what is read, what is refused, what is reported."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.dapip_layout import KINDS, SOURCE, day, folded, site
from spiders.dapip_rows import BLOCK, parse_export
from spiders.items import RawItem, RawRows, Surprise, Tally
from spiders.places import read_places
from spiders.source import source_card
from spiders.structure import StructureChanged

URL = "https://ope.ed.gov/dapip/api/downloadFiles/accreditationDataFiles"
HEADERS = {
    "InstitutionCampus.csv": [
        "DapipId", "OpeId", "IpedsUnitIds", "LocationName", "ParentName", "ParentDapipId", "LocationType", "Address",
        "GeneralPhone", "AdminName", "AdminPhone", "AdminEmail", "Fax", "UpdateDate",
    ],
    "AccreditationRecords.csv": [
        "DapipId", "AgencyId", "AgencyName", "ProgramId", "ProgramName", "SequentialId", "InitialDateFlag",
        "AccreditationDate", "AccreditationStatus", "ReviewDate", "DepartmentDescription", "AccreditationEndDate",
        "EndingActionId",
    ],
    "AccreditationActions.csv": [
        "DapipId", "AgencyId", "AgencyName", "ProgramId", "ProgramName", "SequentialId", "ActionDescription",
        "ActionDate", "JustificationDescription", "JustificationOther", "EndDate",
    ],
}  # fmt: skip
LOCATIONS, RECORDS, ACTIONS = HEADERS
RECORD = {
    "DapipId": "100025", "AgencyId": "7", "AgencyName": "Commission on Colleges", "ProgramId": "1",
    "ProgramName": "Institutional Accreditation", "SequentialId": "1",
}  # fmt: skip
USUAL: dict[str, dict[str, str]] = {
    LOCATIONS: {
        "DapipId": "100025", "OpeId": "00100200", "IpedsUnitIds": "100654", "LocationName": "Made University",
        "ParentName": "-", "ParentDapipId": "-", "LocationType": "Institution",
        "Address": "1 Made Street, Normal, AL 35762", "GeneralPhone": "2565550100", "AdminName": "Jane Doe",
        "AdminEmail": "jane.doe@example.edu",
    },
    RECORDS: {
        **RECORD, "InitialDateFlag": "Actual", "AccreditationDate": "1/26/2018 12:00:00 AM",
        "AccreditationStatus": "Accredited", "ReviewDate": "01/26/2028",
    },
    ACTIONS: {
        **RECORD, "ActionDescription": "Renewal of Accreditation", "ActionDate": "1/26/2018 12:00:00 AM",
        "JustificationDescription": "Is in compliance with all of the agency's accreditation standards",
    },
}  # fmt: skip
Made = Mapping[str, Sequence[Mapping[str, str]]]
USUAL_ROWS: Made = {name: [{}] for name in HEADERS}


def export(
    rows: Made | None = None, headers: Mapping[str, list[str]] | None = None, more: Mapping[str, bytes] | None = None
) -> bytes:
    """A zip of the three tables; each row differs from the usual one where it says so."""
    told = {**HEADERS, **(headers or {})}
    members = {name: _table(name, header, (rows or USUAL_ROWS).get(name, [{}])) for name, header in told.items()}
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**members, **(more or {})}.items():
            archive.writestr(name, body)
    return store.getvalue()


def _table(name: str, header: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([({**USUAL[name], **row}).get(column, "") for column in header] for row in rows)
    return text.getvalue().encode()


def read(body: bytes) -> list[RawItem]:
    return list(parse_export(body, URL, "capture"))


def records(items: Iterable[RawItem], kind: str) -> Iterator[dict[str, str]]:
    for item in items:
        if isinstance(item, RawRows) and item.kind == kind:
            assert RawRows.model_validate(item.model_dump()) == item
            for number, key, texts in item.rows:
                yield {"key": key, "row": str(number)} | dict(zip(item.fields, texts, strict=True))


def keys(items: Iterable[RawItem], kind: str) -> list[str]:
    return [record["key"] for record in records(items, kind)]


def surprises(items: Iterable[RawItem]) -> dict[str, Surprise]:
    return {item.code: item for item in items if isinstance(item, Surprise)}


def tallies(items: Iterable[RawItem]) -> dict[str, int]:
    return {item.name: item.value for item in items if isinstance(item, Tally)}


def refused(body: bytes) -> StructureChanged:
    with pytest.raises(StructureChanged) as caught:
        read(body)
    return caught.value


def renamed(member: str, old: str, new: str) -> dict[str, list[str]]:
    return {member: [new if name == old else name for name in HEADERS[member]]}


class TestRecords:
    """What a row becomes."""

    def test_each_table_gives_its_kind_with_words_as_they_stand(self) -> None:
        items = read(export())
        assert surprises(items) == {}
        (location,) = records(items, "accreditor_location")
        (accreditation,) = records(items, "accreditation")
        (action,) = records(items, "accreditation_action")
        assert (location["key"], location["unitids"], location["parent_dapip_id"]) == ("100025", "100654", "-")
        assert (accreditation["key"], accreditation["starts_on"]) == ("100025:7:1:1", "1/26/2018 12:00:00 AM")
        assert (accreditation["ended_on"], accreditation["is_open"]) == ("", "")
        assert action["key"].startswith("100025:7:1:1:2018-01-26:")
        assert action["action"] == "Renewal of Accreditation"

    def test_officers_are_left_where_they_are(self) -> None:
        assert "doe" not in repr(read(export())).lower()

    def test_every_value_is_found_again_where_it_is_said_to_stand(self) -> None:
        body = export({LOCATIONS: [{}, {"DapipId": "100025002", "ParentDapipId": "100025", "LocationName": "Näher"}]})
        for item in read(body):
            if isinstance(item, RawRows):
                asked = [
                    (f"zip:{item.member}#row={number}", column) for number, _, _ in item.rows for column in item.columns
                ]
                assert list(read_places(body, "application/zip", asked)) == [
                    text for _, _, texts in item.rows for text in texts
                ]

    def test_a_block_is_never_larger_than_it_may_be(self) -> None:
        rows = [{"DapipId": f"1{number:05d}"} for number in range(BLOCK + 3)]
        items = read(export({LOCATIONS: rows}))
        assert [len(item.rows) for item in items if isinstance(item, RawRows)][:2] == [BLOCK, 3]

    def test_tables_in_a_folder_and_in_other_case_are_found(self) -> None:
        store = io.BytesIO()
        with zipfile.ZipFile(store, "w") as archive:
            for name, header in HEADERS.items():
                archive.writestr(f"export/{name.upper()}", _table(name, header, [{}]))
        assert keys(read(store.getvalue()), "accreditation") == ["100025:7:1:1"]

    def test_headers_are_compared_by_their_words(self) -> None:
        assert [folded(name) for name in ("Dapip ID", "OPE_ID", "*IpedsUnitIds")] == [
            "dapipid",
            "opeid",
            "ipedsunitids",
        ]
        members = {LOCATIONS: _table(LOCATIONS, HEADERS[LOCATIONS], [{}]).replace(b"IpedsUnitIds", b" IPEDS unit-ids ")}
        items = read(export(more=members))
        assert surprises(items) == {}
        assert next(records(items, "accreditor_location"))["unitids"] == "100654"


class TestActions:
    """Actions carry no number, and agencies report some of them twice."""

    def test_a_repeated_action_is_kept_under_a_numbered_key(self) -> None:
        items = read(export({ACTIONS: [{}, {}, {"ActionDate": "2/1/2019 12:00:00 AM"}, {}]}))
        first, second, other, third = keys(items, "accreditation_action")
        assert (second, third) == (f"{first}:2", f"{first}:3")
        assert other not in (first, second, third)
        assert (surprises(items)["repeated_action"].severity, tallies(items)["distinct_actions"]) == ("note", 2)

    def test_an_action_that_ends_or_is_printed_otherwise_keeps_its_key(self) -> None:
        for change in (
            {"EndDate": "1/1/2020 12:00:00 AM"},
            {"ActionDate": "01/26/2018"},
            {"ActionDescription": "Renewal  of Accreditation "},
            {"AgencyName": "Another Name"},
        ):
            changed = keys(read(export({ACTIONS: [change]})), "accreditation_action")
            assert changed == keys(read(export()), "accreditation_action"), change

    def test_an_action_without_a_readable_day_has_a_key_of_its_own(self) -> None:
        items = read(export({ACTIONS: [{"ActionDate": "soon"}, {"ActionDate": "later"}, {}, {}]}))
        first, second, *_ = keys(items, "accreditation_action")
        assert first.startswith("100025:7:1:1:undated:")
        assert first != second

    @pytest.mark.parametrize(
        ("text", "iso"),
        [
            ("1/29/2016 12:00:00 AM", "2016-01-29"), ("01/29/2016", "2016-01-29"), ("09-21-2025", "2025-09-21"),
            ("4/1//2012", ""), ("2016-01-29", ""), ("", ""), ("1/29/16", ""),
        ],
    )  # fmt: skip
    def test_days_in_keys(self, text: str, iso: str) -> None:
        assert day(text) == iso


class TestFigures:
    """The tallies that the gates look at."""

    def test_accredited_now_means_without_an_end_date(self) -> None:
        ended = {"SequentialId": "2", "AccreditationEndDate": "12/31/2012 12:00:00 AM"}
        candidate = {"SequentialId": "3", "AccreditationStatus": "Preaccredited"}
        told = tallies(read(export({RECORDS: [{}, ended, candidate]})))
        assert (told["accreditations"], told["accredited"]) == (3, 2)
        assert (told["accredited_now"], told["accredited_ended"]) == (1, 1)

    def test_references_between_the_tables_are_counted(self) -> None:
        child = {"DapipId": "999999002", "ParentDapipId": "999999", "LocationType": "Site", "IpedsUnitIds": ""}
        lost = {"DapipId": "888888"}
        told = tallies(read(export({LOCATIONS: [child, {}], RECORDS: [{}, lost], ACTIONS: [{}, {"AgencyId": "8"}]})))
        assert (told["child_locations"], told["child_locations_with_parent"]) == (1, 0)
        assert (told["institutions"], told["institutions_with_unitid"]) == (1, 1)
        assert (told["accreditations_located"], told["actions_located"], told["actions_on_record"]) == (1, 2, 1)

    def test_every_tally_that_the_gates_need_is_given(self) -> None:
        needed = {name for pair in source_card(SOURCE).gates.ratios for name in pair.split("/")}
        assert needed <= tallies(read(export())).keys()


class TestRefused:
    """What is not the export that the parser knows stops the run."""

    @pytest.mark.parametrize(
        ("body", "code"),
        [
            (b"<html><body>Service unavailable</body></html>", "not_a_zip"), (b"", "not_a_zip"), (b"PK", "broken_zip"),
            (export()[:-200], "broken_zip"), (export()[: len(export()) // 2], "broken_zip"),
        ],
    )  # fmt: skip
    def test_something_else_in_its_place(self, body: bytes, code: str) -> None:
        assert refused(body).code == code

    @pytest.mark.parametrize("member", HEADERS)
    def test_a_table_that_is_gone(self, member: str) -> None:
        store = io.BytesIO()
        with zipfile.ZipFile(store, "w") as archive:
            for name in HEADERS.keys() - {member}:
                archive.writestr(name, _table(name, HEADERS[name], [{}]))
        error = refused(store.getvalue())
        assert (error.code, member.lower() in str(error)) == ("no_table", True)

    @pytest.mark.parametrize(
        ("member", "column", "new"),
        [
            (LOCATIONS, "IpedsUnitIds", "UnitIds"), (LOCATIONS, "Address", "Street"),
            (RECORDS, "AccreditationEndDate", "Ended"),
            (RECORDS, "AccreditationStatus", "State"), (ACTIONS, "ActionDate", "Date"), (ACTIONS, "DapipId", "Id"),
        ],
    )  # fmt: skip
    def test_a_renamed_header(self, member: str, column: str, new: str) -> None:
        error = refused(export(headers=renamed(member, column, new)))
        assert error.code == "missing_columns"
        assert column in str(error)
        assert "dapip.toml" in str(error)

    def test_every_required_column_is_one_of_the_columns(self) -> None:
        for kind in KINDS:
            layout = site().layout(kind)
            assert layout.required | layout.shapes.keys() | layout.closed_words.keys() <= layout.columns.keys()

    @pytest.mark.parametrize(
        ("header", "code"),
        [
            ([*HEADERS[LOCATIONS], "dapip-id"], "duplicate_column"), ([*HEADERS[LOCATIONS], ""], "unnamed_column"),
            ([""], "empty_table"), (["Sorry, an error occurred"], "missing_columns"),
        ],
    )  # fmt: skip
    def test_a_header_that_cannot_be_bound(self, header: list[str], code: str) -> None:
        assert refused(export(headers={LOCATIONS: header})).code == code

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ({LOCATIONS: [{"DapipId": "Made University"}]}, "shifted_content"),
            ({LOCATIONS: [{"DapipId": ""}]}, "shifted_content"),
            ({LOCATIONS: [{}, {"DapipId": "１００６５４"}]}, "shifted_content"),
            ({RECORDS: [{}, {"AgencyId": "Commission"}]}, "shifted_content"),
            ({ACTIONS: [{"SequentialId": ""}]}, "shifted_content"),
            ({RECORDS: [{"AccreditationDate": "Accredited"}]}, "shifted_content"),
            ({RECORDS: [{"ProgramId": "2"}]}, "renumbered_programs"),
            ({RECORDS: [{"ProgramName": "Nursing"}]}, "renumbered_programs"),
        ],
    )  # fmt: skip
    def test_content_that_has_shifted(self, rows: Made, code: str) -> None:
        assert refused(export(rows)).code == code

    def test_a_row_with_a_cell_too_many(self) -> None:
        body = _table(RECORDS, HEADERS[RECORDS], [{}]) + b"100025,7,extra\r\n"
        assert refused(export(more={RECORDS: body})).code == "shifted_row"

    def test_a_key_that_has_become_the_rule(self) -> None:
        assert refused(export({ACTIONS: [{}] * 5100})).code == "duplicate_row"


class TestTold:
    """What is new and harmless is told; what nobody has judged and bears on a status stops the run."""

    @pytest.mark.parametrize(
        ("rows", "code", "severity"),
        [
            ({RECORDS: [{"AccreditationStatus": "Suspended"}]}, "unknown_status", "fatal"),
            ({RECORDS: [{"InitialDateFlag": "Guessed"}]}, "unknown_start_known", "fatal"),
            ({LOCATIONS: [{"LocationType": "Ship"}]}, "unknown_location_type", "fatal"),
            ({ACTIONS: [{"ActionDescription": "Frowned Upon"}]}, "unknown_action", "warning"),
            ({ACTIONS: [{"JustificationDescription": "Because"}]}, "unknown_justification", "warning"),
        ],
    )
    def test_a_word_that_is_not_known(self, rows: Made, code: str, severity: str) -> None:
        told = surprises(read(export(rows)))
        assert {code: one.severity for code, one in told.items()} == {code: severity}
        assert "1 rows" in told[code].message

    def test_a_double_space_in_a_known_word_is_no_news(self) -> None:
        words = {"ActionDescription": "Accreditation Reaffirmed:  Warning Removed"}
        assert surprises(read(export({ACTIONS: [words]}))) == {}

    def test_many_unlike_words_are_summed_up(self) -> None:
        rows = [{"ActionDescription": f"Action {number}"} for number in range(100)]
        told = [item for item in read(export({ACTIONS: rows})) if isinstance(item, Surprise)]
        assert len(told) < 30
        assert "80 more" in told[-1].message

    def test_a_new_column_a_new_table_and_an_absent_one(self) -> None:
        header = [name for name in HEADERS[LOCATIONS] if name != "UpdateDate"] + ["Mascot"]
        told = surprises(read(export(headers={LOCATIONS: header}, more={"Agencies.csv": b"a,b\r\n"})))
        assert {code: one.severity for code, one in told.items()} == {
            "new_member": "warning", "new_column": "warning", "absent_column": "note",
        }  # fmt: skip
        assert "Mascot" in told["new_column"].message

    def test_every_column_of_the_published_header_is_read_or_listed(self) -> None:
        for kind, (member, header) in zip(KINDS, HEADERS.items(), strict=True):
            layout = site().layout(kind)
            read_names = {folded(name) for names in layout.columns.values() for name in names}
            assert layout.member == member
            assert read_names | {folded(name) for name in layout.ignored} == {folded(name) for name in header}

    @pytest.mark.parametrize(
        ("second", "code", "severity"),
        [({}, "duplicate_row", "warning"), ({"LocationName": "Other"}, "conflicting_rows", "fatal")],
    )
    def test_a_location_that_stands_twice(self, second: dict[str, str], code: str, severity: str) -> None:
        items = read(export({LOCATIONS: [{}, second]}))
        assert surprises(items)[code].severity == severity
        assert keys(items, "accreditor_location") == ["100025"]

    @pytest.mark.parametrize("member", HEADERS)
    def test_a_table_without_rows(self, member: str) -> None:
        assert surprises(read(export({member: []})))["no_rows"].severity == "fatal"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_bytes_are_refused_or_read(data: st.DataObject) -> None:
    body = bytearray(export())
    for _ in range(data.draw(st.integers(1, 6))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(StructureChanged):
        assert all(isinstance(item, RawItem) for item in read(bytes(body)))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(HEADERS[RECORDS]), st.text(max_size=30)), max_size=5))
def test_hostile_cells_are_refused_or_read(rows: list[dict[str, str]]) -> None:
    cleaned = [
        {name: text.replace("\0", "").encode("utf-8", "ignore").decode() for name, text in row.items()} for row in rows
    ]
    with suppress(StructureChanged):
        found = keys(read(export({RECORDS: [{}, *cleaned]})), "accreditation")
        assert len(set(found)) == len(found)
