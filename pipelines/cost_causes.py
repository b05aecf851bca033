"""Which claims a computed cost follows from: the prices that moved beneath it, or the program's own record. Pure."""

import json
from collections.abc import Iterable, Mapping

from pipelines.change_causes import EVERYTHING, PERIOD
from pipelines.changes import Claim
from pipelines.row_tables import Told
from pipelines.row_telling import Behind, Difference, Pairs

MOST = 5


def behind_costs(prices: Difference, own: Mapping[str, str]) -> Behind:
    """For rows of costs, the claims behind them.

    ``prices`` is what moved in the table of prices; ``own`` maps a program to the version of the record with its own
    price or length.
    """
    moved: dict[str, tuple[Told | None, Told | None]] = {new["price_id"]: (old, new) for old, new in prices.changed}
    moved |= {told["price_id"]: (told, None) for told in prices.left}
    moved |= {told["price_id"]: (None, told) for told in prices.came}

    def behind(old: Told | None, new: Told | None, name: str) -> Pairs:  # noqa: ARG001 - all columns follow alike
        rows = [row for row in (new, old) if row is not None]
        found: list[tuple[Claim, Claim]] = []
        for price_id in [price for price in _prices_of(rows) if price in moved][:MOST]:
            before, after = moved[price_id]
            found += [(_claim(before), _claim(after)), (_year(before), _year(after))]
        if (version := own.get(str(rows[0].get("program_id")))) is not None:
            found.append((None, (version, EVERYTHING)))
        return tuple(found) or ((None, None),)

    return behind


def _prices_of(rows: Iterable[Told]) -> list[str]:
    """The prices that costs rest on, those paid before those left out."""
    parts = [json.loads(row["parts"]) for row in rows]
    return list(
        dict.fromkeys(price for name in ("prices", "left_out") for told in parts for price in told.get(name, ()))
    )


def _claim(price: Told | None) -> Claim:
    return (price["version_id"], price["claim_field"]) if price is not None else None


def _year(price: Told | None) -> Claim:
    return (price["version_id"], PERIOD) if price is not None else None
