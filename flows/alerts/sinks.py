"""Where alerts go: a file always, a webhook and e-mail where the environment sets them up.

AFTERMATH_WEBHOOK_URL   an address that takes POSTs of JSON
AFTERMATH_SMTP_URL      smtp://user:password@host:587 or smtps://…; user and password may be missing
AFTERMATH_MAIL_FROM, AFTERMATH_MAIL_TO
"""

import json
import os
import smtplib
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flows.alerts.rule import Event

SETTINGS = (
    "AFTERMATH_WEBHOOK_URL",
    "AFTERMATH_SMTP_URL",
    "AFTERMATH_MAIL_FROM",
    "AFTERMATH_MAIL_TO",
)
Sink = Callable[[Sequence[Event]], None]  # raises OSError where it cannot deliver

_TIMEOUT = 15.0  # seconds


def find_sinks(folder: Path, now: datetime, environment: Mapping[str, str]) -> dict[str, Sink]:
    """Return the sinks that there are, by name."""
    sinks: dict[str, Sink] = {"file": partial(_write, folder / "alerts.jsonl", now)}
    url = environment.get("AFTERMATH_WEBHOOK_URL")
    if url:
        sinks["webhook"] = partial(_post, url)
    server, to = environment.get("AFTERMATH_SMTP_URL"), environment.get("AFTERMATH_MAIL_TO")
    if server and to:
        sinks["email"] = partial(_mail, server, environment.get("AFTERMATH_MAIL_FROM", to), to)
    return sinks


def _write(file: Path, now: datetime, events: Sequence[Event]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        for event in events:
            row = {"at": now.isoformat(), **_row(event)}
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        lines.flush()
        os.fsync(lines.fileno())


def _post(url: str, events: Sequence[Event]) -> None:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise OSError("AFTERMATH_WEBHOOK_URL must begin with http:// or https://")
    # `text` is what Slack, Mattermost and others show.
    body = {"text": _text(events), "alerts": [_row(event) for event in events]}
    request = urllib.request.Request(
        url,
        data=json.dumps(body, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8"},
    )
    with urllib.request.urlopen(request, timeout=_TIMEOUT):
        pass


def _mail(server: str, sender: str, to: str, events: Sequence[Event]) -> None:
    parts = urlsplit(server)
    message = EmailMessage()
    message["Subject"] = f"aftermath: {events[0].rule_id}, {events[0].incident_id} ({len(events)})"
    message["From"], message["To"] = sender, to
    message.set_content(_text(events))
    kind = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(parts.hostname or "localhost", parts.port or 0, timeout=_TIMEOUT) as connection:
            if parts.username:
                if parts.scheme == "smtp":
                    connection.starttls()
                connection.login(unquote(parts.username), unquote(parts.password or ""))
            connection.send_message(message)
    except smtplib.SMTPException as error:
        raise OSError(f"the mail server said: {error}") from error


def _text(events: Sequence[Event]) -> str:
    return "\n".join(f"[{event.rule_id}] {event.incident_id}: {event.message}" for event in events)


def _row(event: Event) -> dict[str, str]:
    return {
        "rule": event.rule_id,
        "incident": event.incident_id,
        "happened_at": event.happened_at.isoformat(),
        "message": event.message,
    }
