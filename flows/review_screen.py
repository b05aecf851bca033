"""One record that waits for a person, on a terminal of 100 columns: what it says, and who comes into question."""

from rich.console import Console
from rich.text import Text

from flows.report import make_table, plain
from pipelines.review import ReviewItem


def print_item(console: Console, item: ReviewItem, number: int, total: int) -> None:
    """Print a record with its candidates, best first, each with the evidence for and against."""
    said = item.candidate
    place = ", ".join(plain(part) for part in (said.street, said.city, said.state, said.zip5) if part)
    console.print()
    console.print(Text(f"{number} of {total}  {plain(said.name)}", style="bold"))
    console.print(Text(f"  {place or 'no place given'} · {plain(item.source)} {plain(item.record_key)}"))
    console.print(Text(f"  {plain(item.reason)}", style="dim"))
    rows = [
        (place, one.unitid, one.name, f"{one.score:.2f}", one.why) for place, one in enumerate(item.candidates, start=1)
    ]
    console.print(make_table(("", "UNITID", "institution", "score", "for and against"), rows, right=("score",)))
