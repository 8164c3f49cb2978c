"""Share a run's crawls and cleaning batches among the workers of a pool.

The machine with the home hands out parcels, waits, and takes in what comes back. Whatever does not come back, because no
worker is there, one died or failed, it does itself: sharing makes a run faster and never poorer.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound, PrefectHTTPStatusError
from prefect.states import Cancelled

from crawlers.plan import Plan
from flows.artifacts import run_name
from flows.exchange import Exchange
from flows.order import Order, Workers
from flows.parcels import Parcels
from flows.processing import Job, Processed
from flows.progress import reporter

_CRAWL, _CLEAN = "crawl/worker", "clean/worker"  # deployments of prefect.yaml
_LOOK = 3.0  # seconds between looks at what the workers do
_GONE = "No worker is there any more; the machine with the home does it itself."

Item = TypeVar("Item")


async def crawl_elsewhere(order: Order, run_id: str, plans: Sequence[Path]) -> tuple[Path, ...]:
    """Have workers crawl; returns the plans that remain to be crawled here."""
    ours = {plan: Plan.model_validate_json(plan.read_bytes()) for plan in plans}
    shared = [plan for plan, told in ours.items() if not told.replay and _is_missing(told)]
    if order.workers and shared:
        with _or_here():
            await _share_crawls(order, order.workers, _parcels(order, run_id), shared)
    return tuple(plan for plan in plans if plan not in shared or _is_missing(ours[plan]))


async def process_elsewhere(
    order: Order, jobs: Sequence[Job]
) -> tuple[tuple[Processed, ...], tuple[Job, ...]]:
    """Have workers clean; returns what came of it, and the jobs that remain to be done here."""
    done: dict[Job, Processed] = {}
    if order.workers and jobs:
        with _or_here():
            await _share_batches(order, order.workers, jobs, done)
    return tuple(done.values()), tuple(job for job in jobs if job not in done)


async def clear(order: Order) -> None:
    """Remove from the exchange what this run needs no more."""
    if order.workers is not None:
        with _or_here():
            await asyncio.to_thread(_parcels(order, order.run_id()).remove)


def split(items: Sequence[Item], count: int) -> list[list[Item]]:
    """Deal items out to at most so many parts, as equal in number as can be."""
    return [list(items[first::count]) for first in range(min(count, len(items)))]


@contextmanager
def _or_here() -> Iterator[None]:
    """Say why workers could not be used, and go on without."""
    try:
        yield
    except Exception as error:  # of a store, whose errors are its own
        reporter().say(f"The workers cannot be used, this machine goes on by itself: {error}")


async def _share_crawls(
    order: Order, workers: Workers, parcels: Parcels, plans: Sequence[Path]
) -> None:
    await asyncio.to_thread(parcels.fetch_archives)  # what an earlier run, killed, did not wait for
    count = await _count_parcels(workers)
    names = [await asyncio.to_thread(parcels.put_plan, plan) for plan in plans] if count else []
    orders = [
        {"exchange": workers.exchange, "plans": part, "at_once": order.crawls_at_once}
        for part in split(names, count)
    ]
    reporter().begin("crawl elsewhere", len(names))
    await _have_done(order, _CRAWL, orders, parcels.fetch_archives)


async def _share_batches(
    order: Order, workers: Workers, jobs: Sequence[Job], done: dict[Job, Processed]
) -> None:
    count = await _count_parcels(workers)
    if not count:
        return
    parcels = _parcels(order, order.run_id())
    incidents = await asyncio.to_thread(parcels.put_configuration, order)
    names = [await asyncio.to_thread(parcels.put_batch, job, incidents) for job in jobs]

    def take_in() -> int:
        found = {job: parcels.fetch_rows(job) for job in jobs if job not in done}
        done.update({job: processed for job, processed in found.items() if processed})
        return sum(1 for processed in found.values() if processed)

    orders = [{"exchange": workers.exchange, "batches": part} for part in split(names, count)]
    reporter().begin("clean and tag elsewhere", len(names))
    await _have_done(order, _CLEAN, orders, take_in)


def _parcels(order: Order, run_id: str) -> Parcels:
    assert order.workers is not None
    return Parcels(Exchange(order.workers.exchange), order.place, run_id)


def _is_missing(plan: Plan) -> bool:
    return not plan.landing_file.exists()


async def _count_parcels(workers: Workers) -> int:
    """Return how many parcels to make, one for each worker: none where nobody would take them, which is said."""
    async with get_client() as client:
        online = await _count_online(client, workers.pool)
    if not online:
        reporter().say(f"No worker of the pool {workers.pool} is there: this machine does it all.")
    return online


async def _count_online(client: PrefectClient, pool: str) -> int:
    try:
        found = await client.read_workers_for_work_pool(pool)
    except (ObjectNotFound, PrefectHTTPStatusError):
        return 0
    return sum(1 for worker in found if worker.status == "ONLINE")


async def _have_done(
    order: Order, deployment: str, parcels: Sequence[dict[str, Any]], take_in: Callable[[], int]
) -> None:
    """Start a run of a deployment for each parcel and return when all have ended, taking in what comes."""
    assert order.workers is not None
    pool = order.workers.pool
    async with get_client() as client:
        try:
            waiting = await _start(client, deployment, parcels, run_name(order))
        except ObjectNotFound:
            reporter().say(
                f"There is no deployment {deployment}: `prefect deploy --all` makes it. This machine does it all."
            )
            return
        while waiting:
            await asyncio.sleep(_LOOK)
            waiting = await _unfinished(client, waiting)
            for _ in range(await asyncio.to_thread(take_in)):
                reporter().advance(pool)
            if waiting and not await _count_online(client, pool):
                reporter().say(_GONE)
                await _cancel(client, waiting)
                return


async def _start(
    client: PrefectClient, deployment: str, parcels: Sequence[dict[str, Any]], run: str
) -> list[UUID]:
    """Create the runs, shown as parts of this one; returns their ids."""
    started = []
    for number, parcel in enumerate(parcels, start=1):
        name = f"{run}: {deployment.partition('/')[0]} {number} of {len(parcels)}"
        created = await arun_deployment(deployment, client, parcel, flow_run_name=name, timeout=0)
        started.append(created.id)
    return started


async def _unfinished(client: PrefectClient, waiting: Sequence[UUID]) -> list[UUID]:
    asked = FlowRunFilter(id=FlowRunFilterId(any_=list(waiting)))
    found = await client.read_flow_runs(flow_run_filter=asked)
    return [run.id for run in found if run.state is None or not run.state.is_final()]


async def _cancel(client: PrefectClient, runs: Sequence[UUID]) -> None:
    for run in runs:
        with suppress(ObjectNotFound):
            await client.set_flow_run_state(run, Cancelled(message=_GONE), force=True)
