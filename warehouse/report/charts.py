"""The charts of a report. Each is drawn twice: for a desk and for a phone; the page shows the one that fits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator, PercentFormatter

from warehouse.report.axis import Axis, Counts, finish, place, stack, steps
from warehouse.report.drawing import (
    ALARM,
    FAINT,
    FIRST,
    GAP,
    GOOD,
    INK,
    NEUTRAL,
    SECOND,
    THIRD,
    Drawing,
    text_width,
)

TONES = (ALARM, NEUTRAL, GOOD, FAINT)  # negative, neutral, positive, abstained
_SIZES = {"wide": (9.0, 2.7), "narrow": (4.4, 2.6)}  # inches at 72 units each


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a day, or over several, marked with a letter."""

    letter: str
    first: date
    last: date
    is_burst: bool


def volume(axis: Axis, series: Sequence[Counts], about: str) -> Markup:
    """Draw the articles, stories and origins of each day, one in front of the other."""

    def draw(axes: Axes, _: Drawing) -> None:
        for counts, colour in zip(series, (SECOND, FIRST, THIRD), strict=False):
            steps(axes, axis, counts, colour)

    return _timed("volume", axis, draw, about)


def shares(axis: Axis, counts: Counts, about: str) -> Markup:
    """Draw the share of all links seen."""

    def draw(axes: Axes, _: Drawing) -> None:
        steps(axes, axis, counts, FIRST)
        axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=None))

    return _timed("shares", axis, draw, about, height=1.5)


def timeline(
    axis: Axis,
    days: Sequence[Counts],
    expected: Counts,
    events: Sequence[Event],
    about: str,
) -> Markup:
    """Draw the articles and stories of each day, what was to be expected, phases as lines and bursts as spans."""

    def draw(axes: Axes, drawing: Drawing) -> None:
        for counts, colour in zip(days, (SECOND, FIRST), strict=False):
            steps(axes, axis, counts, colour)
        if expected:
            known = sorted(expected)
            middle = [place(day) + 0.5 for day in known]
            axes.plot(middle, [expected[day] for day in known], color=ALARM, linewidth=1)
        top = max(max(counts.values(), default=0) for counts in (*days, expected)) or 1
        axes.set_ylim(0, top * 1.3)
        for event in events:
            start, end = place(event.first), place(event.last) + 1
            if event.is_burst:
                axes.axvspan(start, end, ymin=0.86, ymax=0.9, color=ALARM, linewidth=0)
            else:
                axes.axvline(start, ymax=0.88, color=INK, linewidth=0.8, linestyle=(0, (2, 2)))
        for day, letters in _letter_places(axis, events).items():
            axes.annotate(
                drawing.label(letters),
                (place(day), top * 1.2),
                color=INK,
                fontweight="bold",
                ha="center",
                va="bottom",
            )

    return _timed("timeline", axis, draw, about)


def voices(rows: Sequence[tuple[str, float, float, float]], about: str) -> Markup:
    """Draw shares as bars with their intervals, one line per name."""
    drawn = []
    for size, (width, _) in _SIZES.items():
        tall = 0.5 + 0.26 * len(rows)
        drawing = Drawing(width, tall)
        axes = drawing.axes[0]
        for number, (_name, share, least, most) in enumerate(rows):
            axes.barh(number, share, height=0.62, color=SECOND)
            axes.plot([least, most], [number, number], color=THIRD, linewidth=1.2)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(range(len(rows)), [drawing.label(_short(name)) for name, *_ in rows])
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_locator(MaxNLocator(5))
        axes.xaxis.set_major_formatter(PercentFormatter(1))
        axes.grid(visible=False, axis="y")
        axes.grid(visible=True, axis="x")
        margin = max(text_width(_short(name)) for name, *_ in rows) * 0.075 + 0.15
        drawing.figure.subplots_adjust(
            left=margin / width, right=1 - 0.25 / width, bottom=0.3 / tall, top=1 - 0.05 / tall
        )
        drawn.append(_sized(size, drawing.svg(f"voices-{size}", about)))
    return Markup("").join(drawn)


