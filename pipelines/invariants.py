"""What must hold of a directory before readers get it. Pure: from counts to sentences; none lets it go out."""

from collections.abc import Mapping

MAXIMUM_DROP = 0.2


def broken_invariants(
    counts: Mapping[str, int], earlier: Mapping[str, int], *, same_scope: bool, orphans: int, unproven: int
) -> list[str]:
    """The reasons not to publish. ``counts`` and ``earlier`` are rows by kind of thing, now and as published.

    What was merged into another tonight is not lost.
    """
    reasons = []
    if not counts.get("program"):
        reasons.append("the directory would hold no program at all")
    if orphans:
        reasons.append(f"{orphans} programs name an institution that is not in the directory")
    if unproven:
        reasons.append(f"{unproven} programs or institutions rest on no claim")
    for kind in ("program", "institution"):
        now, before = counts.get(kind, 0) + counts.get(f"{kind}_merged", 0), earlier.get(kind, 0)
        if same_scope and now < before * (1 - MAXIMUM_DROP):
            reasons.append(
                f"the directory would fall from {before} to {now} rows of kind {kind}, "
                f"more than {MAXIMUM_DROP:.0%} in one night"
            )
    return reasons
