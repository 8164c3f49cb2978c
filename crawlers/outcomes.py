"""How every way in which a request can end is named: one table, and what a response itself says.

Ended(IgnoreRequest)        raised by our middlewares, with the outcome that they decided on
"""

from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    StopDownload,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from twisted.internet import error

from crawlers.content import is_empty_shell, refusal_of_body
from warehouse.records import Outcome


class Ended(IgnoreRequest):
    """A request will not be made, or its response not be used: the outcome and why."""

    def __init__(self, outcome: Outcome, detail: str = "", status: int | None = None) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome, self.detail = outcome, detail
        self.status = status  # of the response that was received; None: none was


# The first line that fits counts: narrower exceptions stand above wider ones.
_OUTCOMES: tuple[tuple[type[BaseException], Outcome], ...] = (
    (DownloadTimeoutError, Outcome.TIMED_OUT),
    (error.TimeoutError, Outcome.TIMED_OUT),
    (CannotResolveHostError, Outcome.DNS_ERROR),
    (error.DNSLookupError, Outcome.DNS_ERROR),
    (DownloadCancelledError, Outcome.TOO_LARGE),  # Scrapy's name for "more than DOWNLOAD_MAXSIZE"
    (UnsupportedURLSchemeError, Outcome.REFUSED_SCHEME),
    (NotSupported, Outcome.REFUSED_SCHEME),
    (StopDownload, Outcome.WRONG_TYPE),  # raised on headers that announce no text
    (DownloadConnectionRefusedError, Outcome.CONNECTION_ERROR),
    (DownloadFailedError, Outcome.CONNECTION_ERROR),
    (ResponseDataLossError, Outcome.CONNECTION_ERROR),
    (TunnelError, Outcome.CONNECTION_ERROR),
    (error.ConnectError, Outcome.CONNECTION_ERROR),
    (error.ConnectionLost, Outcome.CONNECTION_ERROR),
    (error.ConnectionDone, Outcome.CONNECTION_ERROR),
    (OSError, Outcome.CONNECTION_ERROR),
)
CONNECTION_FAILURES = (
    DownloadTimeoutError,
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    ResponseDataLossError,
    TunnelError,
    error.ConnectError,
    error.ConnectionLost,
    error.ConnectionDone,
)


def outcome_of_error(problem: BaseException) -> tuple[Outcome, str]:
    """Return the outcome of a request that ended in an exception, with a detail for a person."""
    if isinstance(problem, Ended):
        return problem.outcome, problem.detail
    causes = [problem, problem.__cause__]
    for kind, outcome in _OUTCOMES:
        if any(isinstance(cause, kind) for cause in causes):
            return outcome, _told(problem)
    return Outcome.INTERRUPTED, f"unexpected: {_told(problem)}"


def status_of_error(problem: BaseException) -> int | None:
    """Return the HTTP status of the response behind an exception; None where there was none."""
    if isinstance(problem, StopDownload):
        return problem.response.status if problem.response else None
    return problem.status if isinstance(problem, Ended) else None


def outcome_of_answer(response: Response) -> tuple[Outcome, str]:
    """Return the outcome of a request that was answered, whatever the answer holds."""
    if response.status == 304:
        return Outcome.NOT_MODIFIED, ""
    if not 200 <= response.status < 300:
        return Outcome.HTTP_ERROR, f"status {response.status}"
    if not response.body.strip():
        return Outcome.EMPTY_BODY, ""
    return Outcome.FETCHED, ""


def outcome_of_page(response: Response) -> tuple[Outcome, str]:
    """Return the outcome of a request for a page that was answered."""
    outcome, detail = outcome_of_answer(response)
    if outcome is not Outcome.FETCHED:
        return outcome, detail
    refusal = refusal_of_body(response.body)
    if refusal is not None:
        return Outcome.WRONG_TYPE, refusal
    if is_empty_shell(response.body):
        return Outcome.NEEDS_BROWSER, "an empty page that scripts would fill"
    return Outcome.FETCHED, ""


def _told(problem: BaseException) -> str:
    """Return an exception as one short line; Twisted nests the reason that matters."""
    if isinstance(problem, StopDownload):
        kind = problem.response.headers.get("Content-Type") if problem.response else None
        return (kind or b"").decode("latin-1")
    if isinstance(problem, DownloadCancelledError):
        return "more bytes than are read"
    reasons = getattr(problem.__cause__, "reasons", ())
    text = "; ".join(reason.getErrorMessage() for reason in reasons) or str(problem)
    return (" ".join(text.split()) or type(problem).__name__)[:300]
