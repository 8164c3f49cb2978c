"""The walk of docs/first-incident.md, command by command, from nothing to a report."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.flows.archive import SOURCE, feed, page, write_archive
from tests.operate.served import Up, program

PAGE = Path(__file__).parents[2] / "docs" / "first-incident.md"
BLOCKS = re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]
FEED, FIRST = "http://www.chen.example/feed.xml", "http://www.chen.example/a/1.html"


def test_the_walk_leads_to_a_report(
    up: Up, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = write_archive(
        tmp_path / "web.warc.gz", {FEED: feed(FIRST), FIRST: page("青岚茶业召回绿茶")}
    )
    home = tmp_path / "aftermath-data"
    (home / "sources").mkdir(parents=True)
    (home / "sources" / "chen.yaml").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setenv("PREFECT_API_URL", f"{up.url}/api")
    monkeypatch.delenv("AFTERMATH_HOME", raising=False)
    replay = ["--source", "chen", "--replay", str(web), "--as-of", "2026-01-06T14:00Z"]
    said = {}
    for command in COMMANDS:
        name, *arguments = shlex.split(command)
        if name == "export":
            monkeypatch.setenv(*arguments[0].split("=", 1))
            continue
        assert name == "aftermath", command
        if arguments[0] == "run":
            arguments += replay  # the web of this test
        done = subprocess.run(
            [program(), *arguments], cwd=tmp_path, env=os.environ, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        said[command] = done.stdout
    told = "".join(text for command, text in said.items() if "trend latest" in command)
    assert "青岚茶业召回绿茶" in told
    assert "青岚茶业召回绿茶" in (home / "report.html").read_text(encoding="utf-8")
