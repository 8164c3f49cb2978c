"""The one spider: it asks a source in every way that the source announces pages, then fetches pages.

A crawl has two parts. First all addresses of discovery (and the incident's seeds) are asked; what they
show is landed as sightings. When nothing is under way any more, the links are put in order of promise and
fetched up to the source's budget. Reading and choosing are pure functions elsewhere.
"""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawlers.browser import is_rendered, lack_of_browser
from crawlers.choice import Candidate, candidate_of, choose, planned_urls
from crawlers.discovery.found import Announcement, DiscoveryFailure, FoundLink
from crawlers.discovery.read import addresses, read_announcement
from crawlers.discovery.seed import read_seed
from crawlers.itinerary import Stop, goes_on, next_stops, sitemap_window
from crawlers.later_pages import LaterPages
from crawlers.outcomes import (
    outcome_of_answer,
    outcome_of_error,
    outcome_of_page,
    status_of_error,
)
from crawlers.requests import (
    conditional_headers,
    found_meta,
    how_of,
    link_of,
    validators_of,
)
from crawlers.session import Session
from crawlers.settings import LARGEST_SITEMAP
from warehouse.landing import HowFound
from warehouse.records import Outcome


class SourceSpider(Spider):
    """Crawls one source by one plan."""

    name = "source"
    session: Session

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._plan = self.session.plan
        self._known = {url.url: url for url in (*self._plan.known, *self._plan.revisits)}
        self._found: list[Candidate] = []
        self._has_chosen = False
        self._later_pages = LaterPages(self._plan, self.session.ledger)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *arguments: Any, **named: Any) -> "SourceSpider":
        """Connect to a crawl."""
        spider: SourceSpider = super().from_crawler(crawler, *arguments, **named)
        crawler.signals.connect(spider.choose_pages, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Ask every address of discovery, and the seeds."""
        queries = tuple(query for one in self._plan.incidents for query in one.queries)
        for way in self._plan.source.discover:
            for address in addresses(way, tuple(dict.fromkeys(queries))):
                for request in self._ask([Stop(way, address)]):
                    yield request
        for incident in self._plan.incidents:
            for seed in self.session.ledger.open(incident.seeds):
                how = HowFound(via="seed", incidents=(incident.incident_id,))
                yield self._request(seed, how, self.read_seed_page)

    # Discovery

    def _ask(self, stops: list[Stop]) -> Iterator[Request]:
        """Return the requests for further addresses of discovery, each asked once."""
        for stop in stops:
            link = stop.link
            if not self.session.ledger.open([link], "discovery"):
                continue
            how = HowFound(via=stop.way.kind, role="discovery")
            request = self._request(link, how, self.read_discovery, stop=stop)
            if stop.way.form == "sitemap":
                request.meta["download_maxsize"] = LARGEST_SITEMAP
            conditions = {} if self._plan.catches_up else request.headers
            yield request.replace(
                method=stop.way.method,
                body=stop.way.body or "",
                headers={**conditions, **stop.way.headers},
            )

    def read_discovery(self, response: Response, stop: Stop) -> Iterator[Request]:
        """Land what a feed, sitemap, listing, API or search shows; ask its further addresses."""
        link = link_of(_request_of(response))
        outcome, detail = outcome_of_answer(response)
        if outcome is not Outcome.FETCHED:
            self._close(response, outcome, detail)
            return
        found = read_announcement(
            stop.way,
            response.body,
            response.url,
            timezone=self._plan.source.timezone,
            since=sitemap_window(self._plan),
            content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        )
        if isinstance(found, DiscoveryFailure):
            self._close(response, Outcome.WRONG_TYPE, found.reason)
            return
        is_read = bool(found.links) or stop.way.form == "json"  # an empty list is one, too
        if not is_read and outcome_of_page(response)[0] is Outcome.NEEDS_BROWSER:
            detail = "a list that scripts would fill"
            yield from self._render_or_close(response, Outcome.NEEDS_BROWSER, detail)
            return
        are_new = [self._plan.catches_up or one.url not in self._known for one in found.links]
        self._sight(found.links, stop.way.kind, link)
        self._close(response, Outcome.FETCHED, _counted(found))
        yield from self._ask(next_stops(stop, found, may_go_on=goes_on(are_new)))

    def read_seed_page(self, response: Response) -> Iterator[Request]:
        """Keep a page to start from, and see where its links lead."""
        outcome, detail = outcome_of_page(response)
        if self._is_to_be_filled(response, outcome):
            yield from self._render_or_close(response, outcome, detail)
            return
        if outcome is Outcome.FETCHED:
            self._sight(read_seed(response.body, response.url, self._plan), "seed", response.url)
        self._close(response, outcome, detail)

    def _sight(self, links: tuple[FoundLink, ...], via: str, found_on: str) -> None:
        """Land the links that a page shows, before any of them is asked for."""
        sightings = [self.session.sighting(link, via, found_on) for link in links]
        self.session.writer.write_sightings(found_on, sightings)
        self.session.links_seen += len(sightings)
        self._found += (
            candidate_of(sighting, link.updated_at)
            for sighting, link in zip(sightings, links, strict=True)
        )

    # Pages

    def choose_pages(self) -> None:
        """When discovery is over: put the links in order, fetch as many as the budget allows."""
        if self._has_chosen:
            return
        self._has_chosen = True
        ledger = self.session.ledger
        planned = planned_urls(self._plan)
        opened = {
            *ledger.open([one.url for one in self._found], planned=False),
            *ledger.open(planned),
        }  # without what was asked already, as a feed or as a page to start from
        choice = choose(self._plan, self._found)
        for candidate, outcome, detail in choice.others:
            if candidate.url in opened:
                ledger.close(candidate.url, outcome, detail)
        wanted = [candidate for candidate in choice.fetch if candidate.url in opened]
        for candidate in wanted:
            self._fetch(candidate)
        if wanted:
            raise DontCloseSpider

    def _fetch(self, candidate: Candidate) -> None:
        how = HowFound(
            candidate.via,
            candidate.found_on,
            incidents=candidate.incidents,
            announced_at=candidate.published_at.isoformat() if candidate.published_at else "",
        )
        try:
            request = self._request(candidate.url, how, self.keep_page)
        except ValueError as problem:
            self.session.ledger.close(candidate.url, Outcome.REFUSED_ADDRESS, str(problem))
            return
        known = candidate.known or self._known.get(candidate.url)
        request.headers.update(conditional_headers(known))
        self.crawler.engine.crawl(request)

    def keep_page(self, response: Response) -> Iterator[Request]:
        """Close the story of a page; its bytes are landed already."""
        outcome, detail = outcome_of_page(response)
        if self._is_to_be_filled(response, outcome):
            yield from self._render_or_close(response, outcome, detail)
            return
        self._close(response, outcome, detail)
        if outcome is Outcome.FETCHED:
            how = replace(how_of(_request_of(response)), via="link", found_on=response.url)
            for url in self._later_pages.to_ask(response, how.incidents):
                yield self._request(url, how, self.keep_page).replace(priority=1, headers={})

    # Pages that scripts fill

    def _is_to_be_filled(self, response: Response, outcome: Outcome) -> bool:
        wanted = self._plan.source.render == "browser" and not is_rendered(response)
        return wanted and outcome in {Outcome.FETCHED, Outcome.NEEDS_BROWSER}

    def _render_or_close(
        self, response: Response, outcome: Outcome, detail: str
    ) -> Iterator[Request]:
        """Have the browser fill a page and call back with the result; else say what is lacking."""
        lack = lack_of_browser()
        if not self._is_to_be_filled(response, outcome):
            self._close(response, outcome, detail)
        elif lack is not None:
            self._close(response, Outcome.NEEDS_BROWSER, lack)
        else:
            from crawlers.rendering import rendering_request  # needs the extra

            yield rendering_request(_request_of(response), response)

    # Both

    def _request(self, url: str, how: HowFound, callback: Any, **more: Any) -> Request:
        return Request(
            url,
            callback=callback,
            errback=self.fail,
            cb_kwargs=more,
            headers=conditional_headers(self._known.get(url)),
            meta=found_meta(how, url),
            dont_filter=True,
        )

    def closed(self, reason: str) -> None:
        """Note why Scrapy closed the spider: finished, or an extension's reason."""
        self.session.reason = reason

    def fail(self, failure: Failure) -> None:
        """Name how a request ended that got no response, or one that must not be used."""
        told: Any = failure  # Scrapy adds the request
        outcome, detail = outcome_of_error(told.value)
        self.session.ledger.close(
            link_of(told.request), outcome, detail, status=status_of_error(told.value)
        )

    def _close(self, response: Response, outcome: Outcome, detail: str) -> None:
        if response.meta.get("redirect_urls"):
            detail = "; ".join(filter(None, (f"redirected to {response.url}", detail)))
        link, validators = link_of(_request_of(response)), validators_of(response)
        self.session.ledger.close(link, outcome, detail, status=response.status, **validators)


def _request_of(response: Response) -> Request:
    if response.request is None:
        raise ValueError("Scrapy sets the request before any callback")
    return response.request


def _counted(found: Announcement) -> str:
    return f"{len(found.links)} links" + (f", {len(found.further)} more" if found.further else "")
