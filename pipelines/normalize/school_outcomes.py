"""Rates that a program publishes about its graduates: measure, value in percent, year as printed. Pure; no default.

A year that heads a table or a section holds for what stands below it.
"""

import re
from collections.abc import Iterator
from typing import Any

VERSION = "2"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:AY ?|FY ?)?(20\d\d\s?[-–/]\s?(?:20)?\d\d|20\d\d)\b(?!\s?[-–/]\s?\d)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\d])")
_LEAD = re.compile(r"(?:[A-Za-z ]{0,30})?\b(20\d\d\s?[-–/]\s?(?:20)?\d\d|20\d\d)\b[^%.:]{0,30}:(?=[^%]{3,})(?!\s*\d)")
_ENDS_CLAUSE = re.compile(r"\s*(?:[,;.|)]|$)")
_CLAUSE = re.compile(r"[,;:(]")
_LONGEST_NAME = 80
_ALONE = re.compile(r"\s*\d{1,3}(?:\.\d{1,2})?\s?%\s*")
_ENTRY = re.compile(r"[^.%]{3,70}[:=–—-] ?\d|[A-Z][\w /()-]{3,60}? \d{1,3}(?:\.\d+)? ?(?:%|percent)\.?$")
"""A rate that stands behind its name ("Graduation rate: 74 %"): entries of one line share their year."""
_OF_THE_NATION = re.compile(r"\b(?:national(?:ly)?|nationwide|state ?wide|in the nation)\b", re.IGNORECASE)
"""What is told of all programs of a country or a state, to compare with."""
_AIMED_AT = re.compile(
    r"\b(?:goals?|targets?|benchmarks?|thresholds?|standard|required|minimum|expected)\b", re.IGNORECASE
)
"""Columns of what was to be reached."""
_BEHIND = 25
_BREAK = re.compile("[(,;.]")
_FISCAL_YEAR = re.compile(
    r"\bJul(?:y|\.)?(?: 1(?:st)?,?)? (20\d\d)\s?(?:[-–]|to|through)\s?Jun(?:e|\.)?(?: 30(?:th)?,?)? (20\d\d)\b",
    re.IGNORECASE,
)
"""The reporting year of institutional accreditors, in days."""
_OF_TAKERS = re.compile(r"\bparticipat\w+ ?(?:rate)?|\b(?:sat for|took) the exam", re.IGNORECASE)
"""How many took an examination, not how many passed it."""
_MEASURES = (
    (
        "exam_pass_rate",
        re.compile(
            r"\bpass(?:ed|ing|es)?\b|exam|rev[aá]lida|aprobaci[oó]n|certification rate|licensure|credentialing", re.I
        ),
    ),
    ("retention_rate", re.compile(r"retention|retenci[oó]n|retain\w*|persist\w*", re.I)),
    ("graduation_rate", re.compile(r"graduation|graduaci[oó]n|graduated\b(?! who)|graduate rate", re.I)),
    (
        "employment_rate",
        re.compile(
            r"employ(?!ers?\b)\w*|colocaci[oó]n|emplead|empleo|placement|placed|working in"
            r"|found (?:work|jobs?)|\bhired\b|jobs?\b",
            re.I,
        ),
    ),
    (
        "other",
        re.compile(
            r"complet\w+|satisf\w+|transfer\w*|progress\w+|attrition|graduate (?:school|entry)|continu\w+|on[- ]time"
            r"|survey|recommend",
            re.I,
        ),
    ),
)


def read_outcomes(text: str) -> list[dict[str, Any]]:
    """The rates of a text: lines, and rows of tables with cells divided by `` | ``."""
    made: list[dict[str, Any]] = []
    year: str | None = None
    heads: list[str] = []
    measure_above: str | None = None
    for line in _joined(_FISCAL_YEAR.sub(r"\1-\2", text[:20_000]).split("\n")):
        if " | " in line:
            cells = [cell.strip() for cell in line.split(" | ")]
            if not any(_PERCENT.search(cell) for cell in cells) and not _has_bare_rate(cells, heads):
                heads = cells
                if (told := _YEAR.search(line)) and sum(_YEAR.search(c) is not None for c in cells) == 1:
                    year = told[1]
                continue
            made += _row(cells, heads, year, measure_above)
            continue
        heads = []
        lead = _LEAD.match(line)
        told_in_line = lead[1] if lead else None
        for sentence in _SENTENCE.split(line):
            if _PERCENT.search(sentence):
                is_entry = _ENTRY.match(sentence) is not None
                made += _line(sentence, told_in_line if is_entry and told_in_line else year, measure_above)
                if is_entry and (told := _YEAR.search(sentence)):
                    told_in_line = told[1]
                continue
            if told := _YEAR.search(sentence):
                year = told[1]
            measure_above = _measure(sentence) or measure_above
    return _with_year_behind(made, year, text)


