"""The world of the demonstration: read from its files and checked as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from flows.newsroom.cast import BEIJING, Article, Outlet, Series
from flows.newsroom.obfuscate import Generation, generation_from

FOLDER = Path(__file__).parent
WORLD = FOLDER / "world"
SOURCES = FOLDER / "sources"
Described = TypeVar("Described", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class WorldError(ValueError):
    """The files of the world contradict themselves; the message lists every mistake."""


@dataclass(frozen=True, eq=False)
class World:
    """All outlets and articles, and the times at which the demonstration looks at them."""

    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]  # by time of publication
    generations: dict[str, Generation]
    days: tuple[datetime, ...]  # UTC

    @cached_property
    def by_host(self) -> dict[str, Outlet]:
        """Outlets by each of their host names."""
        return {host: outlet for outlet in self.outlets for host in outlet.hosts}

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def by_outlet(self) -> dict[str, tuple[Article, ...]]:
        """Articles of each outlet, newest first."""
        return {
            outlet.id: tuple(a for a in reversed(self.articles) if a.outlet == outlet.id)
            for outlet in self.outlets
        }

    def outlet(self, outlet_id: str) -> Outlet:
        """Return the outlet with this id."""
        return next(outlet for outlet in self.outlets if outlet.id == outlet_id)


def load_world(folder: Path = WORLD) -> World:
    """Read the world from its files; raise `WorldError` with every mistake in one message."""
    mistakes: list[str] = []
    outlets = tuple(_read_all(Outlet, folder / "outlets", mistakes))
    articles = list(_read_all(Article, folder / "articles", mistakes))
    for series in _read_all(Series, folder / "series", mistakes):
        articles.extend(_expand(series))
    if not mistakes:
        mistakes.extend(_contradictions(outlets, articles))
    if mistakes:
        raise WorldError("\n".join(mistakes))
    return World(
        outlets=outlets,
        articles=tuple(sorted(articles, key=lambda a: (a.published, a.id))),
        generations=_generations(folder / "generations.yaml"),
        days=_days(folder / "days.yaml"),
    )


def days() -> tuple[datetime, ...]:
    """Return the run times of the demonstration, UTC, in order."""
    return _days(WORLD / "days.yaml")


def _read_all(kind: type[Described], folder: Path, mistakes: list[str]) -> Iterator[Described]:
    for file in sorted(folder.glob("*.yaml")):
        for description in yaml.load_all(file.read_text("utf-8"), _LOADER):
            try:
                yield kind.model_validate(_with_outlet(kind, file, description))
            except ValidationError as error:
                name = description.get("id", "?") if isinstance(description, dict) else "?"
                mistakes.extend(
                    f"{file.name}: {name}: {'.'.join(map(str, problem['loc']))}: {problem['msg']}"
                    for problem in error.errors()
                )


def _with_outlet(kind: type[BaseModel], file: Path, description: Any) -> Any:
    """Articles lie in a file named after their outlet, which they need not repeat."""
    if kind is Article and isinstance(description, dict):
        return {"outlet": file.stem} | description
    return description


def _expand(series: Series) -> Iterator[Article]:
    clock = time.fromisoformat(series.at)
    for number, row in enumerate(series.values):
        day = (series.first.astimezone(BEIJING) + timedelta(days=number)).date()
        words = dict(zip(series.columns, row, strict=True))
        words |= {"date": f"{day:%Y%m%d}", "month": day.month, "day": day.day}
        yield Article(
            id=f"{series.id}-{day:%m%d}",
            outlet=series.outlet,
            path=series.path.format_map(words),
            published=datetime.combine(day, clock, BEIJING),
            headline=series.headline.format_map(words),
            body=series.body.format_map(words),
            section=series.section,
        )


def _contradictions(outlets: tuple[Outlet, ...], articles: list[Article]) -> Iterator[str]:
    hosts = [host for outlet in outlets for host in outlet.hosts]
    yield from (f"host {h} is used twice" for h in sorted(set(hosts)) if hosts.count(h) > 1)
    yield from (f"host {h} is no reserved name" for h in hosts if not h.endswith(".example"))
    known, addresses = {article.id: article for article in articles}, set()
    if len(known) < len(articles):
        yield "two articles have the same id"
    for article in articles:
        if (article.outlet, article.path) in addresses:
            yield f"{article.id}: its path {article.path} is used twice"
        addresses.add((article.outlet, article.path))
        yield from _contradictions_of(article, outlets, known)


def _contradictions_of(
    article: Article, outlets: tuple[Outlet, ...], known: dict[str, Article]
) -> Iterator[str]:
    if article.outlet not in {outlet.id for outlet in outlets}:
        yield f"{article.id}: there is no outlet {article.outlet}"
    if any(edit.at <= article.published for edit in article.edits):
        yield f"{article.id}: is edited before it is published"
    if article.derive is None:
        if not (article.headline and article.body):
            yield f"{article.id}: has no headline or no body"
    elif article.derive.source not in known:
        yield f"{article.id}: is made from {article.derive.source}, which does not exist"
    elif known[article.derive.source].published >= article.published:
        yield f"{article.id}: is older than {article.derive.source}, which it is made from"


def _generations(file: Path) -> dict[str, Generation]:
    described = yaml.load(file.read_text("utf-8"), _LOADER)
    return {
        name: generation_from(name, generation, described["readings"])
        for name, generation in described["generations"].items()
    }


def _days(file: Path) -> tuple[datetime, ...]:
    moments = yaml.load(file.read_text("utf-8"), _LOADER)["runs"]
    return tuple(datetime.fromisoformat(moment).astimezone(UTC) for moment in moments)
