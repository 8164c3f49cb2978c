"""What is known of an incident's articles in the live database, as the pure functions of `flows.relate` take it."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.conversations import Conversation, Question
from flows.relate.article import Article, Shared
from flows.relate.claims import Nearest
from flows.relate.outlets import Outlets
from flows.relate.shingles import shingle_sets
from warehouse.folding import fold

LEAST_COMMON = 3  # shingles: fewer are names that every article of an incident has
_HELD = 10_000  # texts whose shingles are held: about 30 KB each
_SENTENCE_END = re.compile(r"[。！？!?\n]|\.(?=\s)")

Shares = dict[str, dict[str, Shared]]


@dataclass(frozen=True, slots=True)
class Stored:
    """How an article stood when it was related last."""

    cluster_id: str
    doubt: str
    rank: str
    source_id: str


class RelatedArticles:
    """Asks for the articles of one incident and how they were related so far."""

    def __init__(self, incident_id: str, outlets: Outlets, started: datetime) -> None:
        self.incident_id = incident_id
        self.outlets = outlets
        self.started = started

    def all_names(self) -> Conversation[set[str]]:
        """Find the ids of all articles that the incident has or had."""
        rows = yield Question("all_names")
        return {name for (name,) in rows}

    def articles(self, names: Collection[str]) -> Conversation[dict[str, Article]]:
        """Find those of some documents that are relevant in their latest version."""
        rows = yield Question("articles", names)
        return {row[0]: article_of(row) for row in rows}

    def shares(self, names: Collection[str], among: Collection[str]) -> Conversation[Shares]:
        """Find what some articles share with others."""
        shares: Shares = {}
        for left, right, shared, left_size, right_size in (yield Question("shares", names)):
            if left in among and right in among:
                both = Shared(shared, {left: left_size, right: right_size})
                shares.setdefault(left, {})[right] = both
                shares.setdefault(right, {})[left] = both
        return shares

    def stored(self, names: Collection[str]) -> Conversation[dict[str, Stored]]:
        """Find how some articles stand so far; those never related are left out."""
        rows = yield Question("standings", names)
        return {name: Stored(*row) for name, *row in rows}

    def nearest(
        self, articles: Mapping[str, Article], children: Iterable[str]
    ) -> Conversation[Nearest]:
        """Make the search for the article that another one tells of.

        That is the one with most words in common with the sentences that name its outlet, or else with these and the
        next ones, or else with the whole text; of equal ones the latest.
        """
        texts = yield from self._texts(articles, children)
        shingles = _LatelyShingled(texts)

        def nearest(child: str, outlet: str, latest: Sequence[str]) -> str | None:
            whole, *others = shingles.of((child, *latest))
            told = [told_of(texts[child], outlet, behind) for behind in (0, 1)]
            for own in (*shingle_sets(told), whole):
                common = [len(own & one) for one in others]
                if max(common, default=0) >= LEAST_COMMON:
                    return max(zip(common, range(len(latest)), latest, strict=True))[2]
            return None

        return nearest

    def cited_by(self, article: Article) -> set[str]:
        """Return the sources that an article names, its own left out."""
        named = {source for name in article.names for source in self.outlets.named(name)}
        return named - {article.source_id}

    def _texts(
        self, articles: Mapping[str, Article], children: Iterable[str]
    ) -> Conversation[dict[str, str]]:
        """Find the texts of the children that name an outlet, and of those that they may mean."""
        cited = {name: self.cited_by(articles[name]) for name in children}
        sources = set().union(*cited.values())
        wanted = {name for name, named in cited.items() if named}
        wanted |= {name for name, article in articles.items() if article.source_id in sources}
        return dict((yield Question("article_texts", wanted)))


def told_of(text: str, outlet: str, behind: int) -> str:
    """Return the sentences that name an outlet, each with so many behind it."""
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    name = fold(outlet)
    named = [number for number, sentence in enumerate(sentences) if name in fold(sentence)]
    wanted = sorted({number + step for number in named for step in range(behind + 1)})
    return "\n".join([sentences[number] for number in wanted if number < len(sentences)])


class _LatelyShingled:
    """The shingles of texts: those asked for last are held, since those of a long history do not fit in memory."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._held: dict[str, frozenset[int]] = {}

    def of(self, names: Sequence[str]) -> list[frozenset[int]]:
        """Return the shingles of some texts, in the order of their names."""
        missing = [name for name in dict.fromkeys(names) if name not in self._held]
        if len(self._held) + len(missing) > _HELD:
            self._held.clear()
            missing = list(dict.fromkeys(names))
        sets = shingle_sets([self._texts[name] for name in missing])
        self._held.update(zip(missing, sets, strict=True))
        return [self._held[name] for name in names]


def article_of(row: Sequence[Any]) -> Article:
    """Return a row of articles.sql as an article."""
    *single, cited, linked, mirror_of_id, mentioned_on = row
    (
        document_id,
        source_id,
        source_kind,
        title,
        published_at,
        precision,
        first_seen_at,
        is_refused,
        credit,
    ) = single
    return Article(
        document_id=document_id,
        source_id=source_id,
        source_kind=source_kind,
        title=title,
        published_at=published_at,
        published_precision=precision,
        first_seen_at=first_seen_at,
        is_date_refused=is_refused,
        credit=credit,
        cited=tuple(cited),
        linked=tuple(linked),
        mirror_of_id=mirror_of_id,
        mentioned_on=tuple(mentioned_on),
    )
