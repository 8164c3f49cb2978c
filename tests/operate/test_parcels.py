"""What travels between machines, through a store that is no file system."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from crawlers.plan import Plan
from crawlers.process import crawl_blocking
from flows import steps
from flows.exchange import Exchange
from flows.order import Order, Workers
from flows.parcels import Parcels, fetch_batch, fetch_plan, put_archive, put_rows
from flows.processing import process
from flows.sharing import split
from tests.flows.archive import feed, page, tea_home, write_archive
from warehouse.errors import WarehouseError

AT = datetime(2026, 1, 6, 14, tzinfo=UTC)
URL = "http://www.chen.example/a/1.html"


@pytest.fixture
def exchange() -> Iterator[Exchange]:
    """An object store in memory."""
    store = Exchange(f"memory://{uuid4().hex}")
    yield store
    store.remove("")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    pages = {"http://www.chen.example/feed.xml": feed(URL), URL: page("青岚召回绿茶")}
    archive = write_archive(tmp_path / "day.warc.gz", pages)
    workers = Workers(pool="aftermath", exchange="elsewhere")
    return Order(
        home=tea_home(tmp_path / "home"),
        as_of=AT,
        incidents=("tea-recall",),
        replay=(archive,),
        workers=workers,
    )


def test_files_travel_as_a_whole(exchange: Exchange, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    exchange.put(tmp_path / "a", "folder/below/a")
    assert exchange.names("folder") == ["folder/below/a"]
    assert exchange.has("folder/below/a")
    exchange.get("folder/below/a", tmp_path / "there" / "b")
    assert (tmp_path / "there" / "b").read_bytes() == b"1"
    assert [file.name for file in (tmp_path / "there").iterdir()] == ["b"]
    exchange.remove("folder")
    exchange.remove("folder")
    assert exchange.names("folder") == []
    assert not exchange.has("folder/below/a")


def test_a_day_travels_to_a_worker_and_back(
    order: Order, exchange: Exchange, tmp_path: Path
) -> None:
    run_id = steps.begin(order, "daily")
    here = Parcels(exchange, order.place, run_id)
    (plan,) = steps.write_plans(order, run_id)
    worker = tmp_path / "worker"

    carried = fetch_plan(exchange, here.put_plan(plan), worker)
    report = crawl_blocking(Plan.model_validate_json(carried.read_bytes()))
    assert report.landing_file.is_relative_to(worker)
    put_archive(exchange, report.landing_file, worker)
    assert here.fetch_archives() == 1
    assert here.fetch_archives() == 0
    (archive,) = order.place.landing.rglob("*.warc.gz")
    assert archive.read_bytes() == report.landing_file.read_bytes()
    assert archive.with_name(f"{archive.name}.log").exists()

    (job,) = steps.find_work(order, order.place.live)
    assert here.fetch_rows(job) is None
    name = here.put_batch(job, here.put_configuration(order))
    put_rows(exchange, name, process(fetch_batch(exchange, name, tmp_path / "other")))
    carried_rows = here.fetch_rows(job)
    assert carried_rows is not None
    travelled = {file.name: file.read_text() for file in job.folder.iterdir()}
    assert process(job) == carried_rows
    assert {file.name: file.read_text() for file in job.folder.iterdir()} == travelled

    here.remove()
    assert exchange.names("") == []


def test_a_worker_with_another_configuration_refuses(
    order: Order, exchange: Exchange, tmp_path: Path
) -> None:
    landing = order.place.landing
    landing.mkdir()
    order.replay[0].rename(landing / "day.warc.gz")
    steps.begin(order.model_copy(update={"replay": ()}), "ingest")
    (job,) = steps.find_work(order, order.place.live)
    here = Parcels(exchange, order.place, "run")
    name = here.put_batch(job, here.put_configuration(order))
    exchange.remove("runs/run/home/sources")
    source = tmp_path / "chen.yaml"
    told = (order.place.sources / "chen.yaml").read_text(encoding="utf-8")
    source.write_text(told.replace("晨江新闻", "晨江日报"), encoding="utf-8")
    exchange.put(source, "runs/run/home/sources/chen.yaml")
    with pytest.raises(WarehouseError, match="install the same version"):
        fetch_batch(exchange, name, tmp_path / "worker")


def test_an_archive_cannot_lie_outside_of_landing(
    order: Order, exchange: Exchange, tmp_path: Path
) -> None:
    exchange.put(order.replay[0], "landing/../../escaped.warc.gz")
    with pytest.raises(WarehouseError, match="no archive's name"):
        Parcels(exchange, order.place, "run").fetch_archives()


def test_work_is_dealt_out_evenly() -> None:
    assert split(list("abcde"), 2) == [["a", "c", "e"], ["b", "d"]]
    assert split(list("ab"), 5) == [["a"], ["b"]]
    assert split([], 3) == split(list("ab"), 0) == []