def _with_year_behind(made: list[dict[str, Any]], year: str | None, text: str) -> list[dict[str, Any]]:
    """The only year of a text, told in a line behind all rates, is theirs: ``Reporting year 2024-2025``."""
    if year is None or any(one["year"] for one in made) or len({told[1] for told in _YEAR.finditer(text)}) > 1:
        return made
    return [{**one, "year": year} for one in made]


def _joined(lines: list[str]) -> Iterator[str]:
    """The lines, a rate that stands alone put to the line before or after it that says what it counts."""
    waiting = ""
    number = 0
    while number < len(lines):
        line, after = lines[number], lines[number + 1] if number + 1 < len(lines) else ""
        number += 1
        if not _ALONE.fullmatch(line):
            if waiting:
                yield waiting
            waiting = "" if _PERCENT.search(line) or len(line) > _LONGEST_NAME or not _measure(line) else line
            if not waiting:
                yield line
        elif waiting:
            yield f"{waiting}: {line}"
            waiting = ""
        elif after and not _PERCENT.search(after) and _measure(after):
            yield f"{line} {after}"
            number += 1
        else:
            yield line
    if waiting:
        yield waiting


def _has_bare_rate(cells: list[str], heads: list[str]) -> bool:
    return (
        bool(heads)
        and any("%" in head or "rate" in head.lower() or "percent" in head.lower() for head in heads)
        and any(re.fullmatch(r"\d{1,3}(?:\.\d+)?", cell) for cell in cells[1:])
    )


def _row(cells: list[str], heads: list[str], year: str | None, above: str | None) -> list[dict[str, Any]]:
    made = []
    row_measure = _measure(cells[0])
    row_year = next((told[1] for cell in cells if not _PERCENT.search(cell) and (told := _YEAR.search(cell))), None)
    for number, cell in enumerate(cells):
        value = _PERCENT.search(cell)
        head = heads[number] if number < len(heads) else ""
        if _AIMED_AT.search(head):
            continue
        if value is None and (
            number == 0 or not re.fullmatch(r"\d{1,3}(?:\.\d+)?", cell) or not ("%" in head or "rate" in head.lower())
        ):
            continue
        figure = value[1] if value else cell
        own = _measure(_PERCENT.sub("", cell)) if number else None
        measure = own or _measure(head) or row_measure or _measure(cell) or above
        told = _YEAR.search(cell) or _YEAR.search(head)
        if measure:
            made.append(_made(measure, figure, told[1] if told else row_year or year))
    return made


def _line(line: str, year: str | None, above: str | None) -> list[dict[str, Any]]:
    made = []
    years = [told[1] for told in _YEAR.finditer(line)]
    ends = [0, *(match.end() for match in _PERCENT.finditer(line))]
    matches = list(_PERCENT.finditer(line))
    for number, match in enumerate(matches):
        before = line[ends[number] : match.start()]
        after = line[match.end() : matches[number + 1].start() if number + 1 < len(matches) else len(line)]
        if _OF_THE_NATION.search(before) or _OF_THE_NATION.search(_BREAK.split(after[:_BEHIND])[0]):
            continue
        measure = _nearest(before, after) or _measure(line) or above
        own = _YEAR.findall(before)[-1:] or _YEAR.findall(after)[:1] or years[:1]
        if measure:
            made.append(_made(measure, match[1], own[0] if own else year))
    return made


def _nearest(before: str, after: str) -> str | None:
    if _ENDS_CLAUSE.match(after) and (told := _measure(_CLAUSE.split(before)[-1])):
        return told
    if re.search(r"[:=(|–-]\s*$|\b(?:is|was|of|at|were|rate)\s*(?:about|approximately)?\s*$", before) and (
        told := _measure(before)
    ):
        return told
    return _measure(after) or _measure(before)


def _measure(text: str) -> str | None:
    """The measure whose word stands first; of pass and exam before all."""
    if _OF_TAKERS.search(text):
        return "other"
    found = [(match.start(), name) for name, pattern in _MEASURES if (match := pattern.search(text))]
    if not found:
        return None
    found = [one for one in found if one[1] != "other"] or found
    if any(name == "exam_pass_rate" for _, name in found) and re.search(r"pass", text, re.I):
        return "exam_pass_rate"
    return min(found)[1]


def _made(measure: str, figure: str, year: str | None) -> dict[str, Any]:
    value = float(figure)
    return {"measure": measure, "value": int(value) if value == int(value) else value, "year": year}
