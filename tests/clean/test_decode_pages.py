"""Bytes to text, whatever is declared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.decode import decode

HANS = "河湾市图书馆宣布，从下周起把每天的开放时间延长到晚上十点。" * 6
HANT = "河灣市立圖書館今天宣布，下週起每日開放時間延長至晚間十點。" * 6


def page(text: str, charset: str | None, encoding: str) -> bytes:
    meta = f'<meta charset="{charset}">' if charset else ""
    return f"<html><head>{meta}<title>新闻</title></head><p>{text}</p>".encode(encoding, "ignore")


@pytest.mark.parametrize(
    ("body", "header", "encoding"),
    [
        (page(HANS, "utf-8", "utf-8"), None, "utf-8"),
        (page(HANS, "gb2312", "utf-8"), "text/html; charset=gbk", "utf-8"),
        (page(HANS, None, "utf-8"), None, "utf-8"),
        (page(HANS, "gb2312", "gb18030"), None, "gb18030"),
        (page(HANS, "utf-8", "gb18030"), "text/html; charset=utf-8", "gb18030"),
        (page(HANS, None, "gb18030"), None, "gb18030"),
        (page(HANT, "big5", "big5hkscs"), None, "big5hkscs"),
        (page(HANT, "utf-8", "big5hkscs"), None, "big5hkscs"),
        (page(HANT, None, "big5hkscs"), None, "big5hkscs"),
        (page(HANT, "gb2312", "big5hkscs"), None, "big5hkscs"),
        (b"\xef\xbb\xbf" + page(HANS, "gbk", "utf-8"), None, "utf-8"),
        (page(HANS, None, "utf-16"), None, "utf-16"),
        (page(HANS, None, "utf-16-le"), None, "utf-16-le"),
    ],
)
def test_encoding_is_found_by_the_bytes(body: bytes, header: str | None, encoding: str) -> None:
    decoded = decode(body, header)
    assert decoded.encoding == encoding
    assert ("开放时间" in decoded.text) or ("開放時間" in decoded.text)


def test_gb2312_is_read_as_its_superset() -> None:
    assert "喆" in decode(page("记者胡喆" + HANS, "gb2312", "gb18030")).text


def test_hong_kong_characters_are_read() -> None:
    assert "嘅" in decode(page("佢嘅" + HANT, "big5", "big5hkscs")).text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs"])
def test_a_few_broken_bytes_do_not_spoil_a_page(encoding: str) -> None:
    body = bytearray(page(HANT if encoding == "big5hkscs" else HANS, encoding, encoding) * 4)
    for at in (150, 400, 700):
        body[at] = 0xFF
    decoded = decode(bytes(body))
    assert decoded.encoding == encoding
    assert "broken_bytes" in decoded.flags
    assert decoded.text.count("宣布") >= 15


def test_wrong_declaration_is_named() -> None:
    assert "charset_mislabelled" in decode(page(HANS, "gb2312", "utf-8")).flags
    assert "charset_mislabelled" not in decode(page(HANS, "gbk", "gb18030")).flags


@pytest.mark.parametrize("wrong", ["gb18030", "cp1252"])
def test_mojibake_is_named(wrong: str) -> None:
    garbled = HANS.encode("utf-8").decode(wrong, "ignore")
    assert "mojibake" in decode(f"<p>{garbled}</p>".encode()).flags


@pytest.mark.parametrize("text", [HANS, HANT, "Plain English text, nothing more. " * 10])
def test_clean_text_is_not_called_mojibake(text: str) -> None:
    assert decode(text.encode()).flags == ()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\x00\ufeff"), min_size=1))
def test_valid_utf8_is_never_transcoded(text: str) -> None:
    decoded = decode(b"\xef\xbb\xbf" + text.encode(), "text/html; charset=big5")
    assert decoded.text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_decoded(body: bytes) -> None:
    assert isinstance(decode(body).text, str)
