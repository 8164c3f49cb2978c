"""A crawl's process: it ends when it must, leaves a whole archive, and can be killed without harm."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from crawlers.plan import Plan
from crawlers.process import CrawlError, crawl, crawl_blocking
from crawlers.report import report_path
from tests.crawlers.web import Answer, Landed, Web, a_plan, a_source, feed, page
from warehouse.records import Outcome

SITE = "http://process.example"
LINKS = [f"{SITE}/{n}.html" for n in range(6)]


def stuck(out: Any) -> None:
    """Never end, so that the crawl is under way for as long as a test needs."""
    with contextlib.suppress(OSError):
        for _ in range(300):
            out.write(b".")
            out.flush()
            time.sleep(0.1)


@pytest.fixture
def site(web: Web) -> Web:
    """A site whose third page hangs."""
    web.requests.clear()
    web.serve({link: page(link) for link in LINKS})
    web.serve({LINKS[2]: Answer(headers={"Content-Type": "text/html"}, stream=stuck)})
    web.serve({f"{SITE}/feed": feed(*LINKS)})
    return web


def slow_plan(web: Web, folder: Path, **more: Any) -> Plan:
    source = a_source(
        "process.example", {"rss": f"{SITE}/feed"}, crawl={"delay": 0, "concurrency": 1}
    )
    plan = a_plan(web, source, folder, **more)
    return plan.model_copy(update={"network": plan.network.model_copy(update={"timeout": 60.0})})


def wait_for(web: Web, url: str) -> None:
    for _ in range(400):
        if web.asked(url):
            time.sleep(0.1)  # until it is under way
            return
        time.sleep(0.05)
    raise AssertionError(f"{url} was never asked")


def crawl_process(plan: Plan) -> int:
    """Return the process that writes a plan's landing file."""
    growing = f"{plan.landing_file}.open"
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            if any(str(fd.readlink()) == growing for fd in (folder / "fd").iterdir()):
                return int(folder.name)
    raise AssertionError("nobody writes the landing file")


def ended_by(web: Web, plan: Plan, number: signal.Signals) -> Any:
    """Crawl, and send the crawl's process a signal once a page hangs."""
    reports: list[Any] = []
    thread = threading.Thread(target=lambda: reports.append(crawl_blocking(plan)))
    thread.start()
    wait_for(web, LINKS[2])
    os.kill(crawl_process(plan), number)
    thread.join(20)
    return reports[0]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_crawl_that_is_ended_loses_nothing(
    site: Web, tmp_path: Path, number: signal.Signals
) -> None:
    plan = slow_plan(site, tmp_path)
    report = ended_by(site, plan, number)
    landed = Landed(plan.landing_file)
    assert not report.is_complete
    assert report.outcomes == {Outcome.FETCHED: 3, Outcome.INTERRUPTED: 4}
    assert [landed.by_url[link].outcome.value for link in LINKS] == ["fetched"] * 2 + [
        "interrupted"
    ] * 4
    assert not Path(f"{plan.landing_file}.open").exists()


def test_a_crawl_ends_at_its_time_limit(site: Web, tmp_path: Path) -> None:
    report = crawl_blocking(slow_plan(site, tmp_path, time_limit=1.5))
    assert report.reason == "the time limit was reached"
    assert report.outcomes[Outcome.INTERRUPTED] == 4
    assert report.seconds < 5


def test_a_cancelled_crawl_is_closed_and_not_repeated(site: Web, tmp_path: Path) -> None:
    plan = slow_plan(site, tmp_path)

    async def cancel() -> None:
        task = asyncio.create_task(crawl(plan))
        await asyncio.to_thread(wait_for, site, LINKS[2])
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    assert Landed(plan.landing_file).by_url[LINKS[5]].outcome is Outcome.INTERRUPTED
    site.requests.clear()
    assert crawl_blocking(plan).reason == "the crawl was told to stop"
    report_path(plan.landing_file).unlink()
    again = crawl_blocking(plan)
    assert again.outcomes == {Outcome.FETCHED: 3, Outcome.INTERRUPTED: 4}
    assert not site.requests


def test_a_crawl_does_not_outlive_its_parent(site: Web, tmp_path: Path) -> None:
    plan = slow_plan(site, tmp_path)
    file = tmp_path / "plan.json"
    file.write_text(plan.model_dump_json())
    parent = subprocess.Popen([sys.executable, "-m", "crawlers.process", str(file)])
    wait_for(site, LINKS[2])
    child = crawl_process(plan)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if plan.landing_file.exists():
            break
        time.sleep(0.05)
    assert Landed(plan.landing_file).by_url[LINKS[5]].outcome is Outcome.INTERRUPTED
    time.sleep(0.2)
    stat = Path(f"/proc/{child}/stat")
    assert not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_the_command_prints_its_report_and_nothing_else(web: Web, tmp_path: Path) -> None:
    web.serve({"http://one.example/feed": feed("http://one.example/1.html")})
    plan = a_plan(web, a_source("one.example", {"rss": "http://one.example/feed"}), tmp_path)
    file = tmp_path / "plan.json"
    file.write_text(plan.model_dump_json())
    command = [sys.executable, "-m", "crawlers.process", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert '"reason":"finished"' in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_two_crawls_of_one_plan_do_not_meet(site: Web, tmp_path: Path) -> None:
    plan = slow_plan(site, tmp_path, time_limit=3.0)
    thread = threading.Thread(target=crawl_blocking, args=(plan,))
    thread.start()
    wait_for(site, LINKS[2])
    with pytest.raises(CrawlError, match="still being written"):
        crawl_blocking(plan)
    thread.join(20)


def test_a_landing_that_cannot_be_written_is_one_sentence(web: Web, tmp_path: Path) -> None:
    (tmp_path / "run-1").write_text("a file where a folder should be")
    plan = a_plan(web, a_source("two.example", {"rss": "http://two.example/feed"}), tmp_path)
    with pytest.raises(CrawlError) as caught:
        crawl_blocking(plan)
    assert "two-example" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
