"""The walk through one site, over small webs in memory: what is asked, in which order, and what came of it."""

from collections.abc import Mapping
from typing import Any

import pytest

from spiders.school_sites_answers import Meaning
from spiders.school_sites_domains import Site, domains_of
from spiders.school_sites_fate import Target
from spiders.school_sites_links import links_of
from spiders.school_sites_plan import Plan, plan
from spiders.school_sites_sitemaps import read_sitemap
from spiders.school_sites_starts import Start
from spiders.school_sites_walk import SiteWalk

SITE = "https://www.a.edu"
Web = Mapping[str, str | Meaning]
"""Path to HTML, ``-> /place`` for a redirect, or what asking for it means; anything else is missing."""


def site_of(*starts: tuple[str, str], programs: int = 0) -> Site:
    told = [Start(unitid="205470", url=url, kind=kind, programs=programs) for kind, url in starts]
    return domains_of(told, plan())[0][0].sites[0]


def walked(web: Web, site: Site, limits: Mapping[str, int] | None = None, sitemaps: tuple[str, ...] = ()) -> Any:
    """The paths asked for, and the walk at its end."""
    told = plan().tightened(limits or {})
    walk = SiteWalk(site, told, set())
    asked: list[str] = []
    while (target := walk.next()) is not None:
        asked.append(target.url.removeprefix(SITE))
        _answer(web, walk, target, told)
        moved = str(web.get(target.url.removeprefix(SITE), "")).startswith("-> ")
        if walk.wants_sitemaps and target.role != "sitemap" and not moved:
            walk.offer_sitemaps(sitemaps, target.url)
    return asked, walk


def _answer(web: Web, walk: SiteWalk, target: Target, told: Plan) -> None:
    answer = web.get(target.url.removeprefix(SITE), Meaning.missing)
    if isinstance(answer, Meaning):
        walk.failed(target, answer, "why")
    elif answer.startswith("-> "):
        walk.moved(target, answer[3:])
    elif target.role == "sitemap":
        listed = read_sitemap(answer.encode(), told.limits)
        if listed.is_index:
            walk.add_sitemaps(target, listed.addresses)
        else:
            walk.add_links(target, links_of(_as_links(listed.addresses), target.url, walk.site.hosts, told).links)
    else:
        walk.page_read(target)
        walk.programs_found += "found" in answer
        walk.add_links(target, links_of(answer.encode(), target.url, walk.site.hosts, told).links)


def _as_links(addresses: tuple[str, ...]) -> bytes:
    return "".join(f'<a href="{url}">x</a>' for url in addresses).encode()


def link(path: str, words: str = "Health Information") -> str:
    return f'<a href="{path}">{words}</a>'


HOME = ("website", f"{SITE}/")


def test_home_then_sitemap_then_what_promises_most() -> None:
    web = {
        "/": link("/programs", "Programs") + link("/one") + link("/health-information") + link("/about", "About"),
        "/sitemap.xml": "<loc>/medical-coding</loc><loc>/welding</loc>",
        "/programs": link("/two"),
    }
    asked, walk = walked(web, site_of(HOME))
    assert asked == ["/", "/sitemap.xml", "/health-information", "/one", "/medical-coding", "/programs", "/two"]
    assert (walk.outcome, walk.read_to_end, walk.exhausted) == ("read", True, False)


def test_the_sitemaps_of_robots_txt_stand_in_place_of_the_usual_address() -> None:
    web = {
        "/": "",
        "/index.xml": "<sitemapindex><loc>/a.xml</loc><loc>https://b.edu/b.xml</loc>",
        "/a.xml": "<loc>/him</loc>",
    }
    asked, _ = walked(web, site_of(HOME), sitemaps=(f"{SITE}/index.xml", "https://b.edu/sitemap.xml"))
    assert asked == ["/", "/index.xml", "/a.xml", "/him"]


def test_an_index_inside_an_index_is_not_followed_and_their_number_is_bounded() -> None:
    index = "<sitemapindex>" + "".join(f"<loc>/{n}.xml</loc>" for n in range(50))
    asked, _ = walked({"/": "", "/sitemap.xml": index, "/0.xml": "<sitemapindex><loc>/deeper.xml</loc>"}, site_of(HOME))
    assert "/deeper.xml" not in asked
    assert len([path for path in asked if path.endswith(".xml")]) == plan().limits.sitemaps_per_site


