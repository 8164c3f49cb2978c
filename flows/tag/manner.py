"""How somebody speaks, between the subject and a verb of saying: 无奈地, 指着窗户, 哽咽."""

import re

from flows.tag.segmentation import dictionary

_MANNER = re.compile(
    r"(?:伤心|悲伤|难过|着急|焦急|委屈|又|含泪|哽咽|点赞|轻声|小声|摇头|点头|摆手|叹气|[苦冷微大]?笑|激动|愤[怒然]|无奈|气愤|感慨|叹息|连连?|高声|低声|大声|抢着|当场)+$"
)
_MANNER_ENDS = frozenset("泪咽赞头手气笑动怒然奈愤慨息连声着场")
_MANNER_MARK = re.compile("[地着]")


def without_manner(text: str, low: int, high: int) -> int:
    """Return where a subject ends without how it speaks: 李女士无奈地, 吴桂香指着窗户, 顾念安哽咽."""
    if text[high - 1 : high] in _MANNER_ENDS and (manner := _MANNER.search(text, low + 2, high)):
        return manner.start()
    begin = max(low, text.rfind("的", low, high)) + 2
    for mark in _MANNER_MARK.finditer(text, begin, high):
        for length in (4, 3, 2, 1):
            start = mark.start() - length
            if start >= begin and dictionary()[0].get(text[start : mark.start()], 0):
                manner = _MANNER.search(text, begin, start)
                return manner.start() if manner else start  # 伤心又气愤地
    return high
