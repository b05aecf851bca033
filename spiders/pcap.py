"""AHIMA's directory of approved coding programs. Its layout was never seen: everything about it stands in pcap.toml."""

from spiders.accreditor_list_spider import AccreditorListSpider


class PcapSpider(AccreditorListSpider):
    """``-a start=URL``: the first page of the directory (default: the one of the card)."""

    name = "pcap"
