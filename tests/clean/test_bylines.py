"""Origin, writers and headline, as outlets print them."""

from datetime import UTC, datetime

import pytest

from crawlers.catalog import Source
from flows.clean import clean_page
from flows.clean.site_names import strip_site
from warehouse.records import Document, RawPage

NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
FIRST = "河湾市图书馆1月6日宣布，从下周起把每天的开放时间延长到晚上十点，周末照常开放。"
LAST = "延时服务先试行三个月，之后再根据到馆人数决定是否长期保留，市民对此普遍表示欢迎。"


def read(
    byline: str, *, first: str = FIRST, last: str = LAST, after: str = "", name: str = ""
) -> Document:
    """Return an invented page as read; `name`: what its source is called, where there is one."""
    html = (
        "<html><head><title>图书馆延长开放时间到晚上十点_河湾新闻网</title></head><body>"
        '<div class="nav"><a href="/">首页</a> <a href="/a">要闻</a></div>'
        f"<h1>图书馆延长开放时间到晚上十点</h1><div>{byline}</div>"
        f"<div class='text'><p>{first}</p><p>馆长说，想让下班的人也有地方坐下来读书，灯会一直亮着。</p><p>{last}</p>{after}</div>"
        '<div class="foot">版权所有</div></body></html>'
    )
    source = (
        Source(id="a", name=name, homepage="https://a.example/", kind="media") if name else None
    )
    document = clean_page(RawPage("https://a.example/1", "a", NOW, 200, {}, html.encode()), source)
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("2026-01-06 21:37　来源：河湾日报", "河湾日报"),
        ("2026-01-06 21:37 来源:<a href='#'>河湾日报</a> <a>举报</a>", "河湾日报"),
        ("<span>来源</span> <span>河湾日报</span> <span>2026-01-06</span>", "河湾日报"),
        ("文章来源：《河湾日报》 作者：林小满 2026-01-06", "河湾日报"),
        ("稿源：河湾日报 | 编辑：周一 | 2026-01-06", "河湾日报"),
        ("2026-01-06 转自：河湾日报客户端 字号：大 中 小", "河湾日报客户端"),
        ("2026年01月06日 21:37 河湾日报", "河湾日报"),
        ("林小满/河湾日报<br>2026-01-06 21:37", "河湾日报"),
        ("<a href='/u/7'>灯下读报</a><i>01-06</i><em>关注</em>", "灯下读报"),
        ("發布時間：2026/01/06 來源：河灣時報", "河灣時報"),
        ("2026-01-06 21:37", None),
        ("2026-01-06 21:37 来源：未知", None),
        ("2026-01-06 发布于：北京市", None),
        (
            "<span class='author'>林小满</span><span class='author-badge'>互联网行业 从业人员</span><i>2026-01-06</i>",
            None,
        ),
    ],
)
def test_credit_beside_the_headline(byline: str, credit: str | None) -> None:
    assert read(byline).credit == credit


@pytest.mark.parametrize(
    ("parts", "credit"),
    [
        ({"after": "<p>（来源：河湾日报）</p>"}, "河湾日报"),
        ({"after": "<p>本文转自微信公众号：河湾夜读</p>"}, "河湾夜读"),
        ({"after": "<p>《河湾日报》（2026年01月06日 03版）</p>"}, "河湾日报"),
        ({"first": "新华社北京1月6日电（记者程溪）" + FIRST}, "新华社"),
        ({"first": "（中央社記者葉知秋台北6日電）" + FIRST}, "中央社"),
        ({"after": "<p>图片来源：视觉河湾</p>"}, None),
        (
            {"after": "<p><em>This article first appeared in Hewan Post &amp; Mail.</em></p>"},
            "Hewan Post & Mail",
        ),
        ({"after": "<p>Originally published by the Hewan Gazette on May 5.</p>"}, "Hewan Gazette"),
        ({"after": "<p>Republished with permission from Hewan.News.</p>"}, "Hewan.News"),
        ({"after": "<p>（轉載自河灣週刊）</p>"}, "河灣週刊"),
        ({"after": "<p>原文出處：河灣週刊</p>"}, "河灣週刊"),
        ({"after": "<p>本文獲河灣週刊授權轉載，原文見此。</p>"}, "河灣週刊"),
        ({"after": "<p>The novel first appeared in Hewan.</p>"}, None),
    ],
)
def test_credit_in_the_text(parts: dict[str, str], credit: str | None) -> None:
    assert read("2026-01-06 21:37", **parts).credit == credit


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("2026-01-06 作者：林小满", "林小满"),
        ("2026-01-06 记者 林小满 程溪", "林小满、程溪"),
        ("2026-01-06 文／林小满", "林小满"),
        ("2026-01-06 撰文丨林小满 编辑丨周一鸣", "林小满"),
        ("2026-01-06 来源：河湾日报 记者：林小满、程溪 责任编辑：周一鸣", "林小满、程溪"),
        ("2026-01-06 来源：河湾日报 林小满", "林小满"),
        ("<span>作者：林小满</span> <span>更新于 01-06 21:37</span>", "林小满"),
        ("<span>林小满</span> <span>2026.01.06 凌晨0:20</span>", "林小满"),
        ("2026-01-06 编辑：周一鸣", None),
        ("2026-01-06 作者：网络整理", None),
        ("2026-01-06 撰文：河湾新闻网", None),
        ("2026-01-06 編譯／葉知秋", "葉知秋"),
        ("2026-01-06 08:13 河灣新聞網／ 葉知秋", "葉知秋"),
        ("<p>2026-01-06 08:13</p><p>國際中心／葉知秋報導</p>", "葉知秋"),
        ("<p>2026-01-06 08:13</p><p>社會中心／綜合報導</p>", None),
        ("2026-01-06 譯者：葉知秋", None),
        ("2026-01-06 08:13 河灣時報／ 記者林小滿／台北即時報導", "林小滿"),
        ("<div>2026年1月6日08時13分</div><div>作者 林小滿 / 台北</div>", "林小滿"),
    ],
)
def test_author_beside_the_headline(byline: str, author: str | None) -> None:
    assert read(byline).author == author


