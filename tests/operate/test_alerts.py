"""Alerts: what makes one, what keeps it from being repeated, and how it arrives."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows import steps
from flows.alerts import (
    AlertError,
    Event,
    Fired,
    Rule,
    due_events,
    events_now,
    find_events,
    find_sinks,
    fire,
    load_rules,
    replay,
)
from flows.order import Order
from flows.steps import Summary
from tests.flows.archive import BODY, aftermath, page
from tests.operate.small_home import made_home
from warehouse.home import Home

TEA = {"tea-recall": "Asia/Shanghai"}
NOW = datetime(2026, 1, 6, 14, tzinfo=UTC)
RULE = Rule.model_validate(
    {
        "id": "gone",
        "trend": "takedowns",
        "when": {"status": ("gone", "suspect"), "hours": ">= 3"},
        "date": "since",
        "within": 2,
        "key": ("url",),
        "cooldown": 1,
        "message": "{title} is {status}",
    }
)


def row(**values: Any) -> dict[str, Any]:
    standard = {"status": "gone", "hours": 5, "since": NOW, "url": "u1", "title": "青岚召回"}
    return standard | values


def event(key: str = "u1", incident: str = "tea") -> Event:
    return Event("gone", incident, key, f"{key} is gone", NOW)


@pytest.mark.parametrize(
    ("values", "speaks"),
    [
        ({}, True),
        ({"status": "suspect"}, True),
        ({"status": "live"}, False),
        ({"hours": 2}, False),
        ({"hours": None}, False),
        ({"since": None}, False),
        ({"since": NOW - timedelta(days=3)}, False),
        ({"since": NOW + timedelta(hours=1)}, False),
        ({"since": date(2026, 1, 5)}, True),
    ],
)
def test_a_condition_holds_for_every_column_and_only_lately(
    values: dict[str, Any], speaks: bool
) -> None:
    assert bool(find_events(RULE, "tea", [row(**values)], NOW)) is speaks


def test_a_message_speaks_of_the_row() -> None:
    (found,) = find_events(RULE, "tea", [row(title="a\n b")], NOW)
    assert found.message == "a b is gone"


def test_an_event_is_told_once_and_not_while_the_rule_cools_down() -> None:
    told = Fired("gone", "tea", "u1", "file", NOW)
    later = NOW + timedelta(days=2)
    assert due_events(RULE, [event()], [], "file", NOW) == (event(),)
    assert due_events(RULE, [event()], [told], "file", later) == ()
    assert due_events(RULE, [event("u2")], [told], "file", NOW + timedelta(hours=2)) == ()
    assert due_events(RULE, [event("u2")], [told], "file", later) == (event("u2"),)
    assert due_events(RULE, [event("u2", "milk")], [told], "file", NOW) == (event("u2", "milk"),)
    assert due_events(RULE, [event()], [told], "webhook", NOW) == (event(),)


def test_mistakes_in_rules_are_told(tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(
        "id: odd\ntrend: bursts\ndate: day\nkey: [day]\nmessage: '{day.__class__}'\n",
        encoding="utf-8",
    )
    with pytest.raises(AlertError, match="only names of columns"):
        load_rules(tmp_path)
    (tmp_path / "odd.yaml").write_text(
        "id: odd\ntrend: no_such\ndate: day\nkey: [day]\nmessage: x\n", encoding="utf-8"
    )
    with pytest.raises(AlertError, match="there is no trend 'no_such'"):
        load_rules(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Summary, Order]:
    body = ("青岚茶业周二公布了召回的原因：包装机的日期没有校准，与茶叶品质无关。", *BODY)
    pages = {"http://www.chen.example/a/1.html": page("青岚茶业公布召回原因", body=body)}
    return made_home(tmp_path_factory.mktemp("alerts"), NOW, {"day": pages})


def test_every_shipped_rule_fits_its_trend(made: tuple[Home, Summary, Order]) -> None:
    _, summary, _ = made
    rules = load_rules(Path("/nowhere"))
    found = {rule.id: events for rule, events in events_now(summary.snapshot, rules, TEA, NOW)}
    assert found.keys() == {
        "burst",
        "takedown",
        "official-statement",
        "source-outage",
        "thread-follow-up",
    }
    (follow_up,) = found["thread-follow-up"]
    assert follow_up.message.startswith("原因是什么？ 晨江新闻: 青岚茶业公布召回原因")


def test_a_rule_with_a_column_that_the_trend_lacks_is_refused(
    made: tuple[Home, Summary, Order],
) -> None:
    with pytest.raises(AlertError, match="has no column hours, since"):
        list(events_now(made[1].snapshot, [RULE], TEA, NOW))


def test_a_run_writes_its_alerts_once(made: tuple[Home, Summary, Order]) -> None:
    home, summary, order = made
    complaints: list[str] = []
    assert steps.alert(order, summary, {}, complaints.append) >= 1
    assert steps.alert(order, summary, {}, complaints.append) == 0
    lines = (home.root / "alerts" / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
    assert any("原因是什么？" in json.loads(line)["message"] for line in lines)
    assert complaints == []


def test_replay_says_what_would_have_fired_and_when(made: tuple[Home, Summary, Order]) -> None:
    home, summary, _ = made
    rules = load_rules(Path("/nowhere"))
    days = [date(2026, 1, day) for day in range(4, 9)]
    told = [(day, e.rule_id) for day, e in replay(summary.snapshot, rules, TEA, days)]
    assert (date(2026, 1, 6), "thread-follow-up") in told
    assert len(told) == len(set(told))
    span = ["--since", "2026-01-06", "--until", "2026-01-07"]
    options = ["--incident", "tea-recall", *span, "--home", str(home.root)]
    done = aftermath("alerts", "replay", *options)
    assert "2026-01-06  [thread-follow-up] tea-recall: 原因是什么？" in done.stdout, done.stderr
    assert "none was sent" in done.stdout
    assert "source-outage" in aftermath("alerts", "--home", home.root).stdout


class _Receiver(BaseHTTPRequestHandler):
    received: list[Any]
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append(json.loads(body))
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Stay silent."""


