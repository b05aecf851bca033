"""The Scorecard spider against a server on this machine, as ``PROBE_ADDRESS`` names it; nothing else is changed."""

import os
from typing import Any

from spiders.scorecard import ScorecardSpider
from spiders.source import SourceCard, source_card


class ScorecardProbe(ScorecardSpider):
    """Its card is that of the source, with the address, page length, delay and counts of a test."""

    name = "scorecard"

    @classmethod
    def _card(cls) -> SourceCard:
        card, address = source_card("scorecard"), os.environ["PROBE_ADDRESS"]
        told: dict[str, Any] = card.model_dump()
        told["crawl"]["key"]["addresses"] = address
        told["crawl"]["delay"] = 0.001
        told["gates"]["minimum_live"] = {}
        told["site"] |= {"address": f"{address}v1/schools", "per_page": 2, "series": told["site"]["series"][:1]}
        return SourceCard.model_validate(told)
