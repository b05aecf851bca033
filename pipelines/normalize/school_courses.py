"""One course from a line or a table row: code, title and the credits beside it. Pure; guesses no missing piece."""

import re
from functools import lru_cache
from typing import Any

VERSION = "1"
_CODE = re.compile(
    r"(?:[A-Z]{2,6}(?:[ *.–/-]| - )?\d{2,5}[A-Z]{0,2}(?:\.\d+)?|\d{2}-\d{3}-\d{3}"
    r"|\d{3}-\d{3})(?![\w])"
)
_LEAD = re.compile(r"^(?:[•*·▪–-] ?|(?:or|and|&|take|complete) |\d{1,2}[.)] ?)*", re.IGNORECASE)
_NUMBER = r"\d{1,2}(?:\.\d{1,2})?"
_CREDITS = re.compile(
    rf"[\s,;:–—|.-]*[(\[]?\s*(?:credits?|cr\.?|units?|hours?)?[: ]*({_NUMBER})(?:\s*[-–]\s*{_NUMBER})?\s*"
    r"(?:(?:semester|quarter|total|college|lecture)\s)?(?:credits?|credit hours?|cr\.?(?: hrs?\.?)?|units?|hrs?\.?"
    r"|hours?|s\.?h\.?|credit\(s\)|credits?\(s\))?\s*(?:\(s\))?[)\]]?\s*\.?$",
    re.IGNORECASE,
)
_CREDITS_INSIDE = re.compile(
    rf"[(\[]?\b({_NUMBER})\s*(?:(?:semester|quarter)\s)?(?:credit hours?|credits?|cr\b\.?|units?|hrs?\b"
    rf"|hours?)(?:\(s\))?[)\]]?",
    re.I,
)
_CREDIT_HEAD = re.compile(
    r"^(?:total )?(?:credits?|cr\.?|units?|hours?|hrs?\.?|credit hours?|sem(?:ester)? hours?|s\.?h\.?|credit\(s\)"
    r"|cr hrs?|total)$|credit",
    re.I,
)
_CODE_HEAD = re.compile(r"code|number|no\.|#|^course$|^courses$|^subject$|^id$|prefix", re.IGNORECASE)
_TITLE_HEAD = re.compile(r"title|name|description|course title", re.IGNORECASE)


def read_course(text: str) -> dict[str, Any] | None:
    """The course that a line or a row (below its head, if there is one) names: code, title, credits."""
    head, _, row = text.rpartition("\n")
    if " | " in row or row.endswith(" |"):
        return _from_row(_heads(head), [cell.strip() for cell in row.split("|")])
    return _from_line(text)


@lru_cache(maxsize=1024)
def _heads(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("|")) if text else ()


def _from_row(heads: tuple[str, ...], cells: list[str]) -> dict[str, Any] | None:
    code, rest, at = _code_of(cells)
    credited = _credit_cell(heads, cells, at)
    title = rest
    if not title:
        numbers = range(len(cells))
        told = [
            number
            for number in numbers
            if number != at and cells[number] and not re.fullmatch(r"[\d.\s–-]+", cells[number])
        ]
        named = [number for number in told if number < len(heads) and _TITLE_HEAD.search(heads[number])]
        title = cells[(named or told)[0]] if told else ""
    if (
        credits is None
        and title
        and (match := _CREDITS.search(title))
        and match[1]
        and not title[: match.start()].endswith("Level")
    ):
        line = _from_line(title)
        if line and line["credits"] is not None and "(" in title:
            title, credited = line["title"], line["credits"]
    return {"code": code, "title": title or None, "credits": credited} if code or title else None


def _code_of(cells: list[str]) -> tuple[str | None, str, int]:
    """The code, the words behind it in its cell, and the cell."""
    for number, cell in enumerate(cells[:2]):
        start = _LEAD.match(cell).end()  # type: ignore[union-attr]
        if match := _CODE.match(cell, start):
            rest = cell[match.end() :].strip(" -–—:.|*")
            return match[0], rest, number
    return None, "", -1


def _credit_cell(heads: tuple[str, ...], cells: list[str], code_at: int) -> int | float | None:
    named = [number for number, head in enumerate(heads) if _CREDIT_HEAD.search(head) and number < len(cells)]
    for number in reversed(named):
        if (value := _number(cells[number])) is not None:
            return value
    if named:
        return None
    for number in range(len(cells) - 1, 0, -1):
        if number != code_at and (value := _number(cells[number])) is not None:
            return value
    return None


def _number(text: str) -> int | float | None:
    match = re.fullmatch(
        rf"({_NUMBER})\s*(?:credits?|cr\.?|units?|hours?|hrs?\.?|credit hours?|s\.?h\.?)?(?:\(s\))?\*?",
        text.strip(),
        re.I,
    )
    if match is None:
        return None
    value = float(match[1])
    return int(value) if value == int(value) else value


def _from_line(text: str) -> dict[str, Any] | None:
    line = text[_LEAD.match(text).end() :]  # type: ignore[union-attr]
    match = _CODE.match(line)
    code = match[0] if match else None
    rest = line[match.end() :] if match else line
    credited: int | float | None = None
    if (
        (told := _CREDITS.search(rest))
        and (re.search(r"[A-Za-z(\[]", told[0]) or re.search(r"[–—|:-]|\s{2,}|\d$", told[0]))
    ) or (told := _CREDITS_INSIDE.search(rest)):
        credited, rest = _number(told[1]), rest[: told.start()]
    title = rest.strip(" -–—:.,|*•\t([")
    return {"code": code, "title": title or None, "credits": credited} if code or title else None
