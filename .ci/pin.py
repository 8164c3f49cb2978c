"""Renew the exact versions in pyproject.toml: `uv run python .ci/pin.py`.

Resolves all groups and extras afresh within the ranges of pyproject.toml and writes what came of it to
[tool.uv] constraint-dependencies, so that `uv run` on another machine installs the set that was tested.
"""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PROJECT = Path(__file__).parents[1]
BLOCK = re.compile(r"constraint-dependencies = \[\n.*?\]\n", re.DOTALL)


def resolve(pyproject: str) -> list[str]:
    """Return one exact requirement per package that the project may install."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "pyproject.toml").write_text(pyproject, encoding="utf-8")
        for name in ("README.md", "LICENSE"):
            shutil.copyfile(PROJECT / name, Path(folder, name))
        command = ["uv", "export", "--all-groups", "--all-extras", "--no-emit-project"]
        flags = ["--no-hashes", "--no-annotate", "--no-header", "--quiet"]
        done = subprocess.run(
            [*command, *flags], cwd=folder, check=True, capture_output=True, text=True
        )
    return [line.strip() for line in done.stdout.splitlines() if line.strip()]


def main() -> None:
    """Write the block anew."""
    path = PROJECT / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    pins = resolve(BLOCK.sub("constraint-dependencies = [\n]\n", text))
    lines = "".join(f'    "{pin.replace(chr(34), chr(39))}",\n' for pin in pins)
    block = f"constraint-dependencies = [\n{lines}]\n"
    path.write_text(BLOCK.sub(lambda _: block, text), encoding="utf-8")
    print(f"{len(pins)} versions pinned")


if __name__ == "__main__":
    main()
