"""Groups of words that the accreditation normalizer treats alike, from ``reference/accreditation_word_groups.csv``."""

from functools import cache

from pipelines.tables import reference_rows


@cache
def word_group(name: str) -> frozenset[str]:
    """The words of a group, in lower case. KeyError where no such group is listed: a mistake in the code."""
    return frozenset({row["group"]: row["words"] for row in reference_rows("accreditation_word_groups")}[name].split())
