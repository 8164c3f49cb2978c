"""What copy farms put above a text: search terms for engines, crumbs of the site they copied."""

import re

from flows.clean.script import script_of
from warehouse.records import Script

_TERM = r"[^|｜\n]{1,24}"
_SPAM = re.compile(rf"\s*(?:{_TERM}[|｜]){{5,}}(?:[^|｜\s]{{0,24}})(?=\s|\Z)[ \t\u3000]*\n*")
_REACH = 1_000  # characters from the start within which a head is looked for
_CRUMB = re.compile(
    r"^.{0,10}(?:網易|网易)首[頁页].{0,3}>.{0,40}>.{0,3}正文(?:.{0,8}申[請请]入[駐驻])?.{0,60}(?:\n|\Z)",
    re.MULTILINE,
)
_SHARE = re.compile(
    r"(?:\d{1,6}|分享至|舉報|举报|用微信掃碼.{0,20}|用微信扫码.{0,20})[ \t]*(?:\n|\Z)"
)


def has_spam_head(text: str) -> bool:
    """Tell whether simplified search terms stand before traditional text."""
    head = _SPAM.match(text[:_REACH])
    if head is None or script_of(head[0]) is Script.HANT:
        return False
    rest = text[head.end() :]
    return bool(rest.strip()) and script_of(rest) is Script.HANT


def without_spam_head(text: str) -> str:
    """Return the text from behind its head of search terms."""
    head = _SPAM.match(text[:_REACH])
    return text[head.end() :] if head else text


def without_chrome(text: str) -> str:
    """Return a mirrored text without the crumb line of the site it was copied from."""
    crumb = _CRUMB.search(text[:_REACH])
    if crumb is None:
        return text
    rest = text[crumb.end() :]
    while share := _SHARE.match(rest):
        rest = rest[share.end() :]
    return text[: crumb.start()] + rest
