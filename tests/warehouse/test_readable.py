"""What a trend looks like at a terminal, and why there is nothing to look at."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from rich.style import Style
from rich.text import Text

from flows.commands.answering import why_empty
from warehouse.ask import Answer
from warehouse.queries import read_query
from warehouse.readable import Readable, make_readable
from warehouse.show import clipped, fits

SHANGHAI = ZoneInfo("Asia/Shanghai")
DIGEST = "0123456789abcdef" * 2


def readable(answer: Answer, width: int = 1000, *, is_styled: bool = False) -> Readable:
    return make_readable(
        answer, SHANGHAI, lambda one, room: fits(one, width, room), is_styled=is_styled
    )


def one_row(**cells: object) -> Answer:
    return Answer(tuple(cells), ("VARCHAR",) * len(cells), [tuple(cells.values())])


def test_values_are_told_as_people_say_them() -> None:
    told = readable(
        one_row(
            published_at=datetime(2026, 1, 5, 18, 30, 7, tzinfo=UTC),
            lag_minutes=1475,
            copied_share=0.375,
            is_origin=True,
            gaps=["a outage", "b silent"],
            document_id=DIGEST,
        )
    )
    assert told.answer.rows == [
        ("2026-01-06 02:30", "1 d 35 min", "37.5%", "yes", "a outage; b silent")
    ]
    assert told.left_out == ("document_id",)
    assert told.has_moments


def test_a_day_without_a_time_has_none() -> None:
    answer = one_row(published_at=datetime(2026, 1, 5, tzinfo=UTC), published_precision="day")
    assert readable(answer).answer.rows[0][0] == "2026-01-05"


def test_days_without_anything_are_one_line() -> None:
    counts = [2, 0, 0, 0, 1, 0, 0, 3]
    days = [(date(2026, 1, 4 + number), count, None) for number, count in enumerate(counts)]
    told = readable(Answer(("day", "articles", "share"), ("DATE", "BIGINT", "DOUBLE"), days))
    assert [str(row[0]) for row in told.answer.rows] == [
        "2026-01-04", "… 3 days", "2026-01-08", "2026-01-09", "2026-01-10", "2026-01-11",
    ]  # fmt: skip


def test_who_had_it_from_whom_is_a_tree() -> None:
    rows = [(0, "首发"), (1, "转载"), (2, "再转")]
    told = readable(Answer(("depth", "title"), ("BIGINT", "VARCHAR"), list(rows)))
    assert told.answer.columns == ("title",)
    assert [row[0] for row in told.answer.rows] == ["首发", "└──转载", "└────再转"]


def test_a_narrow_terminal_loses_addresses_then_ids_and_says_so() -> None:
    answer = one_row(
        source_id="ithome", source_name="IT之家", title="标题", url="http://a.example/" + "x" * 30
    )
    assert readable(answer, 100, is_styled=True).left_out == ()
    assert readable(answer, 40, is_styled=True).left_out == ("url",)
    assert readable(answer, 20, is_styled=True).left_out == ("url", "source_id")
    assert "url" in readable(answer, 10, is_styled=True).answer.columns, "row by row there is room"


def test_a_narrow_terminal_loses_what_no_row_has() -> None:
    answer = one_row(source_id="ithome", source_name="IT之家", date_doubt=None, kind="", lag=0)
    assert readable(answer, 32).left_out == ("date_doubt", "kind")
    assert readable(answer, 100).left_out == ()


def test_a_title_leads_to_its_address_and_a_change_is_marked() -> None:
    answer = one_row(
        title="标题", before="赔偿16万元。", after="赔偿16万余元。", url="http://a.example/"
    )
    title, change, _ = readable(answer, is_styled=True).answer.rows[0]
    assert isinstance(title, Text)
    assert title.style == Style(link="http://a.example/")
    assert change.plain == "赔偿16万余元。"
    assert [str(span.style) for span in change.spans if span.style] == ["green underline"]
    assert readable(answer).answer.columns == answer.columns, "a pipe has both versions"


def test_a_title_without_end_is_cut_whether_it_leads_somewhere_or_not() -> None:
    title, _ = readable(
        one_row(title="长" * 3000, url="http://a.example/"), is_styled=True
    ).answer.rows[0]
    assert len(title) == len(clipped("长" * 3000)) < 300


def test_no_address_of_a_page_steers_the_terminal() -> None:
    for url in ("javascript:alert(1)", "http://a.example/\x1b]8;;", "file:///etc/passwd", "", None):
        title, *_ = readable(one_row(title="标题\x1b[31m", url=url), is_styled=True).answer.rows[0]
        assert title == "标题\x1b[31m", "as it is: what prints it makes it harmless"
    spaced = one_row(title="a\x1b[31m", url="http://a.example/b bold red")
    title, *_ = readable(spaced, is_styled=True).answer.rows[0]
    assert (title.plain, title.style.link) == ("a [31m", "http://a.example/b bold red")


def test_an_empty_answer_is_explained() -> None:
    shift, gone = read_query("trends", "topic_shift"), read_query("trends", "takedowns")
    known = {
        "articles": 9,
        "articles_between": 9,
        "first_on": date(2026, 1, 4),
        "last_on": date(2026, 1, 9),
    }
    asked = {"incident": "tea-recall", "since": date(2027, 1, 1), "until": None}
    nothing = known | {"articles": 0, "articles_between": 0}
    assert why_empty(shift, nothing, asked) == "no article about tea-recall is known yet."
    assert (
        "published from 2027-01-01; those that are known are of 2026-01-04 to 2026-01-09"
        in why_empty(gone, known | {"articles_between": 0}, asked)
    )
    assert "fewer than five stories" in why_empty(shift, known, {"incident": "tea-recall"})
    assert "nothing of the kind among the 9" in why_empty(gone, known, {"incident": "tea-recall"})
