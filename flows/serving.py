"""`aftermath up`: Prefect's server, the daily deployment and the process that runs it, until told to stop.

Whatever ended the last time is put right first: runs that were killed with it are marked as crashed, and
runs whose time came meanwhile are made up for by one.
"""

import asyncio
import fcntl
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn
from uuid import UUID

from prefect.automations import Automation
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterDeploymentId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification
from prefect.exceptions import ObjectNotFound
from prefect.runner import Runner
from prefect.schedules import Cron
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.daily import WITH_GAPS, daily
from flows.order import Order
from flows.schedule import Schedule, ScheduleError, read_schedule, schedule_file
from flows.server import Server
from warehouse.home import Home

DEPLOYMENT = "daily"
_PATIENCE = 3600.0  # seconds that a run by schedule waits for one that a person started
_POLL = 3.0  # seconds between looks for runs whose time has come
_SILENCE = timedelta(seconds=90)  # three heartbeats
_WATCH = 2.0  # seconds between looks at the server and at schedule.yaml
_DEAD = "The process of this run is gone; what it fetched is kept, and the next run takes it up."
_ENDINGS = ("Completed", WITH_GAPS, "Failed", "Cancelled", "Crashed")


async def serve(
    home: Home,
    order: Order,
    server: Server,
    say: Callable[[str], None],
    give_up: Callable[[str], NoReturn],
) -> None:
    """Serve the daily run until SIGINT or SIGTERM; gives up if the server ends by itself.

    To give up is to end at once: the runner, asked to stop, waits for runs that wait for the server.
    """
    async with get_client() as client:
        crashed = await mark_crashed(client, home)
        missed = await count_missed(client)
    runner = Runner(
        "aftermath", query_seconds=_POLL, prefetch_seconds=1, limit=1, pause_on_shutdown=False
    )
    schedule = await asyncio.to_thread(read_schedule, home)
    deployment_id = await _deploy(runner, order, schedule)
    async with get_client() as client:
        await _watch_heartbeats(client)
        if missed:
            await client.create_flow_run_from_deployment(deployment_id, tags=["caught-up"])
    if crashed:
        say(f"Marked {crashed} runs as crashed that were killed; the next run goes on with them.")
    if missed:
        say(f"Missed {missed} scheduled runs: one run makes up for them now.")
    say("Ready. Ctrl-C stops everything; what runs then is taken up by the next run.")

    async def look_after() -> None:
        await _follow_schedule(home, order, server, runner, say)
        give_up(f"Prefect's server has ended; {server.log} says why.")

    await _run(runner, look_after)


async def mark_crashed(client: PrefectClient, home: Home) -> int:
    """Mark runs as crashed that say they run although none does; returns how many."""
    with suppress(FileNotFoundError), home.lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0  # one works indeed, started elsewhere
    running = await client.read_flow_runs(
        flow_run_filter=_in_states(StateType.RUNNING, StateType.PENDING, StateType.CANCELLING)
    )
    for flow_run in running:
        await client.set_flow_run_state(flow_run.id, Crashed(message=_DEAD), force=True)
    return len(running)


async def count_missed(client: PrefectClient) -> int:
    """Return how many runs by schedule have had their time; one that a person ordered still waits in the queue."""
    try:
        deployment = await client.read_deployment_by_name(f"{daily.name}/{DEPLOYMENT}")
    except ObjectNotFound:
        return 0
    scheduled = _in_states(StateType.SCHEDULED)
    scheduled.deployment_id = FlowRunFilterDeploymentId(any_=[deployment.id])
    waiting = await client.read_flow_runs(flow_run_filter=scheduled)
    now = datetime.now(UTC)
    return sum(1 for one in waiting if one.auto_scheduled and _due_at(one) <= now)


async def _deploy(runner: Runner, order: Order, schedule: Schedule) -> UUID:
    """Create or renew the deployment.

    Its runs are started as programs of their own: Prefect would otherwise fork them by multiprocessing, whose
    children wait at their end for a pool of processes that is still open.
    """
    ordered = order.model_copy(update={"patience": _PATIENCE})
    deployment = await daily.ato_deployment(
        name=DEPLOYMENT,
        schedule=Cron(schedule.cron, timezone=schedule.timezone),
        parameters={"order": ordered.model_dump(mode="json", exclude={"as_of"})},
        description=f"Everything that is followed in {order.home}; the schedule is in schedule.yaml.",
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    # Named, so that a former deployment by work pool is undone.
    deployment.work_pool_name = deployment.work_queue_name = None
    return await runner.aadd_deployment(deployment)


async def _run(runner: Runner, look_after: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Let the runner work until a signal comes or what is looked after ends."""
    stop = asyncio.Event()
    working = asyncio.create_task(runner.start())
    while not runner.started and not working.done():
        await asyncio.sleep(0.05)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    looking = asyncio.create_task(look_after())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, looking, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        looking.cancel()
        if runner.started:
            await runner.astop()
        await asyncio.gather(working, return_exceptions=True)
    if looking.done() and not looking.cancelled():
        looking.result()


async def _follow_schedule(
    home: Home, order: Order, server: Server, runner: Runner, say: Callable[[str], None]
) -> None:
    """Take over changes of the schedule; returns when the server is gone."""
    seen = _version(home)
    while server.is_alive:
        await asyncio.sleep(_WATCH)
        if _version(home) == seen:
            continue
        seen = _version(home)
        try:
            schedule = await asyncio.to_thread(read_schedule, home)
        except ScheduleError as error:
            say(f"The schedule stays as it was: {error}")
        else:
            await _deploy(runner, order, schedule)
            say(f"The schedule is now {schedule}.")


async def _watch_heartbeats(client: PrefectClient) -> None:
    """Have the server mark a run as crashed that shows no sign of life."""
    name = "Mark runs as crashed that show no sign of life"
    for automation in await client.read_automations_by_name(name):
        await client.delete_automation(automation.id)
    heartbeat = "prefect.flow-run.heartbeat"
    await Automation(
        name=name,
        trigger=EventTrigger(
            after={heartbeat},
            expect={heartbeat, *(f"prefect.flow-run.{ending}" for ending in _ENDINGS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=_SILENCE,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message=_DEAD)],
    ).acreate()


def _in_states(*types: StateType) -> FlowRunFilter:
    return FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(types))))


def _due_at(flow_run: FlowRun) -> datetime:
    due = flow_run.next_scheduled_start_time or flow_run.expected_start_time
    return due or datetime.max.replace(tzinfo=UTC)


def _version(home: Home) -> int:
    try:
        return schedule_file(home).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
