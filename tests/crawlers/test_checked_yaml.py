import os
from pathlib import Path

import pytest

from crawlers.checked_yaml import Mistake, MistakesError, YamlRecord, read_file, read_folder


class Animal(YamlRecord):
    legs: int
    names: tuple[str, ...] = ()


def mistakes_of(tmp_path: Path, content: str | bytes, name: str = "cat.yaml") -> list[Mistake]:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    mistakes: list[Mistake] = []
    assert read_file(file, Animal, mistakes) is None
    return mistakes


def test_a_folder_is_read_by_id(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_text("id: cat\nlegs: 4\nnames: [no, on, 12:30, 2026-01-04]\n")
    (tmp_path / "README.md").write_text("not a record")
    mistakes: list[Mistake] = []
    animals = read_folder(tmp_path, Animal, mistakes)
    assert not mistakes
    assert animals["cat"].names == ("no", "on", "12:30", "2026-01-04")


def test_a_missing_folder_holds_nothing(tmp_path: Path) -> None:
    mistakes: list[Mistake] = []
    assert read_folder(tmp_path / "nowhere", Animal, mistakes) == {}
    assert not mistakes


@pytest.mark.parametrize(
    ("content", "key", "reason"),
    [
        ("id: cat\nlegs: 4\nleg: 3\n", "leg", "unknown key; did you mean legs?"),
        ("id: cat\nlegs: four\n", "legs", "should be a valid integer"),
        ("id: cat\nlegs: 4\nnames: [1]\n", "names[0]", "put it in quotes"),
        ("id: cat\n", "legs", "is missing"),
        ("id: dog\nlegs: 4\n", "id", "call it dog.yaml"),
        ("id: ../cat\nlegs: 4\n", "id", "should match pattern"),
        ("id: cat\nlegs: 4\nlegs: 5\n", "line 3", "'legs' is given twice"),
        ("id: cat\nlegs: &a 4\n", "line 2", "anchors (&) and aliases (*) are not allowed"),
        ("id: cat\nlegs: [4\n", "line 3", "while parsing a flow sequence"),
        ("id: cat\n\tlegs: 4\n", "line 2", "found a tab character"),
        ("- id: cat\n", "file", "must be a mapping"),
        ("", "file", "is empty"),
        ("{}: 3\n", "line 1", "a key must be text"),
        (b"id: cat\n# \xb4\xf3\n", "line 2", "is not UTF-8"),
        ("id: cat\n# " + "x" * 300_000, "file", "is larger than 256 KB"),
        ("[" * 100_000, "line 1", "nested too deeply"),
        ("id: cat\x00\n", "file", "is not YAML"),
        ("id: !!python/name:os.system x\n", "line 1", "tags (!) are not allowed"),
        ("id: cat\nlegs: !!int many\n", "file", "is not YAML"),
    ],
)
def test_each_mistake_is_told(tmp_path: Path, content: str | bytes, key: str, reason: str) -> None:
    (mistake,) = mistakes_of(tmp_path, content)
    assert mistake.key == key
    assert reason in mistake.reason


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cat.yaml")
    mistakes: list[Mistake] = []
    assert read_folder(tmp_path, Animal, mistakes) == {}
    assert [one.reason for one in mistakes] == ["is a pipe or device"]


def test_all_mistakes_of_all_files_are_in_one_message(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_text("id: cat\nlegs: x\ntail: 1\n")
    (tmp_path / "dog.yml").write_text("id: dog\nlegs: 4\n")
    mistakes: list[Mistake] = []
    assert read_folder(tmp_path, Animal, mistakes) == {}
    message = str(MistakesError(mistakes))
    assert message.count("\n") == 2
    assert "cat.yaml: legs: " in message
    assert "cat.yaml: tail: unknown key" in message
    assert "dog.yml: id: must be the file name: call it dog.yaml" in message


def test_what_was_given_is_quoted_as_far_as_a_message_has_room(tmp_path: Path) -> None:
    [mistake] = mistakes_of(tmp_path, f"id: cat\nlegs: {'four' * 10_000}\n")
    assert "not 'fourfour" in str(mistake)
    assert len(str(mistake)) < 400 + len(str(tmp_path))
