"""Imported by the server that crawls are forked from: everything that a crawl needs, but no reactor."""

import gc
from importlib import import_module

from warehouse.folding import fold

_MODULES = [
    "crawlers.child",
    "crawlers.replay",
    "crawlers.browser",
    "crawlers.middlewares.breaker",
    "crawlers.middlewares.guard",
    "crawlers.middlewares.landing",
    "crawlers.middlewares.redirects",
    "crawlers.middlewares.retries",
    "crawlers.middlewares.robots",
    "OpenSSL.SSL",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.engine",
    "scrapy.core.scheduler",
    "scrapy.downloadermiddlewares.defaultheaders",
    "scrapy.downloadermiddlewares.downloadtimeout",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.downloadermiddlewares.httpproxy",
    "scrapy.downloadermiddlewares.useragent",
    "scrapy.extensions.memusage",
    "scrapy.extensions.throttle",
    "scrapy.dupefilters",
    "scrapy.logformatter",
    "scrapy.pipelines",
    "scrapy.pqueues",
    "scrapy.resolver",
    "scrapy.spiderloader",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "scrapy.utils.asyncio",
    "twisted.internet.asyncioreactor",
    "twisted.internet.threads",
    "twisted.internet.endpoints",
]  # the reactor itself is installed in the child

for _name in _MODULES:
    import_module(_name)
fold("")  # builds its table
gc.collect()
gc.freeze()  # what is there now is shared by all children: counting references must not copy it
