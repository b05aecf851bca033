"""The process in which pages of strangers are parsed: bytes come in, items go out as JSON, and nothing else passes.

A page that takes for ever, or breaks the parser below Python, ends this process and not the crawl. Run by
spiders.parser_process as ``python -m spiders.page_worker``; ends when nobody holds the other end of its input.
"""

import gc
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, BinaryIO

import orjson

from spiders.items import HostRead, RawItem, RawRecord, RawRows, Surprise, Tally, Unchanged

LENGTHS = struct.Struct("<II")
MAXIMUM_MEMORY = 3 * 2**30
LONGEST_SECONDS = 60
"""After so long on one page the kernel ends this process, also when nobody is left who would."""
KINDS: dict[str, type[RawItem]] = {
    kind.__name__: kind for kind in (RawRecord, RawRows, Surprise, Tally, Unchanged, HostRead)
}
Read = Callable[[bytes, str, str, str, date | None], tuple[list[RawItem], Any]]
"""Body, content type, address, capture and its day; the items of a page, and what else of it is told, as JSON values.
"""


def frame(told: Any, body: bytes = b"") -> tuple[bytes, bytes, bytes]:
    """What is sent one after the other: the lengths of two parts, a JSON value, and bytes."""
    head = orjson.dumps(told)
    return LENGTHS.pack(len(head), len(body)), head, body


def encoded(items: list[RawItem]) -> list[list[Any]]:
    """Items as JSON-ready values, each with the name of its kind."""
    return [[type(item).__name__, item.model_dump()] for item in items]


def decoded(told: list[list[Any]]) -> list[RawItem]:
    """The items again, checked as if they were new. KeyError or ValidationError when they are none."""
    return [KINDS[kind].model_validate(values) for kind, values in told]


def serve(requests: BinaryIO, answers: BinaryIO, read: Read) -> None:
    """Answer frame by frame: ``[items, what else, ""]``, or ``[[], null, why]`` when the parser raised."""
    while len(lengths := requests.read(LENGTHS.size)) == LENGTHS.size:
        head_length, body_length = LENGTHS.unpack(lengths)
        content_type, url, capture_id, on = orjson.loads(requests.read(head_length))
        body = requests.read(body_length)
        signal.alarm(LONGEST_SECONDS)
        try:
            items, beside = read(body, content_type, url, capture_id, date.fromisoformat(on))
            told = [encoded(items), beside, ""]
        except Exception as error:
            told = [[], None, f"{type(error).__name__}: {str(error)[:300]}"]
        signal.alarm(0)
        answers.write(b"".join(frame(told)))
        answers.flush()


def main() -> None:
    """Serve the parser of program pages."""
    from spiders.school_pages_read import read_page

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the crawler ends this process
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)  # a page is a tree that goes as a whole; looking for rings in it takes a tenth
    resource.setrlimit(resource.RLIMIT_AS, (MAXIMUM_MEMORY, MAXIMUM_MEMORY))
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer, read_page)
    except BrokenPipeError:
        os._exit(1)  # the crawler is gone, nobody waits for this page


if __name__ == "__main__":
    main()
