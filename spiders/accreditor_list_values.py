"""Takes a text of an accreditor's list apart: what it says under its label, or by its words where it has none."""

import re
from collections.abc import Callable
from itertools import pairwise

from spiders.accreditor_list_cuts import cut_at, shifted
from spiders.accreditor_list_meanings import DASH, Meanings
from spiders.accreditor_list_words import DATE, Found, Vocabulary
from spiders.schools_and_places import names_school, place_after, state_code_of
from spiders.texts import folded

NOT_SAID = frozenset((
    "", "-", "--", "\u2014", "\u2013", "n/a", "na", "none", "tbd", "tba", "not applicable", "not available", "...",
    "to be determined", "not listed",
))  # fmt: skip
NAME = "institution?"
"""A text that names a school, where nothing says that it is the name of an entry."""
MAYBE_CITY = "city?"
"""A text that may be a city, where the state stands in a heading."""
_LONGEST_TEXT = 2000
"""Letters of a text that is taken apart; what is longer is prose."""
_CITY = re.compile(r"(?:[A-Z][\w'\u2019-]{1,20}|St\.)(?: [A-Z][\w'\u2019-]{1,20}){0,2}")
_STRONG = re.compile(r" *[|\u2022\u00b7\u2502;] *")
_STOP = re.compile(r"(?<=[a-z0-9)])\. +(?=[A-Z])")
_PARENS = re.compile(r" *[()\[\]] *")
_COLON = re.compile(r" *: +")
_COMMA = re.compile(r" *, +")
_TELLING = frozenset(
    ("status", "level", "city", "state", "program", "next_review", "through", "website", "phone", NAME)
)


class Values(Meanings):
    """Reads texts with the words of one source, under labels and without."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__(known)
        self._by_label: dict[str, Callable[[str], list[Found]]] = {
            "institution": self._institution, "program": self.program, "level": self.level, "field": self.field,
            "kind": self.kind, "status": self.status, "accredited": self._accredited, "city": self._city,
            "state": self._state, "place": self.place, "address": self.place, "website": self.website,
        }  # fmt: skip

    def labeled(self, label: str, text: str) -> list[Found]:
        """What a text says under a label of the card; nothing where it says that there is nothing."""
        if folded(text) in NOT_SAID:
            return []
        if label in ("through", "since") and (dates := self.period(text)) is not None:
            return dates
        read = self._by_label.get(label)
        return read(text) if read is not None else [Found(0, len(text), label)]

    def unlabeled(self, text: str) -> list[Found]:
        """What a text without a label says: by its words, or by those of its parts."""
        if len(text) > _LONGEST_TEXT:
            return [Found(0, len(text), "")]
        if found := self.certain(text):
            return found
        if (told := self._name_and_place(text, NAME)) is not None:
            name = text[told[0].start : told[0].end]
            if not (self.known.statuses(name) or self.known.levels(name) or self.known.fields(name)):
                return told
            if self.is_title(name) and not names_school(name):
                return [*self.program(name), *told[1:]]
        for separator in (_STRONG, _STOP, DASH, _COLON, _PARENS, _COMMA):
            parts = cut_at(separator, text)
            if len(parts) > 1 and (found := self._joined(text, parts, separator)):
                return found
        if self.is_title(text):
            return self.field(text) if self.is_abbreviated(text) else self.program(text)
        return [Found(0, len(text), NAME if names_school(text) else "")]

    def _institution(self, text: str) -> list[Found]:
        if (told := self._name_and_place(text, "institution")) is not None:
            return told
        parts = cut_at(DASH, text)
        for before, (start, end) in pairwise(parts):
            part = text[start:end]
            if self.is_title(part) or self.known.level_only(part) or self.known.status_only(part):
                rest = shifted(self.unlabeled(text[start:]), start)
                return [Found(parts[0][0], before[1], "institution"), *rest]
        return [Found(0, len(text), "institution")]

    def _name_and_place(self, text: str, kind: str) -> list[Found] | None:
        """A name with its place behind it: "Sinclair College (Dayton, OH)", "Sinclair College, Dayton, OH"."""
        found = place_after(text)
        if found is None or not self.is_place(found[1]):
            return None
        return [Found(0, len(found[0]), kind), *shifted(self.place(found[1]), text.rfind(found[1]))]

    def _accredited(self, text: str) -> list[Found]:
        """A column called "accredited" says yes, a status, or since when."""
        if folded(text) in self.known.site.words.answers:
            return [Found(0, len(text), "status")]
        return [Found(0, len(text), "since")] if DATE.fullmatch(text.strip()) else self.status(text)

    def _city(self, text: str) -> list[Found]:
        return self.place(text) if "," in text else [Found(0, len(text), "city")]

    def _state(self, text: str) -> list[Found]:
        whole = "," not in text or state_code_of(text) is not None
        return [Found(0, len(text), "state")] if whole else self.place(text)

    def _joined(self, text: str, parts: list[tuple[int, int]], separator: re.Pattern[str]) -> list[Found]:
        """The parts of a text where they say more apart than together; else nothing."""
        read = [shifted(self.unlabeled(text[start:end]), start) for start, end in parts]
        heads = [found[0].code.partition(":")[0] if found else "" for found in read]
        told = set(heads) - {""}
        if separator is not _STRONG:
            if (
                separator is _COMMA
                and heads[:-1] == ["program"]
                and not heads[-1]
                and _CITY.fullmatch(text[slice(*parts[-1])].strip(". "))
            ):
                return [*read[0], Found(*parts[-1], MAYBE_CITY)]
            if separator is DASH and heads == ["", "program"] and _CITY.fullmatch(text[slice(*parts[0])].strip()):
                return [Found(*parts[0], MAYBE_CITY), *read[1]]
            if told <= {"program", "level"} and "program" in told and separator in (_PARENS, _COMMA):
                if separator is _COMMA and self._level_apart(text):
                    return self.program(text)
                return []  # "Health Information Technology (AAS)" is one title
            if separator is _PARENS and heads == ["program", "delivery"] and text.rstrip().endswith(")"):
                return [*self.program(text), *read[1]]  # so is "Medical Coding Certificate (Online)"
            alone = (
                separator in (DASH, _PARENS, _COLON, _STOP)
                and "" in heads
                and told & {"status", "next_review", "through"}
            )
            if not alone and (len(told) < 2 or not told & _TELLING or (separator is _COMMA and "" in heads)):
                return []
        return _with_campuses(read)


def _with_campuses(read: list[list[Found]]) -> list[Found]:
    """The parts in a row; what stands unclear behind a name belongs to it, as a campus does."""
    joined: list[Found] = []
    for found in read:
        if len(found) == 1 and not found[0].code and joined and joined[-1].code == NAME:
            joined[-1] = Found(joined[-1].start, found[0].end, NAME)
        else:
            joined += found
    return joined
