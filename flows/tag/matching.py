"""Where the terms of an incident stand in a text: one pass, whole words, longest form first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from flows.tag.combining import combined
from flows.tag.compiled import CompiledIncident
from flows.tag.patterns import SURE_LENGTH, Meaning, Pattern, Role
from flows.tag.segmentation import Strictness, is_counted
from flows.tag.spans import Cover, Span
from flows.tag.spellings import is_latin


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands where; every list of spans is in the order of the text."""

    entities: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)  # by certain names
    doubtful: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)  # by ambiguous names
    topics: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    threads: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    matches: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)  # by term
    exclusions: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)  # by term


NOTHING = Findings()
Hit = tuple[Pattern, Span]


def find_terms(incident: CompiledIncident, text: str) -> Findings:
    """Return what a folded text holds of the incident."""
    hits = incident.automaton.find_matches_as_indexes(text, overlapping=True)
    if not hits:
        return NOTHING
    spans, together = _whole_words(incident, text, hits)
    by_role: dict[Role, list[tuple[Span, Meaning]]] = {role: [] for role in Role}
    for pattern, span in spans:
        for meaning in pattern.meanings:
            by_role[meaning.role].append((span, meaning))
    entities = _longest_first(by_role[Role.ENTITY])
    return Findings(
        entities=_by_tag(hit for hit in entities if not hit[1].is_ambiguous),
        doubtful=_by_tag(hit for hit in entities if hit[1].is_ambiguous),
        topics=_aspects(by_role, together, Role.TOPIC),
        threads=_aspects(by_role, together, Role.THREAD),
        matches=_by_tag(by_role[Role.MATCH]),
        exclusions=_by_tag(by_role[Role.NOT]),
    )


def _whole_words(
    incident: CompiledIncident, text: str, hits: Iterable[tuple[int, int, int]]
) -> tuple[list[Hit], list[tuple[Span, Meaning]]]:
    """Return the hits that are words and lie inside no term that says "not this"; and combinations of such.

    A doubtful name that is anywhere counted like a thing, 一头大熊, is that thing all over the text.
    """
    found = [(incident.patterns[index], (start, end)) for index, start, end in hits]
    found = [(pattern, span) for pattern, span in found if _has_free_ends(pattern, text, span)]
    refused = Cover(span for pattern, span in found if pattern.is_refusal)
    things = {
        pattern.text
        for pattern, span in found
        if pattern.strictness is Strictness.DOUBTFUL and is_counted(text, span[0])
    }

    stands_alone = incident.segmenter.stands_alone

    def stands(hit: Hit) -> bool:
        pattern, span = hit
        if pattern.text in things or refused.holder(span):
            return pattern.is_refusal
        return not pattern.may_be_part or stands_alone(text, *span, pattern.strictness)

    whole = [hit for hit in found if hit[0].meanings and stands(hit)]
    patterns, places = _parts(incident, found)
    known = _sure_aspects(incident, whole)

    def stands_as(word: str, span: Span) -> bool:
        return stands((patterns[word], span))

    return whole, list(combined(incident.vocabulary, text, places, without=known, stands=stands_as))


def _sure_aspects(incident: CompiledIncident, whole: Iterable[Hit]) -> set[Meaning]:
    """Return the topics that occur, and the threads of which a word occurs that says enough alone."""
    origin = incident.vocabulary.origin
    return {
        meaning
        for pattern in {pattern.text: pattern for pattern, _ in whole}.values()
        for meaning in pattern.meanings
        if meaning.role is Role.TOPIC
        or (
            meaning.role is Role.THREAD
            and len(pattern.text) >= SURE_LENGTH
            and not origin(meaning.tag, pattern.text)[1]
        )
    }


def _parts(
    incident: CompiledIncident, found: Iterable[Hit]
) -> tuple[dict[str, Pattern], dict[str, list[Span]]]:
    """Return the words of combinations that occur, and where."""
    patterns: dict[str, Pattern] = {}
    places: dict[str, list[Span]] = {}
    for pattern, span in found:
        if pattern.text in incident.vocabulary.uses:
            patterns[pattern.text] = pattern
            places.setdefault(pattern.text, []).append(span)
    return patterns, places


def _has_free_ends(pattern: Pattern, text: str, span: Span) -> bool:
    start, end = span
    if pattern.latin_start and start > 0 and is_latin(text[start - 1]):
        return False
    return not (pattern.latin_end and end < len(text) and is_latin(text[end]))


def _longest_first(hits: list[tuple[Span, Meaning]]) -> list[tuple[Span, Meaning]]:
    """Return the hits without those that overlap a longer one, in the order of the text."""
    hits.sort(key=lambda hit: hit[0])
    refused: set[Span] = set()
    cluster: list[Span] = []
    furthest = 0
    for span, _ in hits:
        if span[0] >= furthest:
            refused.update(_outdone(cluster))
            cluster = []
        cluster.append(span)
        furthest = max(furthest, span[1])
    refused.update(_outdone(cluster))
    return [hit for hit in hits if hit[0] not in refused] if refused else hits


def _outdone(cluster: list[Span]) -> Iterator[Span]:
    """Yield the spans of a chain of overlapping ones that a longer, or else earlier, one beats."""
    if len(cluster) < 2:
        return
    covered: set[int] = set()
    for span in sorted(set(cluster), key=lambda span: (span[0] - span[1], span)):
        if covered.isdisjoint(range(*span)):
            covered.update(range(*span))
        else:
            yield span


def _aspects(
    hits: Mapping[Role, list[tuple[Span, Meaning]]],
    together: Iterable[tuple[Span, Meaning]],
    role: Role,
) -> dict[str, tuple[Span, ...]]:
    own = [hit for hit in together if hit[1].role is role]
    words = _longest_first(hits[role])
    return _by_tag(sorted((*words, *own), key=lambda hit: hit[0]) if own else words)


def _by_tag(hits: Iterable[tuple[Span, Meaning]]) -> dict[str, tuple[Span, ...]]:
    spans: dict[str, dict[Span, None]] = {}
    for span, meaning in hits:
        spans.setdefault(meaning.tag, {})[span] = None
    return {tag: tuple(found) for tag, found in spans.items()}
