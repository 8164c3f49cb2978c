"""Posts that platforms hand to their scripts as JSON, on pages that print nothing."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.content import is_empty_shell
from flows.clean import clean_page
from warehouse.records import Document, RawPage, Rejection

NOW = datetime(2026, 1, 20, 4, 0, tzinfo=UTC)
FIRST = "【关于延长开放时间的说明】河湾市图书馆注意到近日的讨论，值班安排没有提前告知读者。"
SECOND = "延时服务先试行三个月，之后再根据到馆人数决定。给大家添了麻烦，对不起。"
POST: dict[str, Any] = {
    "created_at": "Tue Jan 06 21:35:00 +0800 2026",
    "id": "5100000000000001",
    "text": f"{FIRST}<br /><br />{SECOND}",
    "source": "河湾手机",
    "user": {"id": 7, "screen_name": "河湾市图书馆"},
}


def shell(state: object) -> bytes:
    script = f"var $config = {{}}; var $render_data = [{json.dumps(state)}][0] || {{}};"
    return f"<html><head><title>河客</title></head><body><div id='app'></div><script>{script}</script></body></html>".encode()


def read(state: object) -> Document | Rejection:
    return clean_page(
        RawPage("https://m.heke.example/detail/1", "heke", NOW, 200, {}, shell(state))
    )


def test_a_post_becomes_a_document_of_its_account() -> None:
    document = read({"status": POST})
    assert isinstance(document, Document)
    assert document.title == "关于延长开放时间的说明"
    assert document.text.splitlines() == [FIRST, SECOND]
    assert document.published_at == datetime(2026, 1, 6, 13, 35, tzinfo=UTC)
    assert (document.credit, document.author) == ("河湾市图书馆", None)


def test_a_post_without_a_heading_is_headed_by_its_first_sentence() -> None:
    document = read({"status": POST | {"text": f"河湾市图书馆延长开放时间。{SECOND}"}})
    assert isinstance(document, Document)
    assert document.title == "河湾市图书馆延长开放时间。"
    assert document.text == f"河湾市图书馆延长开放时间。{SECOND}"


@pytest.mark.parametrize("lacking", ["created_at", "user", "text"])
def test_what_lacks_time_account_or_text_is_no_post(lacking: str) -> None:
    state = {key: value for key, value in POST.items() if key != lacking}
    assert isinstance(read({"status": state}), Rejection)


def test_a_page_that_carries_a_post_is_no_empty_shell() -> None:
    assert not is_empty_shell(shell({"status": POST}))
    assert is_empty_shell(shell({"status": {"text": "", "body": "短"}}))
