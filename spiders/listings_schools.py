"""The schools of a page as one sees them: its records put together again by school. For people; nothing is stored."""

from collections.abc import Iterable
from typing import Any

from spiders.items import RawItem, RawRecord, RawValue
from spiders.listings_records import KIND


def schools_of(items: Iterable[RawItem]) -> list[dict[str, Any]]:
    """Each school once, in the order of the page: school, place, state, programs, sponsored, tuition_text, url.

    Texts are the words that are meant; place, state, tuition_text and url are None where the page does not say.
    """
    schools: dict[tuple[str, str | None], dict[str, Any]] = {}
    for item in items:
        if not isinstance(item, RawRecord) or item.kind != KIND:
            continue
        said = {value.field: _meant(value) for value in reversed(item.values)}
        school = schools.setdefault(
            (said["institution"], said.get("place")),
            {
                "school": said["institution"],
                "place": said.get("place"),
                "state": said.get("state"),
                "programs": [],
                "sponsored": False,
                "tuition_text": said.get("tuition_text"),
                "url": said.get("link") or said.get("site_link"),
            },
        )
        school["sponsored"] = school["sponsored"] or "sponsored" in said
        title = _whole_title(item.values, said)
        if title not in school["programs"]:
            school["programs"].append(title)
    return list(schools.values())


def _whole_title(values: Iterable[RawValue], said: dict[str, str]) -> str:
    """The title as printed where its award stands before it in the same words: "Bachelor of Science: Nursing"."""
    whole = next(value.text for value in values if value.field == "program_title")
    return whole if f"{said.get('credential')}: {said['program_title']}" == whole else said["program_title"]


def _meant(value: RawValue) -> str:
    """The piece that is meant; a link as the address that it leads to."""
    return value.qualifiers.get("absolute") or value.qualifiers.get("part") or value.text
