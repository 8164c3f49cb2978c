"""The steps of a run as plain functions: each may be killed at any moment and done again.

Prefect wraps them in flows/tasks.py; here nothing knows of it.
"""

import filecmp
import itertools
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawlers.plan import Plan
from crawlers.process import CrawlReport, crawl
from flows import alerts
from flows.configuration import configuration_rows
from flows.order import Order
from flows.planning import make_plans, read_history
from flows.processing import Job, make_jobs
from flows.relating import relate_new
from warehouse.ask import Answer
from warehouse.batch import BatchWriter
from warehouse.compare import compare
from warehouse.home import Home
from warehouse.landing import abandoned, recover
from warehouse.live import LiveWarehouse, publish
from warehouse.postings import folder_of


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of a run, in numbers."""

    run_id: str
    snapshot: Path
    sources: int
    links: int
    fetched: int
    known: int
    failed: int
    asked: int  # feeds and lists
    answered: int  # of these
    documents: int  # of the pages fetched
    relevant: int  # of these documents


def begin(order: Order, kind: str) -> str:
    """Record that the run has begun, with the configuration it works with; returns its id."""
    run_id = order.run_id()
    _load_run(order, run_id, kind, "running")
    return run_id


def recover_interrupted(order: Order) -> tuple[Path, ...]:
    """Complete the archives of crawls that were killed; returns those completed."""
    home = order.place
    return tuple(recover(path, order.as_of).path for path in abandoned(home.landing))


def write_plans(order: Order, run_id: str) -> tuple[Path, ...]:
    """Write the plan of each source's crawl to a file; returns the files."""
    home = order.place
    with LiveWarehouse(home.live) as live:
        ((asked_until,),) = live.rows("plans", "last_request", {"run_id": run_id})
        history = read_history(live, max(order.as_of, asked_until or order.as_of))
    plans = make_plans(
        order.configuration,
        history,
        landing=home.landing,
        run_id=run_id,
        as_of=order.as_of,
        replay=order.replay,
        network=order.network,
    )
    folder = home.work / run_id / "plans"
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_write_plan(folder, plan) for plan in plans)


async def crawl_planned(plan_file: Path) -> CrawlReport:
    """Crawl as planned, in a process of its own; an archive that is complete is left as it is."""
    return await crawl(Plan.model_validate_json(plan_file.read_bytes()))


def read_log(report: CrawlReport) -> str:
    """Return the last 64 KB of a crawl's log; nothing where there is none."""
    try:
        with report.log_file.open("rb") as log:
            log.seek(max(0, report.log_file.stat().st_size - 2**16))
            return log.read().decode("utf-8", "replace")
    except OSError:
        return ""


def adopt_archives(order: Order, archives: Sequence[Path]) -> tuple[Path, ...]:
    """Give archives made elsewhere a place in landing, so that all can be rebuilt from there.

    A file on the same disk is linked, another one copied; returns the places.
    """
    folder = order.place.landing / "adopted"
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(_adopt(archive.absolute(), folder) for archive in archives)


def find_work(order: Order, database: Path) -> tuple[Job, ...]:
    """Return the batches of all archives that a database has not loaded."""
    home = order.place
    with LiveWarehouse(database) as live:
        loaded = {name for (name,) in live.rows("plans", "loaded_files")}
    pending = (
        path
        for pattern in ("*.warc.gz", "*.warc")
        for path in home.landing.rglob(pattern)
        if str(path.relative_to(home.landing)) not in loaded
    )
    return make_jobs(order, sorted(pending))


def load_batch(database: Path, folder: Path) -> None:
    """Load one batch in one transaction, then remove its files."""
    with LiveWarehouse(database) as live:
        live.load([folder])
    shutil.rmtree(folder)


def finish(order: Order, run_id: str, kind: str) -> Summary:
    """Relate what is new, bring the marts up to date, record the end of the run and publish a snapshot."""
    home = order.place
    _load_run(order, run_id, kind, "completed")
    with LiveWarehouse(home.live) as live:
        relate_new(live, home.work / run_id / "relating")
        live.refresh_marts()
        counts = live.rows("plans", "run_summary", {"run_id": run_id})[0]
    snapshot = publish(home, datetime.now(UTC))
    _clear(home)
    return Summary(run_id, snapshot, *counts)


