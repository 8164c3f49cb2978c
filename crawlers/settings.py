"""Scrapy's settings for one crawl, each with its reason; checked against Scrapy 2.19."""

from typing import Any

from crawlers.plan import Plan

_MEGABYTE = 1024 * 1024
LARGEST_PAGE = 8 * _MEGABYTE  # bytes, on the wire and unpacked; pages have 160 KB on average
LARGEST_SITEMAP = 50 * _MEGABYTE  # bytes: the limit of sitemaps.org

_MIDDLEWARES = {
    # From the engine to the wire; a request passes them downwards, its response upwards.
    "crawlers.middlewares.guard.GuardMiddleware": 100,
    "crawlers.middlewares.robots.RobotsMiddleware": 200,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "crawlers.middlewares.retries.RetriesMiddleware": 550,
    "crawlers.middlewares.coding.CodingMiddleware": 590,
    "crawlers.middlewares.redirects.RedirectsMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
    "crawlers.middlewares.landing.LandingMiddleware": 900,  # sees what the wire gave, unchanged
    "crawlers.middlewares.breaker.BreakerMiddleware": 950,  # the last to let a request pass
}


def crawl_settings(plan: Plan) -> dict[str, Any]:
    """Return the settings of a plan's crawl."""
    settings = _fixed() | _limits(plan) | _pace(plan)
    if plan.replay:
        from crawlers.replay import replay_settings  # here, because it reads the archives

        settings |= replay_settings(plan.replay, plan.as_of)
    if plan.source.render == "browser":
        from crawlers.browser import browser_settings, lack_of_browser

        if lack_of_browser() is None:
            settings |= browser_settings(plan)
    return settings


def _fixed() -> dict[str, Any]:
    return {
        # Only what is named here runs; Scrapy's own choice of components is left out as a whole.
        "DOWNLOADER_MIDDLEWARES_BASE": {},
        "DOWNLOADER_MIDDLEWARES": _MIDDLEWARES,
        "SPIDER_MIDDLEWARES_BASE": {},  # they drop requests silently; our book wants every fate
        "EXTENSIONS_BASE": {"scrapy.extensions.memusage.MemoryUsage": 0},
        "MEMUSAGE_LIMIT_MB": 1024,  # a crawl takes about 100 MB; beyond this something is wrong
        "MEMUSAGE_CHECK_INTERVAL_SECONDS": 5.0,
        "REMOTE_CONTROL_ENABLED": False,  # on by default: an HTTP port that runs code
        "TELNETCONSOLE_ENABLED": False,  # the same, older
        "DOWNLOAD_HANDLERS_BASE": {  # without file:, data:, ftp: and s3:, which are on by default
            "http": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
            "https": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
        },
        "TWISTED_DNS_RESOLVER": "crawlers.resolver.PublicResolver",  # public addresses only
        "DOWNLOAD_VERIFY_CERTIFICATES": True,  # off by default
        "COOKIES_ENABLED": False,  # we are nobody in particular, on every request anew
        "REFERER_ENABLED": False,  # where we come from is nobody's business
        "METAREFRESH_ENABLED": False,  # the page is kept as it is; cleaning tells what it was
        "ROBOTSTXT_OBEY": False,  # Scrapy's own lets waiting requests through: see middlewares.robots
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the book knows what was asked
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",  # whatever the host, …
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",  # … in the order of promise
        "CONCURRENT_ITEMS": 1,  # our callbacks give no items; 100 tasks for each page cost 1.3 ms
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": "gzip, deflate",  # what every reader of our archives can undo
        },
        "LOG_INSTALL_ROOT_HANDLER": False,  # the process has its log file already
        "WARN_ON_GENERATOR_RETURN_VALUE": False,  # parses our source, 7 ms of a small crawl's 70
        "LOG_VERSIONS": [],  # half of a small crawl's start goes into looking versions up
        "STATS_DUMP": False,  # the report says it shorter
    }


def _limits(plan: Plan) -> dict[str, Any]:
    return {
        "USER_AGENT": plan.network.user_agent,  # honest, with an address for complaints
        "DOWNLOAD_TIMEOUT": plan.network.timeout,  # for the whole response, so a slow drip ends too
        "DOWNLOAD_MAXSIZE": LARGEST_PAGE,  # 1 GB by default; also the bound when unpacking
        "DOWNLOAD_WARNSIZE": 0,
        "REDIRECT_MAX_TIMES": 5,  # what RFC 9309 asks for; longer chains are traps
        "RETRY_TIMES": 0 if plan.replay else 1,  # an archive does not change its mind
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",  # a site that fails is no error of ours
        "RETRY_PRIORITY_ADJUST": 1,  # before the next page, so that a failing host is told by few
        "HTTPPROXY_ENABLED": plan.network.proxy is not None,  # the environment does not decide
    }


def _pace(plan: Plan) -> dict[str, Any]:
    pace = plan.source.crawl
    delay = 0.0 if plan.replay else pace.delay
    return {
        "CONCURRENT_REQUESTS": min(32, pace.concurrency * 4),  # over all hosts, robots.txt included
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency,
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_DELAY_JITTER": 0.25,  # not a metronome, and not half the wait either
        "AUTOTHROTTLE_ENABLED": delay
        > 0,  # slower where the server is slow, never faster than asked
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(pace.concurrency),
        "EXTENSIONS": {"scrapy.extensions.throttle.AutoThrottle": 0} if delay else {},
    }