@pytest.mark.parametrize(
    ("programs", "pages", "explored"),
    [
        (2, {"/one": "found", "/two": "found"}, False),
        (2, {"/one": "found", "/two": ""}, True),
        (3, {"/one": "found"}, True),
    ],
)
def test_the_site_is_explored_only_where_the_known_links_are_fewer_than_its_programs(
    programs: int, pages: dict[str, str], explored: bool
) -> None:
    starts = [("program_page", f"{SITE}{path}") for path in ("/one", "/two")]
    asked, _ = walked({"/": "", **pages}, site_of(HOME, *starts, programs=programs))
    assert asked[:2] == ["/one", "/two"]
    assert ("/" in asked) is explored


def test_pages_seen_before_come_first_and_do_not_end_the_search() -> None:
    asked, _ = walked({"/": link("/new"), "/old": "found"}, site_of(HOME, ("seen_page", f"{SITE}/old"), programs=1))
    assert asked == ["/old", "/", "/sitemap.xml", "/new"]


def test_the_budget_of_pages_and_of_hubs() -> None:
    many = "".join(link(f"/him-{n}") for n in range(40)) + "".join(link(f"/hub-{n}", "Programs") for n in range(40))
    asked, walk = walked({"/": many}, site_of(HOME), {"pages_per_site": 10})
    assert len(asked) == 10 + 1  # and the sitemap
    assert walk.exhausted
    hubs = "".join(link(f"/hub-{n}", "Programs") for n in range(40))
    asked, walk = walked({"/": hubs}, site_of(HOME))
    assert len(asked) == plan().limits.hubs_per_site + 2
    assert not walk.exhausted


def test_known_pages_beyond_the_budget_keep_the_site_from_being_read_to_its_end() -> None:
    site = site_of(HOME, *(("seen_page", f"{SITE}/{n}") for n in range(40)))
    _, walk = walked({f"/{n}": "found" for n in range(40)}, site)
    assert (walk.outcome, walk.exhausted, walk.read_to_end) == ("read", True, False)


def test_a_page_that_leads_ever_deeper_ends_at_the_depth() -> None:
    web = {f"/him{'x' * n}": link(f"/him{'x' * (n + 1)}") for n in range(50)}
    asked, _ = walked({"/": link("/him"), **web}, site_of(HOME))
    assert len([path for path in asked if path.startswith("/him")]) == plan().limits.depth


def test_what_waits_is_bounded_and_the_best_stays() -> None:
    many = "".join(link(f"/hub-{n}", "Programs") for n in range(500)) + link("/health-information")
    asked, walk = walked({"/": many}, site_of(HOME))
    assert asked[2] == "/health-information"
    assert walk.dropped == 501 - plan().limits.waiting_per_site


def test_redirects_are_followed_on_the_site_and_nowhere_else() -> None:
    web = {"/": "-> /start", "/start": "-> https://a.edu/home", "/him": "-> https://b.edu/him"}
    site = site_of(HOME)
    told = walked({**web, "https://a.edu/home": link("/him") + "found"}, site)
    assert told[0][:3] == ["/", "/start", "https://a.edu/home"]
    assert told[1].outcome == "read"
    asked, walk = walked({"/": "-> https://b.edu/"}, site_of(HOME))
    assert asked == ["/"]
    assert (walk.outcome, walk.away) == ("moved_away", f"{SITE}/ leads to https://b.edu/")


@pytest.mark.parametrize(
    "web",
    [
        {"/": "-> /"},
        {"/": "-> /b", "/b": "-> /c", "/c": "-> /b"},
        {"/" + "x" * n: "-> /" + "x" * (n + 1) for n in range(20)},
    ],
)
def test_redirects_without_an_end(web: Web) -> None:
    asked, walk = walked(web, site_of(HOME))
    assert walk.outcome == "looping"
    assert len(asked) <= plan().limits.redirects_in_a_row + 1
    assert not walk.read_to_end


