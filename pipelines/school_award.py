"""What a school's page calls its program and what the program awards, from the claims of one record. Never a default.

The title counts before everything else; another line is asked only for what the title leaves open.
"""

import re
from typing import Any

from pipelines.normalize.credential import predicted
from pipelines.school_claims import Claims, named_claims, qualifier, values

_SIGN = re.compile(r"\s*[¶§#🔗]+$")
"""The sign of a link to the heading itself, which some makers set behind every heading."""


def name_of(claims: Claims) -> str:
    """The program's name as the page heads it."""
    _, claim = next(named_claims(claims, "program_title"))
    return _SIGN.sub("", str(qualifier(claim, "part") or claim[0]))


def award_of(claims: Claims) -> dict[str, Any]:
    """credential, abbreviation, field, cip, delivery and credits, as the credential normalizer gives them."""
    titled = predicted(name_of(claims))
    if titled["credential"] == "certificate":
        later = (told["credential"] for told in values(claims, "credential_text"))
        titled["credential"] = next((told for told in later if str(told).endswith("_certificate")), "certificate")
    if titled["field"] == "other":
        titled["field"] = next((predicted(told)["field"] for told in values(claims, "page_title")), "other")
    if titled["credential"] is not None and titled["abbreviation"] is not None:
        return titled
    for told in values(claims, "credential_text", "data_credential"):
        if titled["credential"] in (None, told["credential"]):
            field = titled["field"] if titled["field"] != "other" else told["field"]
            return {**told, "field": field, "credits": titled["credits"] or told["credits"]}
    return titled
