"""Relevant articles are fetched whole: all their pages in one crawl, so that cleaning can join them."""

from collections import Counter
from collections.abc import Sequence

from scrapy.http import Response

from crawlers.choice import promised
from crawlers.discovery.found import decoded
from crawlers.discovery.later_pages import read_later_pages
from crawlers.identity import canonical_url
from crawlers.ledger import Ledger
from crawlers.plan import Plan

MOST_LATER_PAGES = 10  # of one article


class LaterPages:
    """Opens the further pages of relevant articles in the book of a crawl, each once."""

    def __init__(self, plan: Plan, ledger: Ledger) -> None:
        self._plan, self._ledger = plan, ledger
        self._asked: Counter[str] = Counter()  # by article

    def to_ask(self, response: Response, incidents: Sequence[str]) -> list[str]:
        """Return the further pages of an article that are to be asked for now.

        `incidents`: those that its headline speaks of; without any its text decides.
        """
        source = self._plan.source
        if not self._plan.incidents:
            return []
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        pages = read_later_pages(response.body, response.url, source, content_type=content_type)
        new = [url for url in pages if not self._ledger.knows(url)]
        if not new or not (incidents or self._is_relevant(response, content_type)):
            return []
        article = canonical_url(response.url, source=source)
        asked = self._ledger.open(new[: MOST_LATER_PAGES - self._asked[article]])
        self._asked[article] += len(asked)
        return asked

    def _is_relevant(self, response: Response, content_type: str) -> bool:
        return bool(promised(decoded(response.body, content_type), self._plan.incidents))
