"""CAHIIM's directory of accredited programs. Its layout was never seen: everything about it stands in cahiim.toml."""

from spiders.accreditor_list_spider import AccreditorListSpider


class CahiimSpider(AccreditorListSpider):
    """``-a start=URL``: the first page of the directory (default: the one of the card)."""

    name = "cahiim"
