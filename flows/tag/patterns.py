"""Every spelling of everything that an incident's file lists, and what it stands for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from operator import and_

from flows.incident import Entity, Incident, Thread, Topic
from flows.tag.segmentation import Strictness, is_han
from flows.tag.spellings import apart, is_latin, spellings
from flows.tag.wordings import (
    Combination,
    combinations,
    forms,
    listed_together,
    separated,
    synonyms,
)
from warehouse.folding import fold

SURE_LENGTH = 4
"""Characters from which a Chinese term is taken for no part of another word."""


PEOPLE = frozenset({"person", "account"})
"""Kinds of entities that speak."""


class Role(StrEnum):
    """What a term stands for in its incident."""

    ENTITY = "entity"
    TOPIC = "topic"
    THREAD = "thread"
    MATCH = "match"
    NOT = "not"

    __hash__ = str.__hash__  # that of Enum is Python, and asked for a hundred times a document


@dataclass(frozen=True, slots=True, eq=False)
class Meaning:
    """One role of one term; made by `meaning_of` alone, so that equal ones are one and are hashed fast."""

    role: Role
    tag: str  # id of the entity, topic or thread; the folded term for match and not
    is_ambiguous: bool


@cache
def meaning_of(role: Role, tag: str, is_ambiguous: bool = False) -> Meaning:
    """Return the meaning of a term."""
    return Meaning(role, tag, is_ambiguous)


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One spelling, as the automata know it."""

    text: str  # folded
    listed: tuple[Meaning, ...]  # what the file says it stands for
    lent: tuple[Meaning, ...]  # what it stands for as another word for a term
    is_part: bool  # a word of a combination
    strictness: Strictness
    may_be_part: bool  # short enough to lie inside another Chinese word by chance
    latin_start: bool  # begins with a letter or digit: no other may precede it
    latin_end: bool
    is_refusal: bool  # says "not this": what lies inside it does not count


