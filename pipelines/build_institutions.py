"""The rows of institutions and of their accreditations: built, compared with those that stand, and written."""

from collections.abc import Mapping
from typing import Any

from db import directory_writes as store
from db.part_rows import standing_rows
from db.tables import Institution, InstitutionAccreditation
from pipelines import institutional as accreditors
from pipelines.building import Building
from pipelines.redirects import Departures
from pipelines.row_tables import INSTITUTION_ACCREDITATIONS
from pipelines.slugs import publish_slugs
from pipelines.things import INSTITUTION_COLUMNS, build_institution

_CURRENT = store.columns_of(InstitutionAccreditation).index("is_current")


def build_institutions(
    building: Building,
    departures: Departures,
    records: Mapping[str, store.CurrentRecord],
    ids: Mapping[str, str],
    before: Mapping[str, str],
) -> None:
    """Write the institutions of the directory (``ids``: UNITID -> id) from their IPEDS ``records``.

    ``before`` are those that the directory held, where not everything is built.
    """
    log, among, unitids = building.log, None, [*ids]
    if building.touched is not None:
        came = ids.keys() - before.keys()
        unitids = sorted({*came, *(building.touched.institutions & ids.keys())})
        left = [held for unitid, held in before.items() if unitid not in ids]
        among = ("institution_id", [*left, *(ids[unitid] for unitid in unitids)])
    standing = {row[0]: row for row in standing_rows(building.connection, Institution, among)}
    fresh_table = log.first
    written: list[tuple[Any, ...]] = []
    building.counts["institution"] = len(ids)
    for unitid in unitids:
        record = records[unitid]
        period = building.readings[record.reading_id].period
        built = build_institution(ids[unitid], period, record, building.patterns)
        row = building.overrides.thing(INSTITUTION_COLUMNS, built.row, building.patterns)
        old = standing.pop(ids[unitid], None)
        log.note("institution", INSTITUTION_COLUMNS, old, row, record)
        if old != row:
            written.append(row)
    if not log.scope_moved:
        departures.lead_on(dict.fromkeys(standing), log.night.now)
    departures.drop(log, "institution", Institution, standing)
    store.replace_rows(building.connection, Institution, written, fresh=fresh_table)
    if building.touched is None or standing or written:
        publish_slugs(building.connection, log.latest)


def build_accreditations(building: Building, ids: Mapping[str, str], before: Mapping[str, str]) -> None:
    """Write the accreditations of the institutions of the directory; ``before`` are those that it held."""
    counts = building.counts
    if building.touched is not None and ids == before and accreditors.SOURCE not in building.arrived:
        for name in ("institution_accreditation", "institution_accredited_now"):
            counts[name] = building.earlier.get(name, 0)
        return
    locations = store.current_records(building.connection, accreditors.SOURCE, "accreditor_location")
    accreditations = store.current_records(building.connection, accreditors.SOURCE, "accreditation")
    rows = list(accreditors.accreditation_rows(ids, locations, accreditations))
    counts["institution_accreditation"] = len(rows)
    counts["institution_accredited_now"] = len({row[1] for row in rows if row[_CURRENT]})
    building.replace(INSTITUTION_ACCREDITATIONS, rows)
