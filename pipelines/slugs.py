"""Readable names for addresses: ohio/sinclair-community-college for an institution, and for a program that with its CIP
and level behind, ohio/sinclair-community-college/51-0707-associate. A slug leads to one institution for ever.

An institution keeps its slug until its name or state changes; the old one then leads to it all the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

import us
from sqlalchemy.engine import Connection

from db import identity_writes
from pipelines.normalize.award_level import award_levels
from pipelines.slug_words import slug_word as slug_word
from pipelines.tables import reference_rows

NOWHERE = "elsewhere"
FREELY_ASSOCIATED = {"FM": "Micronesia", "MH": "Marshall Islands", "PW": "Palau"}
"""States whose institutions IPEDS lists, and that are no states or territories of the United States."""


def publish_slugs(connection: Connection, at: datetime) -> None:
    """Give every institution of the directory its slug; ``at`` is when this became known."""
    known = identity_writes.slugs(connection)
    now = new_slugs(identity_writes.institutions_to_name(connection), known)
    past = {slug for slug, (holder, current) in known.items() if current and now.get(holder, slug) != slug}
    identity_writes.set_slugs_past(connection, sorted(past))
    identity_writes.store_slugs(connection, ((slug, holder, True, at) for holder, slug in sorted(now.items())))
    identity_writes.replace_award_levels(connection, award_level_rows())


def new_slugs(institutions: Iterable[Any], known: Mapping[str, tuple[str, bool]]) -> dict[str, str]:
    """Institution id -> slug, for those whose slug is a new one or an old one again.

    ``institutions`` have institution_id, unitid, name, city and state; ``known`` maps every slug that was ever given
    to its holder and whether it is the present one.
    """
    named = list(institutions)
    present = {holder: slug for slug, (holder, current) in known.items() if current}
    nameless = [one for one in named if not _still_fits(present.get(one.institution_id), one)]
    found: dict[str, str] = {}
    taken = {slug: holder for slug, (holder, _) in known.items()}
    for form in (slug_of, _with_city, _with_unitid):
        wanted: dict[str, list[Any]] = defaultdict(list)
        for one in nameless:
            wanted[form(one)].append(one)
        for slug, asking in wanted.items():
            if len(asking) == 1 and taken.get(slug, asking[0].institution_id) == asking[0].institution_id:
                found[asking[0].institution_id] = slug
                taken[slug] = asking[0].institution_id
        nameless = [one for one in nameless if one.institution_id not in found]
    return found


def _still_fits(slug: str | None, institution: Any) -> bool:
    return slug is not None and slug in {form(institution) for form in (slug_of, _with_city, _with_unitid)}


def slug_of(institution: Any) -> str:
    """The plain slug of an institution: its state and its name."""
    return f"{_state_word(institution.state)}/{slug_word(institution.name)}"


def _with_city(institution: Any) -> str:
    return f"{slug_of(institution)}-{slug_word(institution.city or '')}"


def _with_unitid(institution: Any) -> str:
    return f"{slug_of(institution)}-{institution.unitid}"


@cache
def _state_word(code: str | None) -> str:
    state = us.states.lookup(code) if code else None
    return slug_word(state.name if state is not None else FREELY_ASSOCIATED.get(code or "", NOWHERE))


@cache
def award_level_rows() -> tuple[tuple[str, str, str, str], ...]:
    """Every award level, those that no source tells last: code, credential, label and the word that ends a slug."""
    words = {row["award_level"]: row["word"] for row in reference_rows("slug_levels")}
    known = [(code, level.credential, level.label, words[code]) for code, level in sorted(award_levels().items())]
    columns = ("award_level", "credential", "label", "slug_word")
    untold = [tuple(row[name] for name in columns) for row in reference_rows("untold_levels")]
    return (*known, *((code, credential, label, word) for code, credential, label, word in untold))