@contextmanager
def receiver(status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    """A webhook's other end."""
    received: list[Any] = []
    handler = type("Handler", (_Receiver,), {"received": received, "status": status})
    with HTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", received
        server.shutdown()


def test_a_webhook_gets_the_words_and_the_facts(tmp_path: Path) -> None:
    rule = RULE.model_copy(update={"to": ("webhook",)})
    with receiver() as (url, received):
        sinks = find_sinks(tmp_path, NOW, {"AFTERMATH_WEBHOOK_URL": url})
        found = [(rule, [event("u1"), event("u2")])]
        assert fire(found, sinks, tmp_path / "fired.jsonl", NOW, pytest.fail) == 2
        assert fire(found, sinks, tmp_path / "fired.jsonl", NOW, pytest.fail) == 0
    (body,) = received
    assert body["text"] == "[gone] tea: u1 is gone\n[gone] tea: u2 is gone"
    assert body["alerts"][0]["rule"] == "gone"


def test_a_webhook_that_fails_is_tried_by_the_next_run(tmp_path: Path) -> None:
    rule = RULE.model_copy(update={"to": ("webhook",)})
    found = [(rule, [event()])]
    complaints: list[str] = []
    with receiver(503) as (url, _):
        sinks = find_sinks(tmp_path, NOW, {"AFTERMATH_WEBHOOK_URL": url})
        assert fire(found, sinks, tmp_path / "fired.jsonl", NOW, complaints.append) == 0
    assert "could not be sent to webhook" in complaints[0]
    with receiver() as (url, received):
        sinks = find_sinks(tmp_path, NOW, {"AFTERMATH_WEBHOOK_URL": url})
        assert fire(found, sinks, tmp_path / "fired.jsonl", NOW, pytest.fail) == 1
    assert len(received) == 1


def test_mail_is_sent_as_the_environment_says(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        letters: list[str] = []
        thread = threading.Thread(target=_take_letter, args=(server, letters), daemon=True)
        thread.start()
        environment = {
            "AFTERMATH_SMTP_URL": f"smtp://127.0.0.1:{server.getsockname()[1]}",
            "AFTERMATH_MAIL_TO": "desk@example.com",
        }
        sinks = find_sinks(tmp_path, NOW, environment)
        rule = RULE.model_copy(update={"to": ("email",)})
        assert fire([(rule, [event()])], sinks, tmp_path / "fired.jsonl", NOW, pytest.fail) == 1
        thread.join(10)
    assert "Subject: aftermath: gone, tea (1)" in letters[0]
    assert "To: desk@example.com" in letters[0]
    assert "[gone] tea: u1 is gone" in letters[0]


def _take_letter(server: socket.socket, letters: list[str]) -> None:
    """Be a mail server for one letter."""
    connection, _ = server.accept()
    with connection, connection.makefile("rwb") as stream:

        def say(line: str) -> None:
            stream.write(f"{line}\r\n".encode())
            stream.flush()

        say("220 ready")
        for raw in stream:
            command = raw.decode().strip().upper()
            if command.startswith("DATA"):
                say("354 go on")
                letter = b"".join(iter(stream.readline, b".\r\n"))
                letters.append(letter.decode())
                say("250 taken")
            elif command.startswith("QUIT"):
                say("221 bye")
                return
            else:
                say("250 fine")
