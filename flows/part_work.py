"""What a worker of a pool does with one part of a refresh. May import no more than that takes: each part loads it."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console

from flows.parts import Part
from flows.progress import ProgressBoard
from flows.reading import RefreshRequest, read_part

ONE_PROCESSOR = {"PARSE_IN_STEP": "True"}


def part_read(part: str, refresh_id: str, request: Mapping[str, Any]) -> str:
    """Read a part for a refresh that holds the lock elsewhere; the verdict. NoStarts, CrawlFailed.

    It takes one processor: how many parts are read at once is the pool's word.
    """
    asked = RefreshRequest.model_validate(dict(request))
    return read_part(Part.of(part), refresh_id, asked, ProgressBoard(Console(quiet=True)), ONE_PROCESSOR)
