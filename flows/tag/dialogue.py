"""Interviews that are printed as dialogue: a name, a colon and what that person says, line by line."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from flows.tag.spans import Cover, Span
from flows.tag.speakers import bare_name
from flows.tag.speech import Utterance, trimmed

_LINE = re.compile(
    r"\n[ \u3000]*(?P<name>[^\W\d_]{1,8}(?:·[^\W\d_]{1,8})?|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3})[ ]*[:：](?P<said>[^\n]+)"
)
_ASKING = re.compile(
    r"(?:问|记者|主持人|本报|提问者|采访者|q|interviewer|question|host|reporter)$", re.I
)
_FEWEST = (
    2  # lines make a dialogue, and somebody asks or speaks twice: others are lists or captions
)


def answers(folded: str, names: Sequence[Span], taken: Iterable[Utterance]) -> Iterator[Utterance]:
    """Yield what is answered in the dialogue of a text; `taken` is the marked speech in it."""
    lines = list(_LINE.finditer(folded))
    if len(lines) < _FEWEST:
        return
    counts = Counter(line["name"] for line in lines)
    if max(counts.values()) < _FEWEST and not any(map(_ASKING.search, counts)):
        return
    marked = Cover(one.text for one in taken)
    for line in lines:
        span = trimmed(folded, *line.span("said"), " \u3000\n")
        is_empty = span[0] >= span[1] or marked.touches(span)
        if not (is_empty or _ASKING.search(line["name"])):
            speaker = bare_name(folded, line.span("name"), names)
            if speaker:
                yield Utterance(speaker, ":", span, is_direct=True)
