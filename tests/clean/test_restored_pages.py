"""A mirror's page is restored as a whole: headline, text and the line below the headline."""

from datetime import UTC, datetime

from benchmarks.mirror_simulator import farms, obfuscate
from flows.clean import clean_page
from tests.flows.archive import BODY
from warehouse.records import Document, RawPage


def test_headline_text_credit_and_author_of_a_mirror_are_restored() -> None:
    farm = farms()[0]
    title, credit, author = "青岚茶业召回三批绿茶，团队负责人致歉", "青岚经济网", "关长发"
    body = "".join(f"<p>{obfuscate(line, farm)}</p>" for line in BODY)
    html = (
        f"<html><head><meta charset='utf-8'></head><body><h1>{obfuscate(title, farm)}</h1>"
        f"<div>2026-01-06 10:00 {obfuscate('来源：' + credit, farm)} {obfuscate('作者：' + author, farm)}</div>"
        f"<div class='content'>{body}</div></body></html>"
    )
    page = RawPage(
        "http://www.copy.example/a/1.html",
        "copy",
        datetime(2026, 1, 7, tzinfo=UTC),
        200,
        (),
        html.encode(),
    )
    document = clean_page(page)
    assert isinstance(document, Document)
    assert "pinyin-annotation" in document.obfuscations
    assert document.title == title
    assert document.text.splitlines() == list(BODY)
    assert document.credit == credit
    assert document.author == author
