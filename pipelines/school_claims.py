"""Looks into the claims of a school_program record: numbered fields in order, values, qualifiers. Chooses nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

Claims = Mapping[str, list[Any]]


def named_claims(claims: Claims, field: str) -> Iterator[tuple[str, list[Any]]]:
    """The claims of a field with their names, in the order in which the page's reader gave them."""
    name, number = field, 1
    while (claim := claims.get(name)) is not None:
        yield name, claim
        number += 1
        name = f"{field}.{number}"


def values(claims: Claims, *fields: str) -> Iterator[Any]:
    """The values that are there, of the first field before those of the next."""
    for field in fields:
        for _, claim in named_claims(claims, field):
            if claim[0] is not None:
                yield claim[0]


def qualifier(claim: list[Any], name: str) -> Any:
    """A qualifier of a claim; None without it."""
    return (claim[4] or {}).get(name) if len(claim) > 4 else None
