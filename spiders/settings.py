"""Scrapy's settings: honest crawling, captures before reading, an exit code that tells the truth.

Each setting that differs from Scrapy's default says why. What belongs to one source stands in its card.
"""

from scrapy.settings import default_settings as _scrapys

from spiders.environment import Environment
from spiders.honesty import user_agent

_environment = Environment()

BOT_NAME = "himdir"
SPIDER_MODULES = ["spiders"]
COMMANDS_MODULE = "spiders.commands"
USER_AGENT = user_agent(_environment.contact)

# Where things go, for the staging pipeline and the capture middleware.
WORK_DATABASE_URL = _environment.work_database_url
LOCK_SECONDS = _environment.lock_seconds
CAPTURES_FOLDER = str(_environment.captures_folder.absolute())
CAPTURES_STORE = _environment.captures_store
CAPTURE_SIGNAL = "capture_recorded"
REPLAYED = False
WEB = _environment.web
CONTACT = _environment.contact
RUN_ID = ""
REFRESH_ID = None

# Scrapy 2.14 to 2.19 lets requests slip past robots.txt while it is being fetched (StrictRobotsTxt waits), and
# ignores the per-domain limit when the delay is 0 (spiders.honesty refuses that). How many at once is the card's word.
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_MAX_DELAY = 10.0  # a request that waits its turn holds up a shutdown for as long
COOKIES_ENABLED = False
# Our pipeline waits for nothing, so items are taken one by one; Scrapy would start a hundred tasks for each response.
CONCURRENT_ITEMS = 1

# Bounds in time, bytes and hops. There is none in depth: Scrapy drops what is deeper without a word, so that a list of
# 30 pages would end at page 20 and look whole; a card's maximum_pages ends a run that goes on for ever, loudly.
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = _environment.maximum_response_bytes
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 8
RETRY_TIMES = 2
DEPTH_LIMIT = 0
CLOSESPIDER_TIMEOUT = _environment.source_timeout_seconds
RESOLVE_HOSTS = True
SITE_LIMITS: dict[str, float] = {}  # limits of a visit to school sites that are to be lower than the card's
ALLOWED_INTERNAL_HOSTS: list[str] = []
# Pages are parsed beside the crawl, or, where a pool of workers shares the processors out, in turns with it.
PARSE_IN_STEP = False

# Since 2.19 Scrapy listens on localhost and runs the Python it is sent; telnet does the same.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Revalidation: ask each night, let the server answer 304. no-cache and no-store are common beside an ETag and would
# mean a full download every night; max-age=0 asks although Last-Modified alone counts as fresh for a tenth of its age.
HTTPCACHE_POLICY = "spiders.revalidation.HonestPolicy"
HTTPCACHE_STORAGE = "spiders.stored_pages.StoredPages"
HTTPCACHE_ALWAYS_STORE = True
HTTPCACHE_IGNORE_RESPONSE_CACHE_CONTROLS = ["no-cache", "no-store"]
HTTPCACHE_IGNORE_SCHEMES = ["file", "shipped"]
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/json,application/zip;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en",
    "Cache-Control": "max-age=0",
    # What captures can undo again; br and zstd would be offered by default.
    "Accept-Encoding": "gzip, deflate",
}

DOWNLOADER_MIDDLEWARES = {
    "spiders.safety.SafeTargets": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.robots.StrictRobotsTxt": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "spiders.politeness.PoliteRetry": 550,
    "spiders.captures.CaptureMiddleware": 890,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
    "spiders.revalidation.HonestCache": 900,
    # Next to the network: it counts what was asked and what came, and not what the cache put in its place.
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 950,
}
DOWNLOAD_HANDLERS = {
    "http": "spiders.network.EndingHandler",
    "https": "spiders.network.EndingHandler",
    "shipped": "spiders.shipped.ShippedHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
TWISTED_DNS_RESOLVER = "spiders.network.PublicResolver"
ITEM_PIPELINES = {"pipelines.stage.StagePipeline": 100}
EXTENSIONS = {"spiders.report.CrawlReport": 0}
# Not even loaded: they bring a web server and a shell with them. None in EXTENSIONS would load them to compare names.
EXTENSIONS_BASE = {
    name: order
    for name, order in _scrapys.EXTENSIONS_BASE.items()
    if not name.startswith(("scrapy.extensions.remote_control.", "scrapy.extensions.telnet."))
}
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
