"""The rows of prices, and of what whole programs cost by them: built, compared with those that stand, and written."""

import json
from collections.abc import Collection, Mapping

from db import directory_writes as store
from db.part_rows import Among
from pipelines import comparable_rows
from pipelines.building import Building
from pipelines.comparable_rows import OwnPrice
from pipelines.cost_causes import behind_costs
from pipelines.normalize.award_level import award_levels
from pipelines.row_tables import LEVEL_COSTS, PRICES, PROGRAM_COSTS
from pipelines.things import ANCHOR_SOURCE, build_prices

Priced = dict[str, list[tuple[str, str]]]
"""Key of a program price (UNITID:CIP code) -> the programs that have it, as (program id, award level)."""


class PriceBuilder:
    """Prices and costs of one assembly; ``priced`` and ``levels`` are filled by the pass over programs."""

    def __init__(self, building: Building) -> None:
        self._building = building
        records = store.current_records(building.connection, ANCHOR_SOURCE, "program_price")
        self._own_prices = [record for record in records if not record.gone]
        self.priced: Priced = {record.record_key: [] for record in self._own_prices}
        self.levels: set[tuple[str, str]] = set()
        """(institution id, award level) of every program."""
        self.listed: list[str] = []
        """The keys of programs that IPEDS does not count."""

    def build(self, ids: Mapping[str, str], other_programs: Collection[str], left: Mapping[str, str]) -> None:
        """Write the prices and costs of the institutions of the directory (``ids``: UNITID -> id).

        ``other_programs`` are UNITIDs of which a program came or left; those in ``left`` are no longer held.
        """
        building = self._building
        among: dict[str, Among | None] = {"institution": None, "program": None}
        if building.touched is not None:
            ids = {unitid: ids[unitid] for unitid in {*building.touched.priced, *other_programs} if unitid in ids}
            among = self._offers_of(ids, left)
        rows = building.overrides.prices([*self._institution_prices(ids)])
        known = comparable_rows.known_prices(rows)
        own = self._own(ids)
        rows += comparable_rows.program_price_rows(own, ANCHOR_SOURCE)
        moved = building.replace(PRICES, rows, among=among["institution"])
        stood = moved.stood * (building.touched is not None)
        building.counts["price"] = building.earlier.get("price", 0) + len(rows) - stood
        versions = {program_id: told.version_id for told in own for program_id, _ in told.programs}
        told = {"behind": behind_costs(moved, versions), "first_load": bool(moved.fresh)}
        level_costs = comparable_rows.level_cost_rows(self.levels, known)
        building.replace(LEVEL_COSTS, level_costs, **told, among=among["institution"])
        building.replace(PROGRAM_COSTS, comparable_rows.program_cost_rows(own, known), **told, among=among["program"])

    def _institution_prices(self, ids: Mapping[str, str]) -> list[tuple[object, ...]]:
        building = self._building
        return [
            price
            for record in store.current_records(building.connection, ANCHOR_SOURCE, "institution_price")
            if record.record_key in ids and not record.gone
            for price in build_prices(ids[record.record_key], building.readings[record.reading_id].period, record)
        ]

    def _own(self, ids: Mapping[str, str]) -> list[OwnPrice]:
        """The prices that are stated for a program, with the programs that they are for."""
        return [
            OwnPrice(
                ids[record.record_key.split(":")[0]], tuple(programs), json.loads(record.claims), record.version_id,
                self._building.readings[record.reading_id].period,
            )
            for record in self._own_prices
            if (programs := self.priced[record.record_key]) and record.record_key.split(":")[0] in ids
        ]  # fmt: skip

    def _offers_of(self, ids: Mapping[str, str], left: Mapping[str, str]) -> dict[str, Among | None]:
        """Fill in the levels and priced programs of these institutions alone; what their rows stand under.

        Those of institutions that ``left`` stand as well, so that they go.
        """
        building = self._building
        gone = [key for unitid in left for key in building.program_keys(unitid)]
        programs = [building.program_id(key) or "" for key in gone]
        self.levels = set()
        self.priced = {key: [] for key in self.priced}
        for unitid, institution_id in ids.items():
            for key in building.program_keys(unitid):
                _, cip, level = key.split(":")
                program_id = building.program_id(key) or ""
                programs.append(program_id)
                self.levels.add((institution_id, level))
                if (priced := self.priced.get(f"{unitid}:{cip}")) is not None:
                    priced.append((program_id, level))
        for key in self.listed:
            unitid, _, level = key.split(":")[:3]
            if unitid in ids and level in award_levels():
                self.levels.add((ids[unitid], level))
        return {"institution": ("institution_id", [*ids.values(), *left.values()]), "program": ("program_id", programs)}
