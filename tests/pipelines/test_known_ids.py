"""Ids that were minted before: whatever is expected or asked for first, the answers are those of a plain table."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from db import directory_writes
from db.engine import open_engine
from db.schema import ensure_schema
from pipelines import known_ids
from pipelines.known_ids import KnownIds
from pipelines.minting import anchor_of, mint_id

AT = datetime(2026, 3, 1, tzinfo=UTC)
ANCHORS = [anchor_of(kind, "ipeds", key) for kind in ("institution", "program") for key in "abcdef"]
STORED = {anchor: mint_id(anchor) for anchor in ANCHORS[::2]} | {ANCHORS[1]: "ins-of-old"}
SOME = st.lists(st.sampled_from(ANCHORS), max_size=4)
IDS = st.sampled_from([*map(mint_id, ANCHORS), "ins-of-old"])
ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("expect"), SOME),
        st.tuples(st.just("get"), st.sampled_from(ANCHORS)),
        st.tuples(st.just("give"), st.tuples(st.sampled_from(ANCHORS), IDS)),
        st.tuples(st.just("anchors_of"), st.sets(IDS, max_size=4)),
        st.tuples(st.just("everything"), st.none()),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('ids') / 'work.db'}")
    ensure_schema(engine)
    with engine.begin() as opened:
        rows = [(told, anchor.partition("/")[0], anchor, AT, None) for anchor, told in STORED.items()]
        directory_writes.mint(opened, rows)
        yield opened


@settings(deadline=None)
@given(actions=ACTIONS)
@pytest.mark.parametrize("few", [0, 2, 100])
def test_answers_are_those_of_a_plain_table(
    connection: Connection, few: int, actions: list[tuple[str, object]]
) -> None:
    with pytest.MonkeyPatch.context() as limits:
        limits.setattr(known_ids, "FEW", few)
        limits.setattr(known_ids, "FEW_UNKNOWN", few // 2)
        known, plain = KnownIds(connection), dict(STORED)
        for name, told in actions:
            _do(known, plain, name, told)


def _do(known: KnownIds, plain: dict[str, str], name: str, told: object) -> None:
    match name, told:
        case "expect", list(anchors):
            known.expect(anchors)
        case "get", str(anchor):
            assert known.get(anchor) == plain.get(anchor)
        case "give", (str(anchor), str(thing_id)):
            known[anchor] = plain[anchor] = thing_id
            assert known[anchor] == thing_id
        case "anchors_of", set(ids):
            assert known.anchors_of(ids) == {anchor: one for anchor, one in plain.items() if one in ids}
        case _:
            assert known.everything() == plain


def test_an_anchor_that_has_no_id_is_told(connection: Connection) -> None:
    with pytest.raises(KeyError):
        KnownIds(connection)["program/ipeds/never"]
