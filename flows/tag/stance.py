"""The tone of a document toward the targets of an incident, with the words that it rests on.

Each word of judgement counts toward whom it is about (owners.py). What somebody is reported to have said
counts little. Where the words are few or contradict each other, no tone is given: Chinese stance is hard
(NLPCC 2016: F1 .71 at best), and a wrong tone costs more trust than a missing one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.tag.owners import Owners
from flows.tag.spans import Cover, Span
from flows.tag.tone import find_judgements
from warehouse.records import StanceLabel

_IN_TITLE, _REPORTED = 1.5, 0.3
_ENOUGH = 1.5  # weight from which a tone is given
_SILENT = 0.8  # weight up to which a text judges nothing
_ONE_SIDED = 0.4  # least share by which one side outweighs the other
_THIN = 40  # characters below which a text without judgement says nothing about its tone
_EVIDENCE = 3  # words shown


@dataclass(frozen=True, slots=True)
class Tone:
    """The tone toward one target."""

    label: StanceLabel
    confidence: float
    evidence: tuple[Span, ...]  # of the heaviest words; empty where nothing is judged


def tones(
    text: str, title_end: int, entities: Iterable[str], owners: Owners, speech: Sequence[Span]
) -> dict[str, Tone]:
    """Return the tone of a folded text toward each entity that it names.

    `speech` are the spans of what others are reported to have said.
    """
    reported = Cover(speech)
    weights: dict[str, list[tuple[float, Span]]] = {entity: [] for entity in entities}
    for judgement in find_judgements(text):
        owner, factor = owners.owner(judgement.span, is_felt=judgement.is_felt)
        if owner is None or owner not in weights:
            continue
        factor *= _IN_TITLE if judgement.span[0] < title_end else 1.0
        if reported.holder(judgement.span):
            factor *= _REPORTED
        weights[owner].append((judgement.value * factor, judgement.span))
    return {entity: _tone(found, text) for entity, found in weights.items()}


def _tone(found: Sequence[tuple[float, Span]], text: str) -> Tone:
    praise = sum(weight for weight, _ in found if weight > 0)
    blame = -sum(weight for weight, _ in found if weight < 0)
    total, difference = praise + blame, praise - blame
    if total <= _SILENT:
        is_thin = len(text) < _THIN
        label = StanceLabel.ABSTAIN if is_thin else StanceLabel.NEUTRAL
        return Tone(label, 0.0 if is_thin else round(0.7 - total / 4, 2), ())
    if total < _ENOUGH or abs(difference) < _ONE_SIDED * total:
        return Tone(StanceLabel.ABSTAIN, 0.0, _words(found))
    label = StanceLabel.POSITIVE if difference > 0 else StanceLabel.NEGATIVE
    confidence = min(0.95, 0.5 + abs(difference) / (total + 3))
    kept = [one for one in found if (one[0] > 0) == (difference > 0)]
    return Tone(label, round(confidence, 2), _words(kept))


def _words(found: Sequence[tuple[float, Span]]) -> tuple[Span, ...]:
    heaviest = sorted(found, key=lambda one: (-abs(one[0]), one[1]))[:_EVIDENCE]
    return tuple(span for _, span in heaviest)
