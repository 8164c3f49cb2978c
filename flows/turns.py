"""One run at a time in a home: others are refused, or wait for their turn."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager

from warehouse.errors import HomeBusyError
from warehouse.home import Home
from warehouse.live import run_lock

_PAUSE = 1.0  # seconds between attempts


@asynccontextmanager
async def in_turn(home: Home, patience: float) -> AsyncIterator[None]:
    """Hold the home for one run; raises HomeBusyError where another still holds it after so many seconds."""
    deadline = time.monotonic() + patience
    with ExitStack() as stack:
        while True:
            try:
                stack.enter_context(run_lock(home))
            except HomeBusyError:
                if time.monotonic() >= deadline:
                    raise
                await asyncio.sleep(_PAUSE)
            else:
                break
        yield
