"""Which printed dates cannot be true, judged by what the warehouse knows beside the page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from flows.relate.article import Article, Shares
from flows.relate.outlets import Outlets

Rank = str  # compares as text; see `rank`

_GRACE = timedelta(minutes=10)  # clocks of two outlets differ by some minutes
_DAY = timedelta(days=1)
_WITNESSES = 3  # outlets: an old report may be taken up once more, but hardly by so many at once


def doubts(
    articles: Mapping[str, Article], shares: Shares, outlets: Outlets, started: datetime
) -> dict[str, str]:
    """Return the articles whose date is known to be false, each with the reason.

    `started` is the first moment of the incident. A mirror that prints an earlier time than what it copies,
    a text that was printed before the days it tells of, and a copy dated before the source that it and
    others name are contradicted by their own copies.
    """
    found = {}
    for article in articles.values():
        others = [articles[other] for other in sorted(shares.get(article.document_id, {}))]
        if article.mirror_of_id is not None and article.mirror_of_id in articles:
            others.append(articles[article.mirror_of_id])
        if reason := _doubt(article, others, started) or _credits_later(article, others, outlets):
            found[article.document_id] = reason
    return found


def untrusted_sources(articles: Iterable[Article], doubted: Mapping[str, str]) -> frozenset[str]:
    """Return the sources whose dates are false in a third of their articles, two at least."""
    return untrusted_among(*date_tallies(articles, doubted))


def date_tallies(
    articles: Iterable[Article], doubted: Mapping[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """Return how many dates every source printed, and how many of them are false."""
    printed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for article in articles:
        printed[article.source_id] += article.is_date_printed
        false[article.source_id] += article.is_date_refused or article.document_id in doubted
    return printed, false


def untrusted_among(printed: Counter[str], false: Counter[str]) -> frozenset[str]:
    """Return the sources that so many false dates make untrusted."""
    return frozenset(s for s, count in false.items() if count >= 2 and 3 * count >= printed[s])


def rank(article: Article, *, is_doubted: bool, is_untrusted: bool) -> Rank:
    """Return what articles are sorted by as text, the likeliest origin first.

    A date without a time counts by its end, or by when the page was first seen where that is earlier; that of a
    statement by its beginning, for what others print of it on that day they have from there.
    """
    until = article.published_until
    is_unknown = is_doubted or until is None
    moment = article.first_seen_at if is_unknown or until is None else until
    is_statement = article.source_kind == "official"
    if (article.has_clock or is_statement) and not is_unknown:
        moment = article.published_at or moment
    moment = min(moment, article.first_seen_at)
    is_last = article.is_mirror or is_untrusted
    marks = f"{is_last:d}{is_unknown:d}"
    return " ".join([marks, _stamp(moment), _stamp(article.first_seen_at), article.document_id])


def is_undated(rank: Rank) -> bool:
    """Return whether an article has its rank by when it was seen, for want of a date to be believed."""
    return rank[1] == "1"


def earliest_moment(ranks: Iterable[Rank], before: timedelta) -> str:
    """Return the earliest time that some articles count by, and so much before it, as `moment_of` gives it."""
    return _stamp(datetime.fromisoformat(min(map(moment_of, ranks))) - before)


def moment_of(rank: Rank) -> str:
    """Return the time that an article counts by, as text that compares like the time."""
    return rank.split(" ")[1]


def came_later(parent: Article, child: Article) -> bool:
    """Whether the one was certainly published after the other, clocks allowed for."""
    if parent.published_at is None or child.published_until is None:
        return False
    return parent.published_at > child.published_until + _GRACE


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _doubt(article: Article, others: list[Article], started: datetime) -> str:
    if article.published_at is None or article.published_until is None:
        return ""
    if article.published_at > article.first_seen_at + _GRACE:
        return "dated after it was fetched"
    dated = [other for other in others if other.published_at is not None]
    copied = [other for other in dated if other.document_id == article.mirror_of_id]
    copied = copied or [other for other in dated if not other.is_mirror]
    if article.is_mirror and copied and all(came_later(other, article) for other in copied):
        return "a mirror dated before the article that it copies"
    if article.published_until < started - _DAY:
        within = {o.source_id for o in dated if o.published_at and o.published_at >= started - _DAY}
        if len(within - {article.source_id}) >= _WITNESSES:
            return "dated before the incident began, while copies by many are dated after"
    return _tells_of_later(article, dated)


def _credits_later(article: Article, copies: list[Article], outlets: Outlets) -> str:
    """Its own date is false, not the credit, where others name the same outlet, which names nobody."""
    named = outlets.named(article.credit) - {article.source_id} if article.credit else frozenset()
    for source in sorted(named):
        own = [copy for copy in copies if copy.source_id == source]
        witnesses = {
            copy.source_id
            for copy in copies
            if copy.credit and source in outlets.named(copy.credit) and copy.source_id != source
        } - {article.source_id}
        is_known = own and witnesses and all(_is_first_hand(copy, outlets) for copy in own)
        if is_known and all(came_later(copy, article) for copy in own):
            return f"dated before the article of {article.credit} that it and others name as source"
    return ""


def _is_first_hand(article: Article, outlets: Outlets) -> bool:
    return not article.credit or article.source_id in outlets.named(article.credit)


def _tells_of_later(article: Article, copies: list[Article]) -> str:
    """A text that tells of the 6th cannot be of the 2nd, if its copies are of the 6th or later."""
    if article.published_until is None:
        return ""
    newest = max((copy.published_at for copy in copies if copy.published_at), default=None)
    if newest is None:
        return ""
    for mentioned in article.mentioned_on:
        day = _near(mentioned, article.published_until)
        if day and article.published_until.date() + _DAY < day <= newest.date() + _DAY:
            return (
                f"dated before {mentioned}, of which it tells, while copies of it are dated after"
            )
    return ""


def _near(mentioned: str, moment: datetime) -> date | None:
    """Return the day of that month and day which is nearest to a moment, at most 60 days off."""
    month, day = map(int, mentioned.split("-"))
    for year in (moment.year, moment.year + 1, moment.year - 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if abs(found - moment.date()) <= timedelta(days=60):
            return found
    return None
