"""Are the statistics of the trends what they promise? Worlds with known truth, drawn from a seed.

    python -m benchmarks.asking_statistics [WORLDS]

False alarms and found bursts of `bursts`, half-lives of `phases`, intervals of `estimated_recall`. The tests do the
same on fewer worlds.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.warehouse.given import STARTED, Given

Counts = NDArray[np.float64]
DAYS = 120
WEEK = np.array([1.2, 1.2, 1.2, 1.2, 1.2, 0.6, 0.4])[np.arange(DAYS) % 7]


def main() -> None:
    worlds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    random = np.random.default_rng(2026)
    with tempfile.TemporaryDirectory() as folder:
        given = Given(Path(folder) / "live.duckdb")
        for part in (false_alarms, planted_bursts, half_lives, recalls):
            print("\n".join(part(given, random, worlds)), flush=True)


def false_alarms(given: Given, random: np.random.Generator, worlds: int) -> Iterator[str]:
    yield "False alarms per quiet day (nominal 0.01)"
    yield "articles a day |   Poisson   weekdays     fading  overdispersed"
    kinds: list[Callable[[Counts], Any]] = [
        random.poisson,
        lambda mean: random.poisson(mean * WEEK),
        lambda mean: random.poisson(3 * mean * np.exp(-np.arange(DAYS) / 50)),
        lambda mean: random.negative_binomial(6, 6 / (6 + mean)),
    ]
    for rate in (0.5, 2, 8, 30):
        cells = []
        for number, draw in enumerate(kinds):
            alarms = 0
            for world in range(worlds):
                name = f"null-{rate}-{number}-{world}"
                given.volume(draw(np.full(DAYS, float(rate))), name)
                spans = given.trend("bursts", "ended_on - started_on + 1", name)
                alarms += sum(days for (days,) in spans)
            cells.append(f"{alarms / worlds / (DAYS - 7):11.4f}")
        yield f"{rate:14} |{''.join(cells)}"


def planted_bursts(given: Given, random: np.random.Generator, worlds: int) -> Iterator[str]:
    yield "\nBursts of three times the usual for three days: found on the day, within a day"
    for rate in (2, 5, 8, 12, 30):
        at_once = within = 0
        for world in range(worlds):
            mean = np.full(60, float(rate))
            mean[40:43] *= 3
            name = f"burst-{rate}-{world}"
            given.volume(random.poisson(mean), name)
            spans = [
                ((since - STARTED).days, (until - STARTED).days)
                for since, until in given.trend("bursts", "started_on, ended_on", name)
            ]
            at_once += any(since <= 40 <= until for since, until in spans)
            within += any(since <= 41 and until >= 40 for since, until in spans)
        yield f"{rate:4} a day: {at_once / worlds:.2f}, {within / worlds:.2f}"


def half_lives(given: Given, random: np.random.Generator, worlds: int) -> Iterator[str]:
    yield "\nHalf-lives: planted, median found, share of intervals that hold it, worlds with an answer"
    for half_life in (1.5, 3.0, 7.0):
        for background in (0.0, 1.0):
            found, covered = [], 0
            for world in range(worlds):
                fading = 2.0 ** (-np.arange(45) / half_life)
                mean = 80 * np.concatenate([[0.1, 0.3, 0.6], fading]) + background
                name = f"fade-{half_life}-{background}-{world}"
                given.volume(random.poisson(mean), name)
                for phase, value, least, most in given.trend(
                    "phases", "phase, amount, amount_from, amount_to", name
                ):
                    if phase == "half-life":
                        found.append(value)
                        covered += least <= half_life <= most
            median, share = np.median(found), covered / max(1, len(found))
            yield f"{half_life:4} days, background {background:g}: {median:.2f}, {share:.2f}, {len(found)}"


def recalls(given: Given, random: np.random.Generator, worlds: int) -> Iterator[str]:
    yield "\nRecall: share of 95 % intervals that hold the true number"
    for size, lists, search in ((40, 0.6, 0.4), (120, 0.6, 0.4), (120, 0.3, 0.2), (600, 0.8, 0.3)):
        covered = answered = 0
        for world in range(4 * worlds):
            name = f"caught-{size}-{lists}-{world}"
            caught = [(random.random(size) < lists), (random.random(size) < search)]
            documents = [f"{name}-{n}" for n in np.flatnonzero(caught[0] | caught[1])]
            given.rows(
                "insert into main.coverage by name select $1 incident_id, unnest($2::varchar[]) document_id",
                [name, documents],
            )
            for is_search, hits in enumerate(caught):
                given.rows(
                    "insert into main.ways by name select unnest($1::varchar[]) document_id, 's' source_id, $2 is_search",
                    [[f"{name}-{n}" for n in np.flatnonzero(hits)], bool(is_search)],
                )
            for least, most in given.trend(
                "estimated_recall", "estimated_from, estimated_to", name
            ):
                answered += 1
                covered += least <= size <= most
        yield f"{size} articles, {lists:g} and {search:g}: {covered / max(1, answered):.3f} of {answered}"


if __name__ == "__main__":
    main()
