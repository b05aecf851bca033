"""A command ends in time when Prefect's server is gone for good."""

import os
import subprocess
import sys
import time

from flows.prefect_server import HOST, free_port
from spiders.environment import ROOT

PROGRAM = """
import sys, threading
import flows.cli
sys.modules["prefect"] = sys
threading._register_atexit(threading.Event().wait)  # as the events that are left are waited for
flows.cli.app = lambda **_: sys.exit(7)
flows.cli.main()
"""


def test_a_command_whose_server_is_gone_ends_in_seconds_with_its_own_exit_code() -> None:
    told = {**os.environ, "PREFECT_API_URL": f"http://{HOST}:{free_port(HOST)}/api"}
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", PROGRAM], env=told, cwd=ROOT, capture_output=True, timeout=60)
    assert ended.returncode == 7, ended.stderr
    assert 3 <= time.monotonic() - began < 30
