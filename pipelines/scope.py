"""What a run with given arguments could have seen, and which programs the directory holds. Pure functions.

A record that a run could not have met is not missing from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipelines.normalize.cip import cip_code
from pipelines.normalize.refusal import Refusal
from pipelines.tables import reference_rows

ALL = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """A set of CIP codes: whole codes and prefixes; no prefixes at all means every code."""

    name: str
    prefixes: tuple[str, ...]

    def holds(self, cip: str) -> bool:
        """Whether a six-digit CIP code is in the scope."""
        return not self.prefixes or cip.startswith(self.prefixes)


@cache
def scope_of(words: str) -> Scope:
    """The scope that ``--cip`` names: ``him``, ``core``, ``all``, or codes and prefixes; Refusal for anything else."""
    if words == ALL:
        return Scope(words, ())
    named = tuple(row["cip"] for row in reference_rows("cip_scopes") if row["scope"] == words)
    if named:
        return Scope(words, named)
    prefixes = tuple(sorted({_prefix(word.strip()) for word in words.split(",") if word.strip()}))
    if not prefixes:
        raise Refusal("empty_scope", "give him, core, all, or CIP codes such as 51.0707,51.07")
    return Scope(",".join(prefixes), prefixes)


def _prefix(word: str) -> str:
    family, _, rest = word.partition(".")
    if len(family) == 2 and family.isdigit() and word.isascii() and (not rest or (rest.isdigit() and len(rest) == 2)):
        return f"{family}." + rest
    try:
        return cip_code(word)
    except Refusal:
        raise Refusal(
            "not_a_cip", f"{word!r} is neither him, core, all, a CIP code such as 51.0707, nor a prefix such as 51.07"
        ) from None


def could_have_met(arguments: Mapping[str, str], kind: str, record_key: str, *, by_hosts: bool = False) -> bool:
    """Whether a run with these arguments reads the part of the source where the record stands.

    ``by_hosts``: the run has said which hosts it read to their end, which tells more than its start or shard does.
    """
    if not by_hosts and (arguments.get("start") or arguments.get("shard")):
        return False
    if kind in ("program", "program_price") and (cip := arguments.get("cip")):
        return scope_of(cip).holds(record_key.split(":")[1])
    return True
