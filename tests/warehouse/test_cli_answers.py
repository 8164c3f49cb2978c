"""What the terminal and the pipe get: parameters, plots, the prompt."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows.cli import main
from flows.commands.prompt import completer
from flows.relating import relate_new
from tests.warehouse.tea import INCIDENT, document, moment, tagging, write_batch
from warehouse.ask import Answer
from warehouse.home import Home
from warehouse.live import LiveWarehouse, publish
from warehouse.plot import plot

PROGRAM = Path(sys.executable).with_name("aftermath")
Run = Callable[..., tuple[str, str, int]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    documents = [document(str(day), published=moment(day), text=f"第{day}篇") for day in (5, 7, 9)]
    batch = write_batch(home.work / "batch", documents=[(one, tagging(one)) for one in documents])
    with LiveWarehouse(home.live) as live:
        live.load([batch])
        relate_new(live, home.work / "relating")
        live.refresh_marts()
    publish(home, datetime(2026, 1, 10, tzinfo=UTC))
    return home


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[str, str, int]:
        status = 0
        try:
            main([*arguments, "--home", str(home.root)])
        except SystemExit as end:
            status = int(end.code or 0)
        out, err = capsys.readouterr()
        return out, err, status

    return call


def test_a_trend_takes_further_parameters(run: Run) -> None:
    out, _, status = run("trend", "compare_incidents", "--other", INCIDENT, "--format", "json")
    assert status == 0
    assert [row["day_number"] for row in json.loads(out)] == list(range(6))
    out, _, _ = run("trend", "search", "--words=第 篇", "--format", "json")
    assert isinstance(json.loads(out), list)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["compare_incidents"], "needs --other VALUE"),
        (["compare_incidents", "--other"], "--other needs a value"),
        (["daily_volume", "--colour", "red"], "no parameter --colour: it has --incident, --since"),
        (["daily_volume", "red"], "no parameter red"),
        (["daily_volumes"], "There is no trend 'daily_volumes'"),
        (["daily_volume", "--incident", "nobody"], "no incident 'nobody': known are tea-recall"),
    ],
)
def test_wrong_parameters_are_one_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    out, err, status = run("trend", *arguments)
    assert (out, status) == ("", 1)
    assert sentence in err
    assert err.count("\n") == 1


README = Path(__file__).parents[2].joinpath("README.md").read_text(encoding="utf-8")
ASKED = re.findall(r"\| `aftermath ((?:trend|sql|search) .+)` \|$", README, re.M)


@pytest.mark.parametrize("command", ASKED)
def test_the_readme_tells_how_to_ask(run: Run, command: str) -> None:
    out, err, status = run(*shlex.split(command))
    assert (status, err) == (0, "")
    assert out


def test_the_readme_answers_ten_questions() -> None:
    assert len(ASKED) >= 10


def test_only_trends_take_further_parameters(run: Run) -> None:
    assert run("explain", "http://chen.example/5", "--colour", "red")[2] == 2


def test_the_list_of_trends_is_an_answer_too(run: Run) -> None:
    rows = json.loads(run("trend", "--format", "json")[0])
    assert {"trend", "question", "parameters"} == set(rows[0])
    assert "bursts" in {row["trend"] for row in rows}


def test_a_pipe_gets_no_plot_and_nothing_but_the_answer(run: Run) -> None:
    out, err, _ = run("trend", "daily_volume", "--format", "csv")
    assert out.startswith("day,articles")
    assert (out.count("\n"), err) == (7, "")
    assert "▁" not in run("trend", "daily_volume")[0]
    first, *_ = run("trend", "daily_volume")[0].splitlines()
    assert first.endswith("links?"), "a sentence is one line"


def test_an_empty_answer_says_why(run: Run) -> None:
    out, err, status = run("trend", "takedowns", "--since", "2027-01-01")
    assert (err, status) == ("", 0)
    assert "no rows: no article about tea-recall was published from 2027-01-01" in out
    assert run("trend", "takedowns", "--since", "2027-01-01", "--format", "json")[0] == "[]\n"


def test_statements_on_standard_input_are_answered_one_by_one(home: Home) -> None:
    typed = (
        "select 1 as one;\nselec;\nselect 2\n  as two;\n\nselect count(*) as three from coverage"
    )
    done = subprocess.run(
        [PROGRAM, "sql", "--format", "csv", "--home", str(home.root)],
        input=typed,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "one\n1\ntwo\n2\nthree\n3\n"
    assert done.stderr.startswith("The query failed: Parser Error")
    assert done.stderr.count("\n") == 1


def test_the_prompt_completes_remembers_and_leaves_at_ctrl_d(home: Home) -> None:
    child, terminal = pty.fork()
    if child == 0:
        os.execv(PROGRAM, [str(PROGRAM), "sql", "--home", str(home.root)])
    typed = [b"select incident_id, 40 + 2 as answer from judgem\t;\n", b"\x04"]
    seen = b""
    while True:
        if typed and seen.endswith(b"aftermath> "):
            os.write(terminal, typed.pop(0))
        try:
            part = os.read(terminal, 1 << 16)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert b"Ctrl-D leaves" in seen
    assert b"tea-recall" in seen
    assert "40 + 2" in Path(home.root, "sql-history").read_text()


def test_words_are_completed_in_order() -> None:
    complete = completer(["coverage", "count", "daily_volume("])
    assert [complete("co", number) for number in range(3)] == ["coverage", "count", None]
    assert complete("DAI", 0) == "daily_volume("


def drawn(answer: Answer, width: int = 60) -> list[str]:
    console = Console(width=width, record=True, file=open(os.devnull, "w"))  # noqa: SIM115, PTH123
    lines = plot(answer, width)
    assert lines is not None
    console.print(lines)
    console.file.close()
    return console.export_text().splitlines()


def day(number: int) -> date:
    return date(2026, 1, number)


def test_a_plot_has_one_line_per_series_on_one_scale() -> None:
    rows = [(day(1), "小米集团", 8), (day(4), "小米集团", 4), (day(1), "KOL", 1)]
    lines = drawn(Answer(("day", "name", "articles"), ("DATE", "VARCHAR", "BIGINT"), rows))
    assert lines[0].split() == ["小米集团", "█··▄", "8"]
    assert lines[1].split() == ["KOL", "▁···", "1"]
    assert "2026-01-01 to 2026-01-04" in lines[2]
    starts = [cell_len(line[: line.index(mark)]) for line, mark in zip(lines, "█▁", strict=False)]
    assert starts[0] == starts[1]


def test_a_long_time_is_drawn_in_blocks_of_days() -> None:
    rows = [(date(2025, 1, 1), 1), (date(2025, 12, 31), 2)]
    lines = drawn(Answer(("day", "articles"), ("DATE", "BIGINT"), rows), 50)
    assert max(map(cell_len, lines)) <= 50
    assert "days a block" in lines[1]


def test_what_has_no_days_has_no_plot() -> None:
    assert plot(Answer(("n",), ("BIGINT",), [(1,)]), 80) is None
    assert plot(Answer(("day", "articles"), ("DATE", "BIGINT"), [(day(1), 1)]), 80) is None
    assert plot(Answer(("day", "articles"), ("DATE", "BIGINT"), []), 80) is None
