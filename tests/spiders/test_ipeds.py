"""The three IPEDS tables, from bytes in the published layout: what is read, what is left out, what is reported."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.ipeds_institutions import parse_institutions, parse_prices
from spiders.ipeds_layout import academic_year, site, years_named
from spiders.ipeds_programs import parse_programs
from spiders.ipeds_rows import BLOCK
from spiders.ipeds_scope import scope_named
from spiders.items import RawItem, RawRows, Surprise, Tally
from spiders.places import read_places
from spiders.structure import StructureChanged

HD = "https://nces.ed.gov/ipeds/datacenter/data/HD2024.zip"
C_A = "https://nces.ed.gov/ipeds/datacenter/data/C2024_A.zip"
IC_AY = "https://nces.ed.gov/ipeds/datacenter/data/IC2022_AY.zip"
COST1 = "https://nces.ed.gov/ipeds/datacenter/data/COST1_2024.zip"
PROGRAM = [
    "UNITID",
    "CIPCODE",
    "MAJORNUM",
    "AWLEVEL",
    "XCTOTALT",
    "CTOTALT",
    "XCTOTALM",
    "CTOTALM",
    "CTOTALW",
    "CAIANT",
]


def zipped(name: str, rows: Iterable[Sequence[str]], encoding: str = "utf-8-sig") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, text.getvalue().encode(encoding))
    return store.getvalue()


def institution_table(*institutions: dict[str, str], without: str = "", **more: str) -> list[list[str]]:
    columns = [names[0] for names in site().institutions.columns.values() if names[0] != without] + list(more)
    usual = {
        "UNITID": "100654",
        "INSTNM": "Alabama A & M University",
        "STABBR": "AL",
        "ACT": "A ",
        "ALIAS": " ",
        **more,
    }
    return [columns, *([({**usual, **one}).get(column, " ") for column in columns] for one in institutions)]


def program(
    unitid: str = "100654", cip: str = "51.0707", level: str = "3", count: str = "12", major: str = "1"
) -> list[str]:
    return [unitid, cip, major, level, "R", count, "R", "2", "10", "."]


def programs(
    *rows: list[str], scope: str = "him", name: str = "c2024_a.csv", url: str = C_A, **more: Any
) -> list[RawItem]:
    body = zipped(name, [PROGRAM, *rows])
    return list(parse_programs(body, url, "capture", 2024, scope_named(scope), **more))


def price_table(*rows: dict[str, str], more: Sequence[str] = ()) -> list[list[str]]:
    columns = [names[0] for names in site().prices.columns.values()] + list(more)
    return [columns, *([row.get(column, ".") for column in columns] for row in rows)]


def records(items: Iterable[RawItem], kind: str) -> Iterator[dict[str, str]]:
    """Each row of a kind as a mapping of fields, with its key, period and row number."""
    for item in items:
        if isinstance(item, RawRows) and item.kind == kind:
            assert RawRows.model_validate(item.model_dump()) == item
            assert len(item.fields) == len(item.columns)
            for number, key, texts in item.rows:
                yield {"key": key, "period": item.period, "row": str(number)} | dict(
                    zip(item.fields, texts, strict=True)
                )


def surprises(items: Iterable[RawItem]) -> dict[str, Surprise]:
    return {item.code: item for item in items if isinstance(item, Surprise)}


def tallies(items: Iterable[RawItem]) -> dict[str, int]:
    return {item.name: item.value for item in items if isinstance(item, Tally)}


def refused(items: Iterable[RawItem]) -> StructureChanged:
    with pytest.raises(StructureChanged) as caught:
        list(items)
    return caught.value


class TestInstitutions:
    """The directory, HD."""

    def test_words_stand_as_they_do_in_the_file(self) -> None:
        table = institution_table({"OPEID": "00100200", "NEWID": "-2", "WEBADDR": "www.aamu.edu/", "IALIAS": "A|B"})
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        (found,) = records(items, "institution")
        assert found["key"] == found["unitid"] == "100654"
        assert (found["period"], found["row"], found["opeid"]) == ("2024", "2", "00100200")
        assert (found["activity"], found["alias"], found["successor_unitid"]) == ("A ", "A|B", "-2")
        assert tallies(items) == {"rows_HD": 1}
        assert surprises(items) == {}

    def test_officers_and_tax_numbers_are_left_where_they_are(self) -> None:
        table = institution_table({}, CHFNM="Dr. Jane Doe", CHFTITLE="President", EIN="123456789")
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        assert surprises(items) == {}
        assert "Jane Doe" not in repr(items)
        assert "123456789" not in repr(items)

    def test_every_new_column_is_reported_once(self) -> None:
        table = institution_table({}, {"UNITID": "100663"}, MASCOT="Bulldog")
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        new = [item for item in items if isinstance(item, Surprise)]
        assert [(one.code, one.severity, one.sample) for one in new] == [("new_column", "warning", "MASCOT")]
        assert "ipeds.toml" in new[0].message

    def test_a_thousand_new_columns_are_summed_up(self) -> None:
        table = institution_table({}, **{f"NEW{number}": "x" for number in range(1000)})
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        told = [item for item in items if isinstance(item, Surprise)]
        assert len(told) < 100
        assert "950 more" in told[-1].message

    def test_an_absent_column_is_noted_unless_it_is_required(self) -> None:
        body = zipped("hd2024.csv", institution_table({}, without="NPRICURL"))
        items = list(parse_institutions(body, HD, "capture", 2024))
        assert surprises(items)["absent_column"].severity == "note"
        assert "NPRICURL" in surprises(items)["absent_column"].message
        assert "net_price_url" not in next(records(items, "institution"))
        error = refused(parse_institutions(zipped("hd2024.csv", institution_table({}, without="ZIP")), HD, "c", 2024))
        assert (error.code, "no column ZIP" in str(error)) == ("missing_columns", True)

    @pytest.mark.parametrize("unitid", ["10065", "1006544", "Alabama A & M", "", " ", "１００６５４"])
    def test_content_that_has_shifted_is_refused(self, unitid: str) -> None:
        table = institution_table({}, {"UNITID": unitid})
        error = refused(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        assert error.code == "shifted_content"
        assert "row 3" in str(error)
        assert "UNITID" in str(error)

    def test_columns_that_have_shifted_against_the_header_are_refused(self) -> None:
        table = institution_table({"ZIP": "35762"}, {"UNITID": "100663", "ZIP": "35294"})
        at = table[0].index("STABBR")
        shifted = [table[0], *([*row[:at], row[at + 1], row[at], *row[at + 2 :]] for row in table[1:])]
        error = refused(parse_institutions(zipped("hd2024.csv", shifted), HD, "capture", 2024))
        assert error.code == "shifted_content"
        assert "STABBR holds '35762'" in str(error)

    def test_old_years_in_windows_1252_with_spaces_around_numbers(self) -> None:
        table = institution_table({"UNITID": " 100654", "INSTNM": "Cañada College"})
        (found,) = records(
            parse_institutions(zipped("hd2022.csv", table, "cp1252"), HD.replace("2024", "2022"), "c", 2022),
            "institution",
        )
        assert (found["key"], found["name"], found["period"]) == ("100654", "Cañada College", "2022")

    def test_a_header_without_rows_is_fatal(self) -> None:
        items = list(parse_institutions(zipped("hd2024.csv", institution_table()), HD, "capture", 2024))
        assert surprises(items)["no_rows"].severity == "fatal"

    def test_equal_rows_of_a_key_are_one_record_and_unlike_rows_are_fatal(self) -> None:
        table = institution_table({}, {}, {}, {"UNITID": "100663"}, {"UNITID": "100663", "CITY": "Mobile"})
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        assert [found["key"] for found in records(items, "institution")] == ["100654", "100663"]
        told = surprises(items)
        assert [item.code for item in items if isinstance(item, Surprise)].count("duplicate_row") == 1
        assert (told["duplicate_row"].severity, told["conflicting_rows"].severity) == ("warning", "fatal")
        assert "row 5 and row 6" in told["conflicting_rows"].message
        assert "Mobile" in told["conflicting_rows"].sample

    @pytest.mark.parametrize(
        ("member", "url", "extra", "sign"),
        [
            ("hd2023.csv", HD, {}, "member name"),
            ("hd2024.csv", HD.replace("2024", "2023"), {}, "address"),
            ("hd2024.csv", HD, {"HD2023.SECTOR": "1"}, "header"),
        ],
    )
    def test_a_file_of_another_year_is_refused(self, member: str, url: str, extra: dict[str, str], sign: str) -> None:
        error = refused(parse_institutions(zipped(member, institution_table({}, **extra)), url, "capture", 2024))
        assert error.code == "wrong_year"
        assert f"its {sign} says 2023" in str(error)

    def test_blocks_hold_at_most_their_size(self) -> None:
        table = institution_table(*({"UNITID": str(100_000 + number)} for number in range(BLOCK + 1)))
        items = list(parse_institutions(zipped("hd2024.csv", table), HD, "capture", 2024))
        assert [len(item.rows) for item in items if isinstance(item, RawRows)] == [BLOCK, 1]
        assert len(list(records(items, "institution"))) == BLOCK + 1


def test_every_word_is_found_again_where_its_place_says() -> None:
    table = institution_table({"IALIAS": "A|B"}, {"UNITID": "100663", "CITY": "Cañon\nCity", "ADDR": 'The "Hill"'})
    body = zipped("data/HD2024.CSV", table)
    asked: list[tuple[str, str]] = []
    words: list[str] = []
    for item in parse_institutions(body, HD, "capture", 2024):
        if isinstance(item, RawRows):
            for number, _, texts in item.rows:
                asked += [(f"zip:{item.member}#row={number}", column) for column in item.columns]
                words += texts
    assert len(words) == 2 * len(site().institutions.columns)
    assert list(read_places(body, "application/zip", asked)) == words


class TestPrograms:
    """The completions, C_A."""

    def test_a_program_is_an_institution_a_cip_code_and_an_award_level(self) -> None:
        items = programs(program(), program(level="5", count="0"), program(cip="11.0101"))
        first, second = records(items, "program")
        assert first == {
            "key": "100654:51.0707:3", "period": "2024", "row": "2", "unitid": "100654", "cip": "51.0707",
            "award_level": "3", "completions": "12", "completions_men": "2", "completions_women": "10",
            "completions_flag": "R",
        }  # fmt: skip
        assert second["completions"] == "0"
        assert surprises(items) == {}
        assert tallies(items) == {"rows_C_A": 3, "completions_institutions": 1, "programs_in_scope": 2}

    def test_totals_and_second_majors_are_left_out(self) -> None:
        rows = [program(cip=cip) for cip in ("99", "99.0000")] + [program(level=level) for level in ("12", "13", "15")]
        items = programs(*rows, program(major="2"), program(), scope="all")
        assert [found["row"] for found in records(items, "program")] == ["8"]
        assert surprises(items) == {}

    def test_institutions_are_met_in_scope_or_not(self) -> None:
        met: set[str] = set()
        programs(program(cip="11.0101"), program("100663"), program("100663", cip="99"), institutions_met=met)
        assert met == {"100654", "100663"}

    def test_blanks_around_codes_do_not_hide_them(self) -> None:
        (found,) = records(programs([" 100654", "51.0707 ", " 1", " 3", "R ", " 7", "R", "2", "5", "."]), "program")
        assert (found["key"], found["completions"]) == ("100654:51.0707:3", " 7")

    def test_a_few_malformed_codes_are_held_and_reported(self) -> None:
        rows = [program(f"{100_000 + number}") for number in range(2001)]
        items = programs(*rows, program(cip="51.071"), program(cip="51.071"))
        assert len(list(records(items, "program"))) == 2001
        told = surprises(items)["malformed_cip"]
        assert (told.severity, told.sample, told.place) == ("warning", "51.071", "zip:c2024_a.csv#row=2003")
        assert "2 rows" in told.message

    @pytest.mark.parametrize("cip", ["51.071", "1.0999", "510707", '="51.0707"', "51,0707", "", " ", "51.07070"])
    def test_systematically_malformed_codes_are_fatal(self, cip: str) -> None:
        items = programs(program(), program(cip=cip))
        assert surprises(items)["malformed_cip"].severity == "fatal"
        assert len(list(records(items, "program"))) == 1

    def test_unknown_award_levels_and_major_numbers_are_held(self) -> None:
        items = programs(program(), program(level="22"), program(level=""), program(level="5", major="3"))
        told = [(item.code, item.severity, item.sample) for item in items if isinstance(item, Surprise)]
        assert told == [
            ("unknown_award_level", "warning", "22"),
            ("unknown_award_level", "warning", ""),
            ("unknown_major_number", "warning", "3"),
        ]
        assert len(list(records(items, "program"))) == 1

    def test_repeated_keys(self) -> None:
        items = programs(program(), program("100663"), program(), program(), program("100663", count="13"))
        assert [found["row"] for found in records(items, "program")] == ["2", "3"]
        codes = [(item.code, item.severity) for item in items if isinstance(item, Surprise)]
        assert codes == [("duplicate_row", "warning"), ("conflicting_rows", "fatal")]
        assert "row 3 and row 6" in surprises(items)["conflicting_rows"].message
        assert "13" in surprises(items)["conflicting_rows"].sample

    def test_very_many_repeated_keys_are_summed_up(self) -> None:
        rows = [program(str(100_000 + number)) for number in range(300)]
        told = [item for item in programs(*rows, *rows) if isinstance(item, Surprise)]
        assert len(told) == 51
        assert "250 more" in told[-1].message

    def test_a_table_of_repeated_rows_is_not_read_to_its_end(self) -> None:
        rows = [program()] * 20_002
        with pytest.raises(StructureChanged, match=r"100654:51\.0707:3") as caught:
            programs(*rows)
        assert caught.value.code == "duplicate_row"

    def test_a_table_of_unknown_codes_is_not_read_to_its_end(self) -> None:
        with pytest.raises(StructureChanged) as caught:
            programs(*(program(cip=f"x{number}") for number in range(20_001)))
        assert caught.value.code == "unknown_codes"

    def test_the_revised_completions_may_be_in_the_zip(self) -> None:
        assert len(list(records(programs(program(), name="c2024_a_rv.csv"), "program"))) == 1

    def test_completions_of_another_year_are_refused(self) -> None:
        with pytest.raises(StructureChanged, match="expected the data of 2024, but its member name says 2023"):
            programs(program(), name="c2023_a.csv")

    def test_figures_and_flags_that_changed_places_are_refused(self) -> None:
        rows = [["100654", "51.0707", "1", "3", "12", "R", "2", "R", "10", "."] for _ in range(3)]
        with pytest.raises(StructureChanged, match="CTOTALT holds 'R'"):
            programs(*rows)

    def test_a_web_page_is_refused(self) -> None:
        error = refused(parse_programs(b"<html>Sorry", C_A, "capture", 2024, scope_named("him")))
        assert (error.code, "Sorry" in str(error)) == ("not_a_zip", True)


class TestPrices:
    """The price tables, IC_AY and COST1."""

    def test_a_price_has_its_flag_and_its_academic_year(self) -> None:
        row = {
            "UNITID": "100654",
            "TUITION2": "8610",
            "XTUIT2": "R",
            "FEE2": "1414",
            "HRCHG6": "422",
            "CHG3AY3": "18634",
        }
        items = list(parse_prices(zipped("ic2022_ay.csv", price_table(row)), IC_AY, "capture", 2022))
        (found,) = records(items, "institution_price")
        assert (found["key"], found["period"]) == ("100654", "2022-23")
        assert found["undergraduate_in_state_tuition"] == "8610"
        assert found["undergraduate_in_state_tuition_flag"] == "R"
        assert found["undergraduate_in_state_fees"] == "1414"
        assert found["graduate_in_state_per_credit"] == "422"
        assert found["published_out_of_state_price"] == "18634"
        assert found["graduate_out_of_state_tuition"] == "."
        assert tallies(items) == {"rows_prices": 1}
        assert surprises(items) == {}

    def test_the_last_column_may_have_a_trailing_blank(self) -> None:
        table = price_table({"UNITID": "100654"})
        table[0][-1] += " "
        item = next(iter(parse_prices(zipped("ic2022_ay.csv", table), IC_AY, "capture", 2022)))
        assert isinstance(item, RawRows)
        assert item.columns[-1] == table[0][-1].strip()

    def test_program_prices_are_read_where_the_table_has_them(self) -> None:
        more = ["CIPCODE1", "CIPTUIT1", "CIPLGTH1", "PRGMSR1", "CHG1PY3", "CIPCODE2", "CIPTUIT2"]
        rows: list[dict[str, str]] = [
            {
                "UNITID": "115010",
                "CIPCODE1": "51.0714",
                "CIPTUIT1": "15357",
                "PRGMSR1": "1",
                "CIPCODE2": "51.0707",
                "CIPTUIT2": "9000",
            },
            {"UNITID": "120069", "CIPCODE1": "12.0401", "CIPTUIT1": "15000", "CIPCODE2": "-2"},
            {"UNITID": "120078", "CIPCODE1": "51.071", "CIPCODE2": " "},
        ]
        body = zipped("cost1_2024.csv", price_table(*rows, more=more))
        items = list(parse_prices(body, COST1, "capture", 2024, scope_named("him")))
        found = {one["key"]: one for one in records(items, "program_price")}
        assert found.keys() == {"115010:51.0714", "115010:51.0707"}
        assert found["115010:51.0714"]["program_price"] == "15357"
        assert found["115010:51.0714"]["length_measure"] == "1"
        assert found["115010:51.0707"]["period"] == "2024-25"
        assert surprises(items)["malformed_cip"].sample == "51.071"
        assert len(list(records(items, "institution_price"))) == 3
        assert "120069:12.0401" in {
            one["key"] for one in records(parse_prices(body, COST1, "c", 2024), "program_price")
        }

    def test_a_second_price_of_a_program_is_held(self) -> None:
        row = {"UNITID": "115010", "CIPCODE1": "51.0714", "CIPTUIT1": "1", "CIPCODE2": "51.0714", "CIPTUIT2": "2"}
        table = price_table(row, more=["CIPCODE1", "CIPTUIT1", "CIPCODE2", "CIPTUIT2"])
        items = list(parse_prices(zipped("cost1_2024.csv", table), COST1, "capture", 2024))
        assert [one["program_price"] for one in records(items, "program_price")] == ["1"]
        assert surprises(items)["repeated_program_price"].severity == "warning"


class TestNames:
    """Files and years."""

    def test_the_price_table_changes_its_name(self) -> None:
        prices = site().prices
        assert [prices.file(year) for year in (2022, 2023, 2024, 2025)] == [
            "IC2022_AY", "IC2023_AY", "COST1_2024", "COST1_2025",
        ]  # fmt: skip

    def test_both_addresses_are_known_and_the_newer_one_leads_from_2025_on(self) -> None:
        old, new = site().urls(site().institutions, 2024)
        assert (old, new) == (HD, "https://nces.ed.gov/ipeds/complete-data-files/HD2024.zip")
        assert next(iter(site().urls(site().institutions, 2025))).endswith("/complete-data-files/HD2025.zip")

    def test_years(self) -> None:
        assert [academic_year(year) for year in (1999, 2022, 2008)] == ["1999-00", "2022-23", "2008-09"]
        assert years_named("c2023_a_rv.csv") == {2023}
        assert years_named("COST1_2024.zip") == {2024}
        assert years_named("table-120241.csv") == set()


class TestScope:
    """What -a cip= takes."""

    @pytest.mark.parametrize(
        ("words", "inside", "outside"),
        [
            ("him", "51.0723", "51.0701"),
            ("core", "51.2706", "51.0714"),
            ("all", "01.0999", None),
            ("51", "51.3801", "52.0101"),
            ("51.", "51.3801", "52.0101"),
            ("51.07", "51.0701", "51.0801"),
            (" 51.0707 , 11", "11.0101", "51.0706"),
        ],
    )
    def test_what_is_in(self, words: str, inside: str, outside: str | None) -> None:
        scope = scope_named(words)
        assert scope.holds(inside)
        assert outside is None or not scope.holds(outside)
        assert scope_named(scope.name) == scope

    @pytest.mark.parametrize(
        "words", ["51.071", "51.0", "5", "510707", "", ",", "HIM", "99", "51.0707;1", "５１", "51.07071"]
    )
    def test_what_is_refused(self, words: str) -> None:
        with pytest.raises(ValueError, match=r"cip.*(51\.0707|total)"):
            scope_named(words)

    def test_a_lost_zero_is_explained(self) -> None:
        with pytest.raises(ValueError, match=r"51\.0710 or the prefix 51\.07"):
            scope_named("51.071")

    @settings(deadline=None, max_examples=200)
    @given(st.text(max_size=30))
    def test_any_words_give_a_scope_or_a_reason(self, words: str) -> None:
        try:
            scope = scope_named(words)
        except ValueError:
            return
        assert scope_named(scope.name) == scope


CELLS = st.one_of(st.sampled_from(["100654", "51.0707", "3", "1", "99", " ", "", ".", "-2"]), st.text(max_size=8))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=6))
def test_any_cells_give_items_or_a_refusal(rows: list[list[str]]) -> None:
    try:
        items = programs(
            *(["".join(cell).encode("utf-8", "replace").decode() for cell in row] for row in rows), scope="all"
        )
    except StructureChanged:
        return
    assert len(list(records(items, "program"))) <= len(rows)
    assert tallies(items)["rows_C_A"] == len(rows)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=300), st.sampled_from(["institutions", "programs", "prices"]))
def test_any_body_gives_items_or_a_refusal(content: bytes, role: str) -> None:
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w") as archive:
        archive.writestr("x.csv", content)
    for body in (content, store.getvalue()):
        match role:
            case "institutions":
                items: Iterator[RawItem] = parse_institutions(body, HD, "capture", 2024)
            case "programs":
                items = parse_programs(body, C_A, "capture", 2024, scope_named("him"))
            case _:
                items = parse_prices(body, COST1, "capture", 2024)
        assert refused(items).code
