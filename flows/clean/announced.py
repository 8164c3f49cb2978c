"""The time of publication that a feed, a sitemap or a list announced with the link to a page.

What the page prints goes before. But many pages print the day alone, or "3 hours ago", or nothing, while the feed that
leads to them has the minute.
"""

from datetime import datetime, timedelta, tzinfo

from flows.clean.moment import Moment
from flows.clean.stated_dates import same_day
from warehouse.records import DatePrecision

Told = tuple[str, Moment]  # where a time was read, and the time

METHOD = "announced"
_JUST_MADE = timedelta(minutes=2)  # feeds that know no times say "now"
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def with_announced(
    told: Told | None, announced: datetime | None, fetched_at: datetime, zone: tzinfo
) -> Told | None:
    """Return what a page tells of its time, or the time announced where that is the same one told better."""
    if announced is None or announced > fetched_at:
        return told
    moment = _moment(announced, zone)
    if told is None:
        return (METHOD, moment) if announced < fetched_at - _JUST_MADE else None
    return (METHOD, moment) if moment.has_clock and _is_better(moment, told[1], zone) else told


def _moment(announced: datetime, zone: tzinfo) -> Moment:
    local = announced.astimezone(zone)
    precision = DatePrecision.SECOND if local.second else DatePrecision.MINUTE
    if not (local.hour or local.minute or local.second):
        precision = DatePrecision.DAY
    return Moment(announced, precision, announced.isoformat(), zoned=True)


def _is_better(moment: Moment, told: Moment, zone: tzinfo) -> bool:
    """Whether an announced time lies in the span that a page tells, where that is an hour or a day."""
    if told.precision == DatePrecision.HOUR and told.assumed:
        return abs(moment.at - told.at) <= _HOUR
    if told.precision == DatePrecision.DAY and told.assumed == "relative":
        return abs(moment.at - told.at) <= _DAY
    return told.precision == DatePrecision.DAY and same_day(moment, told, zone)
