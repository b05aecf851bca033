"""The settings of every crawl. Facts about one source stand in its card, choices of the installation in ``HIMDIR_*``.

Only names of classes stand here, so that reading the settings loads none of them. What depends on the web that
responses come from is set by ``spiders.web.ChosenWeb`` once ``-s WEB=...`` is known.
"""

from importlib.metadata import PackageNotFoundError, version

from spiders.environment import Environment


def _user_agent(contact: str) -> str:
    try:
        number = version("him-directory")
    except PackageNotFoundError:
        number = "0"
    return f"HIM-Directory/{number} (+{contact})" if contact else f"HIM-Directory/{number}"


_environment = Environment()

BOT_NAME = "himdir"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "spiders.commands"
ADDONS = {"spiders.web.ChosenWeb": 0}

WEB = _environment.web
CONTACT = (_environment.contact or "").strip()
CAPTURES_FOLDER = str(_environment.captures_folder.absolute())
WORK_DATABASE_URL = _environment.work_database_url
RUN_ID = None
REFRESH_ID = None
CRAWL_REPORT = None
CAPTURE_SIGNAL = "spiders.captures.capture_recorded"

# Who we are, to every server, in every request.
USER_AGENT = _user_agent(CONTACT)
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en",
    # Ask the server whether a page has changed, however long it said that the page would keep.
    "Cache-Control": "max-age=0",
}
COOKIES_ENABLED = False
REFERER_ENABLED = False

# Politeness. The delay may never be 0: Scrapy then forgets the limit of requests at once (see ChosenWeb).
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "HIM-Directory"
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0

# Bounds. Whatever a server does, a crawl ends.
DOWNLOAD_TIMEOUT = 120
DOWNLOAD_MAXSIZE = _environment.maximum_response_bytes
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
RETRY_TIMES = 2
RETRY_AFTER_MAXIMUM = 60
DEPTH_LIMIT = 1000
CLOSESPIDER_TIMEOUT = _environment.source_timeout_seconds
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}
SAFE_TARGETS_ALLOWED: list[str] = []

# Revalidation: keep every page with what it takes to ask for changes, even where a server says no-cache.
HTTPCACHE_ENABLED = True
HTTPCACHE_DIR = str((_environment.home / "httpcache").absolute())
HTTPCACHE_POLICY = "spiders.revalidation.RevalidationPolicy"
HTTPCACHE_ALWAYS_STORE = True
HTTPCACHE_IGNORE_RESPONSE_CACHE_CONTROLS = ["no-cache", "no-store"]

# No way in: no console, no remote control.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "spiders.safe_targets.SafeTargets": 10,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.robots.StrictRobotsTxt": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "spiders.patience.PatientRetry": 550,
    "spiders.captures.CaptureMiddleware": 890,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "spiders.revalidation.Revalidation": 900,
}
EXTENSIONS = {"spiders.report.CrawlReport": 500}
ITEM_PIPELINES = {"pipelines.stage.StagePipeline": 500}

LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_FORMATTER = "spiders.log.QuietLog"
