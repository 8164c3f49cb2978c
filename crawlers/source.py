"""What a source file says: where an outlet announces its pages and how its pages are laid out."""

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import cssselect
from jmespath.exceptions import JMESPathError
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from crawlers.checked_types import (
    Css,
    HeaderText,
    Host,
    JsonPath,
    Regex,
    WebAddress,
    compile_css,
    compile_json_path,
    parse_web_address,
)
from crawlers.checked_yaml import YamlRecord
from crawlers.domain import ascii_host
from crawlers.paging import Pages


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Discovery(_Part):
    """One way in which a source announces its pages; exactly one of the first five keys is given.

    A `search` is asked once per query of the incident and read as a feed; with `links` as a page of
    links, with `items` as JSON.
    """

    rss: WebAddress | None = None
    sitemap: WebAddress | None = None
    listing: WebAddress | None = None
    json_api: WebAddress | None = Field(None, alias="json")
    search: WebAddress | None = None

    match: Regex | None = None  # only links whose URL it is found in
    headers: dict[Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")], HeaderText] = {}
    method: Literal["GET", "POST"] = "GET"
    body: str | None = None
    pages: Pages | None = None  # None: the first page is all

    links: Css | None = None  # listing: the <a> elements, inside of `items` where that is given
    embedded: Regex | None = None  # JSON: cuts it out of a page (group 1, or all of the match)
    items: str | None = None  # listing: CSS of the block around one link; JSON: path to the list
    url: str | None = (
        None  # JSON: path in an item; likewise the next ones, CSS in a listing's items
    )
    title: str | None = None
    summary: str | None = None
    published: str | None = None
    credit: str | None = None

    @property
    def kind(self) -> str:
        """Say which way this is: rss, sitemap, listing, json or search."""
        return next(kind for kind, address in self._addresses().items() if address)

    @property
    def address(self) -> str:
        """Return the URL to ask; that of a search holds `{query}`."""
        return next(address for address in self._addresses().values() if address)

    @property
    def form(self) -> Literal["feed", "sitemap", "listing", "json"]:
        """Say how the answer is to be read."""
        if self.kind == "search":
            return "listing" if self.links else "json" if self.items else "feed"
        forms: dict[str, Literal["feed", "sitemap", "listing", "json"]]
        forms = {"rss": "feed", "sitemap": "sitemap", "listing": "listing", "json": "json"}
        return forms[self.kind]

    def _addresses(self) -> dict[str, str | None]:
        return {
            "rss": self.rss,
            "sitemap": self.sitemap,
            "listing": self.listing,
            "json": self.json_api,
            "search": self.search,
        }

    @model_validator(mode="after")
    def _keys_fit_the_kind(self) -> "Discovery":
        given = [kind for kind, address in self._addresses().items() if address]
        if len(given) != 1:
            kinds = ", ".join(self._addresses())
            raise ValueError(f"needs exactly one of {kinds}; has {', '.join(given) or 'none'}")
        if self.kind == "search" and "{query}" not in self.address:
            raise ValueError("a search address must contain {query}")
        if self.body is not None and self.method != "POST":
            raise ValueError("body needs method: POST")
        if self.pages is not None:
            self.pages.check(self.form, self.method)
        self._check_paths()
        return self

    def _check_paths(self) -> None:
        parts = ("items", "url", "title", "summary", "published", "credit")
        paths = {part: getattr(self, part) for part in parts if getattr(self, part) is not None}
        if self.form == "json" and not {"items", "url"} <= paths.keys():
            raise ValueError("json needs items and url")
        if self.form == "listing" and self.url:
            raise ValueError("a listing takes links, not url")
        if self.form in {"feed", "sitemap"} and (paths or self.links or self.embedded):
            raise ValueError(f"a {self.form} takes no links, items or paths")
        for part, path in paths.items():
            try:
                (compile_json_path if self.form == "json" else compile_css)(path)
            except (JMESPathError, cssselect.SelectorError) as error:
                raise ValueError(f"{part}: {' '.join(str(error).split())}") from None


class Selector(_Part):
    """Where one field of a page is: by CSS (a plain string is one), in the source, or in JSON.

    `css`: the text of the elements, or their `attribute`; `regex`: group 1 (or all) of the first match
    in the page's source; `json`: a JMESPath in the JSON that the regex `embedded` cuts out of the
    source, or in the whole response without it.
    """

    css: Css | None = None
    attribute: str | None = None  # None: the text
    regex: Regex | None = None
    json_path: JsonPath | None = Field(None, alias="json")
    embedded: Regex | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain_string_is_css(cls, value: Any) -> Any:
        return {"css": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_form(self) -> "Selector":
        if sum(form is not None for form in (self.css, self.regex, self.json_path)) != 1:
            raise ValueError("needs exactly one of css, regex, json")
        if self.attribute is not None and self.css is None:
            raise ValueError("attribute needs css")
        if self.embedded is not None and self.json_path is None:
            raise ValueError("embedded needs json")
        return self


class Layout(_Part):
    """Where the fields of an article are in a source's pages; older layouts carry `until`."""

    until: date | None = None  # last day of this layout; None: still in use
    title: Selector | None = None
    body: Selector | None = None
    published: Selector | None = None
    modified: Selector | None = None
    credit: Selector | None = None
    author: Selector | None = None
    drop: tuple[Css, ...] = ()  # what is removed from the body


class UrlRule(_Part):
    """How a URL of a copy or variant maps to that of the original."""

    pattern: Regex  # matches the whole path of the URL
    original: str  # with \1, \2 … for the groups of the pattern

    @model_validator(mode="after")
    def _groups_exist(self) -> "UrlRule":
        try:
            parse_web_address(re.sub(r"\\(\d|g<\w+>)", "x", self.original))
            re.compile(f"(?:{self.pattern})|").match("").expand(self.original)  # type: ignore[union-attr]
        except (re.error, IndexError, ValueError) as error:
            raise ValueError(f"original: {error}") from None
        return self


class Pace(_Part):
    """How gently a source is crawled."""

    delay: float = Field(2.0, ge=0, le=120)  # seconds between two requests to one host
    concurrency: int = Field(1, ge=1, le=16)  # requests to one host at a time
    max_pages: int = Field(300, ge=1, le=100_000)  # articles per crawl


class Source(YamlRecord):
    """An outlet that is watched."""

    name: str = Field(min_length=1)
    homepage: WebAddress
    kind: Literal["media", "portal", "self-media", "official", "aggregator", "mirror"]
    language: str = Field("zh", pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")
    timezone: str = "Asia/Shanghai"  # for dates printed without a zone
    hosts: tuple[Host, ...] = ()  # further hosts of the outlet, with everything below them
    discover: tuple[Discovery, ...] = ()  # none: reached by search, seeds and links only
    layouts: tuple[Layout, ...] = ()  # newest first; none: the generic extractor
    crawl: Pace = Pace()
    fetch: Literal["all", "promising"] = "all"
    render: Literal["browser"] | None = None  # None: pages are read without a browser
    verified: date | None = None  # None: nobody has seen it work yet
    mirror_of: tuple[UrlRule, ...] = ()
    variants: tuple[UrlRule, ...] = ()  # other addresses of the same article at the same outlet

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (OSError, ValueError, KeyError):
            raise ValueError(f"there is no time zone {value!r}") from None
        return value

    @model_validator(mode="after")
    def _mirrors_map(self) -> "Source":
        if self.mirror_of and self.kind != "mirror":
            raise ValueError("mirror_of is for kind: mirror")
        return self

    @property
    def sites(self) -> tuple[str, ...]:
        """Return the hosts of the outlet; everything below one belongs to it too."""
        home = ascii_host(urlsplit(self.homepage).hostname or "")
        return (home.removeprefix("www.").removeprefix("m."), *map(ascii_host, self.hosts))
