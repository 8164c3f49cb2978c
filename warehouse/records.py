"""The records that pass between the stages: the ground floor, standard library only.

A stage takes records and returns new ones; nobody edits one. Every time is timezone-aware UTC, every
sequence a tuple, every text already decoded. A field that is `None` says in its comment what absence
means.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

YEARS = range(
    1900, 2200
)  # that a time may be told in: near the ends of the calendar, zones overflow


class Outcome(StrEnum):
    """How the story of one URL in one run ended; exactly one per URL and run."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    KNOWN = "known"
    OFF_TOPIC = "off_topic"
    ROBOTS_DISALLOWED = "robots_disallowed"
    ROBOTS_UNAVAILABLE = "robots_unavailable"
    REFUSED_ADDRESS = "refused_address"
    REFUSED_SCHEME = "refused_scheme"
    TOO_LARGE = "too_large"
    WRONG_TYPE = "wrong_type"
    EMPTY_BODY = "empty_body"
    REDIRECT_LOOP = "redirect_loop"
    HTTP_ERROR = "http_error"
    TIMED_OUT = "timed_out"
    DNS_ERROR = "dns_error"
    CONNECTION_ERROR = "connection_error"
    BREAKER_OPEN = "breaker_open"
    NEEDS_BROWSER = "needs_browser"
    BUDGET_SPENT = "budget_spent"
    INTERRUPTED = "interrupted"


class RejectionReason(StrEnum):
    """Why a fetched page did not become a document."""

    HTTP_STATUS = (
        "http_status"  # the server answered with an error or a redirect, by its status or in words
    )
    WRONG_TYPE = "wrong_type"  # not a page of text: image, PDF, archive, feed
    EMPTY = "empty"  # nothing left once markup is gone
    UNDECODABLE = "undecodable"  # no encoding gives readable text
    NO_TEXT = "no_text"  # a page, but without a running text
    NO_TITLE = "no_title"  # a text, but without any headline or first line to name it by
    LINK_LIST = "link_list"  # a channel, tag, search or topic page
    HOME_PAGE = "home_page"  # the front page of a site
    GALLERY = "gallery"  # pictures or video with next to no text
    SOFT_404 = "soft_404"  # says "not found" with status 200
    CAPTCHA = "captcha"  # asks the visitor to prove something
    LOGIN_WALL = "login_wall"  # nothing readable without an account
    LINK_SPAM = "link_spam"  # keywords and links, no news
    FORUM = "forum"  # a thread of posts by many
    NEEDS_BROWSER = "needs_browser"  # an empty shell that a script would fill
    LATER_PAGE = "later_page"  # its text stands in the document of the article's first page
    TOO_COMPLEX = "too_complex"  # beyond the limits on size or nesting


class Script(StrEnum):
    """The script that a text is printed in."""

    HANS = "hans"
    HANT = "hant"
    MIXED = "mixed"
    LATIN = "latin"


class DatePrecision(StrEnum):
    """How exactly the page gives its time of publication."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


class MentionKind(StrEnum):
    """What sort of thing a mention points at."""

    ENTITY = "entity"
    TOPIC = "topic"
    THREAD = "thread"


class StanceLabel(StrEnum):
    """The tone of a document toward a target; `abstain` when the evidence is thin."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    ABSTAIN = "abstain"


@dataclass(frozen=True, slots=True)
class Capture:
    """Where a fetched page lies in landing: the evidence behind everything derived from it."""

    file: str  # path of the WARC file, relative to the landing folder, or as given to `ingest`
    offset: int  # bytes from the start of the file to the record
    digest: (
        str  # of the payload as stored: "sha256:<hex>", or what an archive made elsewhere states
    )


