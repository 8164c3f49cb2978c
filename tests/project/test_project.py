"""The project keeps its own rules: style, types, the direction of imports, and what README says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from flows.cli import command_names
from warehouse.queries import read_layer

PROJECT = Path(__file__).parents[2]
README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "command",
    ["ruff format --check .", "ruff check .", "mypy", "lint-imports --no-logo"],
)
def test_style_types_and_imports(command: str) -> None:
    program, *arguments = command.split()
    done = subprocess.run(
        [Path(sys.executable).with_name(program), *arguments],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_and_every_trend_is_in_the_readme() -> None:
    for command in command_names():
        assert f"aftermath {command}" in README, command
    for trend in read_layer("trends"):
        assert f"| `{trend.name}` |" in README, trend.name


def test_every_command_of_the_readme_is_one() -> None:
    commands = set(command_names())
    for command in re.findall(r"^(?:pip install uv && )?(?:uv run )?aftermath (\w+)", README, re.M):
        assert command in commands


def test_every_mart_is_in_the_readme() -> None:
    for mart in (*read_layer("marts"), *read_layer("aggregates")):
        assert f"`{mart.name}`" in README, mart.name


def test_every_version_is_pinned_and_no_package_host_is_named() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    pins = tomllib.loads(text)["tool"]["uv"]["constraint-dependencies"]
    assert all(re.match(r"[\w.-]+==[\w.+!]+( ;|$)", pin) for pin in pins)
    names = {re.split(r"==", pin)[0].lower() for pin in pins}
    project = tomllib.loads(text)
    wanted = [*project["project"]["dependencies"]]
    wanted += [one for group in project["dependency-groups"].values() for one in group]
    assert {re.split(r"[<>=\[]", one)[0].lower() for one in wanted} <= names
    assert not re.search(r"https?://", text)


def test_every_dependency_says_why_it_is_there() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    block = re.search(r"^dependencies = \[\n(.*?)^\]", text, re.M | re.S)
    assert block
    assert all("# " in line for line in block[1].splitlines())
