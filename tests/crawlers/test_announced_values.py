"""How times and addresses are announced, and what they mean."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crawlers.discovery.announced_time import announced_time
from crawlers.discovery.found import absolute_url

BASE = "https://www.haibin.example/list/"
SHANGHAI = ZoneInfo("Asia/Shanghai")


# Times


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("周一, 05 1月 2026 01:30:00 GMT", "2026-01-05T01:30"),
        ("星期一, 05 一月 2026 01:30:00 GMT", "2026-01-05T01:30"),
        ("周五, 05 十二月 2025 01:30:00 GMT", "2025-12-05T01:30"),
        ("Mon, 05 Jan 2026 09:30:00 +0800", "2026-01-05T01:30"),
        ("2026-01-05T09:30:00+08:00", "2026-01-05T01:30"),
        ("2026-01-05T01:30:00.123Z", "2026-01-05T01:30"),
        ("2026年1月5日 09:30", "2026-01-05T01:30"),
        ("2026/01/05 09:30:00", "2026-01-05T01:30"),
        ("2026-01-05", "2026-01-04T16:00"),
        (1767576600, "2026-01-05T01:30"),
        (1767576600000, "2026-01-05T01:30"),
        ("1767576600", "2026-01-05T01:30"),
        ("1767576600000", "2026-01-05T01:30"),
    ],
)
def test_times_are_read(value: object, expected: str) -> None:
    assert announced_time(value, SHANGHAI) == datetime.fromisoformat(f"{expected}:00+00:00")


@pytest.mark.parametrize(
    "value",
    [
        "",
        "N/A",
        "3小时前",
        "2026-13-45",
        0,
        -1,
        10**20,
        10**400,
        True,
        None,
        [],
        "2026-02-30 10:00",
    ],
)
def test_what_is_no_time_is_none(value: object) -> None:
    assert announced_time(value, SHANGHAI) is None


# Addresses


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("a.html", "https://www.haibin.example/list/a.html"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("www.sohu.com/a/1", "https://www.sohu.com/a/1"),
        ("/a?x=1&amp;y=2#top", "https://www.haibin.example/a?x=1&y=2"),
        (" /你 好 ", "https://www.haibin.example/%E4%BD%A0%20%E5%A5%BD"),
        ("file:///etc/passwd", "file:///etc/passwd"),
        ("javascript:void(0)", None),
        ("mailto:a@b.example", None),
        ("#top", None),
        ("", None),
        ("http://[broken", None),
        ("/" + "a/../" * 2_000, None),  # nothing that a server would answer
    ],
)
def test_addresses_become_absolute(address: str, url: str | None) -> None:
    assert absolute_url(address, BASE) == url
