"""Whether pages can be read with a browser here, and the settings of a crawl that reads them so.

The browser has no way to the web: whatever a page asks for is fetched by the crawl itself (see
crawlers/rendering.py), and its own connections lead to a proxy that does not exist.
"""

import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawlers.plan import Plan

VARIABLE = "AFTERMATH_CHROMIUM"  # names the browser where it is not on the PATH
MARK = "X-Crawler-Rendered"  # header of a page as scripts left it: which browser ran them
SLOT = "rendering"  # of the downloader: pages at work in the browser
RESOURCES = "resources"  # of the downloader: what they ask for

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_NOWHERE = {"server": "http://127.0.0.1:9", "bypass": "<-loopback>"}  # what bypasses us ends here
_ARGUMENTS = [
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # the one way around a proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=512",  # megabytes that the scripts of a page may take
]


def find_browser() -> Path | None:
    """Return the installed Chromium, the one that the environment names first; None: there is none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if os.access(named, os.X_OK) else None
    found = (shutil.which(name) for name in _NAMES)
    return next((Path(path) for path in found if path), None)


def lack_of_browser() -> str | None:
    """Return in one sentence what must be installed to read pages with a browser; None: nothing."""
    if find_spec("scrapy_playwright") is None:
        return "render: browser needs the extra: `uv sync --extra browser` or `pip install 'aftermath[browser]'`"
    if find_browser() is None:
        return (
            f"render: browser needs Chromium: install it (Debian: `apt-get install chromium`) "
            f"or set {VARIABLE} to its path"
        )
    return None


def is_rendered(response: Response) -> bool:
    """Tell whether a page is what its scripts made of it."""
    return MARK in response.headers


def browser_settings(plan: Plan) -> dict[str, Any]:
    """Return the settings that put scrapy-playwright behind the requests marked for it."""
    handler = "crawlers.rendering.BrowserHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": str(find_browser()),  # never one that Playwright would download
            "proxy": _NOWHERE,
            "args": _ARGUMENTS,
            "chromium_sandbox": os.geteuid() != 0,  # Chromium refuses to sandbox itself for root
        },
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": plan.network.timeout * 1000,
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 1,
        "PLAYWRIGHT_MAX_CONTEXTS": 2,
        # No delay: the page itself was asked for in its turn, and a reader's browser asks at once.
        "DOWNLOAD_SLOTS": {
            SLOT: {"concurrency": 2, "delay": 0.0, "jitter": 0.0},
            RESOURCES: {"concurrency": 4, "delay": 0.0, "jitter": 0.0},
        },
    }
