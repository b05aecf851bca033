"""Credentials named in a span: degrees spelled out or in letters, certificates and diplomas, in the order they stand.

Words that only look like credentials (occupations, "high school diploma"), credentials that applicants must hold, and
the degree that a "to" leaves behind ("RN-to-BSN") are left out. Tables: ``credential_awards``, ``credential_words``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from itertools import zip_longest

from pipelines.normalize.credential_degrees import Award, lettered_at, levels, spelled_at
from pipelines.normalize.credential_letters import row_of
from pipelines.normalize.credential_phrases import Phrases
from pipelines.normalize.credential_requirements import is_asked_of_applicants
from pipelines.normalize.credential_words import Token, word_group
from pipelines.tables import reference_rows

_CERTIFICATES = ("certificate", "postbaccalaureate_certificate", "postmaster_certificate")
_FAR = 6
_APPOSITION = 15


@cache
def _wholes() -> Phrases[tuple[str, str]]:
    """Phrases with a credential of their own; an empty one says that the words are no credential."""
    rows = (row for row in reference_rows("credential_awards") if row["kind"] == "whole")
    return Phrases((row["form"], (row["credential"], row["abbreviation"])) for row in rows)


def awards(tokens: Sequence[Token]) -> list[Award]:
    """The credentials that the span is about, first to last."""
    every = list(_every(tokens))
    kept = [award for award, after in zip_longest(every, every[1:]) if not _is_left(tokens, award, after)]
    ends = [0, *(award.end for award in kept)]
    asked = [
        is_asked_of_applicants(tokens, end, award.start, award.end) for end, award in zip(ends, kept, strict=False)
    ]
    offered = [award for award, is_asked in zip(kept, asked, strict=True) if not is_asked]
    return [award for award in offered if not award.is_list] or offered


def _every(tokens: Sequence[Token]) -> Iterator[Award]:
    place = 0
    beyond: tuple[int, str] | None = None
    while place < len(tokens):
        if not _may_begin(tokens[place]):
            place += 1
            continue
        whole = _wholes().at(tokens, place)
        if whole and (whole[1][0] or not _is_a_degree_after_all(tokens, whole[0])):
            if whole[1][0]:
                yield Award(place, whole[0], whole[1][0], whole[1][1] or None)
            place = whole[0]
        elif stage := _beyond(tokens, place):
            beyond = stage
            place = stage[0]
        elif award := spelled_at(tokens, place) or lettered_at(tokens, place):
            yield _stage(tokens, award, beyond) if award.credential == "certificate" else award
            place = award.end
        else:
            place += 1


@lru_cache(maxsize=8192)
def _may_begin(token: Token) -> bool:
    """Whether a credential, or words that are none, can begin with a token: the quick question at every word."""
    word = token.word
    return (
        word in _wholes().first_words
        or word in levels()
        or word in ("post", "pre")
        or word in word_group("graduate")
        or word in word_group("postmaster")
        or row_of(token) is not None
    )


def _is_a_degree_after_all(tokens: Sequence[Token], end: int) -> bool:
    """Whether words that mean an occupation ("clinical associate") stand before "degree" or the name of one."""
    if tokens[end - 1].owned or (end < len(tokens) and tokens[end].word == "degree"):
        return True
    named = spelled_at(tokens, end - 1) if tokens[end - 1].word in levels() else None
    return named is not None and named.abbreviation is not None


def _beyond(tokens: Sequence[Token], place: int) -> tuple[int, str] | None:
    """ "Post-master's", "postbaccalaureate", "pre-associate": where the words end and which certificate they make."""
    word = tokens[place].word
    if word in word_group("graduate") and not tokens[place].printed.casefold().endswith("s"):
        return place + 1, "postbaccalaureate_certificate"
    if word in word_group("postmaster"):
        return place + 1, "postmaster_certificate"
    if word not in ("post", "pre"):
        return None
    next_place = place + 2 if place + 1 < len(tokens) and tokens[place + 1].word == "-" else place + 1
    named = tokens[next_place].word if next_place < len(tokens) else ""
    if word == "post" and named in word_group("post_bachelor"):
        return next_place + 1, "postbaccalaureate_certificate"
    if word == "post" and named in word_group("post_master"):
        return next_place + 1, "postmaster_certificate"
    return (next_place + 1, "certificate") if named in levels() and named not in ("certificate", "diploma") else None


def _stage(tokens: Sequence[Token], award: Award, beyond: tuple[int, str] | None) -> Award:
    """A certificate under the name that the words before it, or in brackets after it, give it."""
    closes = word_group("not_between")
    if beyond and award.start - beyond[0] < _FAR:
        between = tokens[beyond[0] : award.start]
        if not any(token.word in closes or token.word == "," for token in between):
            return replace(award, credential=beyond[1])
    place = _after_kind(tokens, award.end)
    end = place
    while place < min(len(tokens), end + 3) and tokens[place].word in ("(", ",", "-", ":", "program", ")", "the"):
        place += 1
    is_apart = place > end or (place + 1 < len(tokens) and tokens[place + 1].word in ("en", "de"))
    stage = _beyond(tokens, place) if is_apart and place < len(tokens) else None
    return replace(award, credential=stage[1]) if stage and _ends_phrase(tokens, stage[0]) else award


def _after_kind(tokens: Sequence[Token], place: int) -> int:
    """Where "of Completion" and the like end, which go with a certificate and say nothing of its stage."""
    following = [token.word for token in tokens[place : place + 2]]
    return place + 2 if following[:1] == ["of"] and following[-1] in word_group("certificate_of") else place


def _ends_phrase(tokens: Sequence[Token], place: int) -> bool:
    return (
        place >= len(tokens)
        or not tokens[place].word[0].isalnum()
        or tokens[place].word in ("level", "program", "en", "de")
    )


def _is_left(tokens: Sequence[Token], award: Award, after: Award | None) -> bool:
    """Whether the words lead from this credential to the next one."""
    if after is None:
        return False
    between = [token.word for token in tokens[award.end : after.start]]
    return "to" in between and set(between) <= {"to", "-", "a", "an", "the", "degree", "\n"}


def abbreviation_of(tokens: Sequence[Token], found: Sequence[Award]) -> str | None:
    """The letters of the first credential, where need be from its restatement: "associate degree (AAS)"."""
    first = found[0]
    for award in found:
        if award.credential != first.credential or award.start - first.end > _APPOSITION:
            break
        if award.abbreviation:
            return award.abbreviation
        if any(token.word in (";", "\n") for token in tokens[first.end : award.start]):
            break
    return None


def restated(found: Sequence[Award]) -> str:
    """The first credential, as exactly as the span names it: "certificate", later "this graduate certificate"."""
    first = found[0].credential
    for award in found[1:]:
        if first != "certificate" or award.credential not in _CERTIFICATES:
            break
        if award.credential != first:
            return award.credential
    return first