def alert(
    order: Order,
    summary: Summary,
    environment: Mapping[str, str],
    complain: Callable[[str], None],
) -> int:
    """Send the alerts that are due by what a run has published, as the environment says; returns how many."""
    folder = order.place.root / "alerts"
    incidents = {incident.id: incident.timezone for incident in order.configuration.incidents}
    found = alerts.events_now(summary.snapshot, alerts.load_rules(folder), incidents, order.as_of)
    sinks = alerts.find_sinks(folder, order.as_of, environment)
    return alerts.fire(found, sinks, folder / "fired.jsonl", order.as_of, complain)


def begin_rebuild(order: Order) -> Path:
    """Create an empty database beside the live one, with its runs and today's configuration."""
    home = order.place
    for left in (home.rebuilt, home.rebuilt.with_name(f"{home.rebuilt.name}.wal")):
        left.unlink(missing_ok=True)  # by a rebuild that was killed
    with LiveWarehouse(home.live, as_it_is=True) as live:
        runs = live.rows("plans", "runs")
    folder = home.work / "rebuild"
    with BatchWriter(folder) as writer:
        for table, rows in configuration_rows(order.configuration).items():
            writer.add(table, *rows)
        names = ("run_id", "kind", "as_of", "state", "incident_ids", "source_ids", "at")
        for started_at, *rest in runs:
            writer.add("runs", dict(zip(names, (*rest, started_at), strict=True)))
    load_batch(home.rebuilt, folder)
    return home.rebuilt


def finish_rebuild(order: Order, *, keep: bool) -> Answer:
    """Return what the rebuilt warehouse says differently; with `keep` it takes the live one's place."""
    home = order.place
    with LiveWarehouse(home.rebuilt) as rebuilt:
        relate_new(rebuilt, home.work / "rebuild-relating")
        rebuilt.refresh_marts()
    differences = compare(home.live, home.rebuilt)
    if keep:
        home.rebuilt.rename(home.live)
        shutil.rmtree(folder_of(home.live), ignore_errors=True)
        if folder_of(home.rebuilt).exists():  # none where nothing was read
            folder_of(home.rebuilt).rename(folder_of(home.live))
        publish(home, datetime.now(UTC))
    else:
        home.rebuilt.unlink()
        shutil.rmtree(folder_of(home.rebuilt), ignore_errors=True)
    return differences


def _clear(home: Home) -> None:
    """Remove what runs have left to work with, killed ones too; not the pages that a person has a look at."""
    for folder in home.work.glob("*"):
        if not folder.name.startswith("visit-"):
            shutil.rmtree(folder, ignore_errors=True)


def _load_run(order: Order, run_id: str, kind: str, state: str) -> None:
    home = order.place
    configuration = order.configuration
    folder = home.work / f"{run_id}-{state}"
    with BatchWriter(folder) as writer:
        for table, rows in configuration_rows(configuration).items():
            writer.add(table, *rows)
        row = {
            "run_id": run_id,
            "kind": kind,
            "as_of": order.as_of,
            "state": state,
            "incident_ids": [incident.id for incident in configuration.incidents],
            "source_ids": [source.id for source in configuration.sources],
            "at": datetime.now(UTC),
        }
        writer.add("runs", row)
    load_batch(home.live, folder)


def _write_plan(folder: Path, plan: Plan) -> Path:
    path = folder / f"{plan.source.id}.json"
    path.write_text(plan.model_dump_json(), encoding="utf-8")
    return path


def _adopt(archive: Path, folder: Path) -> Path:
    """Link or copy an archive; one with the same bytes that is there already is it."""
    size = f"{archive.stat().st_size:x}"
    for mark in itertools.chain([size], (f"{size}.{number}" for number in itertools.count(1))):
        place = folder / f"{mark}-{archive.name}"  # two days may have archives of one name and size
        if not place.exists():
            break
        if place.samefile(archive) or filecmp.cmp(place, archive, shallow=False):
            return place
    part = place.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        os.link(archive, part)
    except OSError:
        shutil.copyfile(archive, part)
    return part.rename(place)
