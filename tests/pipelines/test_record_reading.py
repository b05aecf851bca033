"""Records that are read beside the crawl: the same versions in the same order, and a process that fails is told of."""

import os
import signal
import time
from datetime import date

import pytest

from bench.school_made_pages import made_page
from pipelines.claims import Versions
from pipelines.record_reading import ReadingBeside, ReadingFailed, RecordReading, record_reading
from spiders.items import RawRecord, RawValue
from spiders.school_pages_page import parse_school_page

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")


def records() -> list[RawRecord]:
    """Records of made pages in all shapes, one that is held back, and one with words that cannot be read."""
    pages = [b"%b%d%b" % (head, number, tail) for number, (head, tail) in enumerate(map(made_page, range(24)))]
    items = [
        item
        for number, body in enumerate(pages)
        for item in parse_school_page(body, "text/html", f"https://a.edu/{number}", "c", date(2026, 11, 1))
    ]
    told = {"source": "school_pages", "kind": "school_program", "capture_id": "c", "place": "tree:1"}
    held = RawRecord(key="held", values=(), **told)
    odd = RawRecord(key="odd", values=(RawValue(field="program_title", text="\ud7ff é \u0000", at="tree:2"),), **told)
    return [*(item for item in items if isinstance(item, RawRecord)), held, odd]


def read(reading: RecordReading) -> list[Versions]:
    try:
        found: list[Versions] = []
        for record in records():
            reading.add(record)
            found += reading.ready()
        return [*found, *reading.rest()]
    finally:
        reading.close()


def test_beside_the_crawl_the_same_is_read_in_the_same_order() -> None:
    here, beside = read(RecordReading("7")), read(ReadingBeside("7"))
    assert len(here) == 26
    assert beside == here
    assert [problem.held for problem in here[-2].problems] == [True]


def test_few_records_are_read_here() -> None:
    assert type(record_reading("7", many=False)) is RecordReading


def test_a_process_that_ends_is_told_of_and_leaves_none_behind() -> None:
    reading = ReadingBeside("7")
    os.kill(reading._pid, signal.SIGKILL)
    with pytest.raises(ReadingFailed, match="the process that reads records failed"):
        read(reading)
    with pytest.raises(ProcessLookupError):
        os.kill(reading._pid, 0)


def test_a_record_that_breaks_the_reader_is_told_of() -> None:
    reading = ReadingBeside("7")
    reading.add(RawRecord.model_construct(source="", kind="k", key="k", capture_id="c", place="p", values=()))
    with pytest.raises(ReadingFailed, match="ValidationError"):
        list(reading.rest())
    reading.close()


def test_a_process_without_its_crawl_ends() -> None:
    reading = ReadingBeside("7")
    reading._socket.shutdown(2)
    deadline = time.monotonic() + 20
    while os.waitpid(reading._pid, os.WNOHANG)[0] == 0:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    reading.close()
