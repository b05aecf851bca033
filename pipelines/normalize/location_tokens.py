"""A text as words with their positions, and the parts between separators. It knows marks, not meanings."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)|[^\s,;()\[\]{}|•·▪]+|[,;()\[\]{}|•·▪\n]")
HARD = frozenset(";|•·▪")
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")
SEPARATORS = frozenset(",\n") | HARD | _OPEN | _CLOSE
_DASHES = frozenset(("-", "–", "—", "--", "//", "/", ":"))
_AFTER_STATE = re.compile(r"(,[ \n]?[A-Z]{2})(?:[^\x00-\x7f]{1,4}(?=[\s\d]|$)|(?=\d{5}|[A-Z][a-z]))")
_BEFORE_STATE = re.compile(r"(?<=[a-z]) ?[;|•·▪] ?(?=[A-Z]{2} ?[;|•·▪,]? ?\d{5}\b)")
_BEFORE_ZIP = re.compile(r"(?<=[ ,;|•·▪][A-Z]{2}) ?[;|•·▪] ?(?=\d{5}(?:-\d{4})?(?! ?[A-Za-z#]))")
"""Hard signs that part a city from its state, or a state from its ZIP code, where commas would."""
_MOJIBAKE = (("â€™", "'"), ("â€“", "–"), ("â€”", "—"), ("Â ", " "), ("\ufffd", " "), ("Ìý", " "))
_CONTACT = re.compile(r"\(?\b\d{3}\)?[-. ]{1,2}\d{3}[-.]\d{4}\b|\b(?:https?://|www\.)[^\s,;]{1,300}")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,60}@[\w.-]{1,60}")

Span = tuple[int, int]


@dataclass(slots=True)
class Tokens:
    """Words of a text (separators are words too), their keys (lower case without stops) and character positions."""

    text: str
    words: list[str]
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def slice(self, begin: int, end: int) -> str:
        """The characters from one word to before another, on one line."""
        if begin >= end:
            return ""
        return self.text[self.starts[begin] : self.ends[end - 1]].replace("\n", ", ").strip(" ,-–:*")

    def __len__(self) -> int:
        return len(self.words)


_RUN_TOGETHER = re.compile(r"[a-z0-9.][A-Z][a-z]")
_SEAMS = re.compile(
    r"(\b(?:Street|Avenue|Boulevard|Road|Drive|Lane|Highway|Parkway|College|University|Institute|School|Campus"
    r"|(?:St|Ave|Blvd|Rd|Dr|Ln|Hwy|Pkwy)\.?)|(?<=[0-9]))(?=[A-Z][a-z]{2})"
)


def cleaned(text: str) -> str:
    """The text with broken encodings mended, and phones, web and mail addresses taken out."""
    if not text.isascii():
        for broken, mended in _MOJIBAKE:
            text = text.replace(broken, mended)
    text = _AFTER_STATE.sub(r"\1 ", text)
    text = _BEFORE_ZIP.sub(", ", _BEFORE_STATE.sub(", ", text))
    if _RUN_TOGETHER.search(text):
        text = _SEAMS.sub(r"\1 ", text)
    if "@" in text:
        text = _MAIL.sub(" , ", text)
    return _CONTACT.sub(" , ", text)


def tokenized(text: str) -> Tokens:
    """The words of a cleaned text; time is linear in its length."""
    words, keys, starts, ends = [], [], [], []
    for found in _TOKEN.finditer(text):
        word = found[0]
        words.append(word)
        keys.append(word.lower().strip(".:'\"*").replace(".", ""))
        starts.append(found.start())
        ends.append(found.end())
    return Tokens(text, words, keys, starts, ends)


def is_separator(tokens: Tokens, index: int) -> bool:
    """Whether a word ends a part: a mark, or a dash between spaces that joins no house number (``8140 - 102nd``)."""
    word = tokens.words[index]
    if word in SEPARATORS:
        return True
    if word not in _DASHES:
        return False
    return not (
        0 < index < len(tokens) - 1 and tokens.words[index - 1].isdigit() and tokens.words[index + 1][0].isdigit()
    )


def parts(tokens: Tokens, begin: int, end: int) -> list[Span]:
    """The parts between separators as (begin, end); what stands in parentheses that close again is left out."""
    found: list[Span] = []
    opened: list[int] = []
    start = begin
    for index in range(begin, end):
        if not is_separator(tokens, index):
            continue
        if index > start:
            found.append((start, index))
        start = index + 1
        word = tokens.words[index]
        if word in _OPEN:
            opened.append(len(found))
        elif word in _CLOSE and opened:
            del found[opened.pop() :]
    if end > start:
        found.append((start, end))
    return found
