"""The project's settings, but in a hurry and allowed to visit servers of this machine: for tests.

Named by SCRAPY_SETTINGS_MODULE, so that what a command or a worker starts uses it, too.
"""

from spiders.settings import *  # noqa: F403 - the settings of the project, and these

ALLOWED_INTERNAL_HOSTS = [f"127.0.0.{number}" for number in range(1, 120)]
AUTOTHROTTLE_ENABLED = False
