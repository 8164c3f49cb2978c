"""What the documentation tells people to type is what the program takes, and its links lead somewhere."""

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest
import yaml

from crawlers.checked_yaml import Mistake, YamlRecord, read_file
from crawlers.paging import Pages
from crawlers.source import Source
from flows.alerts import Rule
from flows.cli import _parser, command_names
from flows.incident import Incident
from warehouse.queries import read_layer

PROJECT = Path(__file__).parents[2]
PAGES = [
    PROJECT / "README.md",
    PROJECT / "README.zh-CN.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]
COMMANDS = [
    pytest.param(page, line, id=f"{page.name}: {line}")
    for page in PAGES
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
    for line in block.splitlines()
    if "aftermath " in line and not line.startswith(("docker", "export", "prefect"))
]


@pytest.mark.parametrize(("page", "line"), COMMANDS)
def test_every_command_is_taken(page: Path, line: str) -> None:
    command = re.split(r"\s{2,}#|\s+#\s", line)[0].split("aftermath ", 1)[1]
    output = io.StringIO()
    with contextlib.redirect_stderr(output):
        try:
            _, further = _parser().parse_known_args(shlex.split(command))
        except SystemExit:
            pytest.fail(output.getvalue())
    assert not further


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def _yaml_blocks(name: str) -> list[str]:
    text = (PROJECT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(.*?)```", text, re.S)


def test_files_shown_are_valid(tmp_path: Path) -> None:
    shown: list[tuple[str, type[YamlRecord]]] = [
        ("add-a-source.md", Source),
        ("how-it-works.md", Incident),
        ("run-daily.md", Rule),
    ]
    for page, model in shown:
        block, *_ = _yaml_blocks(page)
        file = tmp_path / f"{page}.yaml"
        file.write_text(block, encoding="utf-8")
        mistakes: list[Mistake] = []
        assert read_file(file, model, mistakes, named=False), mistakes


def test_ways_of_paging_shown_are_valid() -> None:
    _, paging = _yaml_blocks("add-a-source.md")
    for line in paging.splitlines():
        pages = Pages.model_validate(yaml.safe_load(line)["pages"])
        pages.check("json" if pages.cursor else "listing", "POST" if pages.body else "GET")


def test_the_chinese_readme_knows_every_command_and_every_trend() -> None:
    told = (PROJECT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name in command_names():
        assert f"aftermath {name}" in told, name
    for trend in read_layer("trends"):
        assert f"| `{trend.name}` |" in told, trend.name
