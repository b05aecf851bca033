"""Ids for life: from the anchor, minted once, the same wherever the directory is rebuilt, and never two for one."""

import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.changes import field_claims
from pipelines.identity import IdentityBook, PatternBook
from pipelines.known_ids import KnownIds
from pipelines.minting import anchor_of, mint_id

AT = datetime(2026, 3, 1, tzinfo=UTC)


def test_an_id_is_minted_once_and_then_looked_up() -> None:
    book = IdentityBook(KnownIds())
    assert book.id_of("program", "ipeds", "1:51.0707:3", AT)[1] is True
    first, fresh = book.id_of("program", "ipeds", "1:51.0707:3", AT)
    assert (fresh, len(book.fresh)) == (False, 1)
    assert book.fresh[0] == (first, "program", "program/ipeds/1:51.0707:3", AT)


def test_a_known_anchor_keeps_the_id_that_it_has_even_if_another_would_be_minted() -> None:
    book = IdentityBook(KnownIds(at_hand={anchor_of("program", "ipeds", "k"): "prg-of-old"}))
    assert book.id_of("program", "ipeds", "k", AT) == ("prg-of-old", False)


def test_ids_are_those_that_were_given_before() -> None:
    """Written down: another way of minting would give every program of a rebuilt directory a new id."""
    assert mint_id(anchor_of("institution", "ipeds", "100654")) == "ins-9741ba671e629077"
    assert mint_id(anchor_of("program", "ipeds", "100654:51.0707:3")) == "prg-889de8a1758710c9"


@settings(deadline=None)
@given(st.sets(st.text(max_size=20), max_size=50))
def test_other_keys_have_other_ids(keys: set[str]) -> None:
    told = {mint_id(anchor_of(kind, "ipeds", key)) for kind in ("institution", "program") for key in keys}
    assert len(told) == 2 * len(keys)


NAMES = st.lists(st.sampled_from(["city", "state", "level=award", "name"]), unique=True, min_size=1)


@settings(deadline=None)
@given(st.dictionaries(st.text("0123456789abcdef", min_size=1, max_size=20), NAMES, max_size=4))
def test_evidence_can_be_read_back(cited: dict[str, list[str]]) -> None:
    book = PatternBook()
    stored = book.evidence(tuple((version, tuple(names)) for version, names in cited.items()))
    patterns = {row[0]: json.loads(row[1]) for row in book.rows()}
    told = field_claims(stored, patterns)
    for names in cited.values():
        for name in names:
            field, _, claim = name.partition("=")
            assert told[field][1] == (claim or field)
    assert book.by_id.keys() == patterns.keys()
