"""How the words of the Bureau of Labor Statistics are read, and which rule reads which field. Pure.

Dollars and percents are decimal text, jobs whole numbers; what a figure is about (measure, year, SOC vintage) stands in
the qualifiers that the spider took from the page.
"""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from pipelines.normalize.refusal import Refusal
from pipelines.readers import Missing, address, words
from pipelines.readers_cip import soc

MARKS = {"": "not_stated", "—": "not_stated", "*": "suppressed", "**": "suppressed", "#": "suppressed",
         "~": "not_stated"}  # fmt: skip
"""The publisher's marks: — and blank for no value, * and ** withheld, # at or above the cap (the qualifier at_least
says which), ~ below what is told (the qualifier less_than)."""

_NUMBER = re.compile(r"[-−]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,12})(?:\.[0-9]{1,12})?", re.ASCII)
_PAY = re.compile(r"(?:\$(?P<year>[0-9,.]+) per year)? ?(?:\$(?P<hour>[0-9,.]+) per hour)?", re.ASCII)
_OUTLOOK = re.compile(r"([-−]?[0-9.,]+)% ?\(([^()]{1,80})\)", re.ASCII)
_OPENINGS = re.compile(r"\babout ([0-9][0-9,.]*)( million)? openings\b", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"Last Modified Date: (?:[A-Z][a-z]{2,8}, )?([A-Z][a-z]{2,8} [0-9]{1,2}, [0-9]{4})", re.ASCII)
_ONET = re.compile(r"https?://www\.onetonline\.org/link/summary/([0-9]{2}-[0-9]{4}\.[0-9]{2})/?", re.ASCII)
_AMOUNT = r"\$([0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]{1,2})?)"
MEDIAN = re.compile(rf"\bmedian (?:annual|hourly) wage for .{{1,200}}? was {_AMOUNT}", re.ASCII)
LOWEST = re.compile(rf"\blowest 10 percent earned less than {_AMOUNT}", re.ASCII)
HIGHEST = re.compile(rf"\bhighest 10 percent earned (?:more than|at least) {_AMOUNT}", re.ASCII)
CAPPED = "equal to or greater than"
HOST = "https://www.bls.gov"
LONGEST = 200_000


