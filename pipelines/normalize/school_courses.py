"""One course from a line or a table row: code, title and the figure beside it. Pure; guesses no missing piece."""

import re
from functools import lru_cache
from typing import Any

VERSION = "2"
_CODE = re.compile(
    r"(?:(?!(?:ICD|CPT|HCPCS|DRG)\b)[A-Z]{2,6}&?(?:[ *.–/-]| - )?[A-Z]?\d{1,5}[A-Z]{0,2}(?:\.\d+)?"
    r"|\d{2}-\d{3}-\d{3}|\d{3}-\d{3}"
    r"|[A-Z]{2,5}-[A-Z])(?!\w)"
    r"(?: ?(?:/|or|and|&) ?(?:[A-Z]{2,6}[ *.–-]?)?\d{3,5}[A-Z]{0,2}(?!\w))?"
)
_LEAD = re.compile(r"^(?:[•*·▪‣–-] ?|(?:or|and|&|take|complete|course:?) |\d{1,2}[.)] ?)*", re.IGNORECASE)
_NUMBER = r"\d{1,3}(?:\.\d{1,2})?"
_UNIT = (
    r"(?:(?:semester|quarter|total|college|lecture|clock|contact|sem\.?|qtr\.?)[ -])?"
    r"(?:credit hours?|credits?|cr[eé]ditos?|credit\(s\)|crs?\b\.?(?: hrs?\.?)?|units?|unit\(s\)|hours?|hrs?\b\.?"
    r"|s\.?h\.?(?!\w)"
    r"|u\.)(?:\(s\))?"
)
_WITH_UNIT = re.compile(
    rf"[(\[]?\s*(?<![\d.])({_NUMBER})((?:-|–| to ){_NUMBER})?[ -]*{_UNIT}\s*[)\]]?"
    rf"|[(\[]?\b(?:credits?(?:\(s\))?|credit hours?|cr\.?|units?(?:\(s\))?|hours)\s*[:=]?"
    rf"\s*({_NUMBER})(?![\d%])(\s*(?:-|–"
    rf"|to)\s*{_NUMBER})?\s*[)\]]?",
    re.IGNORECASE,
)
_BARE_AT_END = re.compile(
    rf"(?:[(\[]\s*({_NUMBER})(?:\s*[-–]\s*{_NUMBER}){{0,3}}\s*[)\]]|(?:[,;:|]|\s[–—-]|\s"
    rf"|\.{{2,}})\s*({_NUMBER}))\s*\.?$"
)
_FIGURE_FIRST = re.compile(rf"\s?[(\[]({_NUMBER})[)\]]\s*[-\u2013:.]?\s*(?=[A-Za-z])")
"""A figure in brackets between a code and its title."""
_LESSONS = re.compile(rf"\s(?:\d{{1,2}}\s+){{2}}({_NUMBER})$|\s\(\d{{1,2}}-\d{{1,2}}-({_NUMBER})\)$")
"""Hours of lectures and of laboratories before the credits."""
_SPAN_AT_END = re.compile(rf"\s[(\[]{_NUMBER}\s*(?:-|\u2013|to)\s*{_NUMBER}[)\]]$")
_BEFORE_ASIDE = re.compile(rf"\s({_NUMBER})\s*\([A-Za-z][^()]{{2,60}}\)$")
"""A figure, and behind it in brackets when the course is offered."""
_CREDIT_HEAD = re.compile(
    r"credit|^(?:total )?(?:cr\.?|crs\.?|units?|hours?|hrs?\.?|sem(?:ester)?\.? ?h(?:ou)?rs?\.?|s\.?h\.?"
    r"|cr\.? ?h(?:ou)?rs?\.?|total|clock hours?|contact hours?)$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Z]{2,6}&?")
_DIGITS = re.compile(r"\d{2,4}[A-Z]{0,2}")
_DOTS = re.compile(r" ?(?:\.{3,}|(?: ?\.){4,}|…+) ?")
_TITLE_HEAD = re.compile(r"title|name|description", re.IGNORECASE)
_EDGES = " -–—:.,|*•\t([…"


def read_course(text: str) -> dict[str, Any] | None:
    """The course that a line, a row (below its head, if there is one) or the lines of a box name."""
    head, _, last = text.rpartition("\n")
    if " | " in last or last.endswith(" |"):
        return _from_cells(_heads(head), [cell.strip() for cell in last.split("|")])
    if head:
        return _from_cells((), [cell.strip() for cell in text.split("\n")])
    return _from_line(text)


