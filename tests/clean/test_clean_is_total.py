"""Any bytes give a document or a rejection, in bounded time: no exception, no explosion."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.clean import clean_page
from warehouse.records import Document, RawPage, Rejection, RejectionReason

ROOT = Path(__file__).parents[2]
GOLDEN = [path.read_bytes() for path in sorted((ROOT / "tests/golden").glob("*/page.html"))]
CORPUS = ROOT / "../shared/corpus/html"
NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
LENIENT = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
PIECES = [b"<div>", b"</div>", b"<p", b">", b'"', b"<!--", b"</h1>", b"<script>", b"\xff\xfe", b"\x00", "２".encode(), b"&#", b"&nbsp;"]  # fmt: skip


def check(body: bytes, url: str = "https://a.example/1", kind: str = "text/html") -> None:
    result = clean_page(RawPage(url, "a", NOW, 200, {"content-type": kind}, body))
    assert isinstance(result, (Document, Rejection))
    if isinstance(result, Document):
        assert result.text
        assert result.title
        assert (result.published_at is None) == (result.published_precision is None)
        assert (result.published_at is None) == (result.published_method is None)
        assert result.published_at is None or result.published_at.tzinfo is not None
        assert len(result.matching_text) == len(f"{result.title}\n{result.text}")


@LENIENT
@given(
    st.binary(max_size=3_000),
    st.text(max_size=40),
    st.text(st.characters(codec="latin-1"), max_size=30),
)
def test_random_bytes(body: bytes, url: str, kind: str) -> None:
    check(body, url, kind)


@LENIENT
@given(
    st.text(
        st.sampled_from("<>/ap div=\"'&;!-来源：作者2026-01月日，。《》（）记者\n\x00"),
        max_size=600,
    )
)
def test_random_markup(text: str) -> None:
    check(text.encode())


def mutated(body: bytes, cuts: list[tuple[float, float, bytes]]) -> bytes:
    for start, length, piece in cuts:
        at = int(start * len(body))
        body = body[:at] + piece + body[at + int(length * 200) :]
    return body


CUTS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=12)  # fmt: skip


@LENIENT
@given(st.sampled_from(GOLDEN), CUTS)
def test_mutated_golden_pages(body: bytes, cuts: list[tuple[float, float, bytes]]) -> None:
    check(mutated(body, cuts))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the evaluation corpus is not beside the project")
@settings(LENIENT, max_examples=40)
@given(st.data(), CUTS)
def test_mutated_real_pages(data: st.DataObject, cuts: list[tuple[float, float, bytes]]) -> None:
    small = sorted(path for path in CORPUS.glob("*.html") if path.stat().st_size < 60_000)
    check(mutated(data.draw(st.sampled_from(small)).read_bytes(), cuts))


HOSTILE = {
    "deep blocks": b"<div>" * 50_000 + "你好，世界。".encode(),
    "deep balanced blocks": b"<div>" * 30_000 + b"x" + b"</div>" * 30_000,
    "open formatting": b"<p>" + b"".join(b"<STRIKE id=%d>" % n for n in range(3_000)) + b"</p>" + b"<p>x</p>" * 3_000,
    "open links": b"".join(b"<a href=%d>" % n for n in range(20_000)) + b"<div>x" * 20_000,
    "scripts that never end": b"<script>" * 100_000,
    "nested json": b'<script type="application/ld+json">' + b'{"@graph":[' * 50_000 + b"</script>",
    "objects that never end": b"<h1>x</h1><script>" + b'a = {"b": [1,' * 40_000 + b"</script><p>x</p>",
    "strings that never end": b"<h1>x</h1><script>" + b"JSON.parse('\\\\" * 40_000 + b"</script><p>x</p>",
    "an attribute without end": b"<h1>x</h1><p date " + b"a" * 200_000 + b">x</p>",
    "more attributes than anybody writes": b"<h1>x</h1><p " + b" ".join(b'a%d=">"' % n for n in range(200_000)) + b">x</p>",
    "many long attributes": b"<h1>x</h1>" + (b"<p date " + b"a" * 8_000 + b">x</p>") * 300,
    "half a comment": b"<p>x</p><!--" + b"a-" * 300_000,
    "only brackets": b"<" * 300_000,
    "only labels": ("<h1>标题标题标题</h1>" + "<p>来源：" * 20_000).encode(),
    "only dates": ("<h1>标题标题标题</h1><p>" + "2024年" * 100_000).encode(),
    "one endless line": ("<h1>标题标题标题</h1><p>" + "（记者" * 100_000).encode(),
    "far out of sight": b'<span style="display:none">' * 20_000 + b"<p>x",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little(name: str) -> None:
    started = time.process_time()
    check(HOSTILE[name])
    assert time.process_time() - started < 4


def test_too_deep_a_page_is_named() -> None:
    page = RawPage("https://a.example/1", "a", NOW, 200, {}, HOSTILE["deep balanced blocks"])
    rejection = clean_page(page)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == RejectionReason.TOO_COMPLEX


def test_a_text_longer_than_any_article_is_named() -> None:
    body = (
        "<h1>标题标题标题</h1>" + "<p>图书馆的灯还亮着，值夜班的人也有地方坐下来读书。</p>" * 22_000
    )
    rejection = clean_page(RawPage("https://a.example/1", "a", NOW, 200, {}, body.encode()))
    assert isinstance(rejection, Rejection)
    assert rejection.reason == RejectionReason.TOO_COMPLEX
    assert "characters" in rejection.detail
