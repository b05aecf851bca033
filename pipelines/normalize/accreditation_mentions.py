"""Which of the agencies named in a unit are there as accreditors: not recognizers, advisory committees or namesakes."""

from pipelines.normalize.accreditation_agencies import Item
from pipelines.normalize.accreditation_word_groups import word_group

_CLAIM_WORDS = word_group("claim")
_APPROVED = frozenset(("approved", "approval", "approves", "accredited", "accreditation", "certified"))
_APPROVED_THINGS = frozenset(("program", "certificate", "coding", "full", "curriculum"))
_HAVE = frozenset(("has", "have", "had"))
_NEAR = 5


def claims(items: list[Item]) -> bool:
    """Whether a unit has a word of the family beside which an ambiguous name is an agency."""
    return any(item.word in _CLAIM_WORDS for item in items)


def counted(items: list[Item], claimed: bool) -> list[Item]:
    """The items with agencies that do not count made plain words (``<body>``); ``claimed``: words of claim are near."""
    return [
        Item("<recognizer>" if item.agency.role == "recognizer" else "<body>", item.printed)
        if item.agency and not _counts(items, place, claimed)
        else item
        for place, item in enumerate(items)
    ]


def _counts(items: list[Item], place: int, claimed: bool) -> bool:
    agency = items[place].agency
    if agency is None or agency.role in ("recognizer", "committee"):
        return False
    if _recommends(items, place):
        return False
    if agency.counts == "beside":
        return claimed or _is_recognized(items, place)
    if agency.counts == "attached":
        return _is_attached(items, place)
    if agency.counts == "approval":
        return _approves(items, place)
    return True


def _is_recognized(items: list[Item], place: int) -> bool:
    """Whether the words behind a name say that it is recognized as an accreditor: ``COE is recognized by``."""
    behind = items[place + 1 : place + _NEAR]
    return any(item.word == "recognized" for item in behind) and any(
        item.agency is not None and item.agency.role == "recognizer" for item in items[place + 1 : place + 2 * _NEAR]
    )


def _recommends(items: list[Item], place: int) -> bool:
    before = [item.word for item in items[max(0, place - 4) : place]]
    return any(word.startswith("recommend") for word in before)


def _is_attached(items: list[Item], place: int) -> bool:
    """Whether a name that is also a place stands right beside the claim: "North Central accredited"."""
    after = items[place + 1] if place + 1 < len(items) else None
    if after and after.word in ("accredited", "accreditation", "accredits"):
        return True
    return place > 0 and items[place - 1].word in ("by", "with") and not (after and after.printed[:1].isupper())


def _approves(items: list[Item], place: int) -> bool:
    """Whether the words beside the name make it the one who approves ("AHIMA-approved", "approved by AHIMA")."""
    after = [item.word for item in items[place + 1 : place + 3]]
    if after and (
        after[0] in _APPROVED
        or (after[0] in _HAVE and after[-1] in _APPROVED)
        or (after[0] in _APPROVED_THINGS and after[-1] in _APPROVED)
    ):
        return True
    before = [item.word for item in items[max(0, place - _NEAR) : place]]
    links = [i for i, word in enumerate(before) if word in _APPROVED]
    return bool(links) and any(word in ("by", "from", "through", "with", "of", ":") for word in before[links[-1] :])
