"""A time as a page prints it."""

from dataclasses import dataclass
from datetime import datetime

from warehouse.records import DatePrecision


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as printed."""

    at: datetime  # aware, UTC
    precision: DatePrecision
    raw: str  # the string that it was read from
    zoned: bool  # the zone is printed, not assumed
    assumed: str = ""  # relative, yearless: what was filled in from the time of the fetch
    exchangeable: bool = False  # 05/09/2022: day and month may stand the other way round

    @property
    def has_clock(self) -> bool:
        """Whether it says more than the day."""
        return self.precision in (DatePrecision.SECOND, DatePrecision.MINUTE, DatePrecision.HOUR)
