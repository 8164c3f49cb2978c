"""Start crawls, each in a process of its own, and hand back their reports. Scrapy is not imported here.

A reactor cannot be started twice in one process, and a crawl that is killed must harm nobody: hence the
process. Starting Python and importing Scrapy takes a second, so the processes are forked from a server that
has done both (multiprocessing's forkserver; spawned where there is no fork).

    CrawlError(RuntimeError)        a crawl could not be started, or left nothing behind
"""

import asyncio
import multiprocessing
import sys
import types
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock

from crawlers.entrance import enter
from crawlers.plan import Plan
from crawlers.report import CrawlReport, log_path, read_report
from warehouse.landing import LandingError, recover

__all__ = ["CrawlError", "CrawlReport", "crawl", "crawl_blocking"]

_GRACE = 40.0  # seconds after a crawl's time limit, when its own watchdog must have ended it
_TERMINATION = 5.0  # seconds that a crawl gets to close its files after SIGTERM

_starting = Lock()
_waiters = ThreadPoolExecutor(max_workers=64, thread_name_prefix="crawl")


class CrawlError(RuntimeError):
    """A crawl could not be started, or left nothing behind; the message says which and why."""


async def crawl(plan: Plan) -> CrawlReport:
    """Crawl by a plan in a process of its own and return its report; cancelling ends the process.

    A crawl that is complete already is not repeated: its report is returned. One that was killed is
    completed with what it had. Raises CrawlError.
    """
    report = _done_before(plan)
    if report is not None:
        return report
    process = _start(plan)
    loop = asyncio.get_running_loop()
    try:
        await loop.run_in_executor(_waiters, _wait, process, plan)
    except asyncio.CancelledError:
        _stop(process)
        raise
    return _result(process, plan)


def crawl_blocking(plan: Plan) -> CrawlReport:
    """Do as `crawl` does, and wait."""
    report = _done_before(plan)
    if report is not None:
        return report
    process = _start(plan)
    try:
        _wait(process, plan)
    except BaseException:
        _stop(process)
        raise
    return _result(process, plan)


def _done_before(plan: Plan) -> CrawlReport | None:
    growing = plan.landing_file.with_name(f"{plan.landing_file.name}.open")
    if growing.exists():
        recovery = recover(growing, plan.as_of)
        if not recovery.is_complete and growing.exists():
            raise CrawlError(recovery.detail)
    return _report(plan) if plan.landing_file.exists() else None


def _report(plan: Plan) -> CrawlReport:
    try:
        return read_report(plan.landing_file, source_id=plan.source.id, run_id=plan.run_id)
    except LandingError as error:
        raise CrawlError(str(error)) from error


def _start(plan: Plan) -> BaseProcess:
    process: BaseProcess = _context().Process(  # type: ignore[attr-defined]
        target=enter, args=(plan.model_dump_json(),), name=f"crawl {plan.source.id}"
    )
    try:
        with _starting, _without_main():
            process.start()
    except OSError as error:
        raise CrawlError(f"the crawl of {plan.source.id} cannot be started: {error}") from error
    return process


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["crawlers.preload"])
    return context


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the running program from multiprocessing, which would import it again in every child."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _wait(process: BaseProcess, plan: Plan) -> None:
    process.join(plan.time_limit + _GRACE)
    if process.is_alive():
        _stop(process)


def _stop(process: BaseProcess) -> None:
    process.terminate()
    process.join(_TERMINATION)
    if process.is_alive():
        process.kill()
        process.join()


def _result(process: BaseProcess, plan: Plan) -> CrawlReport:
    report = _done_before(plan)
    if report is None:
        log = log_path(plan.landing_file)
        raise CrawlError(
            f"the crawl of {plan.source.id} ended with status {process.exitcode} and left nothing; see {log}"
        )
    return report


def main(arguments: list[str]) -> int:
    """Crawl by the plan in a JSON file; print the report."""
    if len(arguments) != 1:
        print("usage: python -m crawlers.process PLAN.json", file=sys.stderr)
        return 2
    plan = Plan.model_validate_json(Path(arguments[0]).read_bytes())
    print(crawl_blocking(plan).model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
