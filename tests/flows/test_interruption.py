"""A signal whose exception was lost in somebody else's callback still ends the work at its next step."""

import signal
from collections.abc import Iterator

import pytest

from flows import interruption


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Listening to signals, with the handlers of before put back afterwards."""
    earlier = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    monkeypatch.setattr(interruption, "_asked", type(interruption._asked)())
    interruption.listen()
    yield
    for number, handler in earlier.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_lost_interrupt_is_remembered(number: signal.Signals) -> None:
    interruption.end_if_asked()
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(number)
    with pytest.raises(KeyboardInterrupt):
        interruption.end_if_asked()
