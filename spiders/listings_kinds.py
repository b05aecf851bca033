"""What a short text of a school list is by its words alone: a place, money words, a mark, an award, a program, a name.

Knows texts, not pages. Every pattern is linear in a text that is cut short before it is looked at.
"""

import re

from spiders.listings_layout import site
from spiders.schools_and_places import PROSE, names_school
from spiders.schools_and_places import is_place as looks_like_place
from spiders.texts import folded, tokens

LONGEST = 300
_MONEY = re.compile(r"\$\s?\d")
_RANK = re.compile(r"^(?:#\s?\d{1,3}[.):]?|\d{1,3}[.)])\s{1,3}(?=\S)")
_LABELED = re.compile(r"^([^:]{2,40}):\s{0,5}(\S.*)$", re.DOTALL)
_LONG_AWARDS = ("certificate", "diploma", "associate", "bachelor", "master", "doctor")
_AWARD_AT_END = re.compile(r",\s{0,3}(?:AS|MA|MS)\.?$")
"""Awards whose letters are a state's too: "Health Informatics, MS"."""
_SMALL = frozenset(("of", "in", "the", "a", "an", "and", "for", "at", "to", "with", "or", "by"))


def label_kind(text: str) -> str | None:
    """What a text announces if it is nothing but a label."""
    if len(text) > 40:
        return None
    known = site().words.labels
    return known.kinds.get(folded(text)) or known.kinds.get(_unqualified(text))


def _unqualified(text: str) -> str:
    """A label without the words that only narrow it: "Est. annual tuition", "Matching programs"."""
    said = [token for token in tokens(text) if token not in site().words.label_qualifiers]
    return " ".join(said)


def is_place(text: str) -> bool:
    """Whether a text is a city with its state, and no title with an award in letters that are a state's too."""
    if not looks_like_place(text):
        return False
    award = _AWARD_AT_END.search(text)
    return award is None or not is_program(text[: award.start()])


def label_and_rest(text: str) -> tuple[str, str] | None:
    """The kind of the label at the beginning, and the words after it."""
    found = _LABELED.match(text[: LONGEST * 4])
    kind = (label_kind(found[1]) or _kind_of_last_word(found[1])) if found else None
    return (kind, text[found.start(2) :].strip()) if found and kind else None


def _kind_of_last_word(text: str) -> str | None:
    """What a longer label announces: "School locations", "Average tuition"; awards announce themselves."""
    said = text.split()
    kind = label_kind(said[-1]) if 1 < len(said) <= 4 and not is_award(text) else None
    return kind if kind in ("place", "tuition", "programs") else None


def is_online(text: str) -> bool:
    """Whether a text says that there is no place but the net, or many places."""
    return folded(text).replace(",", "") in site().words.online


def is_money(text: str) -> bool:
    """Whether a text speaks of what a program costs, or of where to ask for that."""
    if len(text) > LONGEST * 4:
        return False
    said = tokens(text)
    if not site().words.not_tuition.isdisjoint(said):
        return False
    if "tuition" in said:
        return len(said) <= 25 or bool(_MONEY.search(text))
    return bool(_MONEY.search(text)) and (len(said) <= 12 or PROSE.isdisjoint(said))


def is_mark(text: str) -> bool:
    """Whether a text marks a paid place."""
    return folded(text) in site().words.sponsored


def is_action(text: str) -> bool:
    """Whether a text is a button: an order to the reader."""
    said = tokens(text)
    return bool(said) and len(said) <= 12 and said[0] in site().words.actions


def is_award(text: str) -> bool:
    """Whether a text names an award and nothing else: "AAS", "Bachelor's Degree", "Associate of Applied Science"."""
    said = tokens(text)
    known = site().words
    if not said or len(said) > 10 or known.credentials.isdisjoint(said):
        return False
    if said in (["as"], ["ma"], ["ms"], ["him"]):
        return text.strip(" .()").isupper()
    return all(word in known.credentials or word in known.credential_company for word in said)


def is_program(text: str) -> bool:
    """Whether a text is likely a program's title: subject or award words, short, no prose, no school, no button."""
    said = tokens(text)
    if not said or len(text) > 160 or len(said) > 18 or text.rstrip().endswith(("!", "?")) or is_action(text):
        return False
    if not PROSE.isdisjoint(said) or (text.rstrip().endswith(".") and len(said) > 9):
        return False
    known = site().words
    awarded = any(word.startswith(_LONG_AWARDS) for word in said)
    subjects = [word for word in said if word in known.subjects or word in known.general_subjects]
    certain = not known.subjects.isdisjoint(said) or len(subjects) > 1
    full = [word for word in said if word not in _SMALL]
    return not is_school(text) and (awarded or (certain and len(subjects) * 2 >= len(full)))


def is_school(text: str) -> bool:
    """Whether a text is likely a school's name and neither a button, a price, a label nor a mark."""
    if not names_school(text) or is_action(text) or _MONEY.search(text):
        return False
    return not label_kind(text) and not is_mark(text)


def without_rank(text: str) -> str:
    """A text without the rank before it: "1. ", "#3 "."""
    return _RANK.sub("", text[:LONGEST]) + text[LONGEST:]


def is_disclosure(text: str) -> bool:
    """Whether a text tells readers that schools pay to be on the page."""
    lower = text[:2000].lower()
    return len(text) >= 30 and any(phrase in lower for phrase in site().words.disclosure)
