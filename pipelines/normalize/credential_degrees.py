"""One credential at one place of a span: spelled out ("Associate of Applied Science"), in letters, or a certificate.

Words that only look like a level ("sales associate", "master the skills") are none. The names of degrees are rows of
``reference/credential_awards.csv``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipelines.normalize.credential_letters import letters_at
from pipelines.normalize.credential_phrases import Phrases
from pipelines.normalize.credential_words import Token, word_group
from pipelines.tables import reference_rows

_FAR = 6


@dataclass(frozen=True, slots=True)
class Award:
    """A credential from token ``start`` to before ``end``; ``subject`` is what its own letters say ("MHI").

    ``is_list`` marks "degrees and certificates": the words of a menu, which count only where nothing else is named.
    """

    start: int
    end: int
    credential: str
    abbreviation: str | None = None
    subject: str | None = None
    is_list: bool = False


@cache
def levels() -> dict[str, str]:
    """The credential of each level word."""
    return {row["form"]: row["credential"] for row in reference_rows("credential_awards") if row["kind"] == "level"}


@cache
def _names(credential: str) -> Phrases[tuple[str, str]]:
    """What a degree is called after "associate of" and the like, with its letters and how close it must stand."""
    rows = (row for row in reference_rows("credential_awards") if row["kind"] == "name")
    return Phrases(
        (row["form"], (row["abbreviation"], row["where"])) for row in rows if row["credential"] == credential
    )


def spelled_at(tokens: Sequence[Token], place: int) -> Award | None:
    """The degree, certificate or diploma whose level word stands at a place; None where none does."""
    credential = levels().get(tokens[place].word)
    if credential is None:
        return None
    if credential in ("certificate", "diploma"):
        return Award(place, place + 1, credential, is_list=_in_a_list(tokens, place))
    if named := _named(tokens, place, credential):
        return named
    if named := _named_before(tokens, place, credential):
        return named
    following = [token.word for token in tokens[place + 1 : place + 4]]
    if "level" in following[:2] and "certificate" in following:
        stage = "postbaccalaureate_certificate" if credential == "master" else "certificate"
        return Award(place, place + 1 + following.index("certificate") + 1, stage)
    return Award(place, place + 1, credential) if _stands_alone(tokens, place) else None


def _named(tokens: Sequence[Token], place: int, credential: str) -> Award | None:
    """A degree with its name behind it: "Associate of Applied Science", "Bachelor's Degree (Science)"."""
    start = place + 1
    while start < min(len(tokens), place + 5) and tokens[start].word in word_group("filler"):
        start += 1
    found = _names(credential).at(tokens, start) if start < len(tokens) else None
    if found is None:
        return None
    end, (abbreviation, where) = found
    between = [token.word for token in tokens[place + 1 : start]]
    is_plain = not tokens[place].owned and tokens[place].word in ("associate", "bachelor", "master", "doctor")
    is_own = between == ["of"] or (between == ["in"] and is_plain)
    return Award(place, end, credential, abbreviation) if where == "any" or is_own else None


def _named_before(tokens: Sequence[Token], place: int, credential: str) -> Award | None:
    """A degree with its name before it: "Applied Science, Associate of"."""
    before = place - 1
    while before >= 0 and tokens[before].word in (",", "(", "-", ":"):
        before -= 1
    following = [token.word for token in tokens[place + 1 : place + 3]]
    turned = following[:1] in (["of"], ["in"]) and (len(following) < 2 or not following[1][0].isalnum())
    for size in (2, 1):
        start = before - size + 1
        found = _names(credential).at(tokens, start) if start >= 0 else None
        if found and found[0] == before + 1 and found[1][1] == "any" and (size == 2 or turned):
            return Award(place, place + 1, credential, found[1][0])
    return None


def _stands_alone(tokens: Sequence[Token], place: int) -> bool:
    """Whether a bare level word is a credential: "the associate's", "Master in", never "sales associate"."""
    token = tokens[place]
    if token.word in ("bachelor", "baccalaureate", "doctorate", "doctoral"):
        return True
    following = tokens[place + 1].word if place + 1 < len(tokens) else "."
    if token.owned or following in word_group("qualifies"):
        return token.word != "doctor" or following in ("degree", "of", "program")
    if token.word == "doctor" or not token.printed[0].isupper():
        return any(other.word == "degree" for other in tokens[place + 1 : place + _FAR]) and token.word != "doctor"
    preceding = tokens[place - 1].word if place else "."
    return not following[0].isalnum() and (token.word == "associate" or not preceding[0].isalnum())


def _in_a_list(tokens: Sequence[Token], place: int) -> bool:
    """Whether these are the "degrees and certificates" of a menu or heading."""
    if not tokens[place].printed.casefold().endswith("s"):
        return False
    near = [*tokens[max(0, place - 2) : place], *tokens[place + 1 : place + 3]]
    return any(token.word == "degree" for token in near) and any(token.word in ("and", "&", "/") for token in near)


def lettered_at(tokens: Sequence[Token], place: int) -> Award | None:
    """The degree whose letters stand at a place; None where none do."""
    row = letters_at(tokens, place)
    if row is None:
        return None
    return Award(place, place + 1, row["credential"], row["abbreviation"] or None, row["subject"] or None)
