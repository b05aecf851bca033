"""The command that measures the normalizers on the labeled cases, and writes the figures down. Decides no floor."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.cli_common import Format, fail, print_rows
from flows.cli_lines import Kind
from spiders.environment import ROOT

if TYPE_CHECKING:
    from pipelines.accuracy_figures import Figure

PAGE = ROOT / "docs" / "accuracy.md"
SHOWN = ("kind", "measure", "value", "low", "high", "counted", "floor")


class FigureFormat(StrEnum):
    """How figures are printed."""

    table = "table"
    json = "json"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command(epilog="Example: himdir accuracy tuition --format json")(accuracy)


def accuracy(
    kind: Annotated[Kind | None, typer.Argument(help="Only this kind; all of them without it.")] = None,
    form: Annotated[FigureFormat, typer.Option("--format", help="table or json")] = FigureFormat.table,
    write: Annotated[
        bool, typer.Option("--write", help="Write docs/accuracy.md and pipelines/reference/accuracy.csv anew.")
    ] = False,
) -> None:
    """Measure how often the words are read right, on the labeled cases of the project; exit 1 below a floor."""
    from pipelines.accuracy_floors import accuracy_floors, fallen_figures
    from pipelines.accuracy_measuring import measure

    if write and kind:
        fail("--write writes the figures of all kinds; leave the kind out")
    kinds = [kind.value] if kind else [known.value for known in Kind]
    figures = [figure for name in kinds for figure in measure(name)]
    floors = [floor for floor in accuracy_floors() if floor.kind in kinds]
    words = {(floor.kind, floor.measure): f"{floor.bound.replace('_', ' ')} {floor.words}" for floor in floors}
    rows = [{**figure.public(), "floor": words.get((figure.kind, figure.measure), "")} for figure in figures]
    _print(rows, form)
    if write:
        for path, text in written(figures).items():
            path.write_text(text, encoding="utf-8")
            typer.echo(f"written: {path.relative_to(ROOT)}", err=True)
    if reasons := fallen_figures(figures, floors):
        fail("; ".join(reasons), 1)


def _print(rows: list[dict[str, Any]], form: FigureFormat) -> None:
    if form is FigureFormat.json:
        print_rows(rows, (), Format.json)
        return
    shares = [{name: f"{row[name]:.3f}" for name in ("value", "low", "high")} for row in rows]
    print_rows([row | told for row, told in zip(rows, shares, strict=True)], SHOWN, Format.table, right=SHOWN[2:6])


def written(figures: "list[Figure]") -> dict[Path, str]:
    """The text of each file that holds the figures of all kinds, by its path."""
    from pipelines.accuracy_digest import accuracy_digest
    from pipelines.accuracy_figures import FIGURES, figures_as_csv
    from pipelines.accuracy_floors import accuracy_floors
    from pipelines.accuracy_page import accuracy_page

    floors = accuracy_floors()
    limits = {(floor.kind, floor.measure): floor.words for floor in floors}
    digests = {kind.value: accuracy_digest(kind.value) for kind in Kind}
    return {PAGE: accuracy_page(figures, floors), FIGURES: figures_as_csv(figures, limits, digests)}
