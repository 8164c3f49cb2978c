"""When the daily run starts: `schedule.yaml` in the home, changed by `aftermath schedule`.

Prefect is imported only where times are computed, so that reading the file costs nothing.
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from warehouse.home import Home


class ScheduleError(ValueError):
    """The schedule cannot be used; the message says why."""


class Schedule(BaseModel):
    """A cron line and the time zone that it is meant in."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    cron: str = "30 6 * * *"
    timezone: str = "Asia/Shanghai"

    @field_validator("timezone")
    @classmethod
    def _check_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError(f"there is no time zone {name!r}; one is Asia/Shanghai") from None
        return name

    def __str__(self) -> str:
        return f"{self.cron} {self.timezone}"


def schedule_file(home: Home) -> Path:
    """Return where the schedule of a home lies."""
    return home.root / "schedule.yaml"


def read_schedule(home: Home) -> Schedule:
    """Return the schedule of a home; the default where it has none. Raises ScheduleError."""
    file = schedule_file(home)
    if not file.exists():
        return Schedule()
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        return checked_schedule(content or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ScheduleError(f"{file}: {' '.join(str(error).split())}") from error
    except ScheduleError as error:
        raise ScheduleError(f"{file}: {error}") from error


def write_schedule(home: Home, schedule: Schedule) -> None:
    """Make it the schedule of a home; a running `aftermath up` takes it over."""
    file = schedule_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(yaml.safe_dump(schedule.model_dump(), sort_keys=False), encoding="utf-8")
    part.replace(file)


def checked_schedule(values: object) -> Schedule:
    """Return the schedule that a mapping describes; raises ScheduleError with every mistake."""
    try:
        schedule = Schedule.model_validate(values)
    except ValidationError as error:
        raise ScheduleError("; ".join(_told(mistake) for mistake in error.errors())) from error
    next_times(schedule, datetime.now(ZoneInfo(schedule.timezone)), 1)
    return schedule


def next_times(schedule: Schedule, now: datetime, count: int) -> Sequence[datetime]:
    """Return the next times of a schedule, in its zone; raises ScheduleError for what is no cron line."""
    from prefect.server.schemas.schedules import CronSchedule

    try:
        cron = CronSchedule(cron=schedule.cron, timezone=schedule.timezone)
        times = asyncio.run(cron.get_dates(count, now))
    except ValueError as error:
        raise ScheduleError(
            f"{schedule.cron!r} is no cron line: minute, hour, day of month, month, day of week, "
            "such as '30 6 * * *' for half past six every day."
        ) from error
    if not times:
        raise ScheduleError(f"{schedule.cron!r} never comes.")
    return [time.astimezone(ZoneInfo(schedule.timezone)) for time in times]


def _told(mistake: object) -> str:
    assert isinstance(mistake, dict)
    key = ".".join(str(part) for part in mistake["loc"]) or "file"
    return f"{key}: {str(mistake['msg']).removeprefix('Value error, ')}"
