"""Times that are printed by halves: by their distance from the fetch, without a year, or the clock on a line of its own.

A page says more than its byline, so the missing half is looked for on the page first: the year in its address, the day
in its metadata. The time of the fetch fills it in only where nothing on the page speaks of another time.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, timedelta, tzinfo

from flows.clean.byline import Surroundings
from flows.clean.date_parts import normalised
from flows.clean.lines import Line
from flows.clean.moment import Moment
from flows.clean.page import Page
from flows.clean.relative_dates import read_day_alone, read_month_and_day, read_relative
from flows.clean.stated_dates import date_in_url, newest_day
from warehouse.records import DatePrecision

STALE = timedelta(days=200)  # all that a page dates is older: it was fetched long after
RECENT = timedelta(days=45)  # how old a day without a year may be where the page dates nothing else
_CHANGED = re.compile("更新|更改|修改|修订|編輯|编辑|updated|modified", re.I)
_CLOCK_LINE = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?![\d/])(?!\s*[/-])")


def incomplete_date(page: Page, around: Surroundings, zone: tzinfo) -> tuple[str, Moment] | None:
    """Return a time told by its distance from the fetch, or without a year, as far as the page bears it out."""
    for line in _byline(around):
        moment = read_relative(line.text, zone, page.fetched_at) or _day_alone(line, page, zone)
        if moment is None:
            continue
        if moment.assumed == "yearless" and (found := date_in_url(page.url, zone)):
            return found[0], with_clock(found[1], around, zone)
        newest = newest_day(page.html)
        if newest is None and moment.assumed == "yearless":
            return ("yearless", moment) if moment.at > page.fetched_at - RECENT else None
        if newest is not None and newest < moment.at - STALE:
            return None
        return moment.assumed, moment
    return None


def with_clock(moment: Moment, around: Surroundings, zone: tzinfo) -> Moment:
    """Return a day with the clock that stands beside the headline: with the same month and day, or on the next line."""
    if moment.has_clock:
        return moment
    local = moment.at.astimezone(zone)
    for line in _byline(around):
        part = None if _CHANGED.search(line.text) else read_month_and_day(line.text)
        if part is not None and part[:2] == (local.month, local.day):
            return _at(moment, part[2:], zone)
    for day, clock in zip(around.below, around.below[1:], strict=False):
        match = _CLOCK_LINE.match(normalised(clock.text))
        if match and moment.raw in normalised(day.text):
            second = int(match[3]) if match[3] else None
            return _at(moment, (int(match[1]), int(match[2]), second), zone)
    return moment


def _day_alone(line: Line, page: Page, zone: tzinfo) -> Moment | None:
    days = (read_day_alone(piece, zone, page.fetched_at) for piece in line.pieces)
    return None if _CHANGED.search(line.text) else next(filter(None, days), None)


def _byline(around: Surroundings) -> Iterable[Line]:
    return (
        line
        for line in (*around.below, *around.above)
        if line.linked_share <= 0.8 and len(line.text) <= 80
    )


def _at(day: Moment, clock: tuple[int, int, int | None], zone: tzinfo) -> Moment:
    local = day.at.astimezone(zone).replace(hour=clock[0], minute=clock[1], second=clock[2] or 0)
    precision = DatePrecision.MINUTE if clock[2] is None else DatePrecision.SECOND
    return replace(day, at=local.astimezone(UTC), precision=precision)