@pytest.mark.parametrize(
    ("meaning", "outcome"),
    [
        (Meaning.refused, "refused"),
        (Meaning.challenged, "challenged"),
        (Meaning.down, "down"),
        (Meaning.too_slow, "too_slow"),
        (Meaning.not_public, "down"),
        (Meaning.out_of_time, "too_slow"),
        (Meaning.out_of_pages, "unvisited"),
    ],
)
def test_a_site_that_says_no_or_fails_is_left_at_once(meaning: Meaning, outcome: str) -> None:
    asked, walk = walked({"/": meaning}, site_of(HOME, ("seen_page", f"{SITE}/")))
    assert asked == ["/"]
    assert (walk.outcome, walk.why, walk.read_to_end) == (outcome, "why", False)


@pytest.mark.parametrize("meaning", [Meaning.refused, Meaning.down, Meaning.challenged])
def test_a_site_that_says_no_in_the_middle_is_left_with_what_was_found(meaning: Meaning) -> None:
    web = {
        "/": link("/him") + link("/him2") + link("/him3"),
        "/sitemap.xml": Meaning.missing,
        "/him2": meaning,
        "/him": "found",
    }
    asked, walk = walked(web, site_of(HOME))
    assert asked == ["/", "/sitemap.xml", "/him", "/him2"]
    assert (walk.programs_found, walk.read_to_end) == (1, False)


@pytest.mark.parametrize("meaning", [Meaning.missing, Meaning.too_large, Meaning.forbidden])
def test_a_page_that_is_not_there_or_not_for_us_ends_nothing(meaning: Meaning) -> None:
    asked, walk = walked({"/": link("/him") + link("/him2"), "/him": meaning}, site_of(HOME))
    assert asked == ["/", "/sitemap.xml", "/him", "/him2"]
    assert (walk.outcome, walk.read_to_end) == ("read", True)


def test_another_host_of_the_site_that_fails_is_left_alone() -> None:
    catalog = "https://catalog.a.edu"
    web = {"/": link(f"{catalog}/him") + link(f"{catalog}/him2") + link("/him"), f"{catalog}/him": Meaning.challenged}
    asked, walk = walked(web, site_of(HOME))
    assert asked == ["/", "/sitemap.xml", f"{catalog}/him", "/him"]
    assert walk.outcome == "read"
    assert walk.left_hosts == {"catalog.a.edu": (Meaning.challenged, "why")}


def test_a_sitemap_that_is_refused_is_not_there_but_one_that_fails_ends_the_visit() -> None:
    walk = SiteWalk(site_of(HOME), plan(), set())
    target = Target(f"{SITE}/sitemap.xml", "sitemap")
    walk.failed(target, Meaning.refused, "status 403")
    assert walk.ended is None
    walk.failed(target, Meaning.refused, "status 429")
    assert walk.ended is Meaning.refused


@pytest.mark.parametrize(
    ("web", "outcome"),
    [
        ({"/": Meaning.forbidden, "/sitemap.xml": Meaning.forbidden}, "forbidden"),
        ({}, "down"),
        ({"/": Meaning.too_large}, "down"),
    ],
)
def test_a_site_without_a_page(web: Web, outcome: str) -> None:
    assert walked(web, site_of(HOME))[1].outcome == outcome


def test_an_address_without_a_scheme_is_tried_with_both() -> None:
    asked, walk = walked({"/": Meaning.down, "http://www.a.edu/": "found"}, site_of(("website", "www.a.edu/")))
    assert asked[:2] == ["/", "http://www.a.edu/"]
    assert walk.outcome == "read"
    asked, walk = walked({"/": Meaning.down, "http://www.a.edu/": "found"}, site_of(HOME))
    assert (asked, walk.outcome) == (["/"], "down")


def test_sites_of_a_domain_do_not_read_a_page_twice() -> None:
    starts = [Start(unitid="1" * 6, url=f"https://{host}.b.edu/", kind="website") for host in ("one", "two")]
    (domain,), _ = domains_of(starts, plan())
    seen: set[int] = set()
    asked = []
    for site in domain.sites:
        walk = SiteWalk(site, plan(), seen)
        while (target := walk.next()) is not None:
            asked.append(target.url)
            walk.page_read(target)
            walk.add_links(
                target, links_of(link("https://catalog.b.edu/him").encode(), target.url, site.hosts, plan()).links
            )
    assert asked.count("https://catalog.b.edu/him") == 1


@pytest.mark.parametrize("limits", [{"depth": 99}, {"no_such": 1}, {"depth": 0}, {"depth": -1}])
def test_limits_can_be_tightened_only(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="SITE_LIMITS"):
        plan().tightened(limits)
