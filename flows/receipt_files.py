"""The receipt as files: the newest as index.html, receipt.json and receipt.md, and one JSON a refresh beside them."""

import json
import os
from pathlib import Path

from flows.receipt import Receipt
from flows.receipt_forms import html_receipt, markdown_receipt
from spiders.environment import Environment


def receipt_folder(environment: Environment) -> Path:
    """Where a home keeps its receipts."""
    return environment.home / "receipts"


def receipt_text(receipt: Receipt, form: str) -> str:
    """The receipt as ``json``, ``markdown`` or ``html``."""
    if form == "json":
        told = {**receipt.as_json(), "needs_a_person": receipt.needs_a_person}
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    return {"markdown": markdown_receipt, "html": html_receipt}[form](receipt)


def write_receipt(folder: Path, receipt: Receipt) -> None:
    """Write every form, each file put in place by one rename, so that a reader never sees half a page."""
    folder.mkdir(parents=True, exist_ok=True)
    told = receipt_text(receipt, "json")
    _write(folder / "receipt.json", told)
    _write(folder / "receipt.md", receipt_text(receipt, "markdown"))
    _write(folder / "index.html", receipt_text(receipt, "html"))
    _write(folder / f"{receipt.refresh_id or 'nothing-ran-' + receipt.made_at[:10]}.json", told)


def _write(path: Path, text: str) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)
