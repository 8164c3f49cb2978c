"""The story of a URL: what became of it in one line, and equal endings told once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from flows.commands.explaining import fates_told, in_short

COUNTED = {
    "incident_id": "tea",
    "published_on": date(2026, 1, 5),
    "is_origin": True,
    "status": "gone",
}
ROBOTS = {"outcome": "robots_disallowed"}
CAPTCHA = {"reason": "captcha", "detail": "安全验证"}


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, "seen, and never asked for"),
        ({"fates": [ROBOTS, {"outcome": "known"}]}, "never read, because of robots_disallowed"),
        ({"captures": [CAPTCHA]}, "no document, because of captcha: 安全验证"),
        ({"captures": [{"reason": None}]}, "read, and about no incident that is followed"),
        (
            {"judgements": [{"incident_id": "tea", "score": 0.42}]},
            "read, and not relevant to tea (score 0.42)",
        ),
        (
            {"coverage": [COUNTED], "revisions": [{}, {}]},
            "counted for tea on 2026-01-05, the origin of its story, changed 2 times, gone",
        ),
        (
            {"coverage": [COUNTED | {"published_on": None, "is_origin": False, "status": "live"}]},
            "counted for tea on no day, a copy",
        ),
    ],
)
def test_what_became_of_it_is_one_line(known: dict[str, Any], told: str) -> None:
    names = ("seen", "fates", "captures", "judgements", "coverage", "lineage", "revisions")
    assert in_short({name: [] for name in names} | known) == f"In short: {told}"


def test_equal_endings_in_a_row_are_told_together() -> None:
    asked, other = "https://chen.example/1", "https://m.chen.example/1"

    def fate(day: int, outcome: str, status: int | None = None, url: str = asked) -> dict[str, Any]:
        at = datetime(2026, 1, day, tzinfo=UTC)
        ending = {"outcome": outcome, "http_status": status, "detail": ""}
        return ending | {"ended_at": at, "run_id": f"run-{day}", "url": url}

    rows = [
        fate(5, "fetched", 200),
        fate(6, "known"),
        fate(7, "known"),
        fate(8, "fetched", 200, other),
    ]
    assert list(fates_told(rows, asked)) == [
        "Asked for",
        "  2026-01-05 00:00:00Z fetched (HTTP 200) — run run-5",
        "  2026-01-06 00:00:00Z … 2026-01-07 00:00:00Z known — 2 runs",
        f"  2026-01-08 00:00:00Z fetched (HTTP 200) under {other} — run run-8",
    ]
