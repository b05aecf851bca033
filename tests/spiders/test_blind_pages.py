"""Pages of makers that no parser had seen when they were typed: what ``himdir parse`` reads of them may not get worse.

The floors stand just under what was met last; the figures of the first reading are in ``docs/sources/blind_pages.md``.
"""

from pathlib import Path

import pytest

from spiders.places import read_places
from tests.spiders.blind_scoring import TYPES, Score, cases, parsed, score_case

FLOORS = {
    ("blind", "school_pages"): {"is_him_page": 1.0, "cahiim": 1.0, "number": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_again", "school_pages"): {"is_him_page": 1.0, "cahiim": 1.0, "number": 1.0, "charges": 0.85, "mean": 0.98},
    ("blind", "cahiim"): {"next": 1.0, "number": 1.0, "institution": 1.0, "status": 1.0, "level": 1.0, "mean": 0.98},
    ("blind", "pcap"): {"next": 1.0, "number": 1.0, "institution": 1.0, "status": 0.88, "mean": 0.95},
    ("blind_third", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "cahiim": 1.0, "mean": 0.96},
    ("blind_third", "listings"): {"mean": 0.98},
    ("blind_third", "cahiim"): {"mean": 0.98},
    ("blind_third", "pcap"): {"mean": 0.98},
    ("blind_fourth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_fourth", "listings"): {"mean": 0.98},
    ("blind_fourth", "cahiim"): {"mean": 0.98},
    ("blind_fourth", "pcap"): {"mean": 0.98},
    ("blind_fifth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_fifth", "listings"): {"mean": 0.98},
    ("blind_fifth", "cahiim"): {"mean": 0.98},
    ("blind_fifth", "pcap"): {"mean": 0.98},
    ("blind_sixth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_sixth", "listings"): {"mean": 0.98},
    ("blind_sixth", "cahiim"): {"mean": 0.98},
    ("blind_sixth", "pcap"): {"mean": 0.98},
    ("blind_seventh", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.9, "mean": 0.98},
    ("blind_seventh", "listings"): {"mean": 0.98},
    ("blind_seventh", "cahiim"): {"mean": 0.98},
    ("blind_seventh", "pcap"): {"mean": 0.98},
    ("blind_eighth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_eighth", "listings"): {"mean": 0.98},
    ("blind_eighth", "cahiim"): {"mean": 0.98},
    ("blind_eighth", "pcap"): {"mean": 0.98},
    ("blind_ninth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "name": 1.0, "charges": 0.95, "mean": 0.98},
    ("blind_ninth", "listings"): {"mean": 0.98},
    ("blind_ninth", "cahiim"): {"mean": 0.98},
    ("blind_ninth", "pcap"): {"mean": 0.98},
    ("blind", "listings"): {"next": 1.0, "number": 1.0, "school": 1.0, "sponsored": 1.0, "mean": 0.98},
}  # fmt: skip


@pytest.mark.parametrize(("batch", "source"), FLOORS)
def test_blind_pages_are_read_no_worse_than_before(batch: str, source: str) -> None:
    score = Score()
    for case in cases(source, batch):
        score_case(case, score)
    floors = FLOORS[batch, source]
    met = {name: score.mean if name == "mean" else score.share(name) for name in floors}
    low = {name: share for name, share in met.items() if share < floors[name]}
    assert not low, "\n".join([f"under the floor: {low}", *score.wrong])


@pytest.mark.parametrize(("batch", "source"), FLOORS)
def test_every_value_of_the_blind_pages_is_found_again_at_its_place(batch: str, source: str) -> None:
    for case in cases(source, batch):
        assert _is_found_again(case), case.name


def _is_found_again(case: Path) -> bool:
    page = next(case.glob("page.*"))
    values = [(item["place"], value) for item in parsed(case)["items"] for value in item["values"]]
    places = [(place, value["at"]) for place, value in values]
    again = list(read_places(page.read_bytes(), TYPES[page.suffix], places))
    return again == [value["text"] for _, value in values]


NEWEST = {
    ("blind_tenth", "school_pages"): {"is_him_page": 1.0, "number": 1.0, "charges": 0.97, "mean": 0.98},
    ("blind_tenth", "listings"): {"next": 1.0, "number": 1.0, "state": 1.0, "mean": 0.98},
    ("blind_tenth", "cahiim"): {"number": 1.0, "status": 1.0, "mean": 0.98},
    ("blind_tenth", "pcap"): {"number": 1.0, "mean": 0.98},
    ("typed_tenth", "school_pages"): {"number": 1.0, "name": 1.0, "charges": 0.95},
    ("typed_tenth", "listings"): {"number": 1.0, "mean": 0.98},
}


def test_the_newest_pages_are_read_no_worse_than_before_and_every_value_is_found_again() -> None:
    wrong: list[str] = []
    for (batch, source), floors in NEWEST.items():
        score = Score()
        for case in cases(source, batch):
            score_case(case, score)
            wrong += [] if _is_found_again(case) else [f"{batch} {case.name}: a value is not at its place"]
        met = {name: score.mean if name == "mean" else score.share(name) for name in floors}
        low = {name: share for name, share in met.items() if share < floors[name]}
        wrong += [f"{batch} {source} under the floor: {low}", *score.wrong] if low else []
    assert not wrong, "\n".join(wrong)
