"""One `aftermath up` for the tests of a file: starting Prefect's server takes seconds."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.archive import feed, page, tea_home, write_archive
from tests.flows.conftest import free_port
from tests.operate.served import Up, processes_naming

FEED = "http://www.chen.example/feed.xml"
FIRST, SECOND = "http://www.chen.example/a/1.html", "http://www.chen.example/a/2.html"


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A day of the web: a feed, one page that is there and one that is not."""
    pages = {FEED: feed(FIRST, SECOND), FIRST: page("青岚召回绿茶")}
    return write_archive(tmp_path_factory.mktemp("web") / "day.warc.gz", pages)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """A served home for the tests of one file: what they leave in it concerns nobody else."""
    served = Up(tea_home(tmp_path_factory.mktemp("served") / "home"), free_port())
    try:
        served.wait_for_line("Ready.")
        yield served
        assert not served.escapes.exists(), served.escapes.read_text()
    finally:
        if served.process.poll() is None:
            served.stop()
        for process in processes_naming(str(served.home)):
            os.kill(process, signal.SIGKILL)
