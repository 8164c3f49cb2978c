"""Requests and answers, as plain values, and what conditional requests mean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Transfer(StrEnum):
    """How an answer goes over the wire."""

    WHOLE = "whole"
    DROP = "drop"  # the connection is closed without a word
    ENDLESS = "endless"  # the body is repeated until the other side gives up
    DRIP = "drip"  # one byte at a time


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked for."""

    url: str  # absolute
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    method: str = "GET"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    transfer: Transfer = Transfer.WHOLE

    def header(self, name: str) -> str | None:
        """Return the value of a header; None where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), None)


def conditional(answer: Answer, request: Request) -> Answer:
    """Answer 304 where the client already holds this; the ETag decides before the date."""
    if answer.status != 200:
        return answer
    wanted, held = request.headers.get("if-none-match"), answer.header("ETag")
    if wanted is not None and held is not None:
        fresh = held in (tag.strip().removeprefix("W/") for tag in wanted.split(","))
    else:
        since = request.headers.get("if-modified-since")
        fresh = since is not None and since == answer.header("Last-Modified")
    return Answer(304, answer.headers[1:]) if fresh else answer
