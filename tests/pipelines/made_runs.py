"""Whole histories in milliseconds: made records staged as runs of a home, without a crawler and without a web.

The records go the way of real ones (claims, staging, ledger, folding, assembly); only the clock and the words are made.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from db import ledger, staging
from db.columns import Verdict
from db.engine import open_engine
from db.schema import ensure_schema
from pipelines.assemble import Assembly, assemble
from pipelines.claims import RowReader, Versions, read_record
from pipelines.decisions import Decisions
from pipelines.link_decision_file import LinkDecisions
from pipelines.rules import rules_digest
from spiders.items import RawRecord, RawRows, RawValue
from spiders.source import Absence

FIRST_DAY = datetime(2026, 3, 1, 7, tzinfo=UTC)
NO_DECISIONS = LinkDecisions()
POLICY = Absence(confirmations=2, days_apart=1.0, maximum_share=0.5)


@dataclass(frozen=True, slots=True)
class Made:
    """One made record: its kind, the source's own key, and the words of each field."""

    kind: str
    key: str
    words: Mapping[str, str]
    host: str = "made.example"


def institution(unitid: str, name: str = "Ohio Valley College", **words: str) -> Made:
    """An institution as IPEDS lists it."""
    usual = {"unitid": unitid, "name": name, "city": "Dayton", "state": "OH", "zip": "45402", "control": "1"}
    return Made("institution", unitid, {**usual, **words})


def program(unitid: str, cip: str = "51.0707", level: str = "3", completions: str = "5", **words: str) -> Made:
    """A program as IPEDS counts it."""
    usual = {"unitid": unitid, "cip": cip, "award_level": level, "completions": completions}
    return Made("program", f"{unitid}:{cip}:{level}", {**usual, **words})


def price(unitid: str, **words: str) -> Made:
    """What IPEDS says that an institution charges."""
    return Made("institution_price", unitid, {"unitid": unitid, **words})


def lead(key: str, **words: str) -> Made:
    """A program as a commercial list names it."""
    return Made("listing_program", key, words)


def page(host: str, number: int = 1) -> Made:
    """A program as a school's own page tells it."""
    return Made("school_program", f"{host}/{number}", {"program_title": f"Health Information {number}"}, host)


def located(dapip_id: str, *unitids: str, parent: str = "") -> Made:
    """A location as DAPIP lists it."""
    words = {"dapip_id": dapip_id, "name": "Made", "location_type": "Institution", "unitids": ", ".join(unitids)}
    return Made("accreditor_location", dapip_id, {**words, "parent_dapip_id": parent})


def accredited(dapip_id: str, **words: str) -> Made:
    """An institutional accreditation as DAPIP lists it; open unless an end is given."""
    usual = {
        "dapip_id": dapip_id, "agency_id": "4", "program_id": "1", "program": "Institutional Accreditation",
        "agency": "Higher Learning Commission", "status": "Accredited", "starts_on": "10/18/2002",
        "start_known": "Actual", "ended_on": "", "next_review_on": "", "is_open": words.get("ended_on", ""),
    }  # fmt: skip
    return Made("accreditation", f"{dapip_id}:4:1:1", {**usual, **words})


def correction(thing_id: str, field: str, value: str, until: str = "2026-12-31", **words: str) -> Made:
    """A value that a person corrected, as the operator's file has it."""
    usual = {"who": "Ada", "decided_on": "2026-03-01", "evidence": "https://made.example/", "instead_of": ""}
    told = {**usual, **words, "thing_id": thing_id, "field": field, "expires_on": until}
    meta = {f"override_{name}": text for name, text in told.items()}
    return Made("override", f"{thing_id}:{field}", {field.removeprefix("price."): value, **meta})


def school(unitid: str, *programs: Made, **words: str) -> list[Made]:
    """An institution with its programs; with one in health information technology when none is given."""
    return [institution(unitid, **words), *(programs or (program(unitid),))]


