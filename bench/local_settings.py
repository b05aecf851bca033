"""The project's settings, but allowed to visit the made sites of this machine: named by SCRAPY_SETTINGS_MODULE."""

from bench.school_server import host_of
from spiders.settings import *  # noqa: F403 - the settings of the project, and this one

ALLOWED_INTERNAL_HOSTS = [host_of(site) for site in range(2000)]
