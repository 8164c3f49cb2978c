"""Headers, bodies and feet as the content systems of Chinese outlets print them, in invented pages.

Each case of `outlets/*.txt` is the mark-up of one kind of outlet around one of the stories of `outlets/stories.txt`, with the
fields that a reader finds on it. A field that a case does not name is not on the page.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from html import escape
from pathlib import Path
from urllib.parse import quote

import pytest

from flows.clean import clean_page
from warehouse.records import Document, RawPage

OUTLETS = Path(__file__).parent / "outlets"
FETCHED = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))
FURNITURE = {
    "nav": '<div class="top"><ul><li><a href="/">首页</a></li><li><a href="/yw">要闻</a></li><li><a href="/sh">社会</a></li><li><a href="/cj">财经</a></li><li><a href="/login">登录</a></li></ul></div>',
    "hot": '<div class="side"><h3>热点新闻</h3><ul><li><a href="/a1">海灣大橋下週起試行免費通行政策</a><span>05-11</span></li><li><a href="/a2">北岭山区迎来今年第一场降雪</a><span>2024-12-30 10:11</span></li><li><a href="/a3">老街夜市推出十项便民措施</a><span>05-12</span></li></ul></div>',
    "rel": '<div class="about"><h4>相关新闻</h4><ul><li><a href="/b1">市政府召开常务会议研究供暖工作</a> (2012-01-03 09:12)</li><li><a href="/b2">老城区二十条背街小巷完成改造</a> (2012-01-02 19:25)</li></ul></div>',
    "foot": '<div class="bottom"><p><a>关于我们</a> | <a>联系我们</a> | <a>广告服务</a></p><p>河湾网络传媒有限公司 版权所有 Copyright © 2003-2025 未经授权不得转载</p><p>河ICP备05000001号　违法和不良信息举报电话：0000-12345678</p></div>',
}
SHAPES = {"p": "<p>{}</p>", "p2": "<p>　　{}</p>\n", "br": "　　{}<br><br>", "div": "<div>{}</div><div><br></div>", "section": "<section><span>{}</span></section>", "plain": "{}"}  # fmt: skip


def stories() -> dict[str, tuple[str, list[str]]]:
    """Return headline and paragraphs of each story."""
    found: dict[str, tuple[str, list[str]]] = {}
    for part in (OUTLETS / "stories.txt").read_text("utf-8").split("# ")[1:]:
        name, title, *paragraphs = part.strip().split("\n")
        found[name] = title, paragraphs
    return found


@dataclass
class Case:
    """One invented page and what stands on it."""

    name: str
    title: str
    paragraphs: list[str]
    markup: str
    facts: dict[str, str] = field(default_factory=dict)

    def page(self) -> RawPage:
        """The page as it would have been fetched."""
        shapes = {name: "".join(shape.format(escape(text, quote=False)) for text in self._printed()) for name, shape in SHAPES.items()}  # fmt: skip
        html = self.markup.replace("{T}", self.title)
        html = html.replace("{js}", json.dumps(shapes["p"], ensure_ascii=False)[1:-1])
        html = re.sub(r"\{percent:(.*?)\}(?=</script>)", lambda m: quote(m[1]), html, flags=re.S)
        html = re.sub(r"\{string:(.*?)\}(?=\))|\{string:(.*?)\}(?=\]\))", lambda m: json.dumps(m[1] or m[2], ensure_ascii=False), html, flags=re.S)  # fmt: skip
        for name, value in (FURNITURE | shapes).items():
            html = html.replace(f"{{{name}}}", value)
        url = self.facts.get("url", "https://www.hewan.example/a/188.html")
        body = html.encode(self.facts.get("encoding", "utf-8"))
        return RawPage(url, "outlet", FETCHED, 200, {}, body)

    def expected(self) -> dict[str, object]:
        """What a reader finds on it."""
        extra = self.facts.get("extra", "")
        return {
            "title": self.title,
            "published": self.facts.get("published", "").replace("/", "-") or None,
            "credit": self.facts.get("credit"),
            "author": self.facts.get("author"),
            "text": [*self._printed(), *(extra.split("\n") if extra else [])],
        }

    def _printed(self) -> list[str]:
        first, *rest = self.paragraphs
        paragraphs = [self.facts.get("first", "") + first, *rest]
        return [*paragraphs[:-1], paragraphs[-1] + self.facts.get("last", "")]


def cases() -> list[Case]:
    """Return the cases of all files."""
    told = stories()
    found = []
    for path in sorted(OUTLETS.glob("*.txt")):
        if path.stem == "stories":
            continue
        for part in re.split(r"^@ ", path.read_text("utf-8"), flags=re.M)[1:]:
            head, *lines = part.strip("\n").split("\n")
            name, _, story = head.rpartition(" | ")
            facts: dict[str, str] = {}
            while not lines[0].startswith("<"):
                key, _, value = lines.pop(0).partition(": ")
                facts[key] = f"{facts[key]}\n{value}" if key in facts else value
            title, paragraphs = told[story]
            found.append(Case(f"{path.stem}: {name}", facts.get("title", title), paragraphs, "\n".join(lines), facts))  # fmt: skip
    return found


def told_by(document: Document, expected: dict[str, object]) -> dict[str, object]:
    """Return what a document says, its time as exactly as expected."""
    at = document.published_at
    published = f"{at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if at is not None else None
    wanted = expected["published"]
    if published is not None and isinstance(wanted, str):
        published = published[: len(wanted)]
    return {
        "title": document.title,
        "published": published,
        "credit": document.credit,
        "author": document.author,
        "text": document.text.split("\n"),
    }


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_page_of_an_outlet_is_read(case: Case) -> None:
    document = clean_page(case.page())
    assert isinstance(document, Document), document
    expected = case.expected()
    assert told_by(document, expected) == expected
