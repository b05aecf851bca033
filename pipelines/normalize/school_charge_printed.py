"""Where an amount is printed in a text: as a figure of its own, never as a part of a longer one. Pure."""

from decimal import Decimal


def is_printed(amount: str, text: str) -> bool:
    """Whether an amount stands in a text, with or without the comma of thousands; not as a part of a longer figure."""
    whole = f"{int(Decimal(amount)):,}"
    return _stands(whole, amount, text) or ("," in whole and _stands(whole.replace(",", ""), amount, text))


def _stands(digits: str, amount: str, text: str) -> bool:
    cents = amount.partition(".")[2]
    start = text.find(digits)
    while start >= 0:
        end = start + len(digits)
        after = text[end : end + 3]
        is_longer = after[:1].isdigit() or (after[:1] in (",", ".") and after[1:2].isdigit() and after[1:] != cents)
        if not is_longer and not _goes_on(text[max(0, start - 2) : start]):
            return True
        start = text.find(digits, end)
    return False


def _goes_on(before: str) -> bool:
    return before[-1:].isdigit() or (before[-1:] in (",", ".") and before[-2:-1].isdigit())
