"""Responses that are no pages of text, told before they are read."""

from warehouse.records import RawPage, RejectionReason

_BINARY = (
    b"%PDF", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"ID3", b"OggS", b"\x7fELF",
    b"Rar!", b"\x00\x00\x01\x00", b"\x28\xb5\x2f\xfd", b"wOF", b"MZ\x90", b"\xd0\xcf\x11\xe0", b"FLV",
)  # fmt: skip
_FEEDS = (b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"<rdf:rdf", b"<opml")
_TYPES = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/octet-stream", "application/msword", "application/vnd.",
          "application/rss", "application/atom", "text/css", "text/javascript", "application/javascript", "application/x-javascript")  # fmt: skip


def refused_unread(page: RawPage) -> tuple[RejectionReason, str] | None:
    """Return why a response is not even read; None where it may be a page."""
    if not 200 <= page.status < 300:
        return RejectionReason.HTTP_STATUS, f"status {page.status}"
    head = page.body[:1_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not head:
        return RejectionReason.EMPTY, "no bytes" if not page.body else "nothing but white space"
    if page.body.startswith(_BINARY):
        return RejectionReason.WRONG_TYPE, "not text by its first bytes"
    kind = (page.header("content-type") or "").split(";")[0].strip().lower()
    is_markup = b"<html" in head or b"<!doctype html" in head
    if kind.startswith(_TYPES) and not is_markup:
        return RejectionReason.WRONG_TYPE, kind
    if not is_markup and head.startswith((b"<?xml", b"<")) and any(tag in head for tag in _FEEDS):
        return RejectionReason.WRONG_TYPE, "a feed or sitemap"
    if head.startswith((b"{", b"[")) and kind.endswith("json"):
        return RejectionReason.WRONG_TYPE, kind
    return None