@pytest.mark.parametrize(
    ("parts", "author"),
    [
        ({"first": "本报讯（记者 林小满 通讯员 程溪）" + FIRST}, "林小满、程溪"),
        ({"first": "新华社北京1月6日电（记者林小满、程溪）" + FIRST}, "林小满、程溪"),
        ({"first": "（中央社記者葉知秋台北6日電）" + FIRST}, "葉知秋"),
        ({"first": "（中央社記者葉知秋、張志偉台北6日電）" + FIRST}, "葉知秋、張志偉"),
        ({"first": "【記者葉知秋台北報導】" + FIRST}, "葉知秋"),
        ({"first": "（記者葉知秋／澎湖報導）" + FIRST}, "葉知秋"),
        ({"first": "〔記者葉知秋／台北報導〕" + FIRST}, "葉知秋"),
        ({"last": LAST + "（记者 林小满）"}, "林小满"),
        ({"last": LAST + "（林小满）"}, "林小满"),
        ({"after": "<p>□ 本报记者 林小满</p>"}, "林小满"),
        ({"after": "<p>河湾日报记者 林小满 摄影报道</p>"}, "林小满"),
        ({"last": LAST + "（完）"}, None),
        ({"first": "记者：为什么开到十点？</p><p>馆长：" + FIRST}, None),
    ],
)
def test_author_in_the_text(parts: dict[str, str], author: str | None) -> None:
    assert read("2026-01-06 21:37", **parts).author == author


def test_reports_that_the_text_rests_on_are_kept_for_lineage() -> None:
    document = read(
        "2026-01-06",
        last="据《北岭时报》报道，邻市图书馆也将跟进。据青石晚报1月5日消息，该市尚无计划。",
    )
    assert document.cited == ("北岭时报", "青石晚报")
    foreign = read("2026-01-06", last="据Hewan Evening Post报道，邻市图书馆也将跟进，时间未定。")
    assert foreign.cited == ("Hewan Evening Post",)


ENGLISH = [
    "The library will stay open until ten in the evening from next week on, the city of Hewan said on Tuesday.",
    "Readers who work late had asked for it for years; the lights will be on at weekends too, the director said.",
    "The trial is going to last for three months, and the council will then look at how many people came.",
]


def read_english(byline: str, after: str = "") -> Document:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in ENGLISH)
    html = (
        "<html lang='en'><head><title>Library to stay open late | Hewan Post</title></head><body>"
        "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>Library to stay open late</h1>"
        f"{byline}<div class='text'>{body}</div>{after}</article><footer>© 2026 Hewan Post</footer></body></html>"
    )
    document = clean_page(RawPage("https://a.example/1", "a", NOW, 200, {}, html.encode()))
    assert isinstance(document, Document)
    return document


@pytest.mark.parametrize(
    ("byline", "time", "author"),
    [
        ("<div>Ann Lee and Bo Chan</div><div>Tue 6 Jan 2026 08.13 GMT</div>", "08:13", "Ann Lee、Bo Chan"),
        ("<p>By <a>Ann Lee</a>, Asia Correspondent</p><p>06 January 2026 • 8:13am</p>", "08:13", "Ann Lee"),
        ("<p>BY ANN LEE</p><p>JANUARY 6, 2026 / 8:13 AM GMT</p>", "08:13", "ANN LEE"),
        ("<p>Published January 6, 2026, 8:13 a.m.</p><p>Ann Lee | Staff Writer</p>", "08:13", "Ann Lee"),
        ("<div>Words by Ann Lee</div><div>6 January 2026, 8:13am</div>", "08:13", "Ann Lee"),
        ("<div>Reporter: Ann Lee</div><div>6 January 2026 08:13</div>", "08:13", "Ann Lee"),
        ("<div>Ann Lee for Sea News</div><div>6 January 2026 08:13</div>", "08:13", "Ann Lee"),
        ("<div class='byline'>Ann Lee, Bo Chan, Cy Poe</div><time>6 Jan 2026 08:13</time>", "08:13", "Ann Lee、Bo Chan、Cy Poe"),
        ("<div>6 January 2026 08:13</div>", "08:13", None),
        ("<p>By Ann Lee in Hewan and Bo Chan in New Beiling</p><p>6 January 2026 08:13</p>", "08:13", "Ann Lee、Bo Chan"),
        ("<div>Story by Ann Lee, Video by Bo Chan</div><p>6 January 2026 08:13</p>", "08:13", "Ann Lee"),
        ("<div class='author'>Ann Lee<a>@annlee</a></div><p>6 January 2026 08:13</p>", "08:13", "Ann Lee"),
        ("<p>Jan 06, 2026, 08:13 ET</p>", "08:13", None),
        ("<p>By Ann van der Lee</p><p>6 January 2026 08:13</p>", "08:13", "Ann van der Lee"),
        ("<p>Posted Tuesday, January 6, 2026 at 8:13 a.m. GMT</p>", "08:13", None),
    ],
)  # fmt: skip
def test_english_bylines(byline: str, time: str, author: str | None) -> None:
    document = read_english(byline)
    assert document.published_at is not None
    assert f"{document.published_at:%H:%M}" == time
    assert (document.author, document.credit) == (author, None)


