"""What the newsroom's web says: one pure function from a request and a time to an answer."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

from flows.newsroom import pages
from flows.newsroom.cast import Article, Discovery, DiscoveryKind, Outlet, Window, WindowKind
from flows.newsroom.pages import Link
from flows.newsroom.versions import Version, version_at, visible
from flows.newsroom.web import Answer, Request, Transfer, conditional
from flows.newsroom.world import World

__all__ = ["Answer", "Request", "Transfer", "respond"]

HTML = "text/html"
XML_TYPES = {DiscoveryKind.RSS: "application/rss+xml", DiscoveryKind.ATOM: "application/atom+xml"}


@dataclass(frozen=True, slots=True)
class _Visit:
    """A request that has found its outlet."""

    world: World
    outlet: Outlet
    host: str
    path: str
    query: str
    now: datetime

    @property
    def frozen_now(self) -> datetime:
        """The time that feeds and listings believe it is."""
        return next((w.since for w in self._windows() if w.kind is WindowKind.FROZEN), self.now)

    def disturbance(self) -> Window | None:
        """The window that keeps the outlet from answering as usual; None: all is well."""
        return next((w for w in self._windows() if w.kind is not WindowKind.FROZEN), None)

    def _windows(self) -> Iterator[Window]:
        return (w for w in self.outlet.windows if w.covers(self.now, self.path))

    def page(self, article: Article) -> Link:
        """The article at its own address."""
        version = version_at(self.world, article, self.now, self.host)
        return Link(f"http://{self.host}{article.path}", article.path, version)

    def link(self, article: Article, query: str = "") -> Link:
        """The article as lists point at it."""
        path = (article.listed_as or article.path) + (f"?{query}" if query else "")
        version = version_at(self.world, article, self.now, self.host)
        return Link(url=f"http://{self.host}{path}", path=path, version=version)


def respond(world: World, request: Request, now: datetime) -> Answer:
    """Say what the web answers to `request` at `now`."""
    parts = urlsplit(request.url)
    outlet = world.by_host.get(parts.hostname or "")
    if outlet is None:
        return Answer(502, (("Content-Type", "text/plain"),), b"no such host in this newsroom\n")
    visit = _Visit(world, outlet, parts.hostname or "", parts.path or "/", parts.query, now)
    answer = _disturbed(visit) or _route(visit)
    return conditional(answer, request)


def _route(visit: _Visit) -> Answer:
    if visit.path == "/robots.txt":
        return _robots(visit)
    for discovery in visit.outlet.discovery:
        page = _page_number(discovery, visit)
        if page is not None:
            return _discovery(visit, discovery, page)
    for pattern, target in visit.outlet.redirects.items():
        if re.fullmatch(pattern, visit.path):
            return _redirect(visit, re.sub(pattern, target, visit.path))
    article, variant = _find(visit)
    return _error(visit, 404) if article is None else _article(visit, article, variant)


def _robots(visit: _Visit) -> Answer:
    if visit.outlet.robots is None:
        return _error(visit, 404)
    return Answer(200, (("Content-Type", "text/plain"),), visit.outlet.robots.encode("utf-8"))


def _find(visit: _Visit) -> tuple[Article | None, str]:
    """The article at the address, and the name of the variant of its page; `(None, "")`: none."""
    variants = {"": "{path}"} | visit.outlet.variants
    for article in visit.world.by_outlet[visit.outlet.id]:
        for variant, pattern in variants.items():
            at_address = pattern.format(path=article.path) == visit.path
            if at_address and article.published <= visit.now:
                return article, variant
    return None, ""


def _article(visit: _Visit, article: Article, variant: str) -> Answer:
    window = next((w for w in article.windows if w.covers(visit.now, visit.path)), None)
    if window is not None:
        return _windowed(visit, window)
    link = visit.page(article)
    at = visit.now if visit.outlet.living_sidebar else article.published
    others = [a for a in visible(visit.world, visit.outlet, at) if a is not article]
    surroundings = {
        "now": visit.now,
        "host": visit.host,
        "hot": [visit.link(other) for other in others[:10]],
        "related": [visit.link(other) for other in others if other.section == article.section][:5],
    }
    body = pages.article_page(visit.outlet, link, variant or article.template, surroundings)
    changed = visit.now if visit.outlet.living_sidebar else link.version.modified
    return _page(visit, body, changed=changed)


def _discovery(visit: _Visit, discovery: Discovery, page: int) -> Answer:
    if discovery.kind is DiscoveryKind.SEARCH:
        return _search(visit, discovery)
    shown = visible(visit.world, visit.outlet, visit.frozen_now, discovery.sections)
    start = (page - 1) * discovery.size
    links = [visit.link(a, discovery.query) for a in shown[start : start + discovery.size]]
    more = len(shown) > start + discovery.size
    changed = max((link.version.modified for link in links), default=visit.frozen_now)
    if discovery.kind is DiscoveryKind.JSON:
        body = pages.json_list(links, page=page, more=more)
        return _typed(visit, "application/json; charset=utf-8", body, changed)
    if discovery.kind is DiscoveryKind.LISTING:
        following = discovery.more.format(page=page + 1) if discovery.more and more else None
        words = {"now": visit.now, "host": visit.host, "page": page, "following": following}
        return _page(visit, pages.list_page(visit.outlet, links, words), changed=changed)
    return _xml(visit, discovery, links, changed)


def _xml(visit: _Visit, discovery: Discovery, links: list[Link], changed: datetime) -> Answer:
    words: dict[str, Any] = {"host": visit.host, "updated": changed}
    body = pages.feed(visit.outlet, discovery, links, **words)
    kind = XML_TYPES.get(discovery.kind, "application/xml") + "; charset=utf-8"
    if discovery.compressed:
        kind, body = "application/gzip", gzip.compress(body, mtime=0)
    return _typed(visit, kind, body, changed)


def _search(visit: _Visit, discovery: Discovery) -> Answer:
    words = parse_qs(visit.query).get("q", [""])[0].lower().split()
    found = [
        Link(f"http://{outlet.hosts[0]}{article.path}", article.path, version)
        for article, outlet, version in _indexed(visit)
        if words and all(word in _searchable(version) for word in words)
    ]
    body = pages.feed(
        visit.outlet, discovery, found[: discovery.size], host=visit.host, words=" ".join(words)
    )
    return Answer(200, (("Content-Type", "text/xml; charset=utf-8"),), body)


def _indexed(visit: _Visit) -> Iterator[tuple[Article, Outlet, Version]]:
    """What the search engine knows: the published pages of the outlets that it visits, newest first."""
    for article in reversed(visit.world.articles):
        outlet = visit.world.outlet(article.outlet)
        if outlet.indexed and article.listed and article.published <= visit.now:
            yield article, outlet, version_at(visit.world, article, visit.now)


def _searchable(version: Version) -> str:
    return "\n".join((version.headline, *version.paragraphs)).lower()


def _page_number(discovery: Discovery, visit: _Visit) -> int | None:
    """Which page of the list is asked for; None: this is not its address."""
    queried = f"{visit.path}?{visit.query}" if visit.query else visit.path
    if discovery.more is not None:
        pattern = re.escape(discovery.more).replace(r"\{page\}", r"(\d+)")
        match = re.fullmatch(pattern, queried)
        if match:
            return int(match[1])
    return 1 if visit.path == discovery.path else None


def _disturbed(visit: _Visit) -> Answer | None:
    window = visit.disturbance()
    return None if window is None else _windowed(visit, window)


def _windowed(visit: _Visit, window: Window) -> Answer:
    if window.kind is WindowKind.DROP:
        return Answer(0, transfer=Transfer.DROP)
    if window.kind is WindowKind.CAPTCHA:
        return _page(visit, pages.plain_page(visit.outlet, "captcha"))
    return _error(visit, window.status, window.retry_after)


def _error(visit: _Visit, status: int, retry_after: int | None = None) -> Answer:
    body = pages.plain_page(visit.outlet, "error", status=status)
    wait = (("Retry-After", str(retry_after)),) if retry_after is not None else ()
    return Answer(status, (("Content-Type", _content_type(visit.outlet)), *wait), body)


def _redirect(visit: _Visit, target: str) -> Answer:
    kept = urlencode(parse_qsl(visit.query))
    location = target + (f"?{kept}" if kept else "")
    return Answer(301, (("Location", location), ("Content-Type", HTML)), b"")


def _page(visit: _Visit, body: bytes, changed: datetime | None = None) -> Answer:
    return _typed(visit, _content_type(visit.outlet), body, changed)


def _typed(visit: _Visit, kind: str, body: bytes, changed: datetime | None) -> Answer:
    validators = () if changed is None else _validators(visit.outlet, body, changed)
    return Answer(200, (("Content-Type", kind), *validators), body)


def _content_type(outlet: Outlet) -> str:
    charset = outlet.declared_charset or outlet.charset
    return f"{HTML}; charset={charset}" if outlet.charset_in_header else HTML


def _validators(outlet: Outlet, body: bytes, changed: datetime) -> tuple[tuple[str, str], ...]:
    etag = ("ETag", f'"{hashlib.sha256(body).hexdigest()[:20]}"')
    modified = ("Last-Modified", format_datetime(changed.astimezone(UTC), usegmt=True))
    chosen = {"both": (etag, modified), "etag": (etag,), "modified": (modified,), "none": ()}
    return chosen[outlet.validators]
