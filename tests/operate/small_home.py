"""A home made by the plain steps of a run: no crawl, no Prefect."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from flows import steps
from flows.order import Order
from flows.processing import process
from flows.steps import Summary
from tests.flows.archive import tea_home, write_archive
from warehouse.home import Home


def made_home(
    root: Path, at: datetime, archives: Mapping[str, Mapping[str, bytes]]
) -> tuple[Home, Summary, Order]:
    """Ingest some archives, given by name, into a new home."""
    files = [write_archive(root / f"{name}.warc.gz", pages, at) for name, pages in archives.items()]
    home = tea_home(root / "home")
    incident = home / "incidents" / "tea-recall.yaml"
    told = incident.read_text(encoding="utf-8").replace("terms: [原因]", "terms: [召回原因]")
    incident.write_text(told, encoding="utf-8")
    order = Order(home=home, as_of=at, incidents=("tea-recall",))
    run_id = steps.begin(order, "ingest")
    steps.adopt_archives(order, files)
    for job in steps.find_work(order, order.place.live):
        steps.load_batch(order.place.live, process(job).folder)
    return order.place, steps.finish(order, run_id, "ingest"), order
