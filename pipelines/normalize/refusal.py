"""The one exception of the normalizers: a value that cannot be read is refused with a reason, never guessed."""


class Refusal(ValueError):
    """A text that a normalizer will not turn into a value.

    ``code`` is a short stable word (``unknown_code``, ``not_a_number``); ``reason`` is a sentence for people.
    """

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.code = code
        self.reason = reason
