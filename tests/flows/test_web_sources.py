"""Which sources a web has, and which want a setting first."""

from pathlib import Path

import pytest

from flows.web_sources import left_out, not_configured, sources_on_web
from spiders.environment import Environment
from spiders.source import source_card, source_names


def test_the_sample_has_all_sources_but_those_without_a_page_in_it() -> None:
    assert {"ipeds", "dapip", "listings", "scorecard"} <= set(sources_on_web([], "sample"))
    assert not_configured([], "sample") == {}


def test_without_its_key_the_scorecard_is_left_out_of_the_live_web_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HIMDIR_SCORECARD_API_KEY", raising=False)
    assert "scorecard" not in sources_on_web([], "live")
    assert "HIMDIR_SCORECARD_API_KEY" in not_configured([], "live")["scorecard"]
    assert (sources_on_web(["scorecard"], "live"), not_configured(["scorecard"], "live")) == (["scorecard"], {})
    monkeypatch.setenv("HIMDIR_SCORECARD_API_KEY", "a-key-of-some-length")
    assert "scorecard" in sources_on_web([], "live")
    assert not_configured([], "live") == {}


def test_a_tree_is_searched_for_hosts_and_captures_for_sources(tmp_path: Path) -> None:
    assert "this web has none of api.data.gov" in left_out("scorecard", str(tmp_path))
    assert {"listings", "scorecard"}.isdisjoint(sources_on_web([], str(tmp_path)))
    assert "ipeds" in sources_on_web([], str(tmp_path))
    (tmp_path / "api.data.gov").mkdir()
    (tmp_path / "listings").mkdir()
    assert {"listings", "scorecard"} <= set(sources_on_web([], str(tmp_path)))
    assert "scorecard" in sources_on_web([], str(tmp_path / "captures.warc.gz"))


def test_every_card_names_a_setting_that_there_is() -> None:
    for name in source_names():
        card = source_card(name)
        key = card.crawl.key
        for setting in filter(None, (card.needs_setting, key.setting if key else "")):
            assert setting in Environment.model_fields, name
