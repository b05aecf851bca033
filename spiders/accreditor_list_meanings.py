"""What single texts of an accreditor's list mean: a program with its level, a status with its years, a city and state.

Knows texts and the words of the card, not pages. What cannot be told is of no kind, or of an unknown status or level:
never a guess.
"""

import re

from spiders.accreditor_list_cuts import coded, cut_at, shifted
from spiders.accreditor_list_where import PARTS, URL, Where
from spiders.accreditor_list_words import DATE, LONGEST, Found
from spiders.schools_and_places import PROSE, names_school, state_code_of
from spiders.texts import folded, tokens

UNKNOWN_STATUS, UNKNOWN_LEVEL = "unknown_status", "unknown_level"
_COMMA = re.compile(r" *, +")
_DEGREE = re.compile(r"(?:associate|bachelor|baccalaureate|master|doctora)\S{0,4}(?: degree| level)?", re.IGNORECASE)
DASH = re.compile(r" +[-\u2013\u2014] +| *[\u2013\u2014] *")
_APART = re.compile(r" *[;|/,] *| and ")
_PERIOD = re.compile(rf"({DATE.pattern}) ?(?:-|\u2013|\u2014|to|through|until) ?({DATE.pattern})", re.IGNORECASE)


class Meanings(Where):
    """Reads texts with the words of one source. Each answer is letters of the text with the kind of what they say.

    For levels and fields the code of a finding is ``level:associate``, ``field:him``.
    """

    def program(self, text: str) -> list[Found]:
        """A program's title, the levels and the field that it names; levels and statuses behind dashes stand apart."""
        parts = cut_at(DASH, text)
        if len(parts) < 2 and self._level_apart(text):
            parts = cut_at(_COMMA, text)
        if len(parts) > 1:
            read = [shifted(self._alone(text[start:end]), start) for start, end in parts]
            rest = [part for part, found in zip(parts, read, strict=True) if not found]
            if any(read) and len(rest) <= 1:
                title = [one for start, end in rest for one in shifted(self.program(text[start:end]), start)]
                return [*title, *(one for found in read for one in found)]
        fields = coded("field", self._telling_field(text))
        return [Found(0, len(text), "program"), *coded("level", self.known.levels(text)), *fields]

    def _telling_field(self, text: str) -> list[Found]:
        """The field of a title: of several the one that tells more, as coding does beside health information."""
        found = self.known.fields(text)
        narrow = [one for one in found if one.code in ("coding", "billing_and_coding")]
        return (narrow or found)[:1]

    def _level_apart(self, text: str) -> bool:
        """Whether a level stands in a title by itself: "Associate Degree, Health Information Technology"."""
        parts = [text[start:end] for start, end in cut_at(_COMMA, text)]
        return len(parts) == 2 and any(_DEGREE.fullmatch(part.strip()) for part in parts)

    def _alone(self, text: str) -> list[Found]:
        """The level or status of a part of a title that says nothing else."""
        if levels := self.known.level_only(text):
            return coded("level", levels)
        return self.status(text) if self.known.status_only(text) else []

    def level(self, text: str) -> list[Found]:
        """The levels of a text; where it names a field too, it is also the program's title."""
        levels, fields = self.known.levels(text), self.known.fields(text)
        if not levels:
            return self.field(text) if fields else [Found(0, len(text), UNKNOWN_LEVEL)]
        title = [] if not fields or self.is_abbreviated(text) else [Found(0, len(text), "program")]
        return [*coded("level", levels), *title, *coded("field", fields[:1])]

    def field(self, text: str) -> list[Found]:
        """The fields of a text, or all of it as a field that the card does not list."""
        fields, levels = coded("field", self.known.fields(text)), coded("level", self.known.levels(text))
        if levels:
            return [Found(0, len(text), "program"), *levels, *fields[:1]]
        return fields or [Found(0, len(text), "field")]

    def kind(self, text: str) -> list[Found]:
        """A column called type holds levels, fields or statuses; what else it holds is left."""
        if self.known.levels(text) or self.known.fields(text):
            return self.level(text)
        return self.status(text) if self.known.status_only(text) else [Found(0, len(text), "ignored")]

    def status(self, text: str) -> list[Found]:
        """The status of a text and the years that it gives; several statuses are those of several programs."""
        if (dates := self.period(text)) is not None:
            return dates
        found, years = self.known.statuses(text), self.known.years(text)
        told = self.known.telling(found)
        if not found or self.known.leftover(text, found):
            alone = DATE.fullmatch(text.strip())
            return [Found(0, len(text), "since" if alone else UNKNOWN_STATUS), *years]
        apart = [self.known.statuses(text[start:end]) for start, end in cut_at(_APART, text)]
        several = told is None or (len(found) > 1 and [len(one) for one in apart] == [1] * len(found))
        statuses = found if several or told is None else [told]
        return [*(Found(one.start, one.end, "status") for one in statuses), *years]

    def period(self, text: str) -> list[Found] | None:
        """When something began and how long it lasts, in a text that is nothing but two dates; None for any other."""
        match = _PERIOD.fullmatch(text.strip())
        start = len(text) - len(text.lstrip())
        if match is None:
            return None
        return shifted([Found(*match.span(1), "since"), Found(*match.span(2), "through")], start)

    def website(self, text: str) -> list[Found]:
        """An address printed in words; other words are those of a link."""
        match = URL.search(text)
        return [Found(*match.span(), "website") if match else Found(0, len(text), "link_text")]

    def certain(self, text: str) -> list[Found]:
        """What a text is by its words alone and beyond doubt; nothing where it may be anything."""
        short = text.strip()
        if not short or len(short) > LONGEST:
            return []
        for kind, pattern in PARTS:
            if pattern.fullmatch(short):
                return [Found(0, len(text), kind)]
        if levels := self.known.level_only(text):
            fields = self.known.fields(text)  # "Coding Certificate" is a title; "MS" alone is a degree, and no state
            titled = bool(fields) and len(tokens(text)) > 1 and not self.is_abbreviated(text)
            return self.program(text) if titled else coded("level", levels)
        online = folded(short) in self.known.site.words.online
        if online or self.is_place(short) or (state_code_of(short) and (len(short) > 2 or short.isupper())):
            return self.place(text)
        if self.known.status_only(text):
            return self.status(text)
        years = self.known.years(text)
        if years and len(tokens(text)) < 14 and not self.known.leftover(text, years):
            return years
        return [Found(0, len(text), "link_text")] if self.is_action(short) else []

    def is_title(self, text: str) -> bool:
        """Whether a text is likely a program's title: it names a field, is short, and is no sentence and no school."""
        said = tokens(text)
        if not said or len(said) > 16 or len(text) > 160 or not PROSE.isdisjoint(said):
            return False
        if text.rstrip().endswith(("!", "?")) or not self.known.fields(text) or self.is_action(text):
            return False
        return not names_school(text) or bool(self.known.levels(text))

    def is_abbreviated(self, text: str) -> bool:
        """Whether a text gives a field in two or three capitals, and nothing but a level beside it: "Master's (HI)"."""
        fields = self.known.fields(text)
        if len(fields) != 1 or fields[0].end - fields[0].start > 3:
            return False
        rest = text
        for one in sorted([*fields, *self.known.levels(text)], key=lambda found: -found.start):
            rest = rest[: one.start] + rest[one.end :]
        return not any(map(str.isalnum, rest))

    def is_action(self, text: str) -> bool:
        """Whether a text is a button or a link that speaks of itself: "Visit website", "View details"."""
        said = tokens(text)
        words = self.known.site.words
        if folded(text) in words.website_links:
            return True
        return bool(said) and len(said) <= 6 and said[0] in words.actions and not self.known.fields(text)
