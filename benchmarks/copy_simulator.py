"""Copies as they are met: verbatim, rewritten, cut, merged, through a mirror, under another headline.

Rewriting is simulated in three ways: whole sentences are replaced by others (as editors do), or single words or
characters everywhere (as synonym machines do). Base texts are the demonstration's own articles and, where it lies
beside the project, a corpus of real ones; nothing of the latter is kept.
"""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.mirror_simulator import farms, obfuscate
from flows.clean import restore_text
from flows.newsroom.world import load_world

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "pages.jsonl"
SAME_EVENTS = Path(__file__).with_name("same_events.txt")
BEGINNING = datetime(2026, 1, 5, tzinfo=UTC)
_SOURCES = {"mirror": "mirror", "backdated": "farm"}
_SENTENCE = re.compile(r".+?(?:[。！？!?]+[”」』]?|\n|$)", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """One simulated article, with what is true of it."""

    name: str
    family: str  # the original whose words it has most of
    kind: str  # how it was made: "original", "sentences 30", …
    source: str
    title: str
    text: str
    published_at: datetime
    parent: str | None = None  # None: an original
    credit: str | None = None
    is_refused: bool = False  # prints a time after its fetch


def base_texts(least: int = 60) -> list[tuple[str, str]]:
    """Return headlines and texts that are no copies of each other."""
    world = load_world()
    texts = [
        (a.headline, a.body.strip())
        for a in world.articles
        if a.body and not a.derive and not re.search(r"-\d{4}$", a.id)
    ]
    if CORPUS.is_file():
        for line in CORPUS.read_text(encoding="utf-8").splitlines():
            truth = json.loads(line).get("truth") or {}
            if truth.get("text_full"):
                texts.append((truth.get("title") or "", truth["text_full"]))
    known: dict[str, tuple[str, str]] = {}
    for title, text in texts:
        if len(text) >= least:
            known.setdefault(text[:40], (title, text))
    return list(known.values())


def families(texts: list[tuple[str, str]], seed: int = 1) -> Iterator[Sample]:
    """Yield every original with its copies; credits and backdating as often as in the wild."""
    chance = random.Random(seed)
    pool = [sentence for _, text in texts for sentence in sentences(text)]
    generation = farms(seed)[0]
    for number, (title, text) in enumerate(texts):
        other = texts[(number + 1) % len(texts)][1]
        family = f"{number:04}-original"
        begun = BEGINNING + timedelta(minutes=37 * number)
        yield Sample(family, family, "original", "source-0", title, text, begun)
        variants = {
            "verbatim": text,
            "title only": text,
            "backdated": text,
            "truncated": text[: max(40, int(len(text) * chance.uniform(0.4, 0.7)))],
            "merged": text + "\n" + other[: int(0.6 * len(text))],
            "mirror": restore_text(obfuscate(text, generation)).text,
            **{
                f"sentences {n}": rewrite_sentences(text, n / 100, pool, chance)
                for n in (10, 30, 50)
            },
            **{f"words {n}": rewrite_words(text, n / 100, pool, chance) for n in (10, 20, 30)},
            **{
                f"characters {n}": rewrite_words(text, n / 100, pool, chance, length=1)
                for n in (10, 20, 30)
            },
        }
        for place, (kind, words) in enumerate(variants.items(), start=1):
            is_credited = chance.random() < 0.6
            is_backdated = kind == "backdated" or (
                is_credited and kind == "verbatim" and chance.random() < 0.1
            )
            lag = timedelta(minutes=chance.randrange(60, 3_000))
            yield Sample(
                name=f"{number:04}-{kind}",
                family=family,
                kind=kind,
                source=_SOURCES.get(kind, f"source-{place}"),
                title=f"快看：{title}" if kind == "title only" else title,
                text=words,
                published_at=begun - timedelta(days=3) if is_backdated else begun + lag,
                parent=family,
                credit="source-0" if is_credited and kind != "backdated" else None,
                is_refused=kind == "backdated" and chance.random() < 0.4,
            )


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, which joined give it again."""
    return [match[0] for match in _SENTENCE.finditer(text) if match[0]]


def rewrite_sentences(text: str, share: float, pool: list[str], chance: random.Random) -> str:
    """Return a text of which a share of the characters stands in sentences of other words."""
    parts = sentences(text)
    order = list(range(len(parts)))
    chance.shuffle(order)
    left = share * len(text)
    for place in order:
        if len(parts[place]) / 2 > left:
            continue
        left -= len(parts[place])
        parts[place] = rewrite_words(parts[place], 1.0, pool, chance)
    return "".join(parts)


def rewrite_words(
    text: str, share: float, pool: list[str], chance: random.Random, *, length: int = 2
) -> str:
    """Return a text in which a share of the words of two characters, or of `length`, is another word."""
    words = []
    for start in range(0, len(text), length):
        donor = chance.choice(pool)
        place = chance.randrange(max(1, len(donor) - length))
        word = text[start : start + length]
        words.append(donor[place : place + length] if chance.random() < share else word)
    return "".join(words)


def same_events() -> dict[str, list[str]]:
    """Return what journalists wrote of one event each in their own words, by event."""
    _, *events = re.split(r"^== ", SAME_EVENTS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    told = (event.partition("\n") for event in events)
    return {name: [one.strip() for one in reports.split("\n--\n")] for name, _, reports in told}
