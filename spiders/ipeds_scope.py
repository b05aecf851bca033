"""Which CIP codes a crawl of IPEDS keeps: a named list, whole codes, or the leading digits of codes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spiders.ipeds_layout import site

EVERYTHING = "all"
_CODE = re.compile(r"[0-9]{2}\.[0-9]{4}", re.ASCII)
_PREFIX = re.compile(r"[0-9]{2}(\.|\.[0-9]{2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of 6-digit CIP codes: those that begin with one of ``prefixes``; no prefixes mean every code."""

    name: str
    prefixes: tuple[str, ...]

    def holds(self, cip: str) -> bool:
        """Whether a 6-digit CIP code is in the set."""
        return not self.prefixes or cip.startswith(self.prefixes)


def scope_named(words: str) -> Scope:
    """The scope that ``-a cip=`` names: him, core, all, or codes and prefixes with commas between.

    Raises ValueError, with what is allowed, for anything else: also for ``51.071``, which is not 51.0710.
    """
    words = words.strip()
    if words == EVERYTHING:
        return Scope(EVERYTHING, ())
    if words in site().scopes:
        return Scope(words, tuple(sorted(site().scopes[words])))
    prefixes = sorted({_checked(word.strip()) for word in words.split(",") if word.strip()})
    if not prefixes:
        raise ValueError(f"cip names no code: give {_allowed()}")
    return Scope(",".join(prefixes), tuple(prefixes))


def is_cip(text: str) -> bool:
    """Whether a text is a 6-digit CIP code, two digits, a point and four digits."""
    return _CODE.fullmatch(text) is not None


def _checked(word: str) -> str:
    if _PREFIX.fullmatch(word):
        if word.startswith("99"):
            raise ValueError("cip=99 is the total over all programs, not a program")
        return word if len(word) > 2 else f"{word}."
    if is_cip(word):
        return word
    hint = f" (did you mean {word}0 or the prefix {word[:5]}?)" if re.fullmatch(r"[0-9]{2}\.[0-9]{3}", word) else ""
    raise ValueError(
        f"cip={word[:40]!r} is not a CIP code: a code has four digits after the point{hint}. Give {_allowed()}"
    )


def _allowed(lists: Iterable[str] = ()) -> str:
    names = ", ".join(sorted(lists or site().scopes))
    return f"{names}, {EVERYTHING}, codes such as 51.0707, or prefixes such as 51 or 51.07, with commas between"
