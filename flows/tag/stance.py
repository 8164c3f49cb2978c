"""The tone of a document toward the targets of an incident, with the words that it rests on.

Each word of judgement belongs to the entity that stands nearest before it in its sentence, or directly
behind it (“最忠诚的米粉”), or else to the target that the text spoke of last. What somebody is reported to have said
counts little. Where the words are few or contradict each other, no tone is given: Chinese stance is hard
(NLPCC 2016: F1 .71 at best), and a wrong tone costs more trust than a missing one.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.tag.matching import Span
from flows.tag.sentences import Sentences
from flows.tag.tone import Judgement, find_judgements
from warehouse.records import StanceLabel

_IN_TITLE, _REPORTED, _CARRIED = 1.5, 0.3, 0.7
_ENOUGH = 1.5  # weight from which a tone is given
_SILENT = 0.8  # weight up to which a text judges nothing
_ONE_SIDED = 0.4  # least share by which one side outweighs the other
_BEHIND = 3  # characters behind a word within which 的 and a target may follow
_PREPOSITIONS = frozenset("由被与和跟同对向给让令使叫把将为因替随")
_LONG_PREPOSITIONS = (
    "面对",
    "针对",
    "对于",
    "关于",
    "围绕",
    "因为",
    "由于",
    "通过",
    "鉴于",
    "除了",
)
_EVENTS = ("风波", "事件", "一事", "之争", "争议", "案", "话题", "问题", "传闻", "相关")
_THIN = 40  # characters below which a text without judgement says nothing about its tone
_EVIDENCE = 3  # words shown


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone toward one target."""

    label: StanceLabel
    confidence: float
    evidence: str


def tones(
    text: str,
    sentences: Sentences,
    title_end: int,
    entities: Mapping[str, Sequence[Span]],
    speech: Sequence[Span],
) -> dict[str, Tone]:
    """Return the tone of a folded text toward each entity that it names.

    `speech` are the spans of what others are reported to have said.
    """
    places = sorted((span, entity) for entity, spans in entities.items() for span in spans)
    places = [place for place in places if not _is_aside(text, place[0])] or places
    weights: dict[str, list[tuple[float, Span]]] = {entity: [] for entity in entities}
    for judgement in find_judgements(text):
        owner, factor = _owner(judgement, places, sentences, text)
        if owner is None:
            continue
        factor *= _IN_TITLE if judgement.span[0] < title_end else 1.0
        if any(low <= judgement.span[0] < high for low, high in speech):
            factor *= _REPORTED
        weights[owner].append((judgement.value * factor, judgement.span))
    return {entity: _tone(found, text, sentences.text) for entity, found in weights.items()}


def _is_aside(text: str, span: Span) -> bool:
    """Tell whether a name only serves to say what happened to whom: 让米粉失望, 大熊风波."""
    return (
        text[max(0, span[0] - 1) : span[0]] in _PREPOSITIONS
        or text.startswith(_LONG_PREPOSITIONS, max(0, span[0] - 2), span[0])
        or text.startswith(_EVENTS, span[1])
    )


def _owner(
    judgement: Judgement, places: Sequence[tuple[Span, str]], sentences: Sentences, text: str
) -> tuple[str | None, float]:
    start, end = judgement.span
    index = bisect_left(places, ((start, start), ""))
    if index < len(places):
        span, entity = places[index]
        gap = text[end : span[0]]
        if len(gap) <= _BEHIND and "的" in gap:
            return entity, 1.0
    if index == 0:
        return (
            (places[0][1], _CARRIED)
            if _same_sentence(judgement, places[0], sentences)
            else (None, 0)
        )
    before = places[index - 1]
    if _same_sentence(judgement, before, sentences):
        return before[1], 1.0
    distance = sentences.number(start) - sentences.number(before[0][0])
    return (before[1], _CARRIED) if distance <= 2 else (None, 0)


def _same_sentence(judgement: Judgement, place: tuple[Span, str], sentences: Sentences) -> bool:
    return sentences.number(judgement.span[0]) == sentences.number(place[0][0])


def _tone(found: Sequence[tuple[float, Span]], text: str, printed: str) -> Tone:
    praise = sum(weight for weight, _ in found if weight > 0)
    blame = -sum(weight for weight, _ in found if weight < 0)
    total, difference = praise + blame, praise - blame
    if total <= _SILENT:
        is_thin = len(text) < _THIN
        label = StanceLabel.ABSTAIN if is_thin else StanceLabel.NEUTRAL
        return Tone(label, 0.0 if is_thin else round(0.7 - total / 4, 2), "")
    if total < _ENOUGH or abs(difference) < _ONE_SIDED * total:
        return Tone(StanceLabel.ABSTAIN, 0.0, _words(found, printed))
    label = StanceLabel.POSITIVE if difference > 0 else StanceLabel.NEGATIVE
    confidence = min(0.95, 0.5 + abs(difference) / (total + 3))
    kept = [one for one in found if (one[0] > 0) == (difference > 0)]
    return Tone(label, round(confidence, 2), _words(kept, printed))


def _words(found: Sequence[tuple[float, Span]], printed: str) -> str:
    heaviest = sorted(found, key=lambda one: (-abs(one[0]), one[1]))[:_EVIDENCE]
    return "、".join(dict.fromkeys(printed[slice(*span)] for _, span in heaviest))
