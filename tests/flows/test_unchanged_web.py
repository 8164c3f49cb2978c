"""A second run on an unchanged web asks only conditionally, carries no page and changes no mart."""

import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from flows.newsroom.server import Newsroom
from flows.newsroom.world import SOURCES, load_world
from tests.flows.archive import sql
from tests.flows.test_killed_runs import RUN

pytestmark = pytest.mark.usefixtures("prefect_server")

XIAOMI = RUN.replace('("tea-recall",)', '("xiaomi-kol-2026",)').replace(
    "network=", "sources=tuple(sys.argv[4].split()), network="
)
# Mirrors, farms and the like send no validators; a feed without one is carried again, its pages are not.
WELL_KEPT = "chenjiang lanting shifen zhongxi"


def test_nothing_new_costs_next_to_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "sources").mkdir(parents=True)
    for file in SOURCES.glob("*.yaml"):
        shutil.copyfile(file, home / "sources" / file.name)
    marts = "select count(*) as documents, max(fetched_at) as newest from documents"
    with Newsroom(load_world()) as newsroom:
        first = newsroom.world.days[2]
        for at in (first, first + timedelta(minutes=10)):
            newsroom.now = at
            newsroom.exchanges.clear()
            command = [sys.executable, "-c", XIAOMI, home, newsroom.proxy_url, at.isoformat()]
            done = subprocess.run(
                [*map(str, command), WELL_KEPT], capture_output=True, text=True, timeout=200
            )
            assert done.returncode == 0, done.stderr
            if at == first:
                before = sql(home, marts)
                assert before[0]["documents"] > 10
    assert sql(home, marts) == before
    second = [one for one in newsroom.exchanges if not one.url.endswith("/robots.txt")]
    assert second
    lists = {row["url"] for row in sql(home, "select url from fetches where role = 'discovery'")}
    pages = [one for one in second if one.url not in lists]
    assert [one for one in pages if one.status == 200] == []
    assert sql(home, "select 1 from fetches where outcome = 'not_modified'")
