"""The one exception of the parsers: the page is not what it was. Knows no Scrapy."""


class StructureChanged(ValueError):
    """A page that is not what the parser knows; ``code`` is a short stable word, ``place`` a spot in the capture."""

    def __init__(self, code: str, message: str, *, place: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.place = place
