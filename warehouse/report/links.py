"""Anchors inside the page and addresses that lead out of it: only http and https, only within the page's own names."""

from hashlib import sha256
from urllib.parse import urlsplit


def web_address(url: object) -> str | None:
    """Return an address that may be linked; None for any scheme but http and https."""
    text = str(url or "")
    if any(ord(character) <= 32 or ord(character) == 127 for character in text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in {"http", "https"} and parts.hostname else None


def anchor(kind: str, name: object) -> str:
    """Return the id of an element about something whose own name may hold anything."""
    return f"{kind}-{sha256(str(name).encode()).hexdigest()[:10]}"
