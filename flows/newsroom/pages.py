"""Pages, lists and feeds as the outlets print them: templates filled, bytes encoded."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from flows.newsroom.cast import BEIJING, Discovery, Outlet
from flows.newsroom.versions import Version
from flows.newsroom.world import FOLDER

WEEKDAYS = "一二三四五六日"
_INDEXED = "周{weekday}, {day:02} {month}月 {year} {clock} GMT"


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a list: an article as others point at it."""

    url: str
    path: str
    version: Version


def article_page(outlet: Outlet, link: Link, template: str, surroundings: dict[str, Any]) -> bytes:
    """Render one article in a layout of its outlet."""
    name = f"{outlet.template}/{template}.html"
    return encode(outlet, _render(name, outlet=outlet, link=link, **surroundings))


def list_page(outlet: Outlet, links: Sequence[Link], surroundings: dict[str, Any]) -> bytes:
    """Render one page of links in the layout of the outlet."""
    return encode(
        outlet, _render(f"{outlet.template}/list.html", outlet=outlet, links=links, **surroundings)
    )


def plain_page(outlet: Outlet, name: str, **words: Any) -> bytes:
    """Render a page that all outlets share: an error, a captcha."""
    return encode(outlet, _render(f"shared/{name}.html", outlet=outlet, **words))


def feed(outlet: Outlet, discovery: Discovery, links: Sequence[Link], **words: Any) -> bytes:
    """Render a feed, sitemap or search answer, in the outlet's own way where it has one."""
    names = [f"{outlet.template}/{discovery.kind}.xml", f"shared/{discovery.kind}.xml"]
    template = _environment().select_template(names)
    text = template.render(outlet=outlet, discovery=discovery, links=links, **words)
    return text.strip().encode("utf-8")


def json_list(links: Sequence[Link], *, page: int, more: bool) -> bytes:
    """Return the answer of a JSON interface, in the shape that Chinese outlets like."""
    items = [
        {
            "id": link.path.rpartition("/")[2].partition(".")[0],
            "title": link.version.headline,
            "link": link.path,
            "intime": int(link.version.published.timestamp()),
            "media_name": link.version.credit,
            "summary": link.version.summary,
        }
        for link in links
    ]
    answer = {"code": 0, "message": "ok", "result": {"page": page, "hasMore": more, "data": items}}
    return json.dumps(answer, ensure_ascii=False).encode("utf-8")


def encode(outlet: Outlet, text: str) -> bytes:
    """Turn a page into the bytes that the outlet really sends."""
    return text.encode(outlet.charset, errors="xmlcharrefreplace")


def ago(moment: datetime, now: datetime) -> str:
    """Say how long ago something was, the way Chinese portals do."""
    minutes = int((now - moment) / timedelta(minutes=1))
    today, day = now.astimezone(BEIJING).date(), moment.astimezone(BEIJING)
    if minutes < 60:
        return f"{minutes}分钟前" if minutes else "刚刚"
    if day.date() == today:
        return f"{minutes // 60}小时前"
    if today - day.date() == timedelta(days=1):
        return f"昨天 {day:%H:%M}"
    return f"{day:%m-%d %H:%M}" if day.year == today.year else f"{day:%Y-%m-%d}"


def weekday(moment: datetime) -> str:
    """Name the day of the week."""
    return f"星期{WEEKDAYS[moment.weekday()]}"


def _render(name: str, **words: Any) -> str:
    return _environment().get_template(name).render(**words)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=select_autoescape(("html", "xml")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "ago": ago,
        "indexed": _indexed,
        "packed": _packed,
        "rfc822": format_datetime,
        "tokens": _tokens,
        "utc": _utc,
        "weekday": weekday,
    }
    return environment


def _indexed(moment: datetime) -> str:
    """The time as Chinese search engines put it: shaped like RFC 822, in no language of RFC 822."""
    at = moment.astimezone(UTC)
    return _INDEXED.format(
        weekday=WEEKDAYS[at.weekday()],
        day=at.day,
        month=at.month,
        year=at.year,
        clock=f"{at:%H:%M:%S}",
    )


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"


def _packed(story: dict[str, Any]) -> str:
    """Hide a text from everything that does not run scripts."""
    return base64.b64encode(json.dumps(story).encode("utf-8")).decode("ascii")


def _tokens(paragraphs: Sequence[str]) -> list[list[dict[str, str]]]:
    """Put paragraphs the way that a content system stores them."""
    return [[{"type": "text", "content": paragraph}] for paragraph in paragraphs]
