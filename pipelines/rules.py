"""Which rule turns the words of a field into a value. A rule is pure and has a version; the table is the whole of it.

A rule returns a JSON-ready value, raises ``Missing`` when the words say that there is none, and ``Refusal`` when
they cannot be read. May not know where words stand or what a run is.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.override_fields import KIND as OVERRIDE_KIND
from pipelines.override_fields import cents, reader_of
from pipelines.readers import (
    IPEDS_MISSING,
    Missing,
    address,
    award_level,
    charges,
    cip,
    city,
    code,
    coordinate,
    count,
    county,
    credential,
    digits,
    dollars,
    ipeds,
    location,
    phone,
    state,
    words,
    zip_words,
)
from pipelines.readers_accreditors import ACCREDITOR_READERS, ACCREDITOR_REQUIRED, accreditor_rule
from pipelines.readers_accreditors import KINDS as ACCREDITOR_KINDS
from pipelines.readers_bls import BLS_FIELDS, BLS_READERS, BLS_REQUIRED, bls_rule
from pipelines.readers_certifications import CERTIFICATION_READERS, certification_rule
from pipelines.readers_cip import (
    CIP_RULES,
    cip_any_level,
    cip_examples,
    cip_references,
    cip_status,
    cip_title,
    soc_or_no_match,
    soc_title,
)
from pipelines.readers_closed import CLOSED_READERS, closed_rule
from pipelines.readers_dapip import (
    DAPIP_WORDS,
    dapip,
    dapip_address,
    dapip_date,
    dapip_id,
    dapip_opeid,
    dapip_phone,
    dapip_state,
    dapip_unitids,
    dapip_word,
)
from pipelines.readers_school_pages import SCHOOL_FIELDS, SCHOOL_READERS
from pipelines.readers_scorecard import SCORECARD_READERS, scorecard_rule

__all__ = ["DAPIP_WORDS", "IPEDS_MISSING", "REQUIRED", "RULES", "Missing", "Rule", "rule_for", "rules_digest"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named, versioned way to read words."""

    name: str
    version: str
    read: Callable[[str], Any]


WORDS = Rule("words", "1", words)
RULES: dict[str, Rule] = {
    rule.name: rule
    for rule in (
        WORDS,
        Rule("ipeds_words", "1", ipeds(words)),
        Rule("ipeds_count", "1", ipeds(count)),
        Rule("ipeds_dollars", "1", ipeds(dollars)),
        Rule("ipeds_code", "1", ipeds(code)),
        Rule("ipeds_unitid", "1", ipeds(digits(6))),
        Rule("ipeds_opeid", "1", ipeds(digits(8))),
        Rule("ipeds_county", "1", ipeds(county)),
        Rule("ipeds_phone", "1", ipeds(phone)),
        Rule("ipeds_address", "1", ipeds(address)),
        Rule("ipeds_coordinate", "1", ipeds(coordinate)),
        Rule("ipeds_state", "8", ipeds(state)),
        Rule("ipeds_zip", "8", ipeds(zip_words)),
        Rule("ipeds_city", "8", ipeds(city)),
        Rule("ipeds_award_level", "1", ipeds(award_level)),
        Rule("cip", "1", cip),
        Rule("web_address", "1", address),
        Rule("location", "8", location),
        Rule("credential", "10", credential),
        Rule("charges", "24", charges),
        *(Rule(name, "1", read) for name, read in BLS_READERS.items()),
        Rule("cip_any_level", "1", cip_any_level),
        Rule("cip_title", "1", cip_title),
        Rule("cip_status", "1", cip_status),
        Rule("cip_examples", "1", cip_examples),
        Rule("cip_references", "1", cip_references),
        Rule("soc_or_no_match", "1", soc_or_no_match),
        Rule("soc_title", "1", soc_title),
        Rule("override_count", "1", count),
        Rule("override_dollars", "1", cents),
        *(Rule(name, "1", read) for name, read in ACCREDITOR_READERS.items()),
        Rule("accreditor_city", "8", city),
        Rule("accreditor_state", "8", state),
        Rule("accreditor_zip", "8", zip_words),
        Rule("dapip_id", "1", dapip(dapip_id, "-")),
        Rule("dapip_opeid", "1", dapip(dapip_opeid, "-2")),
        Rule("dapip_unitids", "1", dapip(dapip_unitids)),
        Rule("dapip_address", "8", dapip(dapip_address)),
        Rule("dapip_state", "8", dapip(dapip_state)),
        Rule("dapip_phone", "1", dapip(dapip_phone)),
        Rule("dapip_date", "1", dapip(dapip_date)),
        Rule("dapip_word", "1", dapip(dapip_word)),
        Rule("dapip_words", "1", dapip(words, "-")),
        Rule("dapip_is_open", "1", lambda text: not text.strip()),
        *(Rule(name, version, read) for name, version, read in SCHOOL_READERS),
        *(Rule(name, "1", read) for name, read in SCORECARD_READERS.items()),
        *(Rule(name, "1", read) for name, read in CERTIFICATION_READERS.items()),
        *(Rule(name, "1", read) for name, read in CLOSED_READERS.items()),
    )
}

