"""Program pages with their labels: how much of every field is read rightly. Floors a little below what is reached.

The pages were typed by us after the habits of many makers, with labels by the rules for whole pages; they have been
seen while rules were written, so the floors say that nothing got worse, not how well a new page is read.
"""

from tests.school_pages_scoring import Score, pages, score_page

FLOORS = {
    "is_him_page": 1.0,
    "number_of_programs": 0.97,
    "name": 0.97,
    "credential": 0.97,
    "abbreviation": 0.97,
    "field": 0.97,
    "credits": 0.95,
    "clock_hours": 0.97,
    "delivery": 0.95,
    "charges": 0.95,
    "cahiim": 0.95,
    "outcomes": 0.95,
    "courses": 0.95,
    "prerequisites": 0.95,
    "deadline": 0.95,
    "aid_url": 0.97,
    "email": 0.97,
    "phone": 0.97,
    "address": 0.95,
}


def test_labeled_pages_are_read_as_well_as_before() -> None:
    score = Score()
    found = pages()
    assert len(found) >= 40
    for path in found:
        score_page(path, score)
    low = {name: round(score.share(name), 3) for name, floor in FLOORS.items() if score.share(name) < floor}
    assert low == {}, "\n".join(score.wrong)