@lru_cache(maxsize=1024)
def _heads(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("|")) if text else ()


def _from_cells(heads: tuple[str, ...], cells: list[str]) -> dict[str, Any] | None:
    heads, cells = _codes_joined(heads, cells)
    code, title, at = _code_of(cells)
    amount, amount_at = _figure(heads, cells, at)
    if not title:
        told = [n for n, cell in enumerate(cells) if n not in (at, amount_at) and any(map(str.isalpha, cell))]
        named = [n for n in told if n < len(heads) and _TITLE_HEAD.search(heads[n])]
        title = cells[(named or told)[0]] if told else ""
    if amount is None and title:
        line = _from_line(title)
        if line is not None and line["credits"] is not None and line["code"] is None:
            return {"code": code, "title": line["title"], "credits": line["credits"]}
    return {"code": code, "title": title.strip(_EDGES) or None, "credits": amount} if code or title else None


def _codes_joined(heads: tuple[str, ...], cells: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """A row whose code stands in two cells, letters and number, with the code in one."""
    if len(cells) < 3 or not _LETTERS.fullmatch(cells[0]) or not _DIGITS.fullmatch(cells[1]):
        return heads, cells
    return (heads[0], *heads[2:]) if heads else heads, [f"{cells[0]} {cells[1]}", *cells[2:]]


def _code_of(cells: list[str]) -> tuple[str | None, str, int]:
    """The code, the words behind it in its cell, and the number of the cell."""
    for number, cell in enumerate(cells[:2]):
        start = _LEAD.match(cell).end()  # type: ignore[union-attr]
        if match := _CODE.match(cell, start):
            return match[0], cell[match.end() :].strip(_EDGES), number
    return None, "", -1


def _figure(heads: tuple[str, ...], cells: list[str], code_at: int) -> tuple[int | float | None, int]:
    """The figure beside the course: in the column of credits, else the last cell that is one."""
    named = [n for n, head in enumerate(heads) if _CREDIT_HEAD.search(head) and n < len(cells)]
    for number in named or range(len(cells) - 1, 0, -1):
        if number != code_at and (told := _whole_figure(cells[number])) is not None:
            return told, number
    return None, -1


def _whole_figure(text: str) -> int | float | None:
    match = re.fullmatch(
        rf"[(\[]?({_NUMBER})(\s*[-–]\s*{_NUMBER})?\s*(?:{_UNIT})?[)\]]?\*?", text.strip(), re.IGNORECASE
    )
    return _as_number(match[1]) if match and not match[2] else None


def _as_number(text: str) -> int | float:
    value = float(text)
    return int(value) if value == int(value) else value


def _from_line(text: str) -> dict[str, Any] | None:
    line = text[_LEAD.match(text).end() :]  # type: ignore[union-attr]
    match = _CODE.match(line)
    rest = _DOTS.sub(" - ", line[match.end() :] if match else line)
    amount: int | float | None = None
    told = next((one for one in _WITH_UNIT.finditer(rest) if one.start() or one.end() < len(rest)), None)
    if told is None and match is not None and (first := _FIGURE_FIRST.match(rest)) is not None:
        return {"code": match[0], "title": rest[first.end() :].strip(_EDGES) or None, "credits": _as_number(first[1])}
    if told is None and (lessons := _LESSONS.search(rest)) is not None:
        title = rest[: lessons.start()].strip(_EDGES)
        return {
            "code": match[0] if match else None,
            "title": title or None,
            "credits": _as_number(lessons[1] or lessons[2]),
        }
    if told is None and (span := _SPAN_AT_END.search(rest)) is not None:
        title = rest[: span.start()].strip(_EDGES)
        return {"code": match[0] if match else None, "title": title or None, "credits": None}
    if told is None:
        told = _BARE_AT_END.search(rest)
    if told is not None:
        number, *more = [one for one in told.groups() if one]
        amount = None if more else _as_number(number)
        rest = rest[: told.start()] if told.start() > 3 else rest[told.end() :]
    elif match is not None and (aside := _BEFORE_ASIDE.search(rest)) is not None:
        amount, rest = _as_number(aside[1]), rest[: aside.start()]
    title = rest.strip(_EDGES)
    title = title.removesuffix(")") if ")" in title and "(" not in title else title
    code = match[0] if match else None
    return {"code": code, "title": title or None, "credits": amount} if code or title else None
