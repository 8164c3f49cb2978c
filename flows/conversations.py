"""Asking the database for several incidents at once: a question looks through the same history for one as for all.

What is found out about an incident is written as one story, a generator that yields questions and is sent their answers.
`converse` leads many of these side by side and asks what several of them want to know in one query. So a story asks
its questions whether or not it has documents to ask for: it is then that all are at the same place.
"""

import json
from collections.abc import Collection, Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from warehouse.live import LiveWarehouse

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the layer `relating` about an incident, or some documents of it, with the lists that it takes."""

    query: str
    names: Collection[str] | None = None
    values: Mapping[str, list[Any]] = field(default_factory=dict)


Answer = list[tuple[Any, ...]]
Conversation = Generator[Question, Answer, Found]


def converse(
    live: LiveWarehouse, conversations: Mapping[str, Conversation[Found]]
) -> dict[str, Found]:
    """Lead conversations by incident to their ends; returns what each of them found."""
    waiting: dict[str, Question] = {}
    found: dict[str, Found] = {}

    def lead_on(incident_id: str, answer: Answer | None) -> None:
        conversation = conversations[incident_id]
        try:
            waiting[incident_id] = (
                next(conversation) if answer is None else conversation.send(answer)
            )
        except StopIteration as end:
            found[incident_id] = end.value

    for incident_id in conversations:
        lead_on(incident_id, None)
    while waiting:
        query = next(iter(waiting.values())).query
        asking = {name: question for name, question in waiting.items() if question.query == query}
        answers = _ask(live, query, asking)
        for incident_id in asking:
            del waiting[incident_id]
            lead_on(incident_id, answers[incident_id])
    return found


def _ask(live: LiveWarehouse, query: str, asking: Mapping[str, Question]) -> dict[str, Answer]:
    """Ask one question for several incidents; returns the rows of each."""
    answers: dict[str, Answer] = {incident_id: [] for incident_id in asking}
    if not any(map(_wants_anything, asking.values())):
        return answers
    names = {name: sorted(question.names or ()) for name, question in asking.items()}
    live.rows("relating", "want", {"ids": _as_json(names)})
    given = {
        value: _as_json({name: question.values[value] for name, question in asking.items()})
        for value in next(iter(asking.values())).values
    }
    for incident_id, *row in live.rows("relating", query, given):
        answers[incident_id].append(tuple(row))
    return answers


def _wants_anything(question: Question) -> bool:
    return question.names is None or bool(question.names) or any(question.values.values())


def _as_json(values: Mapping[str, list[Any]]) -> str:
    """Return lists by incident as JSON, since DuckDB binds the values of a list at 50 us each."""
    rows = [{"incident_id": name, "value": value} for name, value in values.items()]
    return json.dumps(rows, ensure_ascii=False)