@pytest.mark.parametrize(
    ("after", "credit"),
    [
        ("<p>Courtesy of Sea News</p>", "Sea News"),
        ("<p>Via Sea Wire</p>", "Sea Wire"),
        ("<p>SOURCE Hewan Library</p>", "Hewan Library"),
        ("<p>Sources close to Hewan Library said so.</p>", None),
        ("<p>Read the original article on <a href='https://b.example/1'>Sea News</a>.</p>", "Sea News"),
        ("<p>This article, on which five of us worked, is a short one; the library will stay open, and nobody had it from elsewhere.</p>", None),
        ("<p>The post Library to stay open late, and what became of the long fight for its lights appeared first on <a href='https://b.example/'>Sea News</a>.</p>", "Sea News"),
    ],
)  # fmt: skip
def test_english_notices_of_the_origin(after: str, credit: str | None) -> None:
    assert read_english("<div>6 January 2026 08:13</div>", after).credit == credit


@pytest.mark.parametrize(
    ("sign_off", "author"),
    [
        ("(Reporting by Ann Lee in Hewan and Bo Chan; Editing by Cy Poe)", "Ann Lee、Bo Chan"),
        ("Reporting by Ann Lee; Additional reporting by Bo Chan; Editing by Cy Poe", "Ann Lee、Bo Chan"),
        ("Writing by Ann Lee; Editing by Cy Poe", "Ann Lee"),
        ("— Ann Lee", "Ann Lee"),
        ("(By Ann Lee and Bo Chan)", "Ann Lee、Bo Chan"),
        ("–Ann O’Lee", "Ann O’Lee"),
    ],
)  # fmt: skip
def test_english_sign_off_names_the_writers_and_is_no_text(sign_off: str, author: str) -> None:
    document = read_english("<div>6 January 2026 08:13</div>", f"<p>{sign_off}</p>")
    assert document.author == author
    assert sign_off not in document.text


@pytest.mark.parametrize(
    ("byline", "credit"),
    [
        ("<span>2026-01-06 08:13</span> <span>河湾新闻 林小满</span>", None),
        ("<span>2026-01-06 08:13</span> <span>来源：河湾新闻网</span>", "河湾新闻网"),
        ("<span>河湾新闻网</span> <span>2026-01-06 08:13</span>", "河湾新闻网"),
        ("<span>2026-01-06 08:13</span> <span>河湾新闻网 记者林小满／即时报道</span>", None),
        ("<span>2026-01-06 08:13</span> <span>北岭新闻 林小满</span>", "北岭新闻"),
        ("<span>2026-01-06 08:13 北嶺新聞網／ 林小滿</span>", "北嶺新聞網"),
        ("<span>01月06日(二) 08:13</span>", None),
    ],
)
def test_site_credits_itself_by_a_label_or_beside_the_date(byline: str, credit: str | None) -> None:
    assert read(byline, name="河湾新闻网").credit == credit


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("图书馆延长开放时间_河湾新闻网", "图书馆延长开放时间"),
        ("图书馆延长开放时间_本地_河湾新闻网", "图书馆延长开放时间"),
        ("图书馆延长开放时间 - 河湾日报", "图书馆延长开放时间"),
        ("图书馆延长开放时间|河湾|延时_新闻中心", "图书馆延长开放时间"),
        ("评论｜图书馆为何亮灯到十点", "评论｜图书馆为何亮灯到十点"),
        ("Library to open late | Hewan Gazette", "Library to open late"),
        ("河湾新闻网", "河湾新闻网"),
    ],
)
def test_site_is_taken_off_a_title(head: str, title: str) -> None:
    assert strip_site(head) == title


def test_name_and_post_above_an_english_text_are_no_text_of_it() -> None:
    above = "<div><time datetime='2026-01-06T08:13:00Z'>4 hours ago</time></div><div>Ann Lee</div><div>City reporter</div>"
    document = read_english(above)
    assert document.text.startswith("The library")
    assert document.author == "Ann Lee"
    assert f"{document.published_at:%H:%M}" == "08:13"
