"""Words that rise: new nicknames, slogans and subjects, found against the incident's own past.

Candidates are runs of characters that hold together (they occur far more often than their parts would
together by chance) and stand freely (many different neighbours on both sides), after the usual new-word
discovery; a dictionary helps only to tell what is common anyway. A sentence that many pages copied counts once.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from flows.tag.segmentation import dictionary
from warehouse.folding import fold

_CLAUSE = re.compile(r"[^，,。！？!?；;：:\n\"'()（）【】\[\]《》<>、…\s]+(?: [a-z0-9]+)*")
_LATIN = re.compile(r"[a-z][a-z0-9'-]{2,}(?: [a-z][a-z0-9'-]+)?")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_LONGEST = 6  # characters of a Chinese candidate
_LEAST_COHESION = 3.0  # logarithm of how much likelier than by chance
_NEARLY = 0.8
_LEAST_FREEDOM = 0.9  # entropy of the neighbours on the poorer side; 0.69 is two neighbours
_LEAST_RISE = 4.0  # log-likelihood ratio against the past; 3.84 is 95 %
_PART_OF = 1.3  # a part that occurs hardly more often than the whole is no candidate
_COMMON = 3_000  # occurrences in the dictionary from which a word says nothing new
_WEAK_ENDS = frozenset(
    "的了是在和与及或也都就而但又被把让给对向从到于之其这那个一不没有很更最会能要将已还称说着过们等中上下后前时以为因所并且"
)


@dataclass(frozen=True, slots=True)
class EmergingTerm:
    """A word that rises, with what is behind it."""

    term: str  # folded
    documents: tuple[str, ...]  # ids of the documents that use it now, in order
    rate: float  # share of the documents that use it now
    past_rate: float  # the same before
    score: float  # log-likelihood ratio: how surprising the rise is
    is_new: bool  # the past does not have it at all


def emerging_terms(
    current: Mapping[str, str],
    past: Mapping[str, str],
    known: Collection[str] = (),
    *,
    least: int = 3,
    most: int = 20,
) -> list[EmergingTerm]:
    """Return the words that rise in `current` against `past`, the most surprising first.

    Both map document ids to texts; `known` are names and terms that need no discovery; a term must stand
    in `least` documents that are no copies of each other in that place.
    """
    now = {document: fold(text) for document, text in current.items()}
    before = [fold(text) for text in past.values()]
    names = {fold(name) for name in known}
    counted = _first_seen(now)
    candidates = _free_and_cohesive(counted, least) | _latin_words(counted, least)
    found = []
    for term in _without_parts(candidates):
        if _is_known(term, names) or dictionary()[0].get(term, 0) >= _COMMON:
            continue
        documents = tuple(document for document, text in now.items() if term in text)
        earlier = sum(term in text for text in before)
        score = _rise(candidates[term], len(now), earlier, len(before))
        if score >= _LEAST_RISE:
            rates = len(documents) / len(now), earlier / max(1, len(before))
            found.append(EmergingTerm(term, documents, *rates, round(score, 2), earlier == 0))
    return sorted(found, key=lambda one: (-one.score, -len(one.term), one.term))[:most]


def _first_seen(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the clauses of each document that no earlier document has."""
    seen: set[str] = set()
    counted = {}
    for document, text in texts.items():
        clauses = dict.fromkeys(_CLAUSE.findall(text))
        counted[document] = [clause for clause in clauses if clause not in seen]
        seen.update(clauses)
    return counted


def _free_and_cohesive(counted: Mapping[str, list[str]], least: int) -> dict[str, int]:
    """Return the Chinese runs that look like words, with the number of documents that have them."""
    runs = [
        run for clauses in counted.values() for clause in clauses for run in _HAN.findall(clause)
    ]
    occurrences = _frequent_runs(runs, least)
    characters = Counter(character for run in runs for character in run)
    total = max(1, characters.total())
    documents = Counter(
        gram
        for clauses in counted.values()
        for gram in {gram for clause in clauses for gram in _grams(clause, occurrences)}
    )
    neighbours = _neighbours(runs, occurrences)
    counts = {**characters, **occurrences}
    return {
        gram: documents[gram]
        for gram in occurrences
        if documents[gram] >= least
        and gram[0] not in _WEAK_ENDS
        and gram[-1] not in _WEAK_ENDS
        and _is_cohesive(gram, counts, total)
        and min(map(_entropy, neighbours[gram])) >= _LEAST_FREEDOM
    }


