"""A CIP code as IPEDS and schools print it, kept as text: a code that lost a digit is refused, never padded.

A spreadsheet turns 51.0710 into 51.071, and a misprint of 51.0713 looks the same: only the source can say which.
"""

import re

from pipelines.normalize.refusal import Refusal

VERSION = "1"
_SIX_DIGITS = re.compile(r"[0-9]{2}\.[0-9]{4}")
_OTHER_LENGTH = re.compile(r"[0-9]{1,2}(?:\.[0-9]{0,6})?")
_QUOTES = "\"'"
_LONGEST = 20


def cip_code(text: str) -> str:
    """The code ``NN.NNNN`` as text; surrounding space, quotes and the ``="51.0707"`` of spreadsheets are taken off.

    Refusal ``not_six_digits`` for a number of another length (51.071, 51.07, 1.0304), ``not_a_cip`` for all else.
    """
    bare = _unquoted(text[: _LONGEST * 10].strip())
    if _SIX_DIGITS.fullmatch(bare):
        return bare
    if _OTHER_LENGTH.fullmatch(bare):
        raise Refusal("not_six_digits", f"a CIP code has two digits, a point and four digits, met {bare!r}")
    raise Refusal("not_a_cip", f"expected a CIP code such as 51.0707, met {text[:40]!r}")


def _unquoted(text: str) -> str:
    if text.startswith('="'):
        text = text[1:]
    if len(text) >= 2 and text[0] == text[-1] and text[0] in _QUOTES:
        text = text[1:-1].strip()
    return text