class Vocabulary:
    """The words of an incident, with the other words for them."""

    def __init__(self, incident: Incident) -> None:
        self.terms = tuple(dict.fromkeys(term for term, _ in _listed(incident)))
        self.combinations: list[tuple[Combination, Meaning]] = []
        # For each word of a combination and each slot it may fill: in which combinations, as bits.
        self.uses: dict[str, dict[int, int]] = {}
        self._origins: dict[tuple[Meaning, str], tuple[str, bool]] = {}
        self._listed: dict[str, dict[Meaning, None]] = {}
        self._lent: dict[str, dict[Meaning, None]] = {}
        names = {
            fold(name): frozenset(map(fold, all_names(entity)))
            for entity in incident.entities
            for name in all_names(entity)
        }
        self._add_names(incident)
        for aspects, role in ((incident.topics, Role.TOPIC), (incident.threads, Role.THREAD)):
            self._add_aspects(aspects, role, names)
        self._longest = max((len(one.slots) for one, _ in self.combinations), default=0)
        self._short = [0] * self._longest  # combinations that lack a slot, as bits
        self._combined: dict[Meaning, int] = {}  # the combinations of a meaning, as bits
        self._add_combinations()
        texts = dict.fromkeys((*self._listed, *self._lent, *self.uses))
        patterns = [self._pattern(text) for text in texts]
        self.listed = tuple(one for one in patterns if one.listed)
        """Every spelling of what the file lists."""
        self.wider = tuple(one for one in patterns if one.lent or one.is_part)
        """Other words for topics and threads, and words of combinations."""

    def origin(self, thread: str, text: str) -> tuple[str, bool]:
        """Return the term of a thread that a stretch of folded text stands for, and whether as a synonym."""
        return self._origins.get((meaning_of(Role.THREAD, thread), text), (text, False))

    def possible(self, words: Iterable[str], without: Iterable[Meaning]) -> Iterator[int]:
        """Yield the combinations for which there is a word in every slot, but not those of some meanings."""
        filled = self._short.copy()
        for word in words:
            for slot, bits in self.uses[word].items():
                filled[slot] |= bits
        found = reduce(and_, filled, -1) if filled else 0
        for meaning in without:
            found &= ~self._combined.get(meaning, 0)
        while found:
            lowest = found & -found
            yield lowest.bit_length() - 1
            found ^= lowest

    def _add_combinations(self) -> None:
        for index, (combination, meaning) in enumerate(self.combinations):
            self._combined[meaning] = self._combined.get(meaning, 0) | 1 << index
            for slot in range(self._longest):
                if slot >= len(combination.slots):
                    self._short[slot] |= 1 << index
                    continue
                for word in combination.slots[slot]:
                    slots = self.uses.setdefault(word, {})
                    slots[slot] = slots.get(slot, 0) | 1 << index

    def _add_names(self, incident: Incident) -> None:
        people = {
            fold(name)
            for entity in incident.entities
            if entity.kind in PEOPLE
            for name in all_names(entity)
        }
        for term, meaning in _listed(incident):
            if meaning.role not in (Role.TOPIC, Role.THREAD):
                word = fold(term)
                for spelling in (*spellings(word), *(apart(word) if word in people else ())):
                    self._listed.setdefault(spelling, {})[meaning] = None

    def _add_aspects(
        self, aspects: Iterable[Topic | Thread], role: Role, names: Mapping[str, frozenset[str]]
    ) -> None:
        listed = [(meaning_of(role, one.id), wording) for one in aspects for wording in one.terms]
        terms = [(meaning, fold(one)) for meaning, one in listed if isinstance(one, str)]
        for meaning, wording in listed:
            if not isinstance(wording, str):
                self.combinations.append((listed_together(map(fold, wording), names), meaning))
        for meaning, term in terms:
            self.combinations += ((one, meaning) for one in combinations(term, names.keys()))
            for form in forms(term):
                self._listed.setdefault(form, {})[meaning] = None
                self._origins.setdefault((meaning, form), (term, False))
        for meaning, term in terms:
            self._lend(separated(term), meaning, (term, False))
            for word in synonyms(term):
                self._lend((*forms(word), *separated(word)), meaning, (term, True))

    def _lend(self, words: Iterable[str], meaning: Meaning, origin: tuple[str, bool]) -> None:
        for word in words:
            # What the file lists stands for what it is listed under.
            if not any(one.role is meaning.role for one in self._listed.get(word, ())):
                self._lent.setdefault(word, {})[meaning] = None
                self._origins.setdefault((meaning, word), origin)

    def _pattern(self, text: str) -> Pattern:
        listed = tuple(self._listed.get(text, ()))
        return Pattern(
            text=text,
            listed=listed,
            lent=tuple(self._lent.get(text, ())),
            is_part=text in self.uses,
            strictness=_strictness(listed),
            may_be_part=len(text) < SURE_LENGTH and (is_han(text[0]) or is_han(text[-1])),
            latin_start=is_latin(text[0]),
            latin_end=is_latin(text[-1]),
            is_refusal=any(meaning.role is Role.NOT for meaning in listed),
        )


def all_names(entity: Entity) -> Iterable[str]:
    """Return every name of an entity, each once."""
    return dict.fromkeys((entity.name, *entity.aliases, *entity.ambiguous))


def _listed(incident: Incident) -> Iterator[tuple[str, Meaning]]:
    for entity in incident.entities:
        certain = {fold(name) for name in entity.certain}
        for name in all_names(entity):
            yield name, meaning_of(Role.ENTITY, entity.id, fold(name) not in certain)
    yield from _aspect_words(incident.topics, Role.TOPIC)
    yield from _aspect_words(incident.threads, Role.THREAD)
    for rule in incident.match.any:
        for term in rule:
            yield term, meaning_of(Role.MATCH, fold(term))
    for term in incident.match.unless:
        yield term, meaning_of(Role.NOT, fold(term))


def _aspect_words(aspects: Iterable[Topic | Thread], role: Role) -> Iterator[tuple[str, Meaning]]:
    for aspect in aspects:
        for wording in aspect.terms:
            for term in [wording] if isinstance(wording, str) else wording:
                yield term, meaning_of(role, aspect.id)


def _strictness(meanings: Sequence[Meaning]) -> Strictness:
    entities = [meaning for meaning in meanings if meaning.role is Role.ENTITY]
    if any(meaning.is_ambiguous for meaning in entities):
        return Strictness.DOUBTFUL
    if entities:
        return Strictness.NAME
    is_plain = any(meaning.role in (Role.MATCH, Role.NOT) for meaning in meanings)
    is_topical = any(meaning.role in (Role.TOPIC, Role.THREAD) for meaning in meanings)
    return Strictness.DOUBTFUL if is_plain and not is_topical else Strictness.WORD
