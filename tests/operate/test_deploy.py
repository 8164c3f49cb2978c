"""The files for containers and services say what they should, as far as that can be seen without a container."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from flows.cli import _parser

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
UNIT = (DEPLOY / "aftermath.service").read_text(encoding="utf-8")
RECIPE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def _instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} (.*)$", RECIPE, re.MULTILINE)


def test_the_container_works_as_an_ordinary_user_and_is_looked_after() -> None:
    (user,) = _instructions("USER")
    assert user not in {"root", "0"}
    assert RECIPE.index("USER ") < RECIPE.index("RUN uv sync")
    (health,) = _instructions("HEALTHCHECK")
    for command in (_instructions("CMD")[0], health.split("CMD ")[1]):
        program, *arguments = json.loads(command)
        assert program == "aftermath"
        assert _parser().parse_args(arguments)


def test_the_container_takes_no_home_and_no_environment_along() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {".git", "**/.venv", "aftermath-data"} <= set(ignored)


def test_the_service_runs_a_command_that_there_is() -> None:
    (command,) = re.findall(r"^ExecStart=\S+/aftermath (.*)$", UNIT, re.MULTILINE)
    assert _parser().parse_args(command.split())
    assert "User=aftermath" in UNIT


def test_systemd_finds_no_fault_with_the_service(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("there is no systemd-analyze here")
    unit = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", UNIT, flags=re.MULTILINE)
    file = tmp_path / "aftermath.service"
    file.write_text(unit.replace("User=aftermath", "User=root"), encoding="utf-8")
    done = subprocess.run([program, "verify", file], capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
