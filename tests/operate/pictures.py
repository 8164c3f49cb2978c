"""Take the pictures of Prefect's UI in docs/images: `uv run python -m tests.operate.pictures`.

Some days of the bundled newsroom are lived through by `aftermath up`; nothing leaves the machine.
"""

import io
import os
import shutil
import signal
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from flows.commands.demo import INCIDENT, NEWSROOM_SOURCES
from flows.newsroom.server import Newsroom
from flows.newsroom.world import load_world
from tests.flows.conftest import free_port
from tests.operate.served import Up, processes_naming
from tests.operate.ui import artifact_page, run_page, show_page
from tests.report.chromium import Chromium, running

IMAGES = Path(__file__).parents[2] / "docs" / "images"
DAYS = 3
COLOURS = 48  # of the picture: a page of text needs no more, and takes a third of the bytes


def main() -> None:
    """Live through the days, then take the pictures of the last one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        (home / "sources").mkdir(parents=True)
        for file in NEWSROOM_SOURCES.glob("*.yaml"):
            shutil.copy(file, home / "sources")
        up = Up(home, free_port())
        try:
            up.wait_for_line("Ready.")
            run = _live(up)
            with running(Path(folder)) as browser:
                _take(browser, up, run)
        finally:
            up.stop(signal.SIGTERM)
            for process in processes_naming(str(home)):
                os.kill(process, signal.SIGKILL)


def _live(up: Up) -> dict[str, Any]:
    world = load_world()
    run: dict[str, Any] = {}
    sources = sorted(file.stem for file in NEWSROOM_SOURCES.glob("*.yaml"))
    with Newsroom(world) as newsroom:
        network = {"proxy": newsroom.proxy_url, "allow_loopback": True}
        for day in world.days[:DAYS]:
            newsroom.now = day
            order = {"incidents": [INCIDENT], "sources": sources, "network": network}
            run = up.ended(up.start_run(as_of=day.isoformat(), **order), 1200)
            print(run["name"], run["state"]["name"], flush=True)
    return run


def _take(browser: Chromium, up: Up, run: dict[str, Any]) -> None:
    IMAGES.mkdir(exist_ok=True)
    show_page(browser, run_page(up, run["id"]), run["name"], "links")
    _save(browser, "run")
    for key, word in (("news", "new article"), ("sources", "left over")):
        show_page(browser, artifact_page(up, run["id"], key), word)
        _save(browser, key)


def _save(browser: Chromium, name: str) -> None:
    path = IMAGES / f"{name}.png"
    browser.picture(path)
    with Image.open(io.BytesIO(path.read_bytes())) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(path, path.stat().st_size, flush=True)


if __name__ == "__main__":
    main()