@dataclass(slots=True)
class MadeHome:
    """A work database in a folder, and the runs that were made in it."""

    folder: Path
    policies: dict[str, Absence] = field(
        default_factory=lambda: dict.fromkeys(("ipeds", "listings", "dapip", "cahiim"), POLICY)
    )
    engine: Engine = field(init=False)
    runs: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / "work.sqlite"
        path.write_bytes(_empty_database())
        self.engine = open_engine(f"sqlite:///{path}")
        with self.engine.begin() as connection:
            ledger.claim_home(connection, "sample")

    @property
    def published(self) -> Path:
        """The folder that readers read."""
        return self.folder / "published"

    def run(
        self,
        records: Iterable[Made],
        *,
        day: float = 0.0,
        source: str = "ipeds",
        verdict: Verdict = Verdict.accepted,
        parser: str = "1",
        arguments: Mapping[str, str] | None = None,
        capture: str = "",
        period: str = "2024",
        hosts_read: Iterable[str] | None = None,
    ) -> int:
        """Stage one run on a day of the history and give it its verdict; the run's number.

        The same records are the same capture, unless ``capture`` names another one.
        """
        self.runs += 1
        at = FIRST_DAY + timedelta(days=day)
        start = ledger.RunStart(f"{source}-{self.runs}", source, arguments or {}, parser, rules_digest())
        told = list(records)
        with self.engine.begin() as connection:
            number = ledger.start_run(connection, start)
            counts: dict[str, int] = {}
            for kind, host in sorted({(record.kind, record.host) for record in told}):
                block = [record for record in told if (record.kind, record.host) == (kind, host)]
                capture_id = f"{capture or _digest(source, block)}-{kind}"
                counts[kind] = counts.get(kind, 0) + len(block)
                versions = _versions(source, parser, capture_id, period, block)
                _stage(connection, number, f"https://{host}/{capture_id}", at, versions)
            figures = {"counts": counts, "members_of": number, "finish_reason": "finished"}
            figures["hosts_read"] = None if hosts_read is None else sorted(hosts_read)
            ledger.end_run(connection, number, verdict, **figures)
            connection.execute(sa.update(ledger.RUN).where(ledger.RUN.c.run_number == number).values(started_at=at))
        return number

    def same_again(self, members_of: int, *, day: float, source: str = "ipeds") -> int:
        """A run whose captures were all unchanged, so that its members are those of an earlier one."""
        number = self.run([], day=day, source=source)
        with self.engine.begin() as connection:
            connection.execute(
                sa.update(ledger.RUN).where(ledger.RUN.c.run_number == number).values(members_of=members_of)
            )
        return number

    def assemble(self, scope: str | None = None, day: float = 0, links: LinkDecisions = NO_DECISIONS) -> Assembly:
        """Bring the directory up to the accepted runs and to decisions about links, on a day of the history."""
        today = (FIRST_DAY + timedelta(days=day)).date()
        return assemble(self.engine, self.policies, None, scope, Decisions(today, links))

    def query(self, statement: str, **values: Any) -> list[dict[str, Any]]:
        """Rows of the work database."""
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(sa.text(statement), values)]

    def program(self, key: str) -> dict[str, Any]:
        """The row of the directory for a program's IPEDS key."""
        anchor = f"program/ipeds/{key}"
        statement = "SELECT p.* FROM program p JOIN identity i ON thing_id = program_id WHERE anchor = :anchor"
        (row,) = self.query(statement, anchor=anchor)
        return row

    def changes(self, publication: int | None = None) -> list[tuple[str, str | None, str | None, str]]:
        """The change events (field, old, new, cause) of one assembly, or of all."""
        told = self.query("SELECT * FROM change ORDER BY change_number")
        wanted = [row for row in told if publication in (None, row["publication"])]
        return [(row["field"], row["old"], row["new"], row["cause"]) for row in wanted]

    def ids(self) -> dict[str, str]:
        """Every id that was ever given, by its anchor."""
        return {row["anchor"]: row["thing_id"] for row in self.query("SELECT anchor, thing_id FROM identity")}

    def record(self, key: str, kind: str = "program") -> dict[str, Any]:
        """The state of one source record."""
        (row,) = self.query("SELECT * FROM record WHERE record_key = :key AND kind = :kind", key=key, kind=kind)
        return row


def _versions(source: str, parser: str, capture_id: str, period: str, block: list[Made]) -> list[Versions]:
    if source != "ipeds":
        return [
            read_record(
                RawRecord(
                    source=source, kind=made.kind, key=made.key, capture_id=capture_id, place="/html/body",
                    period=period,
                    values=tuple(RawValue(field=name, text=text, at="text") for name, text in made.words.items()),
                ),
                parser,
            )
            for made in block
        ]  # fmt: skip
    reader = RowReader(source, parser)
    shapes: dict[tuple[str, ...], list[tuple[int, Made]]] = {}
    for number, made in enumerate(block, start=2):
        shapes.setdefault(tuple(made.words), []).append((number, made))
    return [
        reader.read(
            RawRows(
                source=source, kind=block[0].kind, capture_id=capture_id, member="table.csv", period=period,
                fields=fields, columns=tuple(name.upper() for name in fields),
                rows=tuple((number, made.key, tuple(made.words.values())) for number, made in rows),
            )
        )
        for fields, rows in shapes.items()
    ]  # fmt: skip


def _stage(connection: Connection, run: int, url: str, at: datetime, blocks: list[Versions]) -> None:
    capture_id = blocks[0].reading.capture_id
    row = (capture_id, blocks[0].reading.source, run, url, "0" * 64, at, 200, "text/csv", 1, "made.warc.gz", 0)
    staging.add_captures(connection, [row])
    staging.add_readings(connection, [block.reading.row for block in blocks])
    versions: list[tuple[Any, ...]] = []
    for block in blocks:
        reading_id = block.reading.row[0]
        told = zip(block.ids, block.keys, block.places, block.claims, strict=True)
        versions += [(one, reading_id, *rest, run) for one, *rest in told]
    staging.add_versions(connection, versions)
    staging.add_members(connection, [(run, one, capture_id) for block in blocks for one in block.ids])


def _digest(source: str, block: list[Made]) -> str:
    told = [source, *([made.kind, made.key, dict(made.words)] for made in block)]
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


@cache
def _empty_database() -> bytes:
    """A migrated database without a row: made once, as the migrations take longer than all else here."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "work.sqlite"
        engine = open_engine(f"sqlite:///{path}")
        ensure_schema(engine)
        engine.dispose()
        return path.read_bytes()


@contextmanager
def made_home(folder: Path) -> Iterator[MadeHome]:
    """A home that closes its database at the end."""
    home = MadeHome(folder)
    try:
        yield home
    finally:
        home.engine.dispose()
