"""The 200 most repeated quotes are found without counting all: whatever is repeated how often, none may be overlooked."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.warehouse.given import STARTED, Given

# Kinds of words said; how often each is said, about; of how many stories articles are.
WORLDS = {
    "nothing is repeated": (700, 0.8, 400),
    "few are repeated": (2_000, 1.2, 300),
    "many are repeated": (500, 5.0, 600),
    "one story repeats all": (400, 3.0, 2),
    "more than the bar is set by": (1_500, 2.6, 900),
}
# Every quote counted, as nobody would wait for it.
_ALL = """
select
    quotes.text,
    count(distinct cluster_id) as stories,
    count(distinct document_id) as articles,
    min(published_at) as first_at
from quotes
inner join coverage using (incident_id, document_id)
where coverage.published_on between $since and $until
group by quotes.text
order by stories desc, articles desc, first_at, quotes.text
limit 200
"""


@pytest.fixture
def given(tmp_path: Path) -> Iterator[Given]:
    world = Given(tmp_path / "live.duckdb")
    yield world
    world.live.__exit__()


@pytest.mark.parametrize("world", WORLDS)
def test_the_most_repeated_quotes_are_those_of_counting_all(given: Given, world: str) -> None:
    kinds, times, stories = WORLDS[world]
    chance = random.Random(world)
    articles = [
        (chance.randrange(30), chance.randrange(stories), chance.randrange(1_440))
        for _ in range(900)
    ]
    said = {
        (chance.randrange(len(articles)), int(kinds * chance.random() ** 2))
        for _ in range(int(kinds * times / 2))
    }
    _fill(given, articles, sorted(said))
    for days in (0, 3, 30):
        span = {"since": STARTED + timedelta(days=10 if days else -1), "until": _until(days)}
        sql = "select text, stories, articles, first_at from quotes('tea-recall', since := $since, until := $until)"
        assert given.rows(sql, span) == given.rows(_ALL, span), span
    assert given.trend("quotes", "text") == [
        (text,) for text, *_ in given.rows(_ALL, {"since": STARTED, "until": _until(0)})
    ]


def _until(days: int) -> date:
    return STARTED + timedelta(days=10 + days if days else 400)


def _fill(given: Given, articles: list[tuple[int, int, int]], said: list[tuple[int, int]]) -> None:
    numbered = [(n, *article) for n, article in enumerate(articles)]
    given.rows(
        """
        insert into main.coverage by name
        select
            'tea-recall' as incident_id,
            'd' || one[1] as document_id,
            'story ' || one[3] as cluster_id,
            'chen' as source_name,
            'http://chen.example/' || one[1] as url,
            date '2026-01-05' + cast(one[2] as integer) as published_on,
            published_on + to_minutes(one[4]) as published_at
        from (select unnest($1::bigint[][]) as one)
        """,
        [numbered],
    )
    given.rows(
        """
        insert into main.quotes by name
        select
            'tea-recall' as incident_id,
            'd' || one[1] as document_id,
            'speaker' as speaker,
            'said' as verb,
            'words ' || one[2] as text,
            text as quote_key,
            true as is_direct,
            0 as "offset",
            [] as numbers
        from (select unnest($1::bigint[][]) as one)
        """,
        [said],
    )
