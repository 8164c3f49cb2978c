"""CPU seconds of a process, all threads, by the parts of a measurement."""

import resource
from collections import defaultdict
from collections.abc import Callable
from typing import Any


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


class Clock:
    """Adds up CPU seconds of the parts of a measurement."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    def run(self, part: str, work: Callable[[], Any]) -> Any:
        started = cpu()
        result = work()
        self.seconds[part] += cpu() - started
        return result

    @property
    def total(self) -> float:
        return sum(self.seconds.values())

    def __str__(self) -> str:
        parts = ", ".join(f"{part} {seconds:.2f}" for part, seconds in self.seconds.items())
        return f"{self.total:.2f} CPU-seconds ({parts})"
