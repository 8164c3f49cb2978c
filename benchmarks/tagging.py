"""How well tagging agrees with people: precision, recall and F1 on the labelled documents.

    python -m benchmarks.tagging [FOLDER] [--errors]

FOLDER holds *.yaml in the form of tests/tag/labelled (the default). A third of the documents, chosen by
the digest of the id, is kept aside while rules are written; both figures are printed, apart for the
documents in other words (other-words*.yaml) and for incidents that nothing was made for (stranger-*.yaml),
whose topics and threads are labelled twice: by meaning, and as worded, where a term of the file occurs.
`--errors` lists the disagreements on those not kept aside.
"""

import argparse
import hashlib
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from flows.clean import restore_text
from flows.incident import SHIPPED_INCIDENTS, Incident, load_incidents
from flows.tag import tag_document
from warehouse.records import DatePrecision, Document, MentionKind, Script, Tagging

LABELLED = Path(__file__).parents[1] / "tests" / "tag" / "labelled"


@dataclass(frozen=True, slots=True)
class Labelled:
    """One document, what a person says of it and what tagging says of it."""

    label: dict[str, Any]
    tagging: Tagging
    part: str = ""  # written later: "other words", "strangers"

    @property
    def is_in_other_words(self) -> bool:
        """Whether it was written without a look at the terms of the shipped incidents."""
        return self.part == "other words"

    @property
    def is_aside(self) -> bool:
        """Whether the document is kept aside while rules are written."""
        digest = hashlib.sha256(str(self.label["id"]).encode()).hexdigest()
        return int(digest, 16) % 3 == 0

    @property
    def is_relevant(self) -> bool:
        return bool(self.label["kind"] == "relevant")


@dataclass(frozen=True, slots=True)
class Score:
    """Agreement on one kind of label."""

    right: int
    missed: int
    invented: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.missed + self.invented)


