"""A worker whose parser does what the page says: raise, hang, die, or give a record. For tests of the process alone."""

import os
import sys
import time
from datetime import date

from spiders.items import RawItem, RawRecord, RawValue, Surprise
from spiders.page_worker import serve


def parse(body: bytes, content_type: str, url: str, capture_id: str, on: date | None) -> tuple[list[RawItem], str]:
    match body:
        case b"raise":
            raise RecursionError("too deep")
        case b"hang":
            time.sleep(60)
        case b"die":
            os.abort()
        case b"leave":
            sys.stdout.buffer.close()
            os._exit(0)
    words = RawValue(field="size", text=f"{len(body)} {content_type} {on}", at="tree:1", qualifiers={"a": "é"})
    record = RawRecord(source="made", kind="page", key=url, capture_id=capture_id, place="tree:1", values=(words,))
    return [record, Surprise(source="made", code="odd", message="a note", severity="note")], "beside"


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, parse)
