"""Other words for what a text does not say in the words of the incident's file.

What the file lists goes first: a topic or thread that a text speaks of in its own words is counted by those
alone. Only for the others synonyms are looked for, and words that say something together.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from flows.tag.combining import combined
from flows.tag.compiled import CompiledIncident
from flows.tag.matching import (
    Findings,
    Places,
    free_places,
    in_order,
    longest_first,
    things_in,
)
from flows.tag.patterns import Meaning, Pattern, Role, meaning_of
from flows.tag.segmentation import is_common
from flows.tag.spans import Cover, Span


def widened(incident: CompiledIncident, text: str, found: Findings) -> Findings:
    """Return the findings with topics and threads that a folded text speaks of in other words."""
    sure = {meaning_of(Role.TOPIC, tag) for tag in found.topics}
    sure |= {
        meaning_of(Role.THREAD, tag)
        for tag, spans in found.threads.items()
        if not all(is_common(text[slice(*span)]) for span in spans)
    }
    hits = incident.wider_automaton.find_matches_as_indexes(text, overlapping=True)
    useful = {
        pattern: spans
        for pattern, spans in free_places(incident.wider, text, hits).items()
        if pattern.is_part or not sure.issuperset(pattern.lent)
    }
    if not useful:
        return found
    own = _other_words(incident, text, useful, found, sure)
    return replace(
        found,
        topics=_joined(found.topics, Role.TOPIC, own),
        threads=_joined(found.threads, Role.THREAD, own),
    )


def _other_words(
    incident: CompiledIncident,
    text: str,
    places: Places,
    found: Findings,
    sure: Set[Meaning],
) -> dict[Meaning, tuple[Span, ...]]:
    """Return where other words stand; for each role the longest ones, and all that are said together."""
    things = things_in(text, places)
    refused = Cover(span for spans in found.exclusions.values() for span in spans)
    in_words = incident.segmenter.standing

    def standing(pattern: Pattern, spans: Sequence[Span]) -> Sequence[Span]:
        if pattern in things:
            return ()
        if refused:
            spans = [span for span in spans if not refused.holder(span)]
        return in_words(text, spans, pattern.strictness) if pattern.may_be_part else spans

    single: dict[Meaning, list[Span]] = {}
    for pattern, spans in places.items():
        missing = [meaning for meaning in pattern.lent if meaning not in sure]
        own = standing(pattern, spans) if missing else ()
        for meaning in missing if own else ():
            single.setdefault(meaning, []).extend(own)
    parts = {pattern.text: pattern for pattern in places if pattern.is_part}
    words = {text: places[pattern] for text, pattern in parts.items()}

    def stands_as(word: str, span: Span) -> bool:
        return bool(standing(parts[word], (span,)))

    together: dict[Meaning, list[Span]] = {}
    for span, meaning in combined(incident.vocabulary, text, words, without=sure, stands=stands_as):
        together.setdefault(meaning, []).append(span)
    topics, threads = longest_first(
        *(
            {one: spans for one, spans in single.items() if one.role is role}
            for role in (Role.TOPIC, Role.THREAD)
        )
    )
    alone = topics | threads
    return {
        meaning: (*alone.get(meaning, ()), *together.get(meaning, ()))
        for meaning in dict.fromkeys((*alone, *together))
    }


def _joined(
    found: Mapping[str, tuple[Span, ...]], role: Role, own: Mapping[Meaning, tuple[Span, ...]]
) -> Mapping[str, tuple[Span, ...]]:
    both = {
        meaning.tag: in_order((*found.get(meaning.tag, ()), *spans))
        for meaning, spans in own.items()
        if meaning.role is role
    }
    return {**found, **both}
