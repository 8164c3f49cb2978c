from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report.chromium import Chromium, running
from tests.report.tea_report import build
from tests.warehouse.tea import INCIDENT
from warehouse.home import Home
from warehouse.report import write_report


@pytest.fixture(scope="session")
def tea_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a published warehouse about the recall."""
    return build(tmp_path_factory.mktemp("tea"))


@pytest.fixture(scope="session")
def tea_reports(tea_home: Home) -> dict[str, Path]:
    """The report of the recall in both languages."""
    return {
        language: write_report(
            tea_home.snapshot(), INCIDENT, tea_home.root / f"{language}.html", language=language
        )
        for language in ("zh", "en")
    }


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A real browser; skips where there is none."""
    with running(tmp_path_factory.mktemp("chromium")) as browser:
        yield browser
