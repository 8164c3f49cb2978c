"""What an article says at a given time: edits applied, copies made, mirrors obfuscated."""

from dataclasses import dataclass
from datetime import datetime

from flows.newsroom.cast import BEIJING, Article, Outlet
from flows.newsroom.obfuscate import obfuscate
from flows.newsroom.world import World


@dataclass(frozen=True, slots=True)
class Version:
    """One article as its outlet shows it at one moment; times are Beijing time."""

    article: Article
    headline: str
    paragraphs: tuple[str, ...]
    published: datetime  # as printed, which need not be the truth
    modified: datetime  # of the last edit; the publication where there was none
    notice: str  # the latest correction notice; empty: none
    credit: str  # as printed; empty: none named

    @property
    def summary(self) -> str:
        """The beginning of the text, as feeds announce it."""
        lead = self.paragraphs[0]
        return lead if len(lead) <= 90 else lead[:88] + "……"


def version_at(world: World, article: Article, now: datetime, host: str = "") -> Version:
    """Return what `article` says at `now` on `host`."""
    headline, text = _original(world, article)
    notice, modified = "", article.published
    for edit in article.edits:
        if edit.at <= now:
            headline = edit.headline or headline
            text = _replaced(text, edit.replace)
            notice, modified = edit.notice or notice, edit.at
    generation = world.generations.get(world.outlet(article.outlet).generations.get(host, ""))
    if generation is not None:
        headline, text = obfuscate(headline, generation), obfuscate(text, generation)
    return Version(
        article=article,
        headline=headline,
        paragraphs=tuple(line for line in text.split("\n") if line.strip()),
        published=(article.printed or article.published).astimezone(BEIJING),
        modified=modified.astimezone(BEIJING),
        notice=notice,
        credit=article.credit,
    )


def visible(
    world: World, outlet: Outlet, now: datetime, sections: tuple[str, ...] = ()
) -> tuple[Article, ...]:
    """Return what the outlet's lists show at `now`, newest first."""
    return tuple(
        article
        for article in world.by_outlet[outlet.id]
        if article.published <= now
        and article.listed
        and not article.gone(now)
        and (not sections or article.section in sections)
    )


def _original(world: World, article: Article) -> tuple[str, str]:
    """The text before any edit; a copy holds what its source said when it was made."""
    derive = article.derive
    if derive is None:
        return article.headline, article.body
    source = version_at(world, world.by_id[derive.source], article.published)
    kept = [line.removeprefix("# ").removeprefix("> ") for line in source.paragraphs]
    kept = kept[: derive.paragraphs]
    text = _replaced("\n".join(kept), derive.replace)
    return article.headline or source.headline, "\n".join((derive.before, text, derive.after))


def _replaced(text: str, replacements: dict[str, str]) -> str:
    for old, new in replacements.items():
        if old not in text:
            raise ValueError(f"no “{old}” in the text that begins “{text.strip()[:30]}”")
        text = text.replace(old, new)
    return text
