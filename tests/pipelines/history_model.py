"""A small model of the world and of what a directory must tell about it: for random histories of many schools at once.

A world is two schools, a listing that speaks of one of them, a correction and an accreditation of the other, and a
master's program of that one, which an accreditor may list and IPEDS may count, whichever comes first. Worlds do not
touch one another, so that many histories go through one home night by night. The model says which changes a night must
bring, and why, without looking at how the directory finds out.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.pipelines.made_runs import Made, accredited, institution, lead, located, price, program

TUITION = "undergraduate_in_state_tuition"
FIRST, SECOND, LATER = "51.0707:3", "51.0716:2", "51.0713:2"
MASTER, OTHER_MASTER = "51.2706:7", "51.0706:7"
"""Where IPEDS may count a master of health informatics: under its own code, or under that of administration."""
STATES = (
    "OH",
    "IN",
    "KY",
    "PA",
    "NY",
    "IL",
    "MI",
    "WI",
    "IA",
    "MO",
    "KS",
    "NE",
    "TX",
    "OK",
    "AR",
    "LA",
    "TN",
    "GA",
    "FL",
    "AL",
)
WORDS = ("Amber", "Birch", "Cedar", "Dahlia", "Ebony", "Fern", "Garnet", "Hazel", "Indigo", "Jasper", "Kelp", "Lilac",
         "Maple", "Nutmeg", "Olive", "Poplar", "Quartz", "Rose", "Saffron", "Thyme")  # fmt: skip
TITLES = ("Associate of Science in Health Information Technology", "Health Information Technology AS")
Change = tuple[str, str, str, Any, Any, str]
"""Kind and key of a thing, field, old, new, cause."""


@dataclass
class World:
    """What is true tonight of one pair of schools. ``a`` may be combined into ``b``."""

    number: int
    counts: dict[str, str] = field(default_factory=lambda: {"a1": "5", "a2": "2", "b1": "3"})
    name: int = 0
    tuition: str = "4000"
    dropped: bool = False
    combined: bool = False
    title: int | None = None
    phone: str | None = None
    ended: bool = False
    entry: bool = False
    counted: str | None = None

    @property
    def a(self) -> str:
        """The UNITID of the school that may be combined away."""
        return f"{200_000 + 2 * self.number}"

    @property
    def b(self) -> str:
        """The UNITID of the other one."""
        return f"{200_001 + 2 * self.number}"

    def keys(self) -> dict[str, str]:
        """The IPEDS keys of the programs that ever were."""
        told = {"a1": f"{self.a}:{FIRST}", "a2": f"{self.a}:{SECOND}", "b1": f"{self.b}:{FIRST}"}
        told |= {"b3": f"{self.b}:{LATER}"} if "b3" in self.counts else {}
        return told | ({"b7": f"{self.b}:{self.counted}"} if self.counted is not None else {})

    def names(self) -> tuple[str, str]:
        """The names of both schools."""
        word = WORDS[self.number]
        return f"{word} {('College', 'University', 'Institute')[self.name]}", f"Second {word} Seminary"

    def ipeds(self) -> list[Made]:
        """What IPEDS lists."""
        names, place = self.names(), {"state": STATES[self.number], "city": f"{WORDS[self.number]}ville"}
        away = {"activity": "C", "successor_unitid": self.b} if self.combined else {}
        schools = [institution(self.a, names[0], **place, **away), institution(self.b, names[1], **place)]
        told = [(key.split(":"), self.counts[one]) for one, key in self.keys().items()]
        there = [program(u, c, level, said) for (u, c, level), said in told if not (self.dropped and c == SECOND[:7])]
        return [*schools, *there, price(self.a, **{TUITION: self.tuition})]

    def listing(self) -> list[Made]:
        """What a commercial list says."""
        if self.title is None:
            return []
        words = {"institution": self.names()[0], "program_title": TITLES[self.title], "credential": TITLES[0]}
        return [lead(f"w{self.number}", **words, place=f"{WORDS[self.number]}ville, {STATES[self.number]}")]

    def cahiim(self) -> list[Made]:
        """What the accreditor of programs lists."""
        if not self.entry:
            return []
        words = {"institution": self.names()[1], "city": f"{WORDS[self.number]}ville", "state": STATES[self.number]}
        told = {"level": "Master's", "field": "Health Informatics", "status": "Accredited"}
        return [Made("program_accreditation", f"w{self.number}", {**words, **told})]

    def dapip(self) -> list[Made]:
        """What DAPIP lists."""
        number = f"{300_000 + self.number}"
        return [located(number, self.b), accredited(number, ended_on="10/26/2015" if self.ended else "")]


@dataclass
class Absence:
    """How often accepted runs have missed a record; gone at the second time, each night counting once."""

    missed: int = 0

    def night(self, *, there: bool) -> None:
        """One more run."""
        self.missed = 0 if there else self.missed + 1

    @property
    def listing(self) -> str:
        """How it shows in the directory."""
        return ("listed", "unconfirmed", "unlisted")[min(self.missed, 2)]


@dataclass
class Readings:
    """Which parser has met which words of which IPEDS record: only what it knew before has the source changed."""

    present: dict[str, Any] = field(default_factory=dict)
    met: dict[tuple[str, Any], set[int]] = field(default_factory=dict)
    parser: int = 1
    causes: dict[str, str] = field(default_factory=dict)

    def night(self, records: list[Made], parser: int, *, same_bytes: bool) -> None:
        """One run over these records; ``causes`` has those whose words are others now, each with the cause."""
        self.causes = {}
        for made in records:
            name, words = f"{made.kind}/{made.key}", tuple(made.words.items())
            before = self.present.get(name)
            if before != words:
                knows = parser == self.parser if before is None else parser in self.met[name, before]
                self.causes[name] = "source" if knows and not same_bytes else "parser"
            self.present[name] = words
            self.met.setdefault((name, words), set()).add(parser)
        self.parser = parser


@dataclass
class Teller:
    """Tells what the changes of a night must be, from what was published before and is now; ``counts`` as last met."""

    world: World
    readings: Readings
    second: Absence = field(default_factory=Absence)
    lead: Absence = field(default_factory=lambda: Absence(2))
    entry: Absence = field(default_factory=Absence)
    entered: bool = False
    master: str | None = None
    title: int | None = None
    linked_to: str | None = None
    counts: dict[str, str] = field(default_factory=dict)
    listed_name: int = 0
    published: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    made_before: bool = False

    def settle_name(self) -> None:
        """A list that was missed tonight still says the school's old name: whether that links is another test's."""
        if self.world.title is None and self.lead.missed == 0:
            self.world.name = self.listed_name
        self.listed_name = self.world.name

    def night(
        self,
        *,
        listed: bool,
        first_list: bool,
        accredited_before: bool,
        entries: bool = False,
        first_entries: bool = False,
    ) -> set[Change]:
        """The changes of tonight; ``listed``: the commercial list was read, ``first_list``: for the first time.

        ``entries`` and ``first_entries``: the same of the list of the accreditor of programs.
        """
        world, before, linked = self.world, self.published, self.linked_to
        self.second.night(there=not world.dropped)
        self.counts |= {one: said for one, said in world.counts.items() if one != "a2" or not world.dropped}
        if listed:
            self.lead.night(there=world.title is not None)
            self.title = world.title if world.title is not None else self.title
        if entries and (self.entered or world.entry):
            self.entered = True
            self.entry.night(there=world.entry)
        if self.master is None and self.entered:
            self.master = f"{world.b}:{MASTER}" if world.counted is None else f"{world.b}:{world.counted}"
        elif self.master is None and world.counted is not None:
            self.master = f"{world.b}:{world.counted}"
        self.linked_to = None if self.lead.missed >= 2 else ("b1" if world.combined else "a1")
        relinked = linked is not None and self.linked_to is not None and linked != self.linked_to
        self.published = self._published(with_accreditation=accredited_before)
        found = self._changes(before, relinked=relinked, first_list=first_list)
        came = ("program", self.master, "*", None, self.master, "source")
        return {change for change in found if change != came or not first_entries or self.world.counted is not None}

    def _published(self, *, with_accreditation: bool) -> dict[tuple[str, str, str], Any]:
        world, found = self.world, dict[tuple[str, str, str], Any]()
        schools = {world.b: world.names()[1]} | ({} if world.combined else {world.a: world.names()[0]})
        for unitid, name in schools.items():
            found["institution", unitid, "name"] = name
        found["institution", world.b, "phone"] = world.phone
        if world.a in schools:
            amount = None if world.tuition == "." else f"{world.tuition}00"
            found["institution", world.a, f"price.{TUITION}"] = amount
        for one, key in world.keys().items():
            if key[:6] in schools and one != "b7":
                found.update(self._program(one, key))
        if self.master is not None:
            found.update(self._master(self.master))
        if with_accreditation:
            found["institution", world.b, "accreditation.HLC.ended_on"] = "2015-10-26" if world.ended else None
            found["institution", world.b, "accreditation.HLC.is_current"] = str(int(not world.ended))
        return found

    def _program(self, one: str, key: str) -> dict[tuple[str, str, str], Any]:
        said = self.counts[one]
        told = {
            "completions": None if said == "." else said,
            "zero_completions": None if said == "." else str(int(said == "0")),
            "listing": self.second.listing if one == "a2" else "listed",
            "name": TITLES[self.title] if one == self.linked_to and self.title is not None else None,
        }
        return {("program", key, name): value for name, value in told.items()}

    def _master(self, key: str) -> dict[tuple[str, str, str], Any]:
        """The program that an accreditor may list and IPEDS may count; ``key`` is the one it was first known by."""
        counted = self.world.counted
        told: dict[str, Any] = {"known_from": "cahiim", "period": "", "cip": MASTER[:7], "listing": self.entry.listing}
        told |= {"completions": None, "zero_completions": None}
        if counted is not None:
            said = self.counts["b7"]
            told = {"known_from": "ipeds", "period": "2024", "cip": counted[:7], "listing": "listed"}
            told["completions"] = None if said == "." else said
            told["zero_completions"] = None if said == "." else str(int(said == "0"))
        return {("program", key, name): value for name, value in told.items()}

    def _changes(self, before: dict[tuple[str, str, str], Any], *, relinked: bool, first_list: bool) -> set[Change]:
        were, are = {name[:2] for name in before}, {name[:2] for name in self.published}
        found: set[Change] = set()
        self.made_before = before.get(("program", self.master or "", "known_from")) == "cahiim"
        for kind, key in are - were:
            came = "merge" if key[:6] == self.world.a else self.readings.causes.get(f"{kind}/{key}", "source")
            found.add((kind, key, "*", None, key, came))
        for kind, key in were - are:
            found.add((kind, key, "*", key, self._successor(kind, key), "merge"))
            price_name = (kind, key, f"price.{TUITION}")
            if before.get(price_name) is not None:
                found.add((*price_name[:2], f"{price_name[2]}.*", before[price_name], None, "merge"))
        for name, new in self.published.items():
            if name in before and before[name] != new:
                found.add(self._change(name, before[name], new, relinked=relinked, first_list=first_list))
        return found

    def _joined_tonight(self, key: str) -> bool:
        """Whether IPEDS has come to a program that the accreditor had made."""
        return self.made_before and self.published["program", key, "known_from"] == "ipeds"

    def _successor(self, kind: str, key: str) -> str | None:
        if kind == "institution":
            return self.world.b
        after = self.world.b + key[6:]
        return after if after in self.world.keys().values() else None

    def _change(self, name: tuple[str, str, str], old: Any, new: Any, *, relinked: bool, first_list: bool) -> Change:
        kind, key, what = name
        if what.startswith("price."):
            ending = "amount_cents" if old is not None and new is not None else "*"
            return kind, key, f"{what}.{ending}", old, new, self.readings.causes[f"institution_price/{key}"]
        if key == self.master and self._joined_tonight(key) and what != "listing":
            return kind, key, what, old, new, "merge"
        if key == self.master and what in ("completions", "zero_completions"):
            return kind, key, what, old, new, self.readings.causes[f"program/{self.world.keys()['b7']}"]
        if what in ("listing", "phone"):
            return kind, key, what, old, new, "absence" if what == "listing" else "correction"
        if what.startswith("accreditation."):
            return kind, key, what, old, new, "source"
        if kind == "program" and what == "name":
            cause = "merge" if relinked else "backfill" if first_list else "absence" if new is None else "source"
            return kind, key, what, old, new, cause
        return kind, key, what, old, new, self.readings.causes[f"{kind}/{key}"]
