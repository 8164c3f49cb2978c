"""Times as pages print them."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.dates import read_full, read_moment, read_unix

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)  # noon in China


@pytest.mark.parametrize(
    ("printed", "local", "precision"),
    [
        ("2026-01-06 21:37", "2026-01-06 21:37:00", "minute"),
        ("2026-01-06 21:37:05", "2026-01-06 21:37:05", "second"),
        ("2026-01-0621:37", "2026-01-06 21:37:00", "minute"),
        ("2026年01月06日21:37", "2026-01-06 21:37:00", "minute"),
        ("2026年1月6日 星期二 21时37分", "2026-01-06 21:37:00", "minute"),
        ("2026年1月6日（星期二）下午3:05", "2026-01-06 15:05:00", "minute"),
        ("2026/1/6 凌晨0:15", "2026-01-06 00:15:00", "minute"),
        ("2026.01.06", "2026-01-06 00:00:00", "day"),
        ("发布时间：2026-01-06", "2026-01-06 00:00:00", "day"),
        ("21:37 2026/01/06", "2026-01-06 21:37:00", "minute"),
        ("二〇二六年一月五日", "2026-01-05 00:00:00", "day"),
        ("二○二六年十二月三十一日", "2026-12-31 00:00:00", "day"),
        ("民國115年1月6日 18:20", "2026-01-06 18:20:00", "minute"),
        ("２０２６－０１－０６　２１：３７", "2026-01-06 21:37:00", "minute"),
        ("20260106213705", "2026-01-06 21:37:05", "second"),
        ("2026-01-06T13:37:00Z", "2026-01-06 21:37:00", "second"),
        ("2026-01-06T13:37:00.250+00:00", "2026-01-06 21:37:00", "second"),
        ("2026-01-06T21:37+0800", "2026-01-06 21:37:00", "minute"),
        ("2026-01-06 21:37 北京时间", "2026-01-06 21:37:00", "minute"),
        ("Tue, 06 Jan 2026 13:37:00 GMT", "2026-01-06 21:37:00", "second"),
        ("Tue Jan 06 13:37:00 +0000 2026", "2026-01-06 21:37:00", "second"),
        ("Tue Jan  6 21:37:00 CST 2026", "2026-01-06 21:37:00", "second"),
        ("January 6, 2026 at 8:37 AM EST", "2026-01-06 21:37:00", "minute"),
        ("2026年1月6日 (二) 21:37", "2026-01-06 21:37:00", "minute"),
        ("2026/01/06 (Tue) 21:37", "2026-01-06 21:37:00", "minute"),
        ("8:37 AM EST, Tue January 6, 2026", "2026-01-06 21:37:00", "minute"),
        ("01月06日(二) 21:37", "2026-01-06 21:37:00", "minute"),
        ("9:37 PM GMT+8, January 6, 2026", "2026-01-06 21:37:00", "minute"),
        ("13:37 GMT, 6 January 2026", "2026-01-06 21:37:00", "minute"),
        ("Jan 6, 2026", "2026-01-06 00:00:00", "day"),
        ("2003年5月", "2003-05-01 00:00:00", "month"),
        ("3小时前", "2026-01-20 09:00:00", "hour"),
        ("半小时前", "2026-01-20 11:30:00", "hour"),
        ("25分钟前", "2026-01-20 11:35:00", "minute"),
        ("2天前", "2026-01-18 12:00:00", "day"),
        ("刚刚", "2026-01-20 12:00:00", "minute"),
        ("昨天 21:35", "2026-01-19 21:35:00", "minute"),
        ("前天", "2026-01-18 00:00:00", "day"),
        ("今天 08:01", "2026-01-20 08:01:00", "minute"),
        ("01-06 21:37", "2026-01-06 21:37:00", "minute"),
        ("12月30日 09:05", "2025-12-30 09:05:00", "minute"),
        ("2 hours ago", "2026-01-20 10:00:00", "hour"),
    ],
)
def test_printed_time_is_read(printed: str, local: str, precision: str) -> None:
    moment = read_moment(printed, CHINA, NOW)
    assert moment is not None
    assert moment.at.tzinfo is not None
    assert moment.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S") == local
    assert moment.precision == precision


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "来源：河湾日报",
        "2026-13-40",
        "0086-10-88881234",
        "1.2.3",
        "第2026号",
        "99-99 99:99",
        "电话 010-5680-7194",
    ],
)
def test_what_is_no_time_is_none(printed: str) -> None:
    assert read_moment(printed, CHINA, NOW) is None


@pytest.mark.parametrize(("stamp", "year"), [("1767706620", 2026), ("1767706620000", 2026)])
def test_unix_times_are_seconds_or_milliseconds(stamp: str, year: int) -> None:
    moment = read_unix(stamp)
    assert moment is not None
    assert moment.at.year == year


@pytest.mark.parametrize("stamp", ["0", "123456", "99999999999", "abc", ""])
def test_other_numbers_are_no_unix_times(stamp: str) -> None:
    assert read_unix(stamp) is None


@given(st.text(max_size=80))
def test_reading_never_fails(text: str) -> None:
    moment = read_moment(text, CHINA, NOW)
    assert moment is None or moment.at.tzinfo is not None


@given(st.integers(757_500_000, 4_100_000_000))
def test_what_is_printed_comes_back(seconds: int) -> None:
    when = datetime.fromtimestamp(seconds, CHINA)
    moment = read_full(f"{when:%Y-%m-%d %H:%M:%S}", CHINA)
    assert moment is not None
    assert moment.at == when
