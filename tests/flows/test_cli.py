"""The command line: wrong input is one clear sentence on standard error and exit status 1."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import command_names, main
from tests.flows.archive import aftermath, tea_home


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def fails(*arguments: str | Path) -> str:
    done = aftermath(*arguments)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


def test_a_home_that_is_not_there(tmp_path: Path) -> None:
    home = tmp_path / "nothing"
    for command in (
        ["sql", "select 1"],
        ["trend", "daily_volume"],
        ["explain", "http://a.example/"],
        ["report"],
        ["reprocess"],
    ):
        assert "aftermath run" in fails(*command, "--home", home)
    assert not home.exists()


def test_wrong_yaml_stops_a_run_before_it_writes(tmp_path: Path) -> None:
    home = tea_home(tmp_path)
    (home / "sources" / "bad.yaml").write_text(
        "id: bad\nname: Bad\nkind: newspaper\nhomepage: http://a.example/\n"
    )
    before = files(home)
    message = fails("run", "--home", home, "--incident", "tea-recall")
    assert "bad.yaml: kind:" in message
    assert files(home) == before


@pytest.mark.parametrize("command", [["ingest"], ["run", "--incident", "tea-recall", "--replay"]])
def test_an_archive_that_is_none(tmp_path: Path, command: list[str]) -> None:
    home = tea_home(tmp_path / "home")
    before = files(home)
    assert "There is no archive" in fails(*command, tmp_path / "none.warc.gz", "--home", home)
    rubbish = tmp_path / "rubbish.warc.gz"
    rubbish.write_bytes(b"this is no archive at all" * 100)
    assert "rubbish.warc.gz" in fails(*command, rubbish, "--home", home)
    assert files(home) == before


def test_unknown_names(tmp_path: Path) -> None:
    home = tea_home(tmp_path)
    assert "no incident 'x'" in fails("run", "--incident", "x", "--home", home)
    assert "no source x" in fails(
        "run", "--incident", "tea-recall", "--source", "x", "--home", home
    )


def test_wrong_usage_is_status_2() -> None:
    for arguments in (
        [],
        ["nonsense"],
        ["trend", "daily_volume", "--since", "yesterday"],
        ["explain"],
    ):
        assert aftermath(*arguments).returncode == 2


def test_help_has_examples() -> None:
    done = aftermath("--help")
    assert done.returncode == 0
    assert "examples:" in done.stdout


@pytest.mark.parametrize("module", ["flows.cli", "flows.commands.questions"])
def test_questions_load_neither_scrapy_nor_prefect(module: str) -> None:
    code = f"import {module}, sys; print([m for m in ('scrapy', 'prefect', 'jieba', 'twisted') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_home_may_stand_anywhere(tmp_path: Path) -> None:
    home = tea_home(tmp_path)
    for place in (("--home", home, "sources"), ("sources", "--home", home)):
        assert "晨江新闻" in aftermath(*place).stdout
    checks: list[list[str | Path]] = [
        ["--home", home, "incidents", "check"],
        ["incidents", "check", "--home", home],
    ]
    for check in checks:
        assert f"{home}" in fails(*check, "tea-recall")  # which has no warehouse yet
    assert "晨江新闻" in aftermath("--home", tmp_path / "other", "sources", "--home", home).stdout


def test_lists(tmp_path: Path) -> None:
    home = tea_home(tmp_path)
    assert "晨江新闻" in aftermath("sources", "--home", home).stdout
    assert "青岚召回" in aftermath("incidents", "--home", home, "--format", "csv").stdout
    assert "daily_volume" in aftermath("trend", "--home", home).stdout


def test_a_demo_does_not_enter_a_home_of_real_news(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "live.duckdb").touch()
    assert "real news" in fails("demo", "--home", tmp_path)


def test_a_full_disk_is_one_sentence() -> None:
    program = Path(sys.executable).with_name("aftermath")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [program, "incidents"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0].startswith("aftermath: The disk is full")
    assert "Traceback" not in done.stderr


def test_a_terminal_without_chinese_gets_numbers_instead() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("aftermath"), "incidents", "--format", "csv"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0, done.stderr
    assert "\\u5c0f\\u7c73" in done.stdout  # 小米


@pytest.mark.parametrize("time", ["0001-01-01T00:00+14:00", "9999-12-31T23:59Z", "tomorrow"])
def test_a_time_that_none_can_be_is_wrong_usage(time: str, tmp_path: Path) -> None:
    done = aftermath("run", "--as-of", time, "--home", tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


ACTIONS = ("incidents check", "incidents new", "sources check", "sources new", "sources capture")


@pytest.mark.parametrize("command", ["", *command_names(), *ACTIONS, "alerts replay"])
def test_help_fits_a_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit, match="0"):
        main([*command.split(), "--help"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80
