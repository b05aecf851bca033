"""One page of the College Scorecard API becomes raw records: a program of a school, with every figure as it stands.

Pure: bytes in, items out. Every leaf of a program is used, listed as ignored, or told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from spiders.items import RawRecord, RawValue, Surprise
from spiders.json_text import find_first, leaves, open_json, words_of
from spiders.scorecard_layout import KIND, SOURCE, Series, Site, site
from spiders.structure import StructureChanged

MOST_TOLD = 20


@dataclass(slots=True)
class ScorecardPage:
    """What a page says of itself (its number, how many a page has, how many schools there are) and what it holds."""

    number: int
    per_page: int
    total: int
    unitids: list[str]
    items: list[RawRecord | Surprise] = field(default_factory=list)


def parse_scorecard(
    body: bytes, url: str, capture_id: str, series: Series | None = None, layout: Site | None = None
) -> ScorecardPage:
    """The programs of ``series`` (of all our series, when None) on one page of schools.

    Raises StructureChanged: not_json, page_too_large, not_an_answer, no_schools_list, no_programs_list, unnamed_field.
    """
    document = open_json(body, f"{SOURCE}: {url[:200]}")
    read = _Page(url, capture_id, layout or site(), (series,) if series else (layout or site()).series)
    return read.page(document)


@dataclass(slots=True)
class _Page:
    url: str
    capture_id: str
    site: Site
    series: Sequence[Series]
    unknown: dict[str, str] = field(default_factory=dict)

    def page(self, document: Any) -> ScorecardPage:
        metadata = document.get("metadata") if isinstance(document, dict) else None
        results = document.get("results") if isinstance(document, dict) else None
        if not isinstance(metadata, dict) or not isinstance(results, list):
            raise self._changed("not_an_answer", "expected an object with metadata and results", "")
        numbers = {name: self._number(metadata, name) for name in ("page", "per_page", "total")}
        page = ScorecardPage(numbers["page"], numbers["per_page"], numbers["total"], [])
        for position, school in enumerate(results):
            if not isinstance(school, dict):
                raise self._changed("not_an_answer", "a school is no object", f"json:/results/{position}")
            page.unitids.append(self._school_values(school, position)[0].text)
            page.items += self._programs(school, position)
        page.items += self._unknown_fields()
        return page

    def _number(self, metadata: dict[str, Any], name: str) -> int:
        told = words_of(metadata.get(name)) or ""
        if not (told.isascii() and told.isdigit() and len(told) < 9):
            raise self._changed(
                "not_an_answer", f"metadata.{name} is {told[:40]!r}, expected a number", "json:/metadata"
            )
        return int(told)

    def _school_values(self, school: dict[str, Any], position: int) -> list[RawValue]:
        values = list(self._values(school, self.site.school, "", {}))
        if not values or values[0].field != "unitid":
            raise self._changed("unnamed_field", "a school without id", f"json:/results/{position}")
        return values

    def _programs(self, school: dict[str, Any], position: int) -> Iterator[RawRecord | Surprise]:
        found = find_first(school, self.site.programs)
        place = f"json:/results/{position}"
        if found is None or not isinstance(found[0], list):
            raise self._changed("no_programs_list", f"no list {' or '.join(self.site.programs)} in a school", place)
        of_school = self._school_values(school, position)
        for number, program in enumerate(found[0]):
            if not isinstance(program, dict):
                raise self._changed("not_an_answer", "a program is no object", f"{place}{found[1]}/{number}")
            names = {
                value.field: value for value in self._values(program, self.site.program, f"{found[1]}/{number}", {})
            }
            series = self._series_of(names, place)
            if series is None:
                continue
            yield from self._foreign(of_school[0], names, place)
            yield self._record(of_school, names, series, program, f"{found[1]}/{number}", place)

    def _series_of(self, names: dict[str, RawValue], place: str) -> Series | None:
        if not {"cip4", "credential_level"} <= names.keys():
            raise self._changed("unnamed_field", "a program without its CIP series or credential level", place)
        code = names["cip4"].text.replace(".", "").strip().zfill(4)
        return next((series for series in self.series if series.code == code), None)

    def _record(
        self, of_school: list[RawValue], names: dict[str, RawValue], series: Series, program: dict[str, Any],
        pointer: str, place: str,
    ) -> RawRecord:  # fmt: skip
        pooled = {"grain": "cip4_pooled", "cip4": series.cip4, "pooled_codes": str(series.pooled_codes)}
        if "opeid6" in names and words_known(names["opeid6"].text):
            pooled["opeid6"] = names["opeid6"].text
        figures: list[RawValue] = []
        for measure in self.site.measures:
            told = {**pooled, **measure.qualifiers}
            figures += self._values(program, {measure.field: measure.paths}, pointer, told)
        self._note_unknown(program, place + pointer)
        level = names["credential_level"].text.strip()
        own = [value for name, value in names.items() if name != "program_unitid"]
        return RawRecord(
            source=SOURCE,
            kind=KIND,
            key=f"{of_school[0].text}:{series.cip4}:{level}",
            capture_id=self.capture_id,
            place=place,
            values=(*of_school, *own, *figures),
        )

    def _values(
        self, value: dict[str, Any], names: dict[str, tuple[str, ...]], pointer: str, qualifiers: dict[str, str]
    ) -> Iterator[RawValue]:
        for name, paths in names.items():
            found = find_first(value, paths)
            text = words_of(found[0]) if found else None
            if found is not None and text is not None:
                yield RawValue(field=name, text=text, at=f"json:{pointer}{found[1]}", qualifiers=qualifiers)

    def _foreign(self, unitid: RawValue, names: dict[str, RawValue], place: str) -> Iterator[Surprise]:
        own = names.get("program_unitid")
        if own is not None and words_known(own.text) and own.text != unitid.text:
            words = f"a program of school {own.text[:20]!r} stands under school {unitid.text[:20]!r}"
            yield self._surprise("foreign_program", words, place, "fatal")

    def _note_unknown(self, program: dict[str, Any], place: str) -> None:
        known = self._known_names()
        for leaf in leaves(program):
            name = leaf.name.casefold()
            if name not in known and not self.site.ignored.holds(name):
                self.unknown.setdefault(leaf.name[:120], f"{place}{leaf.pointer}")

    def _known_names(self) -> set[str]:
        named = [path for paths in self.site.program.values() for path in paths]
        named += [path for measure in self.site.measures for path in measure.paths]
        return {name.casefold() for name in named}

    def _unknown_fields(self) -> Iterator[Surprise]:
        if self.unknown:
            names = ", ".join(list(self.unknown)[:MOST_TOLD])
            more = f" and {len(self.unknown) - MOST_TOLD} more" if len(self.unknown) > MOST_TOLD else ""
            words = f"{names}{more}: new in a program; use them or list them as ignored in scorecard.toml"
            yield self._surprise("new_field", words, next(iter(self.unknown.values())))

    def _surprise(self, code: str, words: str, place: str, severity: Any = "warning") -> Surprise:
        message = f"{SOURCE}: {place}: {words}"
        return Surprise(source=SOURCE, code=code, message=message, severity=severity, url=self.url, place=place)

    def _changed(self, code: str, words: str, place: str) -> StructureChanged:
        return StructureChanged(code, f"{SOURCE}: {self.url[:200]} {place}: {words}", place=place)


def words_known(text: str) -> bool:
    """Whether a text says something: null and blanks say nothing."""
    return text.strip() not in ("", "null")
