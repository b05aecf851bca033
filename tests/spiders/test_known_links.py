"""Links kept from night to night: found again for the same capture, forgotten with the code, and never in the way."""

from pathlib import Path

import pytest

from spiders import known_links
from spiders.known_links import KnownLinks
from spiders.school_sites_links import Promising

ONE, OTHER = "a" * 20, "0" * 19 + "b"
LINKS = Promising("/a/", 7, [(2, "/him?x=é\n", 100, True), (5, "", 20, False)])


def kept(path: Path, **told: Promising) -> None:
    links = KnownLinks(path)
    for capture_id, promising in told.items():
        links.keep(capture_id, promising)
    links.close(is_whole=True)


def of(path: Path, capture_id: str) -> Promising | None:
    links = KnownLinks(path)
    try:
        return links.get(capture_id)
    finally:
        links.close(is_whole=False)


def test_links_are_found_again_and_carried_on_while_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "links"
    kept(path, **{ONE: LINKS, OTHER: Promising()})
    told = of(path, ONE)
    assert told is not None
    assert (told.base, told.number, [tuple(link) for link in told.links]) == tuple(LINKS)
    night = KnownLinks(path)
    assert (night.get(OTHER), night.get("c" * 20)) == (Promising("", 0, []), None)
    night.close(is_whole=True)
    assert of(path, OTHER) is not None
    assert of(path, ONE) is None


def test_a_run_that_broke_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "links"
    kept(path, **{ONE: LINKS})
    broken = KnownLinks(path)
    broken.keep(OTHER, LINKS)
    broken.close(is_whole=False)
    assert of(path, ONE) is not None
    assert of(path, OTHER) is None
    assert list(tmp_path.iterdir()) == [path]


def test_links_made_by_other_code_or_words_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / "links", **{ONE: LINKS})
    monkeypatch.setattr(known_links, "RESTS_ON", known_links.RESTS_ON[1:])
    assert of(tmp_path / "links", ONE) is None


@pytest.mark.parametrize("damage", [b"", b"\0" * 90, b"no digest\n", b"\xff" * 10])
def test_a_damaged_file_is_one_without_links(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "links"
    kept(path, **{ONE: LINKS})
    whole = path.read_bytes()
    for told in (damage, damage + whole, whole[:-9], whole[:80] + damage + b"\n" + whole[80:], whole + damage):
        path.write_bytes(told)
        links = of(path, ONE)
        assert links is None or (links.base, links.number) == (LINKS.base, LINKS.number)


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    links = KnownLinks(tmp_path / "file" / "links")
    links.keep(ONE, LINKS)
    assert links.get(ONE) is None
    links.close(is_whole=True)
