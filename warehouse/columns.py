"""What the name of a column tells about its values, and how such values are written for people."""

import re
from collections.abc import Sequence
from datetime import datetime, tzinfo

_SHARES = re.compile(r"(^|_)(share|recall|voice|change|balance|negative|stake|rate)($|_)")
SPAN_UNITS = (" d", " h", " min")  # in English
_SPANS = re.compile(r"(^|_)minutes($|_)")
_MOMENTS = {"day": "%Y-%m-%d", "month": "%Y-%m", "hour": "%Y-%m-%d %H:00"}


def is_share(column: str, value: object) -> bool:
    """Say whether a value is a part of a whole, which people read in percent."""
    return isinstance(value, float) and _SHARES.search(column) is not None


def is_span(column: str, value: object) -> bool:
    """Say whether a value is a span of time in minutes."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and _SPANS.search(column) is not None


def written_span(minutes: float, units: Sequence[str]) -> str:
    """Return a span of time in its two greatest units, of which `units` are day, hour and minute."""
    sign, left = ("−" if minutes < 0 else ""), round(abs(minutes))
    parts = zip((left // 1440, left // 60 % 24, left % 60), units, strict=True)
    named = [f"{count}{unit}" for count, unit in parts if count][:2]
    return sign + (" ".join(named) or f"0{units[-1]}")


def written_moment(value: datetime, zone: tzinfo, precision: str | None = None) -> str:
    """Return a time in a calendar, as precise as the page that told it."""
    local = value.astimezone(zone) if value.tzinfo else value
    return local.strftime(_MOMENTS.get(precision or "", "%Y-%m-%d %H:%M"))
