"""Whom a word of judgement is about: the entity that its sentence speaks of.

It belongs to the entity that stands nearest before it in its sentence, or directly behind it (最忠诚的米粉), or
else to whom the text spoke of last. Names that only say what happened to whom own nothing: 让米粉失望, 大熊风波.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from flows.tag.sentences import Sentences
from flows.tag.spans import Cover, Span

_CARRIED = 0.7  # weight of a judgement in a sentence that names nobody
_BEHIND = 3  # characters behind a word within which 的 and an entity may follow
_QUOTED = 2  # characters by which a marked passage is longer than a mere name in marks
_PREPOSITIONS = frozenset("由被与和跟同对向给让令使叫惹把将为因替随")
_LONG_PREPOSITIONS = frozenset(
    ["面对", "针对", "对于", "关于", "围绕", "因为", "由于", "通过", "鉴于", "除了"]
)
_EVENTS = ("风波", "事件", "一事", "之争", "争议", "案", "话题", "问题", "传闻", "相关")
_CAUSES = re.compile("[让令使叫惹]|激怒|引[起发来]|made|left")
_MARKED = re.compile(r'"[^"\n]{2,600}"')
_STAND_INS = {
    "account": "该(?:博主|账号|大v|kol|网红|up主)|这[位名个](?:博主|大v|kol|网红)|the (?:influencer|blogger|streamer)",
    "company": "该(?:公司|企业|品牌|厂商)|这家(?:公司|企业|厂商)|the (?:company|airline|carrier|firm|brand)",
}


class Owners:
    """Where a folded text speaks of whom."""

    def __init__(
        self,
        text: str,
        sentences: Sentences,
        entities: Mapping[str, Sequence[Span]],
        kinds: Mapping[str, str],
    ) -> None:
        self._text, self._sentences = text, sentences
        named = [(span, entity) for entity, spans in entities.items() for span in spans]
        named += _stand_ins(text, kinds)
        marks = Cover(match.span() for match in _MARKED.finditer(text))
        free = [
            place
            for place in named
            if not (self._is_aside(place[0]) or _is_quoted(place[0], marks))
        ]
        self._places = sorted(free or named)

    def owner(self, span: Span, *, is_felt: bool) -> tuple[str | None, float]:
        """Return whom a word is about and how surely, 0..1; None: nobody that the text names.

        A feeling is about its cause: 小米 in 小米让米粉失望, and nobody in 米粉很失望.
        """
        places, (start, end) = self._places, span
        index = bisect_left(places, ((start, start), ""))
        if index < len(places):
            gap = self._text[end : places[index][0][0]]
            if len(gap) <= _BEHIND and "的" in gap:
                return places[index][1], 1.0
        if is_felt and index and not _CAUSES.search(self._text, places[index - 1][0][1], start):
            index -= self._distance(places[index - 1][0], start) == 0
            if not index:
                return None, 0.0
        if index == 0:
            is_near = bool(places) and self._distance(places[0][0], start) == 0
            return (places[0][1], _CARRIED) if is_near else (None, 0.0)
        last, entity = places[index - 1]
        distance = self._distance(last, start)
        return (None, 0.0) if distance > 2 else (entity, _CARRIED if distance else 1.0)

    def _distance(self, place: Span, offset: int) -> int:
        return abs(self._sentences.number(offset) - self._sentences.number(place[0]))

    def _is_aside(self, span: Span) -> bool:
        text, (start, end) = self._text, span
        return (
            text[start - 1 : start] in _PREPOSITIONS
            or text[start - 2 : start] in _LONG_PREPOSITIONS
            or text.startswith(_EVENTS, end)
        )


def _stand_ins(text: str, kinds: Mapping[str, str]) -> Iterator[tuple[Span, str]]:
    """Yield where 该博主 or "the company" stands for the only entity of its kind."""
    for kind, pattern in _STAND_INS.items():
        entities = [entity for entity, its_kind in kinds.items() if its_kind == kind]
        if len(entities) == 1:
            for match in re.finditer(pattern, text):
                yield match.span(), entities[0]


def _is_quoted(span: Span, marks: Cover) -> bool:
    """Tell whether a name lies in a marked passage that says more than the name."""
    mark = marks.holder(span)
    return mark is not None and mark[1] - mark[0] - 2 > span[1] - span[0] + _QUOTED
