"""Is this machine, configuration and warehouse in order? One finding per thing looked at, with what to do."""

import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib.metadata import version

from flows.configuration import ConfigurationError, load_configuration
from flows.prefect_settings import prepare_import
from flows.schedule import ScheduleError, next_times, read_schedule
from flows.server import answers, running_api, scheduled_runs
from flows.upkeep import disk_use, human
from warehouse.ask import ask
from warehouse.errors import WarehouseError
from warehouse.home import Home
from warehouse.queries import read_layer

_LITTLE_SPACE = 5 * 10**9  # bytes
_LATE = timedelta(hours=36)  # since the last run


class Health(StrEnum):
    """How something is."""

    FINE = "fine"
    NOTE = "note"  # worth knowing; nothing is broken
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing."""

    about: str
    health: Health
    words: str


def examine(home: Home, now: datetime) -> Iterator[Finding]:
    """Yield one finding after another, the cheap and fundamental ones first."""
    yield _machine()
    yield from _folder(home)
    yield _configuration(home)
    yield _schedule(home, now)
    yield _contact()
    yield from _warehouse(home, now)
    yield _landing(home)
    yield _prefect(home)


def _machine() -> Finding:
    told = ".".join(map(str, sys.version_info[:3]))
    words = f"Python {told}, {os.cpu_count()} cores, prefect {version('prefect')}, duckdb {version('duckdb')}"
    return Finding("machine", Health.FINE, words)


def _folder(home: Home) -> Iterator[Finding]:
    root = home.root
    existing = next(folder for folder in (root, *root.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield Finding("home", Health.BROKEN, f"{existing} cannot be written to")
        return
    free = shutil.disk_usage(existing).free
    uses = ", ".join(f"{name} {human(size)}" for name, size in disk_use(home).items())
    scarce = free < _LITTLE_SPACE
    words = f"{root}: {uses}; {human(free)} free" + (" — `aftermath prune`" if scarce else "")
    yield Finding("home", Health.NOTE if scarce else Health.FINE, words)


def _configuration(home: Home) -> Finding:
    try:
        found = load_configuration(home)
    except ConfigurationError as error:
        return Finding("configuration", Health.BROKEN, str(error))
    words = f"{len(found.sources)} sources, {len(found.incidents)} incidents"
    return Finding("configuration", Health.FINE, words)


def _schedule(home: Home, now: datetime) -> Finding:
    prepare_import(home)
    try:
        schedule = read_schedule(home)
        (time,) = next_times(schedule, now, 1)
    except ScheduleError as error:
        return Finding("schedule", Health.BROKEN, str(error))
    return Finding("schedule", Health.FINE, f"{schedule}, next {time:%Y-%m-%d %H:%M}")


def _contact() -> Finding:
    contact = os.environ.get("AFTERMATH_CONTACT")
    if contact:
        return Finding("contact", Health.FINE, contact)
    words = "AFTERMATH_CONTACT is not set: site owners cannot reach you"
    return Finding("contact", Health.NOTE, words)


def _warehouse(home: Home, now: datetime) -> Iterator[Finding]:
    if not home.current.exists():
        yield Finding("warehouse", Health.NOTE, "nothing published yet: `aftermath run`")
        return
    try:
        rows = ask(home.current, "select max(started_at), count(distinct run_id) from runs").rows
        broken = {
            check.name: len(found)
            for check in read_layer("checks")
            if (found := ask(home.current, check.sql).rows)
        }
    except WarehouseError as error:
        yield Finding("warehouse", Health.BROKEN, f"{error} `aftermath reprocess` rebuilds it.")
        return
    last, runs = rows[0]
    age = now - last.astimezone(UTC) if last else timedelta.max
    words = f"{runs} runs, the last began {last:%Y-%m-%d %H:%M} UTC" if last else "no runs"
    yield Finding("warehouse", Health.NOTE if age > _LATE else Health.FINE, words)
    told = ", ".join(f"{name}: {count} rows" for name, count in broken.items())
    yield Finding("checks", Health.BROKEN if broken else Health.FINE, told or "all pass")


def _landing(home: Home) -> Finding:
    growing = list(home.landing.rglob("*.open"))
    whole = sum(1 for _ in home.landing.rglob("*.warc.gz"))
    if not growing:
        return Finding("landing", Health.FINE, f"{whole} archives, all complete")
    if _is_running(home):
        return Finding("landing", Health.FINE, f"{whole} archives, {len(growing)} growing")
    words = f"{len(growing)} archives of a killed run: the next run takes them up"
    return Finding("landing", Health.NOTE, words)


def _prefect(home: Home) -> Finding:
    api = running_api(home)
    if api is None:
        words = "`aftermath up` does not run: nothing starts by itself"
        return Finding("prefect", Health.NOTE, words)
    if answers(api):
        where, waiting = f"serves at {api.removesuffix('/api')}", scheduled_runs(api)
        if not waiting:
            return Finding("prefect", Health.BROKEN, f"{where}, and no run is scheduled")
        return Finding("prefect", Health.FINE, f"{where}, {waiting} runs scheduled")
    words = f"does not answer at {api}; with a password, set AFTERMATH_PASSWORD here too"
    return Finding("prefect", Health.BROKEN, words)


def _is_running(home: Home) -> bool:
    try:
        with home.lock.open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False
