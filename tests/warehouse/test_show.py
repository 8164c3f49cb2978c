"""Answers in every form, for people and for programs."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from rich.cells import cell_len
from rich.console import Console

from warehouse.ask import Answer
from warehouse.show import Format, sparkline, write_answer, write_table

ANSWER = Answer(
    columns=("day", "title", "articles", "share", "at", "tags"),
    types=("DATE", "VARCHAR", "BIGINT", "DOUBLE", "TIMESTAMP WITH TIME ZONE", "VARCHAR[]"),
    rows=[
        (
            date(2026, 1, 5),
            "青岚[召回]绿茶",
            3,
            0.25,
            datetime(2026, 1, 5, 4, tzinfo=UTC),
            ["a", "茶"],
        ),
        (date(2026, 1, 6), 'say "no", twice', 0, None, None, []),
    ],
)


def test_csv_is_read_back_by_any_reader() -> None:
    out = io.StringIO()
    write_answer(ANSWER, Format.CSV, out)
    header, first, second = csv.reader(io.StringIO(out.getvalue()))
    assert header == list(ANSWER.columns)
    assert first[:4] == ["2026-01-05", "青岚[召回]绿茶", "3", "0.25"]
    assert second[1:4] == ['say "no", twice', "0", ""]


def test_json_keeps_types_and_chinese() -> None:
    out = io.StringIO()
    write_answer(ANSWER, Format.JSON, out)
    assert "青岚" in out.getvalue()
    first, second = json.loads(out.getvalue())
    assert first["articles"] == 3
    assert first["at"] == "2026-01-05T04:00:00+00:00"
    assert first["tags"] == ["a", "茶"]
    assert second["share"] is None


def test_parquet_keeps_types(tmp_path: Path) -> None:
    path = tmp_path / "answer.parquet"
    with path.open("w") as out:
        write_answer(ANSWER, Format.PARQUET, out)
    back = duckdb.connect().read_parquet(str(path))
    assert back.columns == list(ANSWER.columns)
    assert [str(kind) for kind in back.types] == list(ANSWER.types)
    assert back.fetchall()[0][1:4] == ("青岚[召回]绿茶", 3, 0.25)


def test_parquet_takes_whatever_sql_gives(tmp_path: Path) -> None:
    cells = {
        "x": ("DOUBLE", float("inf")),
        "X": ("BLOB", b"\xaa\\"),
        "span": ("INTERVAL", timedelta(days=1, seconds=5)),
        "money": ("DECIMAL(12,2)", Decimal("1.25")),
        "odd": ("DOUBLE[]", [float("nan"), 1.5]),
    }
    answer = Answer(
        tuple(cells),
        tuple(kind for kind, _ in cells.values()),
        [tuple(v for _, v in cells.values())],
    )
    with (tmp_path / "answer.parquet").open("w") as out:
        write_answer(answer, Format.PARQUET, out)
    back = duckdb.connect().read_parquet(str(tmp_path / "answer.parquet"))
    assert back.columns == ["x", "X_1", "span", "money", "odd"]
    assert [str(kind) for kind in back.types] == list(answer.types)
    assert back.fetchall()[0][:4] == answer.rows[0][:4]


def test_json_is_what_every_reader_takes() -> None:
    out = io.StringIO()
    row = (float("nan"), Decimal("1.50"), Decimal(3), [float("inf")], True)
    write_answer(Answer(tuple("abcde"), ("DOUBLE",) * 5, [row]), Format.JSON, out)

    def refuse(word: str) -> None:
        raise AssertionError(word)

    told = json.loads(out.getvalue(), parse_constant=refuse)
    assert list(told[0].values()) == [None, 1.5, 3, [None], True]


@pytest.mark.parametrize("form", Format)
def test_an_answer_without_rows_has_its_columns(form: Format, tmp_path: Path) -> None:
    with (tmp_path / "empty").open("w") as out:
        write_answer(Answer(("n",), ("DECIMAL(4,2)",), []), form, out)


def test_decimals_are_numbers_people_can_read() -> None:
    out = io.StringIO()
    write_answer(Answer(("n",), ("DECIMAL(4,2)",), [(Decimal("1.50"),)]), Format.TABLE, out)
    assert "1.50" in out.getvalue()


def test_columns_line_up_with_wide_characters() -> None:
    out = io.StringIO()
    write_table(ANSWER, Console(file=out, width=120))
    lines = out.getvalue().splitlines()
    at = cell_len(lines[0].split("articles")[0])
    for line, value in zip(lines[1:], ("3", "0"), strict=True):
        before = line[: line.rindex(value, 0, len(line) - 20)]
        assert cell_len(before) == at + len("articles") - 1


def at_a_terminal(answer: Answer, width: int) -> list[str]:
    out = io.StringIO()
    write_table(answer, Console(file=out, width=width, force_terminal=True, no_color=True))
    return [line.rstrip() for line in re.sub(r"\x1b\[\d*m", "", out.getvalue()).splitlines()]


def test_a_narrow_terminal_gets_rows_as_paragraphs() -> None:
    lines = at_a_terminal(ANSWER, 40)
    assert lines[:3] == [
        "day 2026-01-05  title 青岚[召回]绿茶",
        "  articles 3  share 0.25",
        '  at 2026-01-05 04:00Z  tags ["a", "茶"]',
    ]
    assert lines[4] == 'day 2026-01-06  title say "no", twice', "nothing is said of what is empty"
    assert max(map(cell_len, lines)) <= 40


def test_times_and_names_wrap_before_rows_become_paragraphs() -> None:
    at = datetime(2026, 1, 5, 4, tzinfo=UTC)
    answer = Answer(("id", "first_at", "last_at"), ("VARCHAR",) * 3, [("a-long-identity", at, at)])
    assert at_a_terminal(answer, 48)[1:] == [
        "a-long-identity  2026-01-05 04:00Z  2026-01-05",
        "                                    04:00Z",
    ]
    assert at_a_terminal(answer, 36)[0].startswith("id a-long-identity")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    row = (1, "长" * 70, "https://a.example/" + "x" * 30, "一 二 三\n四", "IT之家 " * 3)
    answer = Answer(("n", "title", "url", "text", "source_name"), ("VARCHAR",) * 5, [row, row])
    assert max(map(cell_len, at_a_terminal(answer, width))) <= width


def test_sparkline_has_one_mark_per_value() -> None:
    assert sparkline([0, 1, 4, 8]) == "·▁▄█"
    assert sparkline([]) == ""
    assert sparkline([0, 0]) == "··"


def test_a_pipe_gets_one_line_per_row_without_trailing_blanks() -> None:
    out = io.StringIO()
    answer = Answer(("text", "url"), ("VARCHAR",) * 2, [("两\n行", "http://a.example/"), ("", "")])
    write_answer(answer, Format.TABLE, out)
    assert out.getvalue().splitlines() == ["text   url", "两 行  http://a.example/", ""]


def test_no_cell_steers_the_terminal() -> None:
    out = io.StringIO()
    hostile = "\x1b]0;owned\x07\x1b[31mred\u202edesrever"
    write_table(Answer((hostile,), ("VARCHAR",), [(hostile,)]), Console(file=out, width=80))
    assert not set("\x1b\x07\u202e") & set(out.getvalue())


def test_long_names_of_columns_fold_before_rows_become_paragraphs() -> None:
    answer = Answer(("name", "of_stories_before"), ("VARCHAR", "BIGINT"), [("茶", 7)])
    assert [line.split() for line in at_a_terminal(answer, 20)] == [
        ["of_"], ["stories_"], ["name", "before"], ["茶", "7"],
    ]  # fmt: skip


def test_numbers_have_the_digits_that_anybody_reads() -> None:
    out = io.StringIO()
    numbers = (0.00537163, 4216.066, 20000.0, float("inf"))
    write_answer(Answer(tuple("abcd"), ("DOUBLE",) * 4, [numbers]), Format.TABLE, out)
    assert out.getvalue().split()[4:] == ["0.005372", "4216.1", "20000", "inf"]
