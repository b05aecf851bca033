"""The reference tables that experts edit: every row with its source and date, no key twice, every code a known one."""

import csv
import re

from pipelines.normalize.award_level import award_levels
from pipelines.tables import FOLDER, reference_digest, reference_rows
from pipelines.things import ANCHOR_SOURCE
from spiders.source import source_card
from tests.together import together

NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
KEYS = {
    "accuracy_batches": ("kind", "batch", "measure"),
    "accreditation_agencies": ("agency",),
    "accreditation_agency_names": ("form",),
    "accreditation_phrases": ("meaning", "phrase"),
    "accreditation_statuses": ("scheme", "code", "label"),
    "accreditation_word_groups": ("group",),
    "award_levels": ("code",),
    "certification_rules": ("rule",),
    "certifications": ("certification",),
    "cip_series": ("cip",),
    "cip_scopes": ("scope", "cip"),
    "credential_awards": ("kind", "form", "credential", "subject"),
    "credential_subjects": ("phrase",),
    "credential_terms": ("credential",),
    "credential_word_forms": ("form",),
    "credential_words": ("group",),
    "institution_names": ("unitid", "earlier_name"),
    "institution_successors": ("unitid", "name", "city", "state"),
    "ipeds_labels": ("variable", "code"),
    "ipeds_prices": ("claim",),
    "link_weights": ("evidence", "level"),
    "link_words": ("use", "word", "value"),
    "location_countries": ("spelling",),
    "location_delivery": ("mode", "phrase"),
    "location_states": ("spelling",),
    "location_words": ("group",),
    "rekeyed_institutions": ("new_unitid",),
    "slug_levels": ("award_level",),
    "precedence": ("thing", "field", "source", "record_kind", "claim"),
    "states": ("spelling",),
    "tuition_phrases": ("use", "value", "phrase"),
    "tuition_units": ("unit",),
    "tuition_word_groups": ("group",),
    "tuition_words": ("spelling",),
}
"""What names a row of each table; a table that is not here is held to whole rows that are not twice."""
MEASURED = {"accuracy"}
"""Figures that we measured ourselves: what they were measured on stands in their digest."""
MAY_BE_EMPTY = {"rekeyed_institutions", "link_decisions"}
"""Decisions of people: none has been needed so far."""
DATE = re.compile(r"20[0-9]{2}-[01][0-9]-[0-3][0-9]")
LONGEST_CELL = 5000


@together("name", NAMES)
def test_every_row_has_as_many_cells_as_the_header_and_no_stray_space(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    assert len(set(header)) == len(header)
    assert rows or name in MAY_BE_EMPTY
    for number, row in enumerate(rows, start=2):
        assert len(row) == len(header), f"{name}.csv, row {number}"
        assert all(len(cell) < LONGEST_CELL for cell in row), f"{name}.csv, row {number}"
        odd = [cell for cell in row[-2:] if cell != cell.strip()]
        assert odd == [], f"{name}.csv, row {number}"


@together("name", [name for name in NAMES if name not in MEASURED])
def test_every_row_has_its_source_and_date(name: str) -> None:
    for number, row in enumerate(reference_rows(name), start=2):
        told = row["reason"] if "reason" in row else row["source"]
        assert told, f"{name}.csv, row {number} has no source"
        assert DATE.fullmatch(row["as_of"]), f"{name}.csv, row {number}: as_of is {row['as_of']!r}"


@together("name", NAMES)
def test_no_key_is_there_twice(name: str) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(reference_rows(name), start=2):
        key = tuple(row[column] for column in KEYS.get(name, tuple(row)))
        assert key not in seen, f"{name}.csv: rows {seen.get(key)} and {number} have the key {key}"
        seen[key] = number


def test_every_priced_column_is_read_and_meant_once() -> None:
    read = source_card(ANCHOR_SOURCE).site["prices"]["columns"].keys()
    meant = [row["claim"] for row in reference_rows("ipeds_prices")]
    assert set(meant) <= read
    assert {name for name in read if not name.endswith("_flag")} - {"unitid"} == set(meant)
    for row in reference_rows("ipeds_prices"):
        assert row["basis"]
        assert row["residency"]
        assert row["kind"]


def test_every_award_level_of_the_card_is_a_known_one() -> None:
    assert set(source_card(ANCHOR_SOURCE).site["programs"]["award_levels"]) == award_levels().keys()


def test_successors_lead_to_an_institution_and_never_in_a_circle() -> None:
    following = {row["unitid"]: row["successor_unitid"] for row in reference_rows("institution_successors")}
    for start in following:
        at, steps = start, 0
        while at in following:
            at, steps = following[at], steps + 1
            assert steps <= len(following), f"a circle from {start}"
        assert re.fullmatch(r"[0-9]{6}", at)


def test_the_digest_names_the_content_of_all_tables() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", reference_digest())
