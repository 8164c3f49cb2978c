"""A post on a platform, carried as JSON by a page that prints nothing: text, time and account, and no headline."""

import re

from flows.clean.embedded import Embedded, named_value
from flows.clean.script_objects import script_dictionaries

_TEXTS = ("text", "content", "longtext")
_TIMES = ("created_at", "createdat", "create_time", "createtime", "publish_time", "publishtime")
_ACCOUNTS = ("user", "account", "author", "owner")
_LEAST = 20  # characters of a post that tells something
_HEADED = re.compile(r"[【#]\s*([^【】#]{4,60})\s*[】#]")
_SENTENCE = re.compile(r"[^。！？!?\n]{4,60}[。！？!?]?")
_BREAK = re.compile(r"<br\s*/?>|</p>", re.I)
_TAG = re.compile(r"<[^>]{1,300}>")


def embedded_post(html: str) -> Embedded | None:
    """Return the post that a page carries in its scripts, headed by its first words; its account is its credit."""
    for item in script_dictionaries(html):
        plain = {str(key).lower(): value for key, value in item.items()}
        text = next((plain[name] for name in _TEXTS if isinstance(plain.get(name), str)), "")
        account, written = named_value(plain, _ACCOUNTS), named_value(plain, _TIMES)
        title = _headline(text)
        if account and written and title and len(text) >= _LEAST:
            return Embedded(title, text, written, "", account, "", is_post=True)
    return None


def _headline(text: str) -> str:
    """Return what a post puts in 【】 before its text, else its first sentence."""
    plain = _TAG.sub("", _BREAK.sub("\n", text)).strip()
    match = _HEADED.match(plain) or _SENTENCE.match(plain)
    return "" if match is None else (match[1] if match.re is _HEADED else match[0]).strip()