def tones(name: str, axis: Axis, series: Sequence[Counts], about: str) -> Markup:
    """Draw the tones toward one target, stacked: negative lowest."""
    drawing = Drawing(4.0, 1.3)
    axes = drawing.axes[0]
    stack(axes, axis, series, TONES)
    finish(axes, axis)
    return _small(drawing, name, about)


def small(name: str, axis: Axis, counts: Counts, top: float, about: str) -> Markup:
    """Draw one small chart among others of the same scale."""
    drawing = Drawing(4.0, 1.1)
    axes = drawing.axes[0]
    steps(axes, axis, counts, FIRST)
    finish(axes, axis)
    axes.set_ylim(0, max(top, 1) * 1.05)
    return _small(drawing, name, about)


def gaps(axis: Axis, rows: Sequence[tuple[str, Mapping[date, str]]], about: str) -> Markup:
    """Draw one line per source, with its days of outage, silence and partial answers."""
    colours = {"outage": ALARM, "silent": GAP, "partial": FAINT}

    def draw(axes: Axes, drawing: Drawing) -> None:
        for number, (_source, days) in enumerate(rows):
            for status, colour in colours.items():
                spans = [(place(day), 1.0) for day, one in sorted(days.items()) if one == status]
                if spans:
                    axes.broken_barh(spans, (number - 0.35, 0.7), color=colour, linewidth=0)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_yticks(range(len(rows)), [drawing.label(_short(source)) for source, _ in rows])
        axes.grid(visible=False)

    height = 0.5 + 0.2 * len(rows)
    widest = max((text_width(_short(source)) for source, _ in rows), default=0)
    return _timed("gaps", axis, draw, about, height=height, margin=widest * 0.07 + 0.1, shade=False)


def _timed(
    name: str,
    axis: Axis,
    draw: Callable[[Axes, Drawing], None],
    about: str,
    *,
    height: float | None = None,
    margin: float = 0.38,
    shade: bool = True,
) -> Markup:
    drawn = []
    for size, (width, usual) in _SIZES.items():
        tall = height or usual
        drawing = Drawing(width, tall)
        axes = drawing.axes[0]
        if shade:
            axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
        draw(axes, drawing)
        finish(axes, axis, is_shaded=shade)
        left = max(margin, _label_width(axes)) if shade else margin
        drawing.figure.subplots_adjust(
            left=left / width, right=1 - 0.12 / width, bottom=0.32 / tall, top=1 - 0.08 / tall
        )
        drawn.append(_sized(size, drawing.svg(f"{name}-{size}", about)))
    return Markup("").join(drawn)


def _label_width(axes: Axes) -> float:
    """Return what the amounts beside an axis need, in inches."""
    labels = axes.yaxis.get_major_formatter().format_ticks(list(axes.get_yticks()))
    return max(map(text_width, labels), default=0) * 0.095 + 0.12


def _sized(size: str, drawn: Markup) -> Markup:
    return Markup('<div class="{}">{}</div>').format(size, drawn)


def _small(drawing: Drawing, name: str, about: str) -> Markup:
    drawing.axes[0].yaxis.set_major_locator(MaxNLocator(2, integer=True))
    drawing.figure.subplots_adjust(left=0.09, right=0.985, bottom=0.24, top=0.94)
    return drawing.svg(name, about)


def _letter_places(axis: Axis, events: Sequence[Event]) -> dict[date, str]:
    """Join the letters of events that are too near to each other to be told apart."""
    nearest = max(1, len(axis.days) // 22)
    places: dict[date, str] = {}
    for event in sorted(events, key=lambda one: one.first):
        if not axis.first <= event.first <= axis.last:
            continue
        last = max(places, default=None)
        if last is not None and (event.first - last).days < nearest:
            places[last] += event.letter
        else:
            places[event.first] = event.letter
    return places


def _short(name: str) -> str:
    return name if text_width(name) <= 16 else name[: 8 if ord(name[0]) > 0x2E7F else 15] + "…"