def _frequent_runs(runs: Iterable[str], least: int) -> Counter[str]:
    """Return the runs of 2 to 6 characters that occur often enough, longer ones grown from shorter."""
    runs = list(runs)
    found: Counter[str] = Counter()
    kept: set[str] = set()
    for length in range(2, _LONGEST + 1):
        counts = Counter(
            run[start : start + length]
            for run in runs
            for start in range(len(run) - length + 1)
            if length == 2
            or (run[start : start + length - 1] in kept and run[start + 1 : start + length] in kept)
        )
        kept = {gram for gram, count in counts.items() if count >= least}
        found.update({gram: counts[gram] for gram in kept})
    return found


def _grams(clause: str, wanted: Collection[str]) -> Iterable[str]:
    for start in range(len(clause) - 1):
        for end in range(start + 2, min(len(clause), start + _LONGEST) + 1):
            if clause[start:end] in wanted:
                yield clause[start:end]


def _neighbours(
    runs: Iterable[str], wanted: Collection[str]
) -> dict[str, tuple[Counter[str], Counter[str]]]:
    """Return what stands before and behind each run; every border of a clause is a neighbour of its own."""
    found: dict[str, tuple[Counter[str], Counter[str]]] = defaultdict(
        lambda: (Counter(), Counter())
    )
    for number, run in enumerate(runs):
        for start in range(len(run) - 1):
            for end in range(start + 2, min(len(run), start + _LONGEST) + 1):
                gram = run[start:end]
                if gram in wanted:
                    before, behind = found[gram]
                    before[run[start - 1] if start else f"<{number}"] += 1
                    behind[run[end] if end < len(run) else f"{number}>"] += 1
    return found


def _is_cohesive(gram: str, counts: Mapping[str, int], total: int) -> bool:
    whole = counts[gram] / total
    cohesion = min(
        log(whole / ((counts.get(gram[:cut], 1) / total) * (counts.get(gram[cut:], 1) / total)))
        for cut in range(1, len(gram))
    )
    highest = -log(whole)  # that of parts which occur nowhere else; low where there is little text
    return cohesion >= min(_LEAST_COHESION, _NEARLY * highest)


def _entropy(counts: Counter[str]) -> float:
    total = counts.total()
    return -sum(count / total * log(count / total) for count in counts.values())


def _latin_words(counted: Mapping[str, list[str]], least: int) -> dict[str, int]:
    documents = Counter(
        word
        for clauses in counted.values()
        for word in {word for clause in clauses for word in _LATIN.findall(clause)}
    )
    return {word: count for word, count in documents.items() if count >= least}


def _without_parts(candidates: Mapping[str, int]) -> list[str]:
    """Return the candidates that are not merely a part of a longer one."""
    kept: list[str] = []
    for term in sorted(candidates, key=len, reverse=True):
        wholes = (whole for whole in kept if term in whole)
        if all(candidates[term] > _PART_OF * candidates[whole] for whole in wholes):
            kept.append(term)
    return kept


def _is_known(term: str, names: Collection[str]) -> bool:
    """Tell whether a term is a known name, a part of one, or put together from known ones."""
    if any(term in name for name in names):
        return True
    rest = term
    for name in sorted((name for name in names if name in term), key=len, reverse=True):
        rest = rest.replace(name, "")
    return all(character in _WEAK_ENDS for character in rest)


def _rise(now: int, now_total: int, before: int, before_total: int) -> float:
    """Return the log-likelihood ratio of two rates (Dunning 1993); 0 where nothing rises."""
    total = now_total + before_total
    if before_total and now / now_total <= before / before_total:
        return 0.0
    share = (now + before) / total
    expected = share * now_total, share * before_total
    ratio = now * log(now / expected[0]) if expected[0] else 0.0
    if before:
        ratio += before * log(before / expected[1])
    rest = [
        (now_total - now, now_total - expected[0]),
        (before_total - before, before_total - expected[1]),
    ]
    return 2 * (ratio + sum(seen * log(seen / wanted) for seen, wanted in rest if seen and wanted))
