"""Starts: the file and what is refused, their sites and domains, shards, and for whom a page is visited."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.school_sites_domains import Domain, domains_of, in_shard, institutions_digest, unitids_of
from spiders.school_sites_plan import plan
from spiders.school_sites_starts import Start, WrongStarts, given_starts, read_starts, shard_of

PLAN = plan()


def website(unitid: str, url: str, **told: Any) -> Start:
    return Start(unitid=unitid, url=url, kind="website", **told)


def page(unitid: str, url: str, kind: Any = "program_page") -> Start:
    return Start(unitid=unitid, url=url, kind=kind)


def grouped(*starts: Start) -> dict[str, list[str]]:
    return {domain.name: [site.host for site in domain.sites] for domain in domains_of(starts, PLAN)[0]}


def test_the_lines_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "starts.jsonl"
    line = {"unitid": "205470", "url": "www.sinclair.edu/", "kind": "website", "institution": "Sinclair", "programs": 4}
    path.write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    assert read_starts(path) == [website("205470", "www.sinclair.edu/", institution="Sinclair", programs=4)]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"unitid": "205470", "url": "https://a.edu/"}',
        '{"unitid": "205470", "url": "https://a.edu/", "kind": "other"}',
        '{"unitid": "20547x", "url": "https://a.edu/", "kind": "website"}',
        '{"unitid": "205470", "url": "https://a.edu/", "kind": "website", "more": 1}',
        '{"unitid": "205470", "url": "https://a.edu/", "kind": "website", "programs": -1}',
        "[" * 100_000,
    ],
)
def test_a_line_that_is_no_start_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "starts.jsonl"
    path.write_text('{"unitid": "", "url": "a.edu", "kind": "website"}\n' + line, encoding="utf-8")
    with pytest.raises(WrongStarts, match=r"line 2 of .* is not a start .*expected one JSON object"):
        read_starts(path)


@pytest.mark.parametrize("body", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read(tmp_path: Path, body: bytes | None) -> None:
    if body is not None:
        (tmp_path / "starts.jsonl").write_bytes(body)
    with pytest.raises(WrongStarts, match="cannot be read"):
        read_starts(tmp_path / "starts.jsonl")


def test_starts_given_by_hand() -> None:
    assert [start.url for start in given_starts("https://a.edu/him, https://b.edu/him")] == [
        "https://a.edu/him", "https://b.edu/him",
    ]  # fmt: skip
    for wrong in ("a.edu/him", "ftp://a.edu/", "https://user:word@a.edu/", "https://a.edu/,nonsense", "https://"):
        with pytest.raises(WrongStarts, match="is not a web address"):
            given_starts(wrong)


def test_both_names_of_a_host_are_one_site_and_institutions_share_it() -> None:
    starts = [
        website("101365", "https://www.herzing.edu/"),
        website("140340", "herzing.edu"),
        website("1" * 6, "x.edu"),
    ]
    (herzing, other), unusable = domains_of(starts, PLAN)
    assert unusable == []
    (site,) = herzing.sites
    assert (site.unitids, site.website, site.unsure_of_scheme) == (
        ("101365", "140340"),
        "https://www.herzing.edu/",
        False,
    )
    assert (other.sites[0].website, other.sites[0].unsure_of_scheme) == ("https://x.edu", True)


def test_a_program_page_belongs_to_the_site_of_its_institution_where_its_host_does() -> None:
    starts = [
        page("236692", "https://catalog.spokane.edu/him"),
        page("236692", "https://scc.spokane.edu/him", "seen_page"),
        page("236692", "https://elsewhere.org/him"),
        website("236692", "https://scc.spokane.edu/"),
        website("236708", "https://sfcc.spokane.edu/"),
    ]
    (spokane, elsewhere), _ = domains_of(starts, PLAN)
    assert [site.host for site in spokane.sites] == ["scc.spokane.edu", "sfcc.spokane.edu"]
    assert spokane.sites[0].pages == {"https://catalog.spokane.edu/him": "236692", "https://scc.spokane.edu/him": ""}
    assert spokane.sites[0].named == 1
    assert (elsewhere.name, elsewhere.sites[0].unitids) == ("elsewhere.org", ("236692",))


def test_a_page_that_is_named_for_several_institutions_is_visited_for_all_of_its_host() -> None:
    starts = [website("101365", "https://herzing.edu/"), website("140340", "https://herzing.edu/")]
    starts += [page(unitid, "https://herzing.edu/him") for unitid in ("101365", "140340")]
    (domain,), _ = domains_of(starts, PLAN)
    (site,) = domain.sites
    assert (site.pages, site.named) == ({"https://herzing.edu/him": ""}, 1)
    assert unitids_of(domain, site, "herzing.edu", "") == ("101365", "140340")


def test_for_whom_a_page_is_visited() -> None:
    starts = [website("236692", "https://scc.spokane.edu/"), website("236708", "https://sfcc.spokane.edu/")]
    domain: Domain = domains_of(starts, PLAN)[0][0]
    first = domain.sites[0]
    assert unitids_of(domain, first, "scc.spokane.edu", "") == ("236692",)
    assert unitids_of(domain, first, "catalog.spokane.edu", "") == ("236692", "236708")
    assert unitids_of(domain, first, "catalog.spokane.edu", "236708") == ("236708",)


def test_starts_that_are_no_addresses_are_told_apart_and_a_site_that_is_left_is_not_visited() -> None:
    starts = [website("205470", "N/A"), website("205470", "http://["), page("", "https://old.edu/him", "left")]
    domains, unusable = domains_of(starts, PLAN)
    assert unusable == ["http://["]
    assert [(site.host, site.left) for domain in domains for site in domain.sites] == [("n", False), ("old.edu", True)]


def test_a_left_page_does_not_undo_the_visit_of_its_site() -> None:
    starts = [page("", "https://a.edu/him", "left"), website("205470", "https://www.a.edu/")]
    (domain,), _ = domains_of(starts, PLAN)
    assert [(site.host, site.left) for site in domain.sites] == [("www.a.edu", False)]


@pytest.mark.parametrize("words", ["", "2", "0/8", "9/8", "2/8/1", "a/b", "-1/8", "2/ 8", "²/8", "1/99999"])
def test_what_is_no_shard_is_refused(words: str) -> None:
    with pytest.raises(WrongStarts, match="such as 2/8"):
        shard_of(words)


@given(st.lists(st.from_regex(r"[a-z]{1,12}\.edu", fullmatch=True), max_size=30), st.integers(1, 9))
def test_every_domain_is_in_one_shard_and_stays_there(domains: list[str], count: int) -> None:
    for domain in domains:
        assert [in_shard(domain, (number, count)) for number in range(1, count + 1)].count(True) == 1
    starts = [website("205470", f"https://www.{domain}/") for domain in domains]
    shards = [domains_of(starts, PLAN, (number, count))[0] for number in range(1, count + 1)]
    assert sorted(one.name for shard in shards for one in shard) == sorted(set(domains))


def test_all_hosts_of_a_domain_are_in_the_same_shard() -> None:
    starts = [website("236692", "https://scc.spokane.edu/"), website("236708", "https://sfcc.spokane.edu/")]
    shards = [domains_of(starts, PLAN, (number, 5))[0] for number in range(1, 6)]
    assert sorted(sum(len(domain.sites) for domain in shard) for shard in shards) == [0, 0, 0, 0, 2]


def test_the_digest_moves_with_the_institutions_only() -> None:
    one = [website("205470", "https://a.edu/")]
    same = [*one, page("205470", "https://a.edu/him")]
    other = [website("205471", "https://a.edu/")]
    digests = [institutions_digest(domains_of(starts, PLAN)[0]) for starts in (one, same, other)]
    assert digests[0] == digests[1] != digests[2]
