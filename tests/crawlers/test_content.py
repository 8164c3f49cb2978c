import pytest

from crawlers.content import is_empty_shell, refusal_of_body, refusal_of_type

SCRIPT = "<script src='/app.js'></script>"
ARTICLE = "<p>海滨市港口的工人说，新的值班表没有提前告诉任何人，双方周四再谈。</p>"
DATA = '{"title": "' + "海滨" * 300 + '"}'


@pytest.mark.parametrize(
    "body",
    [
        f"<html><body><div id='root'></div>{SCRIPT}</body></html>",
        f"<html><head><title>海滨日报 - 海滨市最大的报纸，每天为您报道</title></head><body>{SCRIPT}</body></html>",
        f"<body><noscript>请启用 JavaScript 以继续浏览本站的全部内容，谢谢</noscript>{SCRIPT}</body>",
        f"<body><style>{'a' * 500}</style><script>{'var a=1;' * 500}</script></body>",
        f"<body>加载中…{SCRIPT}</body>",
    ],
)
def test_a_shell_is_recognised(body: str) -> None:
    assert is_empty_shell(body.encode())


@pytest.mark.parametrize(
    "body",
    [
        f"<body>{ARTICLE}{SCRIPT}</body>",
        "<body>短</body>",  # no script would fill it
        f"<body><script id='__NEXT_DATA__' type='application/json'>{DATA}</script></body>",
        f"<body><script type='application/ld+json'>{DATA}</script></body>",
        f"<body><script>window.__INITIAL_STATE__ = {DATA};</script></body>",
        f"<body>{SCRIPT}{'<i></i>' * 20_000}</body>",  # too large to be one
    ],
)
def test_what_can_be_read_is_no_shell(body: str) -> None:
    assert not is_empty_shell(body.encode())


@pytest.mark.parametrize(
    ("content_type", "role", "wanted"),
    [
        ("text/html; charset=gbk", "page", True),
        ("TEXT/HTML", "page", True),
        ("application/xhtml+xml", "page", True),
        ("", "page", True),
        ("video/mp4", "page", False),
        ("application/pdf", "page", False),
        ("application/octet-stream", "page", False),
        ("application/octet-stream", "discovery", True),
        ("application/gzip", "discovery", True),
        ("image/png", "discovery", False),
        ("image/png", "robots", False),
    ],
)
def test_types_are_wanted_by_role(content_type: str, role: str, wanted: bool) -> None:
    assert (refusal_of_type(content_type, role) is None) is wanted


def test_bytes_that_are_no_page_are_named() -> None:
    assert refusal_of_body(b"%PDF-1.4 x") == "a PDF file"
    assert refusal_of_body("<html>".encode("utf-16")) is None
