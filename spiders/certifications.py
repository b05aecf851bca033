"""Reads the shipped tables of certifications, through the same way as everything else: capture, then parse."""

from collections.abc import AsyncIterator, Iterator
from typing import Any, get_args

from scrapy import Request
from scrapy.http import Response

from spiders.base import SourceSpider
from spiders.certifications_tables import Kind, parse_certifications, site
from spiders.items import RawItem, RawRecord, Tally, Unchanged
from spiders.shipped import shipped_url
from spiders.structure import StructureChanged


class CertificationsSpider(SourceSpider):
    """Both tables; it has no arguments."""

    name = "certifications"

    def __init__(self, *args: Any, **arguments: str) -> None:
        super().__init__(*args, **arguments)
        self.got: dict[Kind, Response] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Ask for both tables; they are read when both are there."""
        for kind in get_args(Kind):
            yield Request(
                shipped_url(site().layout(kind).file),
                self.received,
                errback=self.not_received,
                cb_kwargs={"kind": kind},
                dont_filter=True,
            )

    def received(self, response: Response, kind: Kind) -> Iterator[RawItem]:
        """Keep a table; read both when the second has come."""
        self.got[kind] = response
        if len(self.got) < len(get_args(Kind)):
            return
        if all(self.unchanged(one) for one in self.got.values()):
            for one in self.got.values():
                yield Unchanged(source=self.name, capture_id=self.capture_of(one), url=one.url)
        else:
            yield from self._read_both()

    def not_received(self, failure: Any) -> Iterator[RawItem]:
        """Take a file that is not there."""
        words = f"certifications: {failure.request.url} is not there ({failure.getErrorMessage()[:200]})"
        yield self.surprise("file_missing", words, severity="fatal")

    def _read_both(self) -> Iterator[RawItem]:
        records: dict[Kind, list[RawRecord]] = {}
        for kind, response in self.got.items():
            try:
                records[kind] = list(parse_certifications(response.body, kind, self.capture_of(response)))
            except StructureChanged as changed:
                yield self.surprise(
                    changed.code, str(changed), severity="fatal", response=response, place=changed.place
                )
                return
            yield from records[kind]
        certifications = {record.key for record in records["certification"]}
        ruled = [_certification_of(record) for record in records["certification_rule"]]
        for name, value in (
            ("certifications", len(certifications)),
            ("certifications_with_rules", len(certifications & set(ruled))),
            ("rules", len(ruled)),
            ("rules_of_known_certifications", sum(code in certifications for code in ruled)),
        ):
            yield Tally(source=self.name, name=name, value=value)


def _certification_of(rule: RawRecord) -> str:
    return next(value.text.strip() for value in rule.values if value.field == "certification")
