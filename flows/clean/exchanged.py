"""Dates in which day and month may stand either way round, 05/09/2022: decided by what else the page says."""

import re
from dataclasses import replace
from datetime import UTC, tzinfo

from flows.clean.moment import Moment
from flows.clean.page import Page
from flows.clean.stated_dates import date_in_url, same_day

_MONTH_FIRST = re.compile(r"<html[^>]{0,400}\blang=[\"']?en[-_]us\b", re.I)


def settled(moment: Moment, stated: Moment | None, page: Page, zone: tzinfo) -> Moment:
    """Return a time on the day that metadata, announcement or address name, or as pages of its country are read."""
    if not moment.exchangeable:
        return moment
    other = _exchanged(moment, zone)
    named = date_in_url(page.url, zone)
    announced = replace(moment, at=page.announced_at) if page.announced_at is not None else None
    for witness in (stated, announced, named[1] if named else None):
        if witness is not None and same_day(moment, witness, zone):
            return moment
        if witness is not None and same_day(other, witness, zone):
            return other
    return other if _puts_months_first(page) else moment


def _exchanged(moment: Moment, zone: tzinfo) -> Moment:
    local = moment.at.astimezone(zone)
    return replace(moment, at=local.replace(day=local.month, month=local.day).astimezone(UTC))


def _puts_months_first(page: Page) -> bool:
    """Whether a page calls its language the English of America."""
    locale = page.metas.get("og:locale", "").lower().replace("-", "_")
    return locale == "en_us" or bool(_MONTH_FIRST.search(page.html[:2_000]))
