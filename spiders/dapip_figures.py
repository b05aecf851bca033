"""The figures about a whole export: are the ids, the references between the tables and the end dates still there?"""

from collections import Counter
from collections.abc import Callable, Mapping

from spiders.dapip_keys import record_of
from spiders.dapip_layout import ACCREDITATION, LOCATION, site

Row = Mapping[str, str]


class Figures:
    """Counts over all three tables, read in the order locations, accreditations, actions."""

    def __init__(self) -> None:
        self.told: Counter[str] = Counter()
        self.locations: set[str] = set()
        self.accreditations: set[str] = set()
        self.parents: Counter[str] = Counter()

    def counter(self, kind: str) -> Callable[[str, Row], None]:
        """What counts a row of a kind, given its key and its texts by field."""
        return {LOCATION: self._location, ACCREDITATION: self._accreditation}.get(kind, self._action)

    def tallies(self) -> dict[str, int]:
        """Every figure by its name."""
        under = {
            "child_locations": self.parents.total(),
            "child_locations_with_parent": sum(
                number for parent, number in self.parents.items() if parent in self.locations
            ),
        }
        return dict(self.told) | under

    def _location(self, key: str, row: Row) -> None:
        self.locations.add(key)
        parent = row["parent_dapip_id"].strip()
        if parent not in ("", "-"):
            self.parents[parent] += 1
        is_institution = row["location_type"].strip() == "Institution"
        self.told["locations"] += 1
        self.told["institutions"] += is_institution
        self.told["institutions_with_unitid"] += is_institution and bool(row["unitids"].strip())

    def _accreditation(self, key: str, row: Row) -> None:
        self.accreditations.add(key)
        accredited, is_open = row["status"].strip() == "Accredited", not row["is_open"].strip()
        self.told["accreditations"] += 1
        self.told["accreditations_located"] += key.split(":", 1)[0] in self.locations
        self.told["institutional_accreditations"] += row["program_id"].strip() == site().institutional_program.id
        self.told["accredited"] += accredited
        self.told["accredited_now"] += accredited and is_open
        self.told["accredited_ended"] += accredited and not is_open

    def _action(self, key: str, row: Row) -> None:
        self.told["actions"] += 1
        self.told["actions_located"] += row["dapip_id"].strip() in self.locations
        self.told["actions_on_record"] += record_of(key) in self.accreditations
