"""What the files of a newsroom may say: outlets, articles and what happens to them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

BEIJING = ZoneInfo("Asia/Shanghai")


def _in_beijing(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


Moment = Annotated[datetime, AfterValidator(_in_beijing)]
"""A time as written in the files; Beijing time unless it carries an offset."""


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class DiscoveryKind(StrEnum):
    """The ways in which an outlet publishes its links."""

    RSS = "rss"
    ATOM = "atom"
    LISTING = "listing"
    SITEMAP = "sitemap"
    NEWS_SITEMAP = "news_sitemap"
    SITEMAP_INDEX = "sitemap_index"
    JSON = "json"
    SEARCH = "search"


class Discovery(_Described):
    """One address at which an outlet publishes its links."""

    kind: DiscoveryKind
    path: str
    size: int = 20  # links per page, newest first
    more: str | None = None  # address of later pages, with {page}; None: there are none
    query: str = ""  # tracking parameters added to every link
    compressed: bool = False  # served as a .gz file
    sections: tuple[str, ...] = ()  # only articles of these sections; empty: all
    maps: tuple[str, ...] = ()  # of a sitemap index: the paths that it lists


class WindowKind(StrEnum):
    """What an outlet or a page does for a while instead of answering as usual."""

    STATUS = "status"  # answers with an error
    DROP = "drop"  # closes the connection without a word
    CAPTCHA = "captcha"  # asks the visitor to prove that he is human, with status 200
    FROZEN = "frozen"  # feeds and listings stay as they were when it began


class Window(_Described):
    """A stretch of time in which something is not as usual."""

    kind: WindowKind
    since: Moment
    until: Moment | None = None  # None: for ever
    status: int = 503  # of kind status
    path: str = "/"  # only addresses that begin so
    spared: tuple[str, ...] = ()  # addresses that it does not touch
    retry_after: int | None = None  # seconds, as announced; None: not announced

    def covers(self, now: datetime, path: str) -> bool:
        """Say whether a request for `path` at `now` falls into the window."""
        begun = self.since <= now and (self.until is None or now < self.until)
        return begun and path.startswith(self.path) and path not in self.spared


class Outlet(_Described):
    """One invented outlet."""

    id: str
    name: str
    hosts: tuple[str, ...] = Field(min_length=1)  # the first one is in its links
    kind: str
    language: str = "zh"
    script: str = "hans"
    charset: str = "utf-8"  # of the bytes
    declared_charset: str | None = None  # as the page claims; None: the truth
    charset_in_header: bool = True
    template: str
    slogan: str = ""
    editor: str = ""  # 责任编辑, as the footers name them
    sections: tuple[str, ...] = ()
    accounts: dict[str, str] = {}  # of a self-media host: account -> what it says of itself
    discovery: tuple[Discovery, ...] = Field(min_length=1)
    robots: str | None = None  # None: the outlet has no robots.txt
    redirects: dict[str, str] = {}  # regular expression on the path -> target
    variants: dict[str, str] = {}  # template -> path, with {path}: print, AMP, mobile pages
    windows: tuple[Window, ...] = ()
    validators: str = "both"  # both, etag, modified, none
    living_sidebar: bool = False  # hot lists and relative times change with every visit
    generations: dict[str, str] = {}  # host -> dictionary that its texts pass through
    catalogued: bool = True  # False: no source file; only a search leads to it
    indexed: bool = True  # known to the search engine
    search_words: str = ""  # the spam head of a mirror


class Edit(_Described):
    """A later change to an article."""

    at: Moment
    headline: str | None = None  # None: stays
    replace: dict[str, str] = {}  # in the body
    notice: str | None = None  # the sentence that owns up to it; None: silent


class Derivation(_Described):
    """How a text was made out of another outlet's."""

    source: str = Field(alias="from")
    paragraphs: int | None = None  # only so many from the beginning; None: all
    before: str = ""  # paragraphs put in front
    after: str = ""  # paragraphs put behind
    replace: dict[str, str] = {}


class About(StrEnum):
    """What an article is about: the truth that the demonstration is measured against."""

    INCIDENT = "incident"
    BACKGROUND = "background"  # same people, other matter
    TRAP = "trap"  # same words, other things
    EVERYDAY = "everyday"


class Article(_Described):
    """One article, from its publication on."""

    id: str
    outlet: str
    path: str
    published: Moment
    printed: Moment | None = None  # the time that it claims; None: the true one
    headline: str = ""
    body: str = ""  # one paragraph per line
    about: About = About.EVERYDAY
    section: str = ""
    author: str = ""
    account: str = ""  # of a self-media host
    credit: str = ""  # 来源 as printed; empty: the outlet itself
    template: str = "article"
    listed: bool = True
    listed_as: str = ""  # the address in lists, where another one redirects to the article
    edits: tuple[Edit, ...] = ()
    windows: tuple[Window, ...] = ()
    derive: Derivation | None = None

    def gone(self, now: datetime) -> bool:
        """Say whether the outlet has taken the article down for good by `now`."""
        return any(
            w.until is None and w.status in (404, 410) and w.since <= now for w in self.windows
        )


class Series(_Described):
    """A column that appears every day with other values: weather, prices."""

    id: str
    outlet: str
    path: str  # {date} as 20260104
    at: str  # time of day, as 07:30
    first: Moment
    headline: str  # {month}, {day} and the names of the columns
    body: str
    section: str = ""
    columns: tuple[str, ...]
    values: tuple[tuple[Any, ...], ...]  # one row per day from the first