_IPEDS_FIELDS = {
    "unitid": "ipeds_unitid",
    "successor_unitid": "ipeds_unitid",
    "opeid": "ipeds_opeid",
    "state": "ipeds_state",
    "zip": "ipeds_zip",
    "city": "ipeds_city",
    "phone": "ipeds_phone",
    "website": "ipeds_address",
    "financial_aid_url": "ipeds_address",
    "application_url": "ipeds_address",
    "net_price_url": "ipeds_address",
    "county_fips": "ipeds_county",
    "longitude": "ipeds_coordinate",
    "latitude": "ipeds_coordinate",
    "cip": "cip",
    "award_level": "ipeds_award_level",
    "completions": "ipeds_count",
    "completions_men": "ipeds_count",
    "completions_women": "ipeds_count",
    "completions_flag": "ipeds_code",
}
_IPEDS_WORDS = {"name", "alias", "street", "system_name", "county", "closed_on"}
_LISTING_FIELDS = {"place": "location", "credential": "credential", "tuition_text": "charges", "link": "web_address"}
_DAPIP_FIELDS = {
    "dapip_id": "dapip_id",
    "parent_dapip_id": "dapip_id",
    "opeid": "dapip_opeid",
    "unitids": "dapip_unitids",
    "address": "dapip_address",
    "state": "dapip_state",
    "phone": "dapip_phone",
    "location_type": "dapip_word",
    "status": "dapip_word",
    "start_known": "dapip_word",
    "is_open": "dapip_is_open",
    "starts_on": "dapip_date",
    "ended_on": "dapip_date",
    "next_review_on": "dapip_date",
    "acted_on": "dapip_date",
    "updated_on": "dapip_date",
}
_PRICE_ENDINGS = ("_tuition", "_fees", "_per_credit", "_price", "_supplies", "_tuition_and_fees")

_RULE_NAMES: dict[str, Callable[[str], str]] = {
    OVERRIDE_KIND: lambda field: reader_of(field)[0],
    **dict.fromkeys(ACCREDITOR_KINDS, accreditor_rule),
    "certification": certification_rule,
    "certification_rule": certification_rule,
    "closed_school": closed_rule,
    "scorecard_program": scorecard_rule,
}
"""For a kind of record with a table of its own (pipelines/readers_*.py): which rule reads a field."""

REQUIRED: dict[str, frozenset[str]] = {
    "program": frozenset({"unitid", "cip", "award_level"}),
    "institution": frozenset({"unitid", "name"}),
    "institution_year": frozenset({"unitid", "name"}),
    **dict.fromkeys(ACCREDITOR_KINDS, ACCREDITOR_REQUIRED),
    "listing_program": frozenset({"institution", "program_title"}),
    "school_program": frozenset({"program_title"}),
    "accreditor_location": frozenset({"dapip_id", "name", "location_type"}),
    "accreditation": frozenset({"dapip_id", "agency_id", "program_id", "status"}),
    "accreditation_action": frozenset({"dapip_id", "agency_id", "action"}),
    **BLS_REQUIRED,
    "cip_code": frozenset({"cip", "title", "status"}),
    "cip_occupation": frozenset({"cip"}),
    "occupation_cip": frozenset({"cip", "soc"}),
    "certification": frozenset({"certification", "name", "status"}),
    "certification_rule": frozenset({"certification", "requirement"}),
    "closed_school": frozenset({"opeid", "closed_on"}),
    "scorecard_program": frozenset({"unitid", "cip4", "credential_level"}),
}
"""Fields without which a record is held back and reported, by kind."""


@cache
def rule_for(kind: str, field: str) -> Rule:
    """The rule of a field of a record kind; words as they stand when the table names no other."""
    if kind in ("institution", "institution_year", "program", "institution_price", "program_price"):
        if field.endswith("_flag"):
            return RULES["ipeds_code"]
        if kind.endswith("_price") and field.endswith(_PRICE_ENDINGS):
            return RULES["ipeds_dollars"]
        if field in _IPEDS_WORDS:
            return RULES["ipeds_words"]
        return RULES[_IPEDS_FIELDS.get(field, "ipeds_code")]
    if kind in ("accreditor_location", "accreditation", "accreditation_action"):
        return RULES[_DAPIP_FIELDS.get(field, "dapip_words")]
    if kind == "school_program":
        return RULES[SCHOOL_FIELDS.get(field, WORDS.name)]
    if kind in BLS_FIELDS:
        return RULES[bls_rule(kind, field)]
    if kind in ("cip_code", "cip_occupation", "occupation_cip"):
        return RULES[CIP_RULES.get(field, WORDS.name)]
    if kind in _RULE_NAMES:
        return RULES[_RULE_NAMES[kind](field)]
    return RULES[_LISTING_FIELDS.get(field, WORDS.name)]


def rules_digest() -> str:
    """A short name for the versions of all rules together."""
    told = ",".join(f"{rule.name}@{rule.version}" for rule in RULES.values())
    return hashlib.sha256(told.encode()).hexdigest()[:12]
