"""Words that tell of nothing that a topic asks for.

Answers that nobody gave: 截至发稿，公司未作回应 says nothing of how the company answered. And verbs that only
tell who speaks: “…,” she recalls.
"""

import re

from flows.tag.spans import Span

_ANSWERS = ("回应", "回复", "答复", "回覆", "表态", "respon", "repl", "answer", "comment")
_NOT_GIVEN = re.compile(
    "(?:未|没有|没|拒绝|不予|不作)(?:就此|对此|作出|做出|作|立即|公开|正式|进一步|任何|予以)*$"
    r"|(?:did not|has not|have not|had not|declined to|refused to|yet to)(?: immediately)? $"
)
_SPEAKS = re.compile(r"[\"”'’] (?:[\w.'’-]+ ){1,4}$")  # before a verb of saying
_VERBS = ("recall", "claim", "warn", "promise", "admit", "complain", "answer", "repl", "respon")
_REACH = 24  # characters before an answer


def is_mere_saying(text: str, span: Span) -> bool:
    """Tell whether a word of a folded text is the verb beside somebody's speech: "…," she recalls."""
    start = span[0]
    if not text.startswith(_VERBS, start):
        return False
    return _SPEAKS.search(text, max(0, start - _REACH), start) is not None


def is_withheld(text: str, span: Span) -> bool:
    """Tell whether a word of a folded text speaks of an answer that was not given."""
    start = span[0]
    if not text.startswith(_ANSWERS, start):
        return False
    return _NOT_GIVEN.search(text, max(0, start - _REACH), start) is not None
