"""What a person sees of a run in Prefect's UI, and that the browser asks nobody but the server."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.flows.archive import tea_home
from tests.operate.served import Up
from tests.operate.ui import artifact_page, run_page, show_page
from tests.report.chromium import running


@pytest.fixture(scope="module")
def shown(up: Up, archive: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A run that has ended, in a home of its own."""
    order = {
        "home": str(tea_home(tmp_path_factory.mktemp("shown"))),
        "incidents": ["tea-recall"],
        "replay": [str(archive)],
        "as_of": "2026-01-06T14:00:00+00:00",
    }
    return up.ended(up.start_run(**order))


def test_the_pages_of_a_run_tell_how_it_went(up: Up, shown: dict[str, Any], tmp_path: Path) -> None:
    asked: list[str] = []
    with running(tmp_path) as browser:
        page = run_page(up, shown["id"])
        name, state = shown["name"], shown["state"]["name"]
        asked += show_page(browser, page, name, state, "Artifacts", "chen: 2 links").requests
        sources = artifact_page(up, shown["id"], "sources")
        asked += show_page(browser, sources, "晨江新闻", "left over", "What came of each").requests
        news = artifact_page(up, shown["id"], "news")
        asked += show_page(browser, news, "new article", "What is new").requests
    hosts = {urlsplit(url).hostname for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