def read_labelled(folder: Path = LABELLED) -> list[Labelled]:
    """Return every labelled document of a folder, tagged."""
    own = folder / "incidents"
    incidents = load_incidents(SHIPPED_INCIDENTS, own if own.is_dir() else None)
    found = []
    for file in sorted(folder.glob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for label in content["documents"]:
            incident = incidents[label.get("incident", content["incident"])]
            tagging = tag_document(document_of(label, incident), incident)
            found.append(Labelled(label, tagging, _part(file.name)))
    return found


def _part(name: str) -> str:
    parts = {"other-words": "other words", "stranger-": "strangers"}
    return next((part for start, part in parts.items() if name.startswith(start)), "")


def document_of(label: dict[str, Any], incident: Incident) -> Document:
    """Return the document that a label describes."""
    title, text = label["title"], label["text"]
    if label.get("altered"):
        title, text = restore_text(title).text, restore_text(text).text
    published_at = None
    if label["published"] != "none":
        published_at = datetime.fromisoformat(f"{label['published']}T04:00:00+00:00")
    return Document(
        document_id=label["id"],
        url=f"http://labelled.example/{label['id']}",
        canonical_url=f"http://labelled.example/{label['id']}",
        source_id="labelled",
        title=title,
        text=text,
        published_at=published_at,
        published_precision=DatePrecision.DAY if published_at else None,
        published_method="meta" if published_at else None,
        published_raw=label["published"],
        modified_at=None,
        author=None,
        credit=None,
        language="zh",
        script=Script.HANS,
        obfuscations=(),
        quality=(),
        fetched_at=datetime(2026, 4, 1, tzinfo=UTC),
        content_digest=label["id"],
    )


Facts = tuple[set[Any], set[Any]]  # as labelled, as found


def relevance(one: Labelled) -> Facts:
    return ({1} if one.is_relevant else set(), {1} if one.tagging.relevance.is_relevant else set())


def mentions(kind: MentionKind, key: str, *, instead: str = "") -> Callable[[Labelled], Facts]:
    """Return the comparison for one kind of mention; `instead`: the label that goes before another."""

    def compare(one: Labelled) -> Facts:
        found = {mention.tag for mention in one.tagging.mentions if mention.kind is kind}
        return set(one.label.get(instead, one.label.get(key, ()))), found

    return compare


def quotes(one: Labelled) -> Facts:
    wanted = {(speaker, _bare(text)) for speaker, text in one.label.get("quotes", ())}
    return wanted, {(quote.speaker, _bare(quote.text)) for quote in one.tagging.quotes}


def _bare(text: str) -> str:
    return text.strip(" 。，.,").lower()


FACTS: dict[str, Callable[[Labelled], Facts]] = {
    "relevance": relevance,
    "entities": mentions(MentionKind.ENTITY, "entities"),
    "topics": mentions(MentionKind.TOPIC, "topics"),
    "threads": mentions(MentionKind.THREAD, "threads"),
    "quotes": quotes,
}


AS_WORDED: dict[str, Callable[[Labelled], Facts]] = {
    "topics, as worded": mentions(MentionKind.TOPIC, "topics", instead="worded_topics"),
    "threads, as worded": mentions(MentionKind.THREAD, "threads", instead="worded_threads"),
}


def score(labelled: Iterable[Labelled], compare: Callable[[Labelled], Facts]) -> Score:
    """Return the agreement on one kind of label."""
    pairs = [compare(one) for one in labelled]
    return Score(
        right=sum(len(wanted & found) for wanted, found in pairs),
        missed=sum(len(wanted - found) for wanted, found in pairs),
        invented=sum(len(found - wanted) for wanted, found in pairs),
    )


@dataclass(frozen=True, slots=True)
class StanceScore:
    """Agreement on the tone toward targets."""

    accuracy: float  # of those given
    abstained: float  # share of the labelled ones
    count: int


def stance_score(labelled: Iterable[Labelled]) -> StanceScore:
    """Return the accuracy of stances where one is given, and how often none is."""
    pairs = [pair for one in labelled for pair in stance_pairs(one)]
    given = [(wanted, found) for wanted, found in pairs if found != "abstain"]
    return StanceScore(
        accuracy=sum(wanted == found for wanted, found in given) / max(1, len(given)),
        abstained=1 - len(given) / max(1, len(pairs)),
        count=len(pairs),
    )


def stance_pairs(one: Labelled) -> list[tuple[str, str]]:
    """Return the labelled and the found tone of each labelled target."""
    found = {stance.target: stance.label.value for stance in one.tagging.stances}
    return [
        (wanted, found.get(target, "abstain"))
        for target, wanted in one.label.get("stance", {}).items()
    ]


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=LABELLED)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args(arguments)
    labelled = read_labelled(options.folder)
    for name, part in parts_of(labelled).items():
        print(f"{name}: {len(part)} documents")
        for fact, compare in (FACTS | (AS_WORDED if name == "strangers" else {})).items():
            got = score(part, compare)
            print(f"  {fact:10} P {got.precision:.3f}  R {got.recall:.3f}  F1 {got.f1:.3f}")
        tone = stance_score(part)
        print(
            f"  stance     accuracy {tone.accuracy:.3f}, abstained {tone.abstained:.2f} of {tone.count}"
        )
    if options.errors:
        for one in labelled:
            if one.part == "strangers" or not one.is_aside:
                print_errors(one)


def parts_of(labelled: Iterable[Labelled]) -> dict[str, list[Labelled]]:
    """Return the documents by what they were used for, and all of them."""
    found: dict[str, list[Labelled]] = {}
    for one in sorted(labelled, key=lambda one: (one.part, one.is_aside)):
        name = "kept aside" if one.is_aside else "used for rules"
        name = f"{name}, {one.part}" if one.is_in_other_words else one.part or name
        found.setdefault(name, []).append(one)
    return {**found, "all": list(labelled)}


def print_errors(one: Labelled) -> None:
    """Print where a document is judged otherwise than labelled."""
    for fact, compare in FACTS.items():
        wanted, found = compare(one)
        if wanted != found:
            print(one.label["id"], fact, "missed", wanted - found, "invented", found - wanted)
            if fact == "relevance":
                print(
                    "    ", one.tagging.relevance.score, *one.tagging.relevance.reasons, sep=" | "
                )
    if any(wanted != found for wanted, found in stance_pairs(one)):
        print(one.label["id"], "stance", stance_pairs(one))


if __name__ == "__main__":
    main(sys.argv[1:])
