"""Where visits begin: a file of start addresses, or some given by hand.

Which institutions are visited was decided by whoever wrote the file; nothing is added here.
"""

import json
import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from spiders.school_sites_addresses import parts_of
from spiders.web import SAMPLE

TREE_STARTS = "school_pages.starts.jsonl"
"""A web tree may carry its own starts in its root, as the shipped sample does."""
LARGEST_FILE = 64 * 2**20
Kind = Literal["program_page", "seen_page", "website", "left"]
_SHARD = re.compile(r"([0-9]{1,4})/([0-9]{1,4})")


class Start(BaseModel):
    """One line: an address to begin at, for one institution.

    ``program_page``: another source names it; ``seen_page``: an earlier run found a program there; ``website``: the
    institution's own address, walked unless as many program pages as ``programs`` are known; ``left``: no longer
    visited, and what was found there is to be missed.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    unitid: Annotated[str, Field(pattern=r"^[0-9]{6}$|^$")]
    url: Annotated[str, Field(max_length=4000)]
    kind: Kind
    institution: Annotated[str, Field(max_length=400)] = ""
    programs: Annotated[int, Field(ge=0)] = 0


class WrongStarts(ValueError):
    """Starts that cannot be read; the message says where and what is expected."""


def read_starts(path: Path) -> list[Start]:
    """The lines of a file of starts. Raises WrongStarts at the first that is not one."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise WrongStarts(f"{path} is larger than {LARGEST_FILE:,} bytes, which no list of starts is")
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise WrongStarts(f"the starts in {path} cannot be read: {error}") from None
    found = []
    for number, line in enumerate(lines, 1):
        try:
            if line.strip():
                found.append(Start.model_validate(json.loads(line)))
        except (ValidationError, ValueError, RecursionError) as error:
            told = str(error).splitlines()[0]
            raise WrongStarts(
                f"line {number} of {path} is not a start ({told}); expected one JSON object a line, such as "
                '{"unitid": "205470", "url": "https://www.sinclair.edu/", "kind": "website"}'
            ) from None
    return found


def starts_of_web(kind: str, path: str | None) -> list[Start]:
    """The starts that lie beside a web tree; the shipped sample has some. Raises WrongStarts where there are none."""
    file = (SAMPLE if kind == "sample" else Path(path or "")) / TREE_STARTS
    if kind == "live" or not file.is_file():
        raise WrongStarts(
            "nobody says which schools to visit: himdir refresh writes the list and hands it in; for a crawl of its "
            "own give -a starts=FILE (JSON lines, see docs/sources/school_pages.md) or -a start=URL"
        )
    return read_starts(file)


def given_starts(words: str) -> list[Start]:
    """Starts from ``-a start=URL,URL``: pages about programs; their sites are not explored, but their links are."""
    urls = [url.strip() for url in words.split(",") if url.strip()]
    for url in urls:
        if "://" not in url or parts_of(url, 2000) is None:
            raise WrongStarts(
                f"start={url[:80]!r} is not a web address: give one that begins with http:// or https://, several "
                "with commas between them"
            )
    return [Start(unitid="", url=url, kind="program_page") for url in urls]


def shard_of(words: str) -> tuple[int, int]:
    """Number and count of ``-a shard=2/8``. Raises WrongStarts."""
    told = _SHARD.fullmatch(words)
    if told is None or not 1 <= int(told[1]) <= int(told[2]):
        raise WrongStarts(f"shard={words[:40]!r} is not a shard: give its number and how many there are, such as 2/8")
    return int(told[1]), int(told[2])
