"""What the assembly of the whole of IPEDS may cost, and a night in which one program in a hundred has changed.

A night's share of the time is told by ``bench.assemble``; here it is the share of the rows written, which no other
work on the machine moves.
"""

import pytest

from bench.assemble import GIGABYTES, SECONDS, assembled, crawl, other_tree
from bench.refresh import DATA, fresh_home
from spiders.environment import ROOT
from tests.flows.test_shared_numbers import SCOPES, figures
from tests.homes import TestHome

SHARED = ROOT.parent / "shared" / "web"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not (SHARED / DATA / "HD2024.zip").is_file(), reason="../shared/web is not beside the checkout"),
]


def test_the_whole_of_ipeds_comes_in_and_a_night_with_few_changes_costs_a_share_of_that() -> None:
    home = fresh_home()
    crawl(home, SHARED)
    first = assembled(home)
    assert first["counts"]["program"] == 267_595
    assert first["worked"] < SECONDS
    assert first["peak"] < GIGABYTES
    whole = TestHome(home, measured=False)
    whole.publish()
    assert figures(whole) == SCOPES["all"]
    crawl(home, other_tree(SHARED, home.parent / "tree"))
    night = assembled(home)
    assert night["changes"]["source"] >= 2_676
    assert night["written"] < 0.05 * first["written"]
    assert night["worked"] < 0.5 * first["worked"]
    assert night["peak"] < GIGABYTES
