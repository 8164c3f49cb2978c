"""How a run speaks while it works: into its own log, and as a bar in Prefect's UI."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID

from prefect.artifacts import acreate_progress_artifact, aupdate_progress_artifact
from prefect.client.orchestration import get_client
from prefect.context import FlowRunContext
from prefect.logging import get_run_logger

from flows.artifacts import run_name, run_tags
from flows.configuration import ConfigurationError
from flows.order import Order
from flows.orphans import end_with_parent
from flows.progress import Reporter, reporter, telling
from flows.structured import log_structured

_TICK = 2.0  # seconds between looks at the bar; a run that is over sooner has none


class RunReporter:
    """Tells the run's log what it is at, keeps count for the bar, and passes everything on."""

    def __init__(
        self, outer: Reporter, log: "logging.Logger | logging.LoggerAdapter[logging.Logger]"
    ) -> None:
        self._outer = outer
        self._log = log
        self.work, self.done, self.total = "", 0, 0

    def begin(self, work: str, total: int) -> None:
        """Say that `total` pieces of `work` begin."""
        if total:
            self._log.info("%s: %s", work, total)
        self.work, self.done, self.total = work, 0, total
        self._outer.begin(work, total)

    def advance(self, piece: str) -> None:
        """Say that one piece is done."""
        self.done += 1
        self._outer.advance(piece)

    def say(self, line: str) -> None:
        """Say something that stays readable."""
        self._log.warning(line)
        self._outer.say(line)


@asynccontextmanager
async def speaking(order: Order) -> AsyncIterator[None]:
    """Give a run its name and tags, and let it speak while it works."""
    end_with_parent()
    log_structured()
    await _introduce(order)
    voice = RunReporter(reporter(), get_run_logger())
    bar = asyncio.create_task(_draw(voice))
    try:
        with telling(voice):
            yield
    finally:
        bar.cancel()
        with suppress(asyncio.CancelledError):
            await bar


async def _introduce(order: Order) -> None:
    context = FlowRunContext.get()
    if context is None or context.flow_run is None:
        return
    try:
        name, tags = run_name(order), run_tags(order)
    except ConfigurationError:
        return  # the run itself will fail by it, and say why
    given = context.flow_run.tags
    async with get_client() as client:
        await client.update_flow_run(context.flow_run.id, name=name, tags=[*given, *tags])


async def _draw(voice: RunReporter) -> None:
    bar: UUID | None = None
    shown: tuple[str, int] | None = None
    try:
        while True:
            await asyncio.sleep(_TICK)
            if voice.total and (voice.work, voice.done) != shown:
                shown = (voice.work, voice.done)
                bar = await _show(
                    bar,
                    100 * voice.done / voice.total,
                    f"{voice.work}: {voice.done} of {voice.total}",
                )
    finally:
        if bar is not None:
            await asyncio.shield(_show(bar, 100.0, "done"))


async def _show(bar: UUID | None, percent: float, words: str) -> UUID:
    if bar is None:
        return await acreate_progress_artifact(percent, "progress", words)
    return await aupdate_progress_artifact(bar, percent, words)