def bls(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """The reader of a cell: the publisher's marks are missing, each with its state."""

    def reading(text: str) -> Any:
        stripped = " ".join(text.split())
        if stripped in MARKS:
            raise Missing(MARKS[stripped])
        return read(stripped)

    return reading


def number(text: str) -> Decimal:
    """A decimal number, its thousands grouped by commas or not at all."""
    if not _NUMBER.fullmatch(text):
        raise Refusal("not_a_number", f"expected a number, met {text[:40]!r}")
    return Decimal(text.replace(",", "").replace("−", "-"))


def jobs(text: str) -> int:
    """A whole number of jobs, or of jobs gained or lost."""
    return _whole(number(text), text)


def thousands(text: str) -> int:
    """Thousands of jobs, such as 14.2, as jobs."""
    return _whole(number(text) * 1000, text)


def _whole(told: Decimal, text: str) -> int:
    if told != told.to_integral_value():
        raise Refusal("not_whole", f"expected a whole number of jobs, met {text[:40]!r}")
    return int(told)


def decimal(text: str) -> str:
    """A number as decimal text, without zeros that say nothing."""
    told = format(number(text), "f")
    return told.rstrip("0").rstrip(".") if "." in told else told


def percent(text: str) -> str:
    """A percentage as decimal text, its sign % taken off."""
    return decimal(text.removesuffix("%").rstrip())


def dollars(text: str) -> str:
    """Dollars as decimal text, with two places when there are cents."""
    if CAPPED in text:
        raise Missing("suppressed")
    amount = number(text.removeprefix("$").lstrip())
    return _money(amount, text)


def _money(amount: Decimal, text: str) -> str:
    if amount < 0 or amount >= 10_000_000 or amount != round(amount, 2):
        raise Refusal("not_an_amount", f"no wage is {text[:40]!r}")
    return str(int(amount)) if amount == int(amount) else str(round(amount, 2))


def pay(per: str) -> Callable[[str], str]:
    """The dollars per ``year`` or per ``hour`` of ``$50,250 per year $24.16 per hour``; either may be missing."""

    def reading(text: str) -> str:
        if CAPPED in text:
            raise Missing("suppressed")
        found = _PAY.fullmatch(text)
        if found is None:
            raise Refusal("not_pay", f"expected dollars per year and per hour, met {text[:60]!r}")
        if found[per] is None:
            raise Missing("not_stated")
        return dollars(found[per])

    return reading


def outlook_percent(text: str) -> str:
    """The percentage of ``7% (Much faster than average)``."""
    return decimal(_outlook(text)[1])


def outlook_words(text: str) -> str:
    """The words of ``7% (Much faster than average)``."""
    return words(_outlook(text)[2])


def _outlook(text: str) -> re.Match[str]:
    found = _OUTLOOK.fullmatch(text)
    if found is None:
        raise Refusal("not_an_outlook", f"expected a percentage and words in brackets, met {text[:60]!r}")
    return found


def openings(text: str) -> int:
    """The openings a year of ``About 14,200 openings for ... are projected each year``."""
    found = _OPENINGS.search(text[:2000])
    if found is None:
        raise Refusal("no_openings", f"expected a number of openings, met {text[:60]!r}")
    return _whole(number(found[1].rstrip(".,")) * (1_000_000 if found[2] else 1), text)


def amount_after(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """The dollars that a sentence of a paragraph tells, by the words before them."""

    def reading(text: str) -> str:
        found = pattern.search(text[:2000])
        if found is None:
            raise Refusal("no_amount", f"expected a sentence with an amount, met {text[:60]!r}")
        return dollars(found[1])

    return reading


def fact(text: str) -> str:
    """The words of a fact; a pointer to another part of the page is none."""
    if text.startswith("See "):
        raise Missing("not_stated")
    return words(text)


def lines(text: str) -> list[str]:
    """The lines of a list, one by one."""
    found = [" ".join(line.split()) for line in text[:LONGEST].split("\n")]
    told = [line for line in found if line]
    if not told:
        raise Missing("not_stated")
    return told


def paragraphs(text: str) -> str:
    """The paragraphs of a section, a line each."""
    return "\n".join(lines(text))


def modified_on(text: str) -> str:
    """The day of ``Last Modified Date: Thursday, August 28, 2025`` as an ISO date."""
    found = _DATE.fullmatch(text)
    if found is None:
        raise Refusal("not_a_date", f"expected the date of the last change, met {text[:60]!r}")
    try:
        return datetime.strptime(found[1], "%B %d, %Y").date().isoformat()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise Refusal("not_a_date", f"there is no such day as {found[1]!r}") from error


def link(text: str) -> str:
    """An absolute address; one from the root of the site is put behind its host."""
    return address(f"{HOST}{text}" if text.startswith("/") and not text.startswith("//") else text)


def onet_code(text: str) -> str:
    """The O*NET code of a link to its page."""
    found = _ONET.fullmatch(text)
    if found is None:
        raise Refusal("not_onet", f"expected a link to O*NET OnLine, met {text[:80]!r}")
    return found[1]


def only(text: str) -> bool:
    """Whether a column says TRUE; blank says that it does not hold."""
    if text.strip() not in ("", "TRUE"):
        raise Refusal("unknown_word", f"expected TRUE or nothing, met {text[:40]!r}")
    return bool(text.strip())


BLS_READERS: dict[str, Callable[[str], Any]] = {
    "bls_words": bls(words), "bls_soc": bls(soc), "bls_jobs": bls(jobs), "bls_thousands": bls(thousands),
    "bls_percent": bls(percent), "bls_decimal": bls(decimal), "bls_dollars": bls(dollars),
    "bls_annual_pay": bls(pay("year")), "bls_hourly_pay": bls(pay("hour")),
    "bls_outlook_percent": bls(outlook_percent), "bls_outlook_words": bls(outlook_words),
    "bls_openings": bls(openings), "bls_median_sentence": bls(amount_after(MEDIAN)),
    "bls_lowest_sentence": bls(amount_after(LOWEST)), "bls_highest_sentence": bls(amount_after(HIGHEST)),
    "bls_fact": bls(fact), "bls_list": lines, "bls_text": paragraphs, "bls_date": bls(modified_on),
    "bls_link": bls(link), "bls_onet": bls(onet_code), "bls_only": only,
}  # fmt: skip
"""Name of a rule -> its reader, all in version 1."""

_PAGE_FIELDS = {
    "soc": "bls_soc", "last_modified": "bls_date", "median_annual_pay": "bls_annual_pay",
    "median_hourly_pay": "bls_hourly_pay", "entry_education": "bls_fact", "work_experience": "bls_fact",
    "on_the_job_training": "bls_fact", "jobs": "bls_jobs", "outlook_percent": "bls_outlook_percent",
    "outlook": "bls_outlook_words", "employment_change": "bls_jobs",
    "summary": "bls_text", "what_they_do": "bls_text", "work_environment": "bls_text", "how_to_become_one": "bls_text",
    "pay": "bls_text", "job_outlook": "bls_text", "state_and_area_data": "bls_text",
    "similar_occupations": "bls_text", "more_information": "bls_text", "duties": "bls_list",
    "median_pay": "bls_median_sentence", "lowest_tenth_pay": "bls_lowest_sentence",
    "highest_tenth_pay": "bls_highest_sentence", "annual_openings": "bls_openings",
    "industry_pay": "bls_dollars", "occupation_pay": "bls_dollars", "comparison_pay": "bls_dollars",
    "industry_share": "bls_percent", "occupation_jobs": "bls_jobs", "comparison_growth": "bls_percent",
    "base_employment": "bls_jobs", "projected_employment": "bls_jobs", "projected_change_percent": "bls_percent",
    "projected_change": "bls_jobs", "detailed_soc": "bls_soc", "detailed_base_employment": "bls_jobs",
    "detailed_projected_employment": "bls_jobs", "detailed_projected_change_percent": "bls_percent",
    "detailed_projected_change": "bls_jobs", "similar_occupation_link": "bls_link",
    "similar_occupation_education": "bls_fact", "similar_occupation_pay": "bls_dollars",
    "more_information_link": "bls_link", "onet_code": "bls_onet",
}  # fmt: skip
_WAGE_FIELDS = {
    "soc": "bls_soc", "employment": "bls_jobs", "employment_error": "bls_percent", "wage_error": "bls_percent",
    "jobs_per_thousand": "bls_decimal", "location_quotient": "bls_decimal", "annual_only": "bls_only",
    "hourly_only": "bls_only",
}  # fmt: skip
_PROJECTION_FIELDS = {
    "soc": "bls_soc", "employment": "bls_thousands", "projected_employment": "bls_thousands",
    "employment_share": "bls_percent", "projected_employment_share": "bls_percent",
    "employment_change": "bls_thousands", "employment_change_percent": "bls_percent",
    "self_employed": "bls_percent", "annual_openings": "bls_thousands", "median_annual_wage": "bls_dollars",
}  # fmt: skip
BLS_FIELDS: dict[str, dict[str, str]] = {
    "occupation": _PAGE_FIELDS, "occupation_wage": _WAGE_FIELDS, "occupation_state_wage": _WAGE_FIELDS,
    "occupation_projection": _PROJECTION_FIELDS,
}  # fmt: skip
BLS_REQUIRED = {
    "occupation": frozenset({"title"}), "occupation_wage": frozenset({"soc"}),
    "occupation_state_wage": frozenset({"soc"}), "occupation_projection": frozenset({"soc"}),
}  # fmt: skip


def bls_rule(kind: str, field: str) -> str:
    """The name of the rule of a field of one of these kinds."""
    if kind.endswith("_wage") and field.endswith("_wage"):
        return "bls_dollars"
    return BLS_FIELDS[kind].get(field, "bls_words")
