"""The two shipped tables of certifications become raw records. Pure: bytes in, items out.

What is required and what is only recommended are claims of different names, so that nobody can mix them up.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from spiders.items import RawRecord, RawValue
from spiders.source import source_card
from spiders.structure import StructureChanged
from spiders.tables import HEADER_ROW, Table, open_plain_table

SOURCE = "certifications"
Kind = Literal["certification", "certification_rule"]
WORDS_BY_REQUIREMENT = {
    "required": "required", "recommended": "recommended", "not_required": "not_required",
    "not_sufficient": "not_sufficient", "not_listed_now": "earlier_route",
}  # fmt: skip
"""The name of the claim that says in words what a rule asks for, by how binding the rule is."""


class Part(BaseModel):
    """A part of ``[site]``: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TableLayout(Part):
    """One table: its file, the column that names a record, and the columns that are claims."""

    file: str
    key: str
    columns: tuple[str, ...]


class Provenance(Part):
    """The columns that say where a row is from."""

    columns: tuple[str, ...]


class Site(Part):
    """The whole of ``[site]``."""

    certification: TableLayout
    certification_rule: TableLayout
    provenance: Provenance

    def layout(self, kind: Kind) -> TableLayout:
        """The table that records of a kind are read from."""
        return self.certification if kind == "certification" else self.certification_rule


@cache
def site() -> Site:
    """The names of the tables; pydantic.ValidationError when ``certifications.toml`` is not of its form."""
    return Site.model_validate(source_card(SOURCE).site)


def parse_certifications(body: bytes, kind: Kind, capture_id: str) -> Iterator[RawRecord]:
    """A record a row. Raises StructureChanged as ``open_plain_table`` does, and new_column, no_key, repeated_key."""
    layout, provenance = site().layout(kind), site().provenance.columns
    wanted = {name: (name,) for name in (*layout.columns, *provenance)}
    table = open_plain_table(body, wanted, source=SOURCE, file=layout.file)
    if table.unused:
        words = f"column {table.unused[0][:80]!r} is neither a claim nor a source; list it in certifications.toml"
        raise StructureChanged("new_column", f"{table.member.where}: {words}")
    met: dict[str, int] = {}
    for number, cells in enumerate(table.rows(), HEADER_ROW + 1):
        texts = {name: cells[table.positions[name]] for name in wanted}
        key = texts[layout.key].strip()
        if not key or met.setdefault(key, number) != number:
            code, words = ("repeated_key", f"{key!r} stands in row {met[key]}, too") if key else ("no_key", "no key")
            raise StructureChanged(code, f"{table.member.where}, row {number}: {words}", place=table.place(number))
        yield RawRecord(
            source=SOURCE,
            kind=kind,
            key=key,
            capture_id=capture_id,
            place=table.place(number),
            values=tuple(_values(table, kind, layout, texts)),
        )


def _values(table: Table, kind: Kind, layout: TableLayout, texts: Mapping[str, str]) -> Iterator[RawValue]:
    told = {name: texts[name] for name in site().provenance.columns if texts[name]}
    if kind == "certification_rule":
        told |= {name: texts[name] for name in ("rule", "requirement", "route", "choice") if texts[name]}
    for column in layout.columns:
        field = WORDS_BY_REQUIREMENT.get(texts["requirement"], "words") if column == "words" else column
        yield RawValue(field=field, text=texts[column], at=table.column(column), qualifiers=told)
