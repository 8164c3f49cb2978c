"""What a response is, told by its headers and first bytes: a page of text, something else, an empty shell."""

import re

_TEXT_TYPES = frozenset(
    [
        "text/html",
        "text/plain",
        "text/xml",
        "application/xhtml+xml",
        "application/xml",
        "application/json",
        "application/ld+json",
        "text/x-server-parsed-html",
    ]
)
_NOT_TEXT = re.compile(r"(?:image|audio|video|font|model)/", re.IGNORECASE)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive",
    b"\x1f\x8b\x08": "a gzip archive",
    b"Rar!": "a RAR archive",
    b"\x00\x00\x00 ftyp": "an MP4 video",
    b"\x7fELF": "a program",
    b"MZ\x90\x00": "a program",
}
_LARGEST_SHELL = 60_000  # bytes; an article page of a larger size was never seen to be a shell
_HIDDEN = re.compile(
    rb"<(script|style|noscript|template|svg|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.I
)
_TAG = re.compile(rb"<[^>]*>")
_VISIBLE = re.compile(rb"[^\s\x00-\x20]")
_DATA = re.compile(rb"<script[^>]*(?:json|__NEXT_DATA__)[^>]*>.{400}", re.DOTALL | re.I)
_STATE = re.compile(rb"__(?:INITIAL_STATE|NUXT|NEXT_DATA|APOLLO_STATE)__\s*=.{400}", re.DOTALL)
_CARRIED = re.compile(rb'"(?:text|content|body)"\s*:\s*"[^"]{120}', re.I)  # of an article or a post
_FEWEST_BYTES = 60  # of visible text: 20 Chinese characters in UTF-8


def refusal_of_type(content_type: str, role: str) -> str | None:
    """Return why a body of this declared type is not wanted; None where it is, or nothing is declared.

    Feeds and APIs are served under the strangest types: for them only media are refused.
    """
    kind = content_type.partition(";")[0].strip().lower()
    wanted = not kind or kind in _TEXT_TYPES
    if role != "page":
        wanted = not _NOT_TEXT.match(kind)
    return None if wanted else kind


def refusal_of_body(body: bytes) -> str | None:
    """Return what a body is that claims to be a page and is not; None where nothing gives it away."""
    return next((what for magic, what in _MAGIC.items() if body.startswith(magic)), None)


def is_empty_shell(body: bytes) -> bool:
    """Tell whether a page shows next to nothing until its scripts have run, and carries no data either."""
    if len(body) > _LARGEST_SHELL or b"<script" not in body.lower():
        return False
    if _DATA.search(body) or _STATE.search(body) or _CARRIED.search(body):
        return False
    visible = _TAG.sub(b"", _HIDDEN.sub(b"", body))
    return len(_VISIBLE.findall(visible)) < _FEWEST_BYTES
