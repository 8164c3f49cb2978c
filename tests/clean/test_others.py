"""Pages that are no articles are named as what they are, in invented pages: lists, messages, walls, pictures, spam.

Each case of `others/*.txt` is such a page, with the reason for which it is rejected or the flag that it gets.
"""

import re
from pathlib import Path

import pytest

from flows.clean import clean_page
from tests.clean.test_outlets import FETCHED, FURNITURE
from warehouse.records import RawPage, Rejection

OTHERS = Path(__file__).parent / "others"
HEADLINES = (
    "河湾市图书馆延长开放时间至晚上十点", "青石江大桥今起恢复双向通行", "北岭股份一季度净利润同比下降", "老街夜市推出十项便民措施",
    "市政府召开常务会议研究供暖工作", "北岭山区迎来今年第一场降雪", "老城区二十条背街小巷完成改造", "守灯人老秦：灯亮着船就不会走错",
    "小镇上的修表匠和他的目镜", "南屿科技发布新款阅读器",
)  # fmt: skip
SUMMARY = "据了解，此项工作先试行三个月，之后再根据情况决定是否长期保留，相关部门负责人作了介绍"
KEYWORDS = ",".join(
    f"河湾娱乐城{word}" for word in ("官网", "平台", "登录", "注册", "网址", "下载", "代理", "开户")
)
EACH = {
    "items_summary": '<div class="item"><h3><a href="/{n}">{t}</a></h3><p>{s}……</p><span>2025-05-0{n}</span></div>',
    "rows": '<tr><td>·<a href="/{n}">{t}</a></td><td>2025-05-0{n}</td></tr>',
    "links": '<ul><li><a href="/{n}">{t}</a></li></ul>',
    "pictures": '<div><img src="{n}.jpg"><p>{n}/9 {t}</p></div>',
    "pictures_links": '<div><a href="/{n}"><img src="{n}.jpg"></a><a href="/{n}">{t}</a></div>',
    "posts": '<li><a href="/{n}"><img src="{n}.jpg"></a><div><a href="/{n}">{t}</a><p>{s}。</p><time>2025-05-0{n} 08:30</time></div></li>',
    "gov": '<li><span>2025-05-0{n}</span><a href="/{n}" title="{t}">{t}</a></li>',
    "live": '<div class="i"><em>0{n}:3{n}</em><div>【{t}】{s}。</div><a href="/l{n}">分享</a></div>',
    "bigpics": '<p><img src="{n}.jpg"></p><p>老街夜市一角（{n}/9）</p>',
    "results": '<div class="result"><h3><a href="/{n}">{t}</a></h3><div class="abs">2025年5月{n}日 - {s}...</div><div class="u">www.hewan.example/{n}.html - 快照</div></div>',
}
PARTS = {
    name: "".join(form.format(n=n, t=title, s=SUMMARY) for n, title in enumerate(HEADLINES))
    for name, form in EACH.items()
} | {
    "scripts": "x" * 1_500,
    "hidden": "".join(
        f'<a href="/h{n}">河湾娱乐城在线开户注册送彩金{n}</a> ' for n in range(3_000)
    ),
    "spam": "".join(f'<p><a href="/{n}.html">{KEYWORDS}</a></p>' for n in range(60)),
}


def cases() -> list[tuple[str, str, RawPage]]:
    """Return name, what the page is, and the page, of all files."""
    found = []
    for path in sorted(OTHERS.glob("*.txt")):
        for part in re.split(r"^@ ", path.read_text("utf-8"), flags=re.M)[1:]:
            head, *lines = part.strip().split("\n")
            name, _, kind = head.rpartition(" | ")
            url = "https://www.hewan.example/a/188.html"
            if lines[0].startswith("url: "):
                url = lines.pop(0).removeprefix("url: ")
            markup = "\n".join(lines)
            for key, value in (FURNITURE | PARTS).items():
                markup = markup.replace(f"{{{key}}}", value)
            found.append((name, kind, RawPage(url, "outlet", FETCHED, 200, {}, markup.encode())))
    return found


@pytest.mark.parametrize(
    ("kind", "page"), [case[1:] for case in cases()], ids=[case[0] for case in cases()]
)
def test_page_that_is_no_article_is_named(kind: str, page: RawPage) -> None:
    result = clean_page(page)
    named = (result.reason.value,) if isinstance(result, Rejection) else result.quality
    assert kind in named
