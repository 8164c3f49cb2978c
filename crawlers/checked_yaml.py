"""YAML files that people write, read and checked so that every mistake is told at once.

The dialect is small on purpose: UTF-8, no anchors or aliases (a billion laughs fits in ten lines), no
duplicate keys, and only `true`, `false`, `null` and numbers are anything but text, so that a term like
`no`, `on` or `12:30` stays what was written.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any, TypeVar, cast

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

LARGEST_FILE = 256 * 1024  # bytes; the largest file shipped has 3 KB
DEEPEST_NESTING = 20
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"  # an id is also a file name


class YamlRecord(BaseModel):
    """What one file describes; its `id` is the name of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)
    id: str = Field(pattern=ID_PATTERN, max_length=64)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a file, in words for the person who wrote it."""

    file: Path
    key: str  # where in the file: `discover[0].rss`, `line 3`, or `file` for the file as a whole
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}"


class MistakesError(ValueError):
    """Files cannot be used; the message lists every mistake, one per line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


Record = TypeVar("Record", bound=YamlRecord)


def read_folder(folder: Path, model: type[Record], mistakes: list[Mistake]) -> dict[str, Record]:
    """Return the records of a folder's YAML files by id; append what is wrong to `mistakes`.

    A folder that does not exist holds nothing; files of other kinds and hidden files are left alone.
    """
    records = {}
    for file in sorted(folder.glob("*")) if folder.is_dir() else ():
        if file.name.startswith(".") or file.suffix not in {".yaml", ".yml"}:
            continue
        record = read_file(file, model, mistakes)
        if record is not None:
            records[record.id] = record
    return records


def read_file(
    file: Path, model: type[Record], mistakes: list[Mistake], *, named: bool = True
) -> Record | None:
    """Return the record of one file, or None after appending its mistakes to `mistakes`.

    `named=False` permits a file name other than the id, for a file given by hand.
    """
    text = _read_text(file, mistakes)
    content = None if text is None else _parse(file, text, mistakes)
    if not isinstance(content, dict):
        if content is not None:
            mistakes.append(Mistake(file, "file", "must be a mapping of keys to values"))
        return None
    try:
        record = model.model_validate(content)
    except ValidationError as error:
        mistakes.extend(_explain(file, model, error))
        return None
    if named and file.name != f"{record.id}.yaml":
        mistakes.append(Mistake(file, "id", f"must be the file name: call it {record.id}.yaml"))
        return None
    return record


def _read_text(file: Path, mistakes: list[Mistake]) -> str | None:
    try:
        if not (S_ISREG(kind := file.stat().st_mode) or S_ISDIR(kind)):
            mistakes.append(Mistake(file, "file", "is a pipe or device"))
            return None
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
    except OSError as error:
        mistakes.append(Mistake(file, "file", f"cannot be read: {error.strerror or error}"))
        return None
    if len(content) > LARGEST_FILE:
        mistakes.append(Mistake(file, "file", f"is larger than {LARGEST_FILE // 1024} KB"))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        mistakes.append(Mistake(file, f"line {line}", "is not UTF-8"))
        return None


def _parse(file: Path, text: str, mistakes: list[Mistake]) -> Any:
    try:
        _refuse_traps(text)
        content = yaml.load(text, Loader=_Loader)  # a SafeLoader, only narrower
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = " ".join(filter(None, (error.context, error.problem)))
        mistakes.append(Mistake(file, f"line {line}", reason or "is not YAML"))
        return None
    except (yaml.YAMLError, ValueError) as error:
        mistakes.append(Mistake(file, "file", f"is not YAML: {' '.join(str(error).split())}"))
        return None
    if content is None:
        mistakes.append(Mistake(file, "file", "is empty"))
    return content


def _refuse_traps(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _error("anchors (&) and aliases (*) are not allowed", event)
        if (getattr(event, "tag", None) or "").startswith(("!", "tag:yaml.org,2002:python")):
            raise _error("tags (!) are not allowed", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST_NESTING:
            raise _error("is nested too deeply", event)


def _error(problem: str, place: yaml.Event | yaml.Node) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=problem, problem_mark=cast(yaml.Mark, place.start_mark))


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader (in C where it is built), with duplicate keys as errors."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return the mapping; a key given twice or one that is not text is an error."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _error("a key must be text", key)
            if key.value in seen:
                raise _error(f"the key {key.value!r} is given twice", key)
            seen.add(key.value)
        values = (self.construct_object(value, deep=True) for _, value in node.value)
        return dict(zip((key.value for key, _ in node.value), values, strict=True))


for _tag, _pattern, _first in (
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", list("-+0123456789")),
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:e[-+]?[0-9]+)?$", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


def _explain(file: Path, model: type[BaseModel], error: ValidationError) -> list[Mistake]:
    problems = error.errors(include_url=False)
    return [
        Mistake(file, _key(problem["loc"]), _reason(model, dict(problem)))
        for problem in problems
        if problem["type"] != "too_short" or not _is_within(problem["loc"], problems)
    ]


def _is_within(place: tuple[int | str, ...], problems: Iterable[ErrorDetails]) -> bool:
    """Tell whether something inside of a list is wrong, which makes the list too short by itself."""
    return any(
        len(one["loc"]) > len(place) and one["loc"][: len(place)] == place for one in problems
    )


def _key(location: tuple[int | str, ...]) -> str:
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).lstrip(".") or "file"


def _reason(model: type[BaseModel], problem: dict[str, Any]) -> str:
    kind, given = problem["type"], problem.get("input")
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return "unknown key" + _suggestion(model, problem["loc"])
    if kind == "value_error":
        return str(problem["ctx"]["error"])
    if kind == "too_short":
        return (
            f"needs {problem['ctx']['min_length']} or more, has {problem['ctx']['actual_length']}"
        )
    if kind in _SHAPES:
        return _SHAPES[kind]
    reason = problem["msg"].removeprefix("Input ")
    if kind == "string_type" and isinstance(given, int | float | bool):
        reason += ": put it in quotes"
    return f"{reason}, not {_quoted(given)}" if isinstance(given, str | int | float) else reason


def _quoted(given: str | float) -> str:
    """Return what was given as it would be written, as much of it as a message has room for."""
    written = repr(given)
    return written if len(written) <= _LONGEST_QUOTE else f"{written[:_LONGEST_QUOTE]}…"


_LONGEST_QUOTE = 100  # characters
_SHAPES = {
    "string_too_short": "is empty",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
    "model_attributes_type": "must be a mapping of keys to values",
}


def _suggestion(model: type[BaseModel], location: tuple[int | str, ...]) -> str:
    if len(location) != 1:
        return ""
    known = [field.alias or name for name, field in model.model_fields.items()]
    close = difflib.get_close_matches(str(location[0]), known, n=1)
    return f"; did you mean {close[0]}?" if close else ""
