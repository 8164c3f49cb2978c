"""Where the terms of an incident stand in a text: one pass, whole words, longest form first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from flows.tag.compiled import CompiledIncident
from flows.tag.patterns import Meaning, Pattern, Role
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
Places = dict[Pattern, list[Span]]
"""Where each spelling stands, in the order of the text."""
Hits = Iterable[tuple[int, int, int]]
"""What an automaton finds: the index of a pattern, and from where to where."""


def find_terms(incident: CompiledIncident, text: str, *, wants_core: bool = False) -> Findings:
    """Return what a folded text holds of what the incident's file lists.

    `wants_core`: nothing is returned of a text in which no name and no word of a rule occurs.
    """
    hits = incident.automaton.find_matches_as_indexes(text, overlapping=True)
    core = incident.core
    if not hits or (wants_core and not any(index in core for index, _, _ in hits)):
        return NOTHING
    words = _whole_words(incident, text, free_places(incident.listed, text, hits))
    by_meaning: dict[Meaning, list[Span]] = {}
    for pattern, spans in words.items():
        for meaning in pattern.listed:
            if meaning in by_meaning:
                by_meaning[meaning] += spans
            else:
                by_meaning[meaning] = [*spans]
    by_role: dict[Role, dict[Meaning, list[Span]]] = {role: {} for role in Role}
    for meaning, spans in by_meaning.items():
        by_role[meaning.role][meaning] = spans
    entities, topics, threads = longest_first(
        by_role[Role.ENTITY], by_role[Role.TOPIC], by_role[Role.THREAD]
    )
    return Findings(
        entities={one.tag: spans for one, spans in entities.items() if not one.is_ambiguous},
        doubtful={one.tag: spans for one, spans in entities.items() if one.is_ambiguous},
        topics=_by_tag(topics),
        threads=_by_tag(threads),
        matches=_by_tag({one: in_order(spans) for one, spans in by_role[Role.MATCH].items()}),
        exclusions=_by_tag({one: in_order(spans) for one, spans in by_role[Role.NOT].items()}),
    )


def free_places(patterns: Sequence[Pattern], text: str, hits: Hits) -> Places:
    """Return where an automaton found what, without what touches another Latin letter or digit."""
    found: defaultdict[int, list[Span]] = defaultdict(list)
    for index, start, end in hits:
        found[index].append((start, end))
    places = {}
    for index, spans in found.items():
        pattern = patterns[index]
        if pattern.latin_start or pattern.latin_end:
            spans = [span for span in spans if _has_free_ends(pattern, text, span)]
        if spans:
            places[pattern] = spans
    return places


def things_in(text: str, places: Places) -> set[Pattern]:
    """Return the doubtful names that are counted somewhere like a thing: 一头大熊.

    Such a name is that thing all over the text.
    """
    return {
        pattern
        for pattern, spans in places.items()
        if pattern.strictness is Strictness.DOUBTFUL
        and any(is_counted(text, start) for start, _ in spans)
    }


def longest_first(
    *roles: Mapping[Meaning, Sequence[Span]],
) -> list[dict[Meaning, tuple[Span, ...]]]:
    """Return the places of each role without those that overlap a longer one of it, in order.

    Few overlap any other; only those are compared.
    """
    return [_longest_first(found) for found in roles]


def _longest_first(found: Mapping[Meaning, Sequence[Span]]) -> dict[Meaning, tuple[Span, ...]]:
    ordered = {meaning: in_order(spans) for meaning, spans in found.items()}
    refused = _refused(set(chain.from_iterable(ordered.values())))
    if not refused:
        return ordered
    kept = {
        meaning: tuple([span for span in spans if span not in refused])
        for meaning, spans in ordered.items()
    }
    return {meaning: spans for meaning, spans in kept.items() if spans}


def _refused(spans: Collection[Span]) -> set[Span]:
    """Return those of some spans that overlap a longer one."""
    clusters: list[list[Span]] = []  # in which each but the first overlaps one before it
    furthest, last, is_clustered = 0, (0, 0), False
    for span in sorted(spans):
        start, end = span
        if start >= furthest:
            is_clustered = False
        elif is_clustered:
            clusters[-1].append(span)
        else:
            clusters.append([last, span])
            is_clustered = True
        last = span
        if end > furthest:
            furthest = end
    return set(chain.from_iterable(map(_outdone, clusters)))


def in_order(spans: Collection[Span]) -> tuple[Span, ...]:
    """Return spans in the order of the text, each once."""
    return tuple(spans) if len(spans) == 1 else tuple(sorted(set(spans)))


def _whole_words(incident: CompiledIncident, text: str, places: Places) -> Places:
    """Return what is a word where it stands and lies inside no term that says "not this"."""
    things = things_in(text, places)
    refused = Cover(
        span for pattern, spans in places.items() if pattern.is_refusal for span in spans
    )
    standing = incident.segmenter.standing
    words: Places = {}
    for pattern, spans in places.items():
        if not pattern.is_refusal:
            if pattern in things:
                continue
            if refused:
                spans = [span for span in spans if not refused.holder(span)]
            if pattern.may_be_part:
                spans = standing(text, spans, pattern.strictness)
        if spans:
            words[pattern] = spans
    return words


def _has_free_ends(pattern: Pattern, text: str, span: Span) -> bool:
    start, end = span
    if pattern.latin_start and start > 0 and is_latin(text[start - 1]):
        return False
    return not (pattern.latin_end and end < len(text) and is_latin(text[end]))


def _outdone(cluster: Sequence[Span]) -> Iterator[Span]:
    """Yield the spans of a chain of overlapping ones that a longer, or else earlier, one beats."""
    if len(cluster) == 2:
        (start, end), (other_start, other_end) = cluster
        yield cluster[1 if end - start >= other_end - other_start else 0]
        return
    kept: list[Span] = []
    for span in sorted(cluster, key=lambda span: (span[0] - span[1], span)):
        start, end = span
        if any(start < other_end and other_start < end for other_start, other_end in kept):
            yield span
        else:
            kept.append(span)


def _by_tag(found: Mapping[Meaning, tuple[Span, ...]]) -> dict[str, tuple[Span, ...]]:
    return {meaning.tag: spans for meaning, spans in found.items()}
