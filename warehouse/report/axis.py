"""An axis of days: what stands on it, how it is shaded where sources were missing, which days it names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matplotlib.axes import Axes

from warehouse.report.drawing import GAP, SOFT

Counts = Mapping[date, float]

_DAY = timedelta(days=1)
_EPOCH = date(1970, 1, 1)
_MOST_DAYS = 4_000  # on an axis; older ones are left out
_LONG = 250  # days from which an axis names months
_MOST_NAMED = 8  # days that are named


@dataclass(frozen=True, slots=True)
class Axis:
    """The days of a chart, and what was missing on them."""

    first: date
    last: date
    gaps: Mapping[date, float]  # day -> share of the sources that could not be had in full

    @property
    def days(self) -> list[date]:
        """Every day from the first to the last."""
        count = min((self.last - self.first).days + 1, _MOST_DAYS)
        return [self.last - (count - 1 - n) * _DAY for n in range(count)]

    @property
    def edges(self) -> list[float]:
        """Where the days begin on the axis, and where the last one ends."""
        return [place(day) for day in (*self.days, self.last + _DAY)]


def place(day: date) -> float:
    """Return where a day begins on an axis."""
    return float((day - _EPOCH).days)


def steps(axes: Axes, axis: Axis, counts: Counts, colour: str) -> None:
    """Draw one count per day as an area with steps."""
    values = [counts.get(day, 0) or 0 for day in axis.days]
    axes.stairs(values, axis.edges, fill=True, color=colour, linewidth=0)


def stack(axes: Axes, axis: Axis, series: Sequence[Counts], colours: Sequence[str]) -> None:
    """Draw several counts per day on top of each other."""
    days = axis.days
    base = [0.0] * len(days)
    for counts, colour in zip(series, colours, strict=True):
        top = [low + counts.get(day, 0) for low, day in zip(base, days, strict=True)]
        axes.stairs(top, axis.edges, baseline=base, fill=True, color=colour, linewidth=0)
        base = top


def finish(axes: Axes, axis: Axis, *, is_shaded: bool = True) -> None:
    """Name the days, and shade those on which sources were missing: the darker, the more."""
    edges = axis.edges
    if is_shaded:
        shades: dict[float, list[tuple[float, float]]] = {}
        for day, share in sorted(axis.gaps.items()):
            if edges[0] <= place(day) < edges[-1] and share > 0:
                strength = round(0.12 + 0.5 * min(share, 1), 2)
                shades.setdefault(strength, []).append((place(day), 1))
        for strength, spans in shades.items():
            across = axes.get_xaxis_transform()
            axes.broken_barh(
                spans, (0, 1), color=GAP, alpha=strength, linewidth=0, zorder=0, transform=across
            )
    axes.set_xlim(edges[0], edges[-1])
    form = "%m-%d" if len(edges) <= _LONG else "%Y-%m"
    named = _named(axis.days)
    axes.set_xticks([place(day) for day in named], [f"{day:{form}}" for day in named])
    axes.tick_params(axis="x", labelcolor=SOFT)


def _named(days: Sequence[date]) -> Sequence[date]:
    """Return the days to name: all, else Mondays, else the firsts of half months, months, quarters, years."""
    rhythms = (
        days,
        [day for day in days if day.weekday() == 0],
        [day for day in days if day.day in {1, 15}],
        [day for day in days if day.day == 1],
        [day for day in days if day.day == 1 and day.month % 3 == 1],
    )
    years = [day for day in days if day.day == 1 and day.month == 1]
    fitting = (chosen for chosen in rhythms if 0 < len(chosen) <= _MOST_NAMED)
    return next(fitting, years[:: len(years) // _MOST_NAMED + 1] or days[:1])
