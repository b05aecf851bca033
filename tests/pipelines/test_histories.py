"""Five hundred random histories: ids for life, causes that are true, a past that can be told, the same bytes again.

Twenty worlds that do not touch go through one home, so that 25 runs of the machine are 500 histories. They are the same
histories each time, so that a failure is one of what was changed; other ones: derandomize=False.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from db.as_of import open_past
from db.publish import put_in_force
from db.reads import open_snapshot
from db.resolve import resolve
from db.snapshot import build_snapshot
from spiders.source import Absence as Policy
from tests.pipelines.history_model import MASTER, OTHER_MASTER, Change, Readings, Teller, World
from tests.pipelines.made_runs import Made, MadeHome, accredited, correction, located, price, school
from tests.pipelines.published import day, differences, published

WORLDS, RUNS = 20, 25
STEADY = [*school("199999", name="Zephyr College"), price("199999", undergraduate_in_state_fees="1")]
STEADY_PLACE = [located("399999", "199999"), accredited("399999")]
SOURCES = ("ipeds", "listings", "dapip", "cahiim", "correction")
POLICY = Policy(confirmations=2, days_apart=1.0, maximum_share=1.0)
INDEX = st.integers(0, WORLDS - 1)
SOME = st.sets(INDEX, min_size=1, max_size=WORLDS // 2)


@dataclass(frozen=True)
class Night:
    """What arrived in one night: the runs by source, with the parser and the name of the capture of IPEDS."""

    number: int
    runs: dict[str, list[Made]]
    parser: int
    capture: str


def play(home: MadeHome, night: Night, order: Iterable[str]) -> bool:
    """Let a night happen in a home, its sources arriving in this order; whether anything has moved."""
    for source in order:
        if source in night.runs:
            told: dict[str, Any] = {"parser": str(night.parser), "capture": night.capture} if source == "ipeds" else {}
            home.run(night.runs[source], day=night.number, source=source, **told)
    return not home.assemble(day=night.number).unchanged


def made_anew(folder: Path) -> MadeHome:
    return MadeHome(folder, policies=dict.fromkeys(SOURCES[:4], POLICY))


class Histories(RuleBasedStateMachine):
    """The worlds, their home, and everything that was told so far."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.home = made_anew(Path(self.folder.name) / "home")
        self.worlds = [World(number) for number in range(WORLDS)]
        self.readings = Readings()
        self.tellers = [Teller(world, self.readings) for world in self.worlds]
        self.nights: list[Night] = []
        self.parser, self.captures, self.same_bytes = 1, 0, False
        self.started: set[str] = {"ipeds"}
        self.past: list[dict[str, list[dict[str, Any]]]] = []

    @initialize()
    def first_night(self) -> None:
        self._night()

    @rule(number=INDEX, which=st.sampled_from(("a1", "a2", "b1", "b3")), said=st.sampled_from(("0", "5", "7", ".")))
    def a_count_is_another(self, number: int, which: str, said: str) -> None:
        self.worlds[number].counts[which] = said

    @rule(number=INDEX, name=st.integers(0, 2))
    def a_school_is_renamed(self, number: int, name: int) -> None:
        self.worlds[number].name = name

    @rule(number=INDEX, tuition=st.sampled_from(("4000", "4500", ".")))
    def a_price_is_another(self, number: int, tuition: str) -> None:
        self.worlds[number].tuition = tuition

    @rule(number=INDEX)
    def a_program_is_dropped_or_returns(self, number: int) -> None:
        self.worlds[number].dropped ^= True

    @rule(number=INDEX)
    def schools_combine_or_part_again(self, number: int) -> None:
        self.worlds[number].combined ^= True

    @rule(number=INDEX, title=st.sampled_from((0, 1, None)))
    def a_listing_speaks(self, number: int, title: int | None) -> None:
        self.started.add("listings")
        self.worlds[number].title = title

    @rule(number=INDEX, phone=st.sampled_from(("9375550100", "9375550199", None)))
    def a_person_corrects(self, number: int, phone: str | None) -> None:
        self.started.add("correction")
        self.worlds[number].phone = phone

    @rule(number=INDEX)
    def an_accreditation_ends_or_does_not(self, number: int) -> None:
        self.started.add("dapip")
        self.worlds[number].ended ^= True

    @rule(
        numbers=SOME, what=st.sampled_from((True, False, MASTER, OTHER_MASTER)), said=st.sampled_from(("0", "4", "."))
    )
    def an_accreditor_lists_a_program_or_ipeds_counts_it(self, numbers: set[int], what: bool | str, said: str) -> None:
        """Listed, no longer listed, or counted under one of two codes; what is counted once stays so."""
        for world in (self.worlds[number] for number in numbers):
            if isinstance(what, bool):
                self.started.add("cahiim")
                world.entry = what
            else:
                world.counted = world.counted or what
                world.counts["b7"] = said

    @rule()
    def the_parser_is_another(self) -> None:
        self.parser += 1
        self.same_bytes = True

    @rule()
    def a_night_passes(self) -> None:
        self._night()

    def _night(self) -> None:
        fresh = self.started - {source for night in self.nights for source, told in night.runs.items() if told}
        self.captures += not self.same_bytes
        for teller in self.tellers:
            teller.settle_name()
        night = Night(len(self.nights), self._runs(), self.parser, f"c{self.captures}")
        before = self.home.ids()
        moved = play(self.home, night, SOURCES)
        self.readings.night(night.runs["ipeds"], self.parser, same_bytes=self.same_bytes)
        accreditations = "dapip" in self.started
        wanted: set[Change] = set()
        for teller in self.tellers:
            wanted |= teller.night(
                listed="listings" in self.started,
                first_list="listings" in fresh,
                accredited_before=accreditations and "dapip" not in fresh,
                entries="cahiim" in self.started,
                first_entries="cahiim" in fresh,
            )
            if "dapip" in fresh:
                teller.published = teller._published(with_accreditation=True)
        self.nights.append(night)
        self.same_bytes = False
        self._check(wanted, night.number, moved=moved)
        after = self.home.ids()
        assert before.items() <= after.items(), "an id has moved or is gone"
        assert len(set(after.values())) == len(after), "an id was given twice"
        with sqlite3.connect(self.home.folder / "work.sqlite") as connection:
            self.past.append(published(connection))

    def _runs(self) -> dict[str, list[Made]]:
        runs = {"ipeds": [*STEADY, *(made for world in self.worlds for made in world.ipeds())]}
        if "listings" in self.started:
            runs["listings"] = [made for world in self.worlds for made in world.listing()]
        if "dapip" in self.started:
            runs["dapip"] = [*STEADY_PLACE, *(made for world in self.worlds for made in world.dapip())]
        if "cahiim" in self.started:
            runs["cahiim"] = [made for world in self.worlds for made in world.cahiim()]
        if "correction" in self.started:
            ids = self.home.ids()
            corrected = [(world, ids[f"institution/ipeds/{world.b}"]) for world in self.worlds if world.phone]
            runs["correction"] = [correction(thing, "phone", world.phone or "") for world, thing in corrected]
        return runs

    def _check(self, wanted: set[Change], number: int, *, moved: bool) -> None:
        if number == 0:
            assert {row["cause"] for row in self.home.query("SELECT cause FROM change")} == {"backfill"}
            return
        anchors = {row["thing_id"]: row["anchor"] for row in self.home.query("SELECT thing_id, anchor FROM identity")}
        rows = self.home.query("SELECT * FROM change WHERE publication = (SELECT max(publication) FROM publication)")
        told = [self._told(row, anchors) for row in rows if row["thing_id"] != "*"] if moved else []
        spoken = [one for one in told if one[0] == "program" and one[2].startswith(("accreditation.", "statement."))]
        assert {cause for *_, cause in spoken} <= {"source", "absence", "merge"}, spoken
        plain = [change for change in told if not change[2].startswith("cost.") and change not in spoken]
        assert set(plain) - wanted == set(), "told, and not so"
        assert wanted - set(plain) == set(), "so, and not told"
        assert len(plain) == len(wanted), "a change is told twice"
        for _, key, what, *_, cause in (change for change in told if change[2].startswith("cost.")):
            prices = {change[-1] for change in plain if change[1] == key and change[2].startswith("price.")}
            assert cause in prices, (key, what)
        late = [
            row for row in rows if moved and row["cause"] != "backfill" and row["known_at"][:10] != str(day(number))
        ]
        assert late == []

    def _told(self, row: dict[str, Any], anchors: dict[str, str]) -> Change:
        kind, _, key = anchors[row["thing_id"]].split("/", 2)
        new = row["new"]
        if row["field"] == "*" and new is not None and new in anchors:
            new = anchors[new].rpartition("/")[2]
        return kind, key, row["field"], row["old"], new, row["cause"]

    def teardown(self) -> None:
        try:
            if self.nights:
                self._publish(self.home)
                self._every_id_resolves_and_every_night_can_be_told()
                self._again_with_sources_in_another_order()
        finally:
            self.home.engine.dispose()
            self.folder.cleanup()

    def _publish(self, home: MadeHome) -> None:
        folder = home.published / "snapshots" / "made"
        folder.mkdir(parents=True)
        build_snapshot(home.folder / "work.sqlite", folder / "directory.sqlite", [], {})
        put_in_force(home.published, "made")

    def _every_id_resolves_and_every_night_can_be_told(self) -> None:
        with open_snapshot(self.home.published) as connection:
            for thing_id in self.home.ids().values():
                resolved = resolve(connection, thing_id)
                assert resolved is not None
                assert resolved.thing_id is not None or resolved.steps[-1]["retired_at"] is not None
        for number, wanted in enumerate(self.past):
            with open_past(self.home.published, day(number)) as past:
                different = differences(published(past.connection), wanted)
                assert different == [], (number, different[:3])

    def _again_with_sources_in_another_order(self) -> None:
        """Anew from nothing, and every night built whole, where the first time only what was touched was."""
        again = made_anew(Path(self.folder.name) / "again")
        try:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr("pipelines.building.Building.only_records_moved", lambda *_: None)
                for night in self.nights:
                    play(again, night, reversed(SOURCES))
            first, second = (home.published / "current" / "directory.sqlite" for home in (self.home, again))
            self._publish(again)
            assert first.read_bytes() == second.read_bytes()
        finally:
            again.engine.dispose()


TestHistories = pytest.mark.slow(Histories.TestCase)
TestHistories.settings = settings(
    max_examples=RUNS, stateful_step_count=50, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
