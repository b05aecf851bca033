"""What counts for the coverage: a process that a test starts knows it by its environment. Imports none of the rooms."""

import os

MEASURING = "COVERAGE_PROCESS_CONFIG"


def unmeasured() -> dict[str, str]:
    """The environment of a process that is not to count: to measure takes long, and adds nothing there."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
