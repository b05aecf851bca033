"""Why a request gave no response, as short names that are the same on the live web and in a replay of its captures."""

from scrapy.exceptions import IgnoreRequest


class NamedFailure(Exception):
    """A failure that is known by a name of its own."""

    def __init__(self, name: str, message: str = "") -> None:
        super().__init__(message or name)
        self.name = name


class GivenUp(NamedFailure):
    """A request that the spider does without (its meta ``given_up`` says why): kept, so that a replay knows it."""


class ReplayedFailure(NamedFailure):
    """A download that failed when the captures were made, and fails again."""


class ForbiddenByRobots(IgnoreRequest):
    """robots.txt says no."""


class RobotsUnknown(IgnoreRequest):
    """robots.txt cannot be had, so that nothing of the host may be read."""


class LeftAlone(IgnoreRequest):
    """The host asked for a longer pause than this run can take."""


class NotPublic(IgnoreRequest):
    """The address is not one of the public web."""


def failure_name(error: BaseException) -> str:
    """A short name of why a request gave no response."""
    return error.name if isinstance(error, NamedFailure) else type(error).__name__
