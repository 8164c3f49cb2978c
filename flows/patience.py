"""A bound on the processor time of one piece of work, so that a page made for it cannot hold up a run."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0  # seconds after which who swallowed the error hears of it once more


class TookTooLongError(Exception):
    """A piece of work used more processor time than it was given."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TookTooLongError inside of the block once it has computed for so long.

    Time spent waiting does not count, nor what other processes take. Signals reach main threads only, and some
    systems have none; there the block is not limited.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(
        signal, "setitimer"
    ):
        yield
        return
    former = signal.signal(signal.SIGVTALRM, _expire)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0.0)
        signal.signal(signal.SIGVTALRM, former)


def _expire(number: int, frame: FrameType | None) -> None:
    raise TookTooLongError
