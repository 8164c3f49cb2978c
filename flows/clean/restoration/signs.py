"""Signs of alterations that cannot be undone: they are named, and the text is left alone."""

import re
from collections import Counter

# No writer puts these together: synonyms set in by machine, within words too.
_IMPOSSIBLE = (
    "东说念主",
    "主说念主",
    "主谈主员",
    "使命主谈",
    "东谈主员",
    "东谈主类",
    "东谈主民",
    "东谈主士",
)
_UNLIKELY = ("犯法嫌疑人", "据音讯", "音讯称", "音讯人士", "收集犯法", "使命人员", "收集安全法")
_BROKEN_SENTENCES = (
    "，。",
    "、。",
    "；。",
    "。，",
    "。、",
    "。；",
    "！，",
    "？，",
    "\n，",
    "\n、",
    "\n；",
    "\n。",
)
_SENTENCE_END = re.compile(r"[。！？!?]")
_PIECE = re.compile(r"\n([\u3400-\u9fffA-Za-z0-9“”]{2,8})(?=\n[^\n]{0,80}，)")
_LINE_ENDS = "\n。！？!?：:”》】…"
_AT_LEAST = 3


def is_spun(text: str) -> bool:
    """Tell whether synonyms were put in by machine: 人 became 东说念主, 工作 使命."""
    return any(word in text for word in _IMPOSSIBLE) or sum(map(text.count, _UNLIKELY)) >= 2


def is_shuffled(text: str) -> bool:
    """Tell whether halves of sentences are out of order: sentences that begin or end in the middle."""
    torn = sum(map(text.count, _BROKEN_SENTENCES))
    return torn >= _AT_LEAST and torn >= 0.15 * len(_SENTENCE_END.findall(text))


def has_injected_keywords(text: str, title: str) -> bool:
    """Tell whether pieces of the title, or one phrase again and again, break sentences apart."""
    found = _PIECE.finditer(text)
    pieces = Counter(one[1] for one in found if text[one.start() - 1] not in _LINE_ENDS)
    of_title = sum(count for piece, count in pieces.items() if piece in title)
    repeated = sum(count for count in pieces.values() if count > 1)
    return max(of_title, repeated) >= _AT_LEAST
