"""What a row of DAPIP is called: keys that stay the same from export to export. Stops where cells have shifted.

A location is called by its DAPIP id; an accreditation by location, agency, program and turn (``100654:4:1:2``); an
action by its accreditation, its day and a digest of its words, because the export gives actions no number.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b

from spiders.dapip_layout import day, one_spaced, site
from spiders.dapip_table import Sheet

Row = Mapping[str, str]
_DAPIP_ID = re.compile(r"[0-9]{6}(?:[0-9]{3})?", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)


def location_key(sheet: Sheet, row: Row, number: int) -> str:
    """The DAPIP id: six digits for an institution, nine for a location under one. Raises StructureChanged."""
    dapip_id = row["dapip_id"].strip()
    if not _DAPIP_ID.fullmatch(dapip_id):
        words = f"the id of the location is {dapip_id[:40]!r}, expected six or nine digits; cells have shifted"
        raise sheet.changed("shifted_content", words, number)
    return dapip_id


def accreditation_key(sheet: Sheet, row: Row, number: int) -> str:
    """The key of the accreditation that a row is, or speaks of. Raises StructureChanged."""
    dapip_id = location_key(sheet, row, number)
    numbers = [row[field].strip() for field in ("agency_id", "program_id", "sequence")]
    if not all(map(_NUMBER.fullmatch, numbers)):
        met = ", ".join(repr(one[:40]) for one in numbers)
        words = f"agency, program and sequence are {met}, expected numbers; the cells of this row have shifted"
        raise sheet.changed("shifted_content", words, number)
    institutional = site().institutional_program
    if (numbers[1] == institutional.id) != (one_spaced(row["program"]) == institutional.name):
        words = (
            f"program {numbers[1]} is {row['program'][:80]!r}; expected {institutional.name!r}, and nothing else, "
            f"to be {institutional.id}. Look at the publisher's new list of programs"
        )
        raise sheet.changed("renumbered_programs", words, number)
    return ":".join((dapip_id, *numbers))


def action_key(sheet: Sheet, row: Row, number: int) -> str:
    """The key of an action, shared by rows that say the same of the same day. Raises StructureChanged."""
    record = accreditation_key(sheet, row, number)
    acted_on = day(row["acted_on"])
    told = (row["action"], row.get("justification", ""), row.get("justification_words", ""))
    words = "\x1f".join(one_spaced(text) for text in (*told, "" if acted_on else row["acted_on"]))
    return f"{record}:{acted_on or 'undated'}:{blake2b(words.encode(), digest_size=5).hexdigest()}"


def record_of(action: str) -> str:
    """The key of the accreditation that an action's key begins with."""
    return ":".join(action.split(":", 4)[:4])
