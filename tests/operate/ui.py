"""Prefect's UI in Debian's Chromium: the page of a run, and each of its artifacts."""

from tests.operate.served import Up, until
from tests.report.chromium import Chromium, Seen


def show_page(browser: Chromium, url: str, *words: str) -> Seen:
    """Open a page of the UI and wait until it says something."""
    seen = browser.show(url, width=1280)

    def is_there() -> bool | None:
        text = str(browser.evaluate("document.body.innerText"))
        return all(word in text for word in words) or None

    until(is_there, 120, lambda: str(browser.evaluate("document.body.innerText"))[:2000])
    return seen


def run_page(up: Up, identity: str) -> str:
    return f"{up.url}/runs/flow-run/{identity}"


def artifact_page(up: Up, identity: str, key: str) -> str:
    return f"{up.url}/artifacts/artifact/{up.artifacts(identity)[key]['id']}"
