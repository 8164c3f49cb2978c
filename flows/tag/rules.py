"""Which rules of an incident a document meets, where, and how much each says."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from flows.tag.compiled import Certainty, CompiledIncident, Rule
from flows.tag.matching import Findings
from flows.tag.sentences import Sentences
from flows.tag.spans import Span

_WEIGHT = {
    Certainty.ALONE: 0.62,  # the person who wrote the file says that one term is enough
    Certainty.NAMES: 0.62,
    Certainty.NAME: 0.5,
    Certainty.PLAIN: 0.45,
    Certainty.DOUBTFUL: 0.22,  # [小米, KOL]: wants a second sign
}
_ENOUGH = 8  # rules that are looked at: the surest come first, more say nothing more
_THREE_TERMS = 0.1  # more where a list has three terms or more
_IN_TITLE, _IN_LEAD = 0.5, 0.75  # share of the doubt that is left
_APART, _FAR_APART = 0.95, 0.6  # share of a rule's weight where its terms share no sentence
_NEAR = 150  # characters within which terms are merely apart
_LEAD = 200  # characters of the text that are its lead


@dataclass(frozen=True, slots=True)
class Met:
    """A rule whose terms all occur."""

    rule: Rule
    rarest: int  # how often its rarest term occurs
    weight: float  # 0..1
    where: str  # in words


def met_rules(
    incident: CompiledIncident, found: Findings, sentences: Sentences, title_end: int
) -> list[Met]:
    """Return the rules that a document meets, of the surest ones; the weightiest first."""
    present = found.matches.keys()
    rules = (rule for rule in incident.surest_first if present >= rule.term_set)
    surest = list(islice(rules, _ENOUGH))
    numbers = {
        term: {sentences.number(start) for start, _ in found.matches[term]}
        for term in {term for rule in surest for term in rule.terms}
    }
    met = (_meet(rule, found, numbers, title_end) for rule in surest)
    return sorted(met, key=lambda each: -each.weight)


def _meet(rule: Rule, found: Findings, numbers: Mapping[str, set[int]], title_end: int) -> Met:
    spans = [found.matches[term] for term in rule.terms]
    weight = _WEIGHT[rule.certainty] + (_THREE_TERMS if len(rule.terms) > 2 else 0.0)
    doubt, where = _place(max(places[0][0] for places in spans), title_end)
    shared = bool(set.intersection(*(numbers[term] for term in rule.terms)))
    if not (shared or _title_meets_lead(spans, title_end)):
        is_near = _smallest_window(spans) <= _NEAR
        weight *= _APART if is_near else _FAR_APART
        doubt = doubt if is_near and rule.certainty is not Certainty.DOUBTFUL else 1.0
        where += ", in different sentences"
    return Met(rule, rarest=min(map(len, spans)), weight=1 - (1 - weight) * doubt, where=where)


def _place(last: int, title_end: int) -> tuple[float, str]:
    """Return how much doubt the place of a rule's last term leaves, and the place in words."""
    if last < title_end:
        return _IN_TITLE, "in the title"
    return (_IN_LEAD, "in the lead") if last < title_end + _LEAD else (1.0, "in the text")


def _title_meets_lead(spans: Sequence[tuple[Span, ...]], title_end: int) -> bool:
    firsts = [places[0][0] for places in spans]
    return min(firsts) < title_end and max(firsts) < title_end + _LEAD


def _smallest_window(spans: Sequence[tuple[Span, ...]]) -> int:
    """Return the length of the shortest stretch that holds one span of each kind."""
    events = sorted((start, kind) for kind, places in enumerate(spans) for start, _ in places)
    latest: dict[int, int] = {}
    best = events[-1][0] + 1
    for start, kind in events:
        latest[kind] = start
        if len(latest) == len(spans):
            best = min(best, start - min(latest.values()))
    return best


def starts_of(rule: Rule, found: Findings) -> list[int]:
    """Return where the terms of a rule begin, in order."""
    return sorted(start for term in rule.terms for start, _ in found.matches[term])


def distance(starts: Sequence[int], span: Span) -> int:
    """Return how many characters a span lies from the nearest of some starts."""
    index = bisect_left(starts, span[0])
    return min(abs(start - span[0]) for start in starts[max(0, index - 1) : index + 1])


def is_near(starts: Sequence[int], spans: Iterable[Span], reach: int) -> bool:
    """Tell whether any of the spans lies close to any of some starts."""
    return any(distance(starts, span) <= reach for span in spans)
