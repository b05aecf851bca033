"""Where the visits to school sites begin: from made records of other sources, for institutions in scope only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.starts import NoStarts, write_starts
from pipelines.fold import fold_accepted_runs
from pipelines.school_starts import school_starts
from pipelines.scope import scope_of
from spiders.environment import Environment
from spiders.school_sites_starts import Start, read_starts
from tests.pipelines.made_runs import POLICY, Made, MadeHome, lead, made_home, program, school


@pytest.fixture
def home(tmp_path: Path) -> Iterator[MadeHome]:
    with made_home(tmp_path / "home") as home:
        home.policies |= dict.fromkeys(("school_pages", "cahiim"), POLICY)
        yield home


def starts(home: MadeHome, scope: str = "him") -> list[dict[str, Any]]:
    with home.engine.begin() as connection:
        fold_accepted_runs(connection, home.policies)
        lines = school_starts(connection, scope_of(scope))
    assert all(Start.model_validate(line) for line in lines)
    return lines


def told(lines: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(line["unitid"], line["kind"], line["url"]) for line in lines]


def seen(url: str, unitid: str = "") -> Made:
    words = {"program_title": "Health Information", **({"start_unitid": unitid} if unitid else {})}
    return Made("school_program", url, words, url.split("/")[2])


def test_the_web_sites_of_open_institutions_with_programs_in_scope_as_published(home: MadeHome) -> None:
    home.run(
        [
            *school("205470", program("205470"), program("205470", level="2"), website="www.sinclair.edu/"),
            *school("230782", website="https://www.weber.edu/", name="Weber State University"),
            *school("100937", website="www.bsc.edu/", activity="D"),
            *school("111111", program("111111", cip="52.0201"), website="www.business.edu/"),
            *school("222222", website="-2"),
        ]
    )
    assert starts(home) == [
        {"unitid": "205470", "institution": "Ohio Valley College", "url": "www.sinclair.edu/", "kind": "website",
         "programs": 2},
        {"unitid": "230782", "institution": "Weber State University", "url": "https://www.weber.edu/",
         "kind": "website", "programs": 1},
    ]  # fmt: skip
    assert [line["unitid"] for line in starts(home, "52")] == ["111111"]


def test_links_of_other_sources_go_to_the_institution_whose_site_holds_them(home: MadeHome) -> None:
    home.run([*school("205470", website="www.sinclair.edu/"), *school("236692", website="scc.spokane.edu")])
    link = {"institution": "x", "program_title": "y"}
    home.run(
        [
            lead("one", program_link="https://www.sinclair.edu/him", **link),
            lead("two", program_link="https://him.scc.spokane.edu/him", **link),
            lead("three", program_link="https://www.guide.example/schools/sinclair", **link),
            lead("four", program_link="https://sinclair.edu.evil.example/", **link),
            lead("five", program_link="javascript:alert(1)", **link),
            lead("six", link="https://www.sinclair.edu/", **link),
            lead("seven", program_link="https://www.sinclair.edu/", **link),
            lead("eight", program_link="https://www.sinclair.edu", **link),
        ],
        source="listings",
    )
    words = {"institution": "x", "level": "Associate", "status": "Accredited", "website": "https://sinclair.edu/cahiim"}
    accredited = Made("program_accreditation", "a", words)
    home.run([accredited], source="cahiim")
    assert [line for line in told(starts(home)) if line[1] == "program_page"] == [
        ("205470", "program_page", "https://sinclair.edu/cahiim"),
        ("205470", "program_page", "https://www.sinclair.edu/him"),
        ("236692", "program_page", "https://him.scc.spokane.edu/him"),
    ]


def test_pages_that_were_found_before_are_asked_for_again_and_those_of_schools_that_left_are_to_be_missed(
    home: MadeHome,
) -> None:
    home.run([*school("205470", website="www.sinclair.edu/"), *school("236692", website="scc.spokane.edu")])
    pages = [
        seen("https://www.sinclair.edu/him", "205470"), seen("https://catalog.spokane.edu/him", "236692"),
        seen("https://www.gone.edu/him", "999999"), seen("https://www.gone.edu/coding", "999999"),
    ]  # fmt: skip
    home.run(pages, source="school_pages", hosts_read=[])
    made = starts(home)
    assert {(line["unitid"], line["kind"]) for line in made if line["kind"] == "seen_page"} == {
        ("205470", "seen_page"), ("236692", "seen_page"),
    }  # fmt: skip
    left = [line for line in made if line["kind"] == "left"]
    assert [(line["unitid"], line["url"].split("/")[2]) for line in left] == [("", "www.gone.edu")]


def test_the_file_is_written_from_runs_that_are_not_folded_yet_and_changes_nothing(home: MadeHome) -> None:
    home.run([*school("205470", website="www.sinclair.edu/"), *school("230782", website="www.weber.edu/")])
    environment = Environment(home=home.folder)
    path = write_starts(environment, "school_pages", "sample", "him")
    assert [start.url for start in read_starts(path)] == ["www.sinclair.edu/", "www.weber.edu/"]
    assert home.query("SELECT count(*) AS n FROM record") == [{"n": 0}]
    assert home.query("SELECT folded FROM run") == [{"folded": 0}]
    assert home.query("SELECT generation FROM home") == [{"generation": 0}]


def test_a_tree_holds_only_the_sites_that_it_has_and_a_web_of_none_says_what_to_do(
    home: MadeHome, tmp_path: Path
) -> None:
    home.run([*school("205470", website="www.sinclair.edu/"), *school("230782", website="www.weber.edu/")])
    environment = Environment(home=home.folder)
    tree = tmp_path / "tree"
    (tree / "www.weber.edu").mkdir(parents=True)
    assert [start.unitid for start in read_starts(write_starts(environment, "school_pages", str(tree), "him"))] == [
        "230782"
    ]
    (tree / "www.weber.edu").rmdir()
    (tree / "other").mkdir()
    with pytest.raises(NoStarts, match="refresh them first: himdir refresh --source ipeds"):
        write_starts(environment, "school_pages", str(tree), "him")


def test_the_starts_of_the_sample_are_those_that_a_refresh_writes(tmp_path: Path) -> None:
    """The file beside the sample web serves a crawl of its own; it may not say anything else."""
    from spiders.school_sites_starts import TREE_STARTS
    from spiders.web import SAMPLE

    shipped = read_starts(SAMPLE / TREE_STARTS)
    assert [start.kind for start in shipped] == ["website"] * 3
    for start in shipped:
        host = start.url.removeprefix("https://").strip("/")
        assert (SAMPLE / host / "index.html").is_file()
        rows = (SAMPLE.parent / "sample_web_source" / "ipeds" / "programs.csv").read_text(encoding="utf-8").splitlines()
        assert start.programs == sum(row.startswith(f"{start.unitid},51.") for row in rows)
        institutions = (SAMPLE.parent / "sample_web_source" / "ipeds" / "institutions.csv").read_text(encoding="utf-8")
        assert f"{start.unitid},{start.institution}," in institutions
        assert f",{start.url}," in institutions
