"""Telling a person, and only of what needs one: by a signed webhook, and by e-mail or chat through Apprise.

What is sent is the receipt's own sentences. Secrets stand in the environment; they are never logged or sent along, and
a notification that cannot be delivered is told in words and fails nothing.
"""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime

import httpx

from flows.receipt import Receipt
from flows.receipt_forms import markdown_receipt
from spiders.environment import Environment

SIGNATURE, TIMESTAMP = "X-HIM-Directory-Signature", "X-HIM-Directory-Timestamp"
SECONDS = 15.0
MOST_SENTENCES = 20


def notify(environment: Environment, receipt: Receipt, sentences: Sequence[str], now: datetime) -> list[str]:
    """Send what needs a person to whoever the settings name; what went wrong, in words. Without sentences: silence."""
    if not sentences:
        return []
    troubles = []
    if environment.notify_webhook is not None:
        troubles += _post(environment, receipt, sentences, now)
    if environment.notify_apprise is not None:
        troubles += _tell_apprise(environment.notify_apprise.get_secret_value(), receipt, sentences)
    return troubles


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """``sha256=`` and the hex HMAC-SHA-256 of ``timestamp``, a period and the body: what a receiver computes too."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def _post(environment: Environment, receipt: Receipt, sentences: Sequence[str], now: datetime) -> list[str]:
    assert environment.notify_webhook is not None  # noqa: S101 - asked before
    told = {
        "event": "needs_a_person", "refresh_id": receipt.refresh_id, "snapshot_id": receipt.snapshot_id,
        "sentences": list(sentences[:MOST_SENTENCES]), "more": max(0, len(sentences) - MOST_SENTENCES),
    }  # fmt: skip
    body = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    timestamp = str(int(now.timestamp()))
    headers = {"Content-Type": "application/json", TIMESTAMP: timestamp}
    if environment.notify_secret is not None:
        headers[SIGNATURE] = signature(environment.notify_secret.get_secret_value(), timestamp, body)
    try:
        address = environment.notify_webhook.get_secret_value()
        answer = httpx.post(address, content=body, headers=headers, timeout=SECONDS, follow_redirects=False)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return [f"the webhook could not be reached ({type(error).__name__})"]
    return [] if answer.is_success else [f"the webhook answered with status {answer.status_code}"]


def _tell_apprise(addresses: str, receipt: Receipt, sentences: Sequence[str]) -> list[str]:
    import apprise  # here, because few homes use it and it is slow to import

    speaker = apprise.Apprise()
    troubles = []
    for number, address in enumerate(addresses.split(), start=1):
        if not speaker.add(address):
            troubles.append(f"notification address {number} is none that Apprise knows")
    title = f"HIM Directory: {len(sentences)} {'thing needs' if len(sentences) == 1 else 'things need'} a person"
    body = "\n".join(f"- {sentence}" for sentence in sentences[:MOST_SENTENCES]) + "\n\n" + markdown_receipt(receipt)
    if len(speaker) and not speaker.notify(title=title, body=body, body_format=apprise.NotifyFormat.MARKDOWN):
        troubles.append("not every notification was delivered")
    return troubles