@dataclass(frozen=True, slots=True)
class RawPage:
    """One fetched response, bytes as received (content codings undone, charset untouched)."""

    url: str  # as requested
    source_id: str  # id of the source that led here; the host where no source is known
    fetched_at: datetime
    status: int  # HTTP status code
    headers: Mapping[str, str] | tuple[tuple[str, str], ...]  # as received
    body: bytes
    run_id: str = ""  # "" outside of a run
    via: str = (
        ""  # how the link was found: rss, sitemap, listing, json, search, seed, link, revisit
    )
    capture: Capture | None = None  # None: not read from an archive
    announced_at: datetime | None = None  # published, as the link to it announced; None: not said

    def header(self, name: str) -> str | None:
        """Return the value of a header, whatever its case; None where the response has none."""
        wanted = name.lower()
        return next((v for k, v in dict(self.headers).items() if k.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Fate:
    """The one terminal outcome of a URL in a run."""

    url: str
    source_id: str
    run_id: str
    outcome: Outcome
    detail: str  # what a person needs to understand the outcome; may be empty
    http_status: int | None  # None: no response was received
    at: datetime
    role: str = "page"  # page, or discovery for a feed, sitemap, listing, API or search
    etag: str | None = None  # validator of the response, for conditional requests; None: none given
    last_modified: str | None = None  # likewise, the header verbatim


@dataclass(frozen=True, slots=True)
class Sighting:
    """A link seen in a feed, listing, sitemap or page, relevant or not: the denominator."""

    url: str
    source_id: str
    title: str  # headline or anchor as seen; may be empty
    seen_at: datetime
    via: str  # rss, sitemap, listing, json, search, seed, link
    run_id: str = ""
    found_on: str = ""  # the URL it was seen on
    published_at: datetime | None = None  # as announced; None: nothing or nothing usable announced
    summary: str = ""  # as announced; may be empty


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink inside the text of a document."""

    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article, clean and dated as far as the page allows."""

    document_id: str  # names the article whatever version: digest of canonical_url
    url: str  # as fetched
    canonical_url: str
    source_id: str
    title: str  # headline as printed, without site suffix; restored where obfuscated
    text: str  # body, one line per paragraph; restored where obfuscated
    published_at: datetime | None  # None: the page gives no believable date
    published_precision: DatePrecision | None  # None exactly where published_at is
    published_method: (
        str | None
    )  # json_ld, meta, time_element, layout, visible, url, …; None likewise
    published_raw: (
        str | None
    )  # the string that the date was read from; kept even where it was refused
    modified_at: datetime | None  # None: the page states no modification
    author: str | None  # people named as writers, joined by "、"; None: none named
    credit: str | None  # outlet named as origin (来源); None: none named
    language: str  # ISO 639-1: zh, en, …; "und" where it cannot be told
    script: Script
    obfuscations: tuple[str, ...]  # families found, named as in docs; empty: none
    quality: tuple[str, ...]  # flags by name: mojibake, paywalled_lead, date_refused, …
    fetched_at: datetime
    content_digest: str  # sha256 of title and text without white space: equal means same version
    matching_text: str = (
        ""  # title, "\n", text: folded one character to one (simplified, half-width, lower case)
    )
    raw_title: str | None = (
        None  # as printed, where restoration changed it; None: title is as printed
    )
    raw_text: str | None = None  # the same for the text
    cited: tuple[str, ...] = ()  # outlets that the text reports after: 据X报道
    links: tuple[Link, ...] = ()  # links inside the text, absolute
    capture: Capture | None = None  # None: the page was not read from an archive


@dataclass(frozen=True, slots=True)
class Rejection:
    """A fetched page that did not become a document, with the reason."""

    url: str
    reason: RejectionReason
    detail: str
    source_id: str = ""
    fetched_at: datetime | None = None  # None: unknown
    capture: Capture | None = None  # None: the page was not read from an archive

    @classmethod
    def of(cls, page: "RawPage | Document", reason: RejectionReason, detail: str) -> "Rejection":
        """Return the rejection of a page, or of what it became; of the detail 300 characters."""
        return cls(page.url, reason, detail[:300], page.source_id, page.fetched_at, page.capture)


@dataclass(frozen=True, slots=True)
class Mention:
    """A tag found in a document."""

    document_id: str
    incident_id: str
    kind: MentionKind
    tag: str  # id of the entity, topic or thread
    count: int  # occurrences in title and text
    first_offset: int  # characters from the start of title + "\n" + text
    evidence: str  # the sentence of the first occurrence


@dataclass(frozen=True, slots=True)
class Relevance:
    """Whether a document belongs to an incident, and why."""

    document_id: str
    incident_id: str
    score: float  # 0..1
    is_relevant: bool
    reasons: tuple[str, ...]  # one short sentence each, for a person


@dataclass(frozen=True, slots=True)
class Stance:
    """The tone of a document toward one target of the incident."""

    document_id: str
    incident_id: str
    target: str  # id of an entity
    label: StanceLabel
    confidence: float  # 0..1
    evidence: str  # the words that it rests on; may be empty when it abstains


@dataclass(frozen=True, slots=True)
class Quote:
    """Something that a document reports somebody to have said."""

    document_id: str
    incident_id: str
    speaker: str  # as printed
    speaker_tag: str | None  # id of the entity; None: nobody of the incident
    verb: str  # as printed: 称, 表示, said, …
    text: str  # what was said, a slice of the document, without the quotation marks
    offset: int  # of the text, in characters from the start of title + "\n" + text
    is_direct: bool  # in quotation marks; otherwise reported speech
    key: str  # equal for equal quotes: folded, without blanks and punctuation
    numbers: tuple[str, ...] = ()  # in the text, normalised: "160000 CNY", "2570000 粉丝", "8.5 %"


@dataclass(frozen=True, slots=True)
class Tagging:
    """Everything that an incident says about one document."""

    relevance: Relevance
    mentions: tuple[Mention, ...]
    stances: tuple[Stance, ...]
    quotes: tuple[Quote, ...] = ()
