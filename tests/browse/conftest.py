from collections.abc import Iterator

import pytest

from tests.browse.site_of_tea import Site, serving
from tests.report.chromium import Chromium, running
from tests.report.tea_report import build
from warehouse.home import Home


@pytest.fixture(scope="session")
def browsed_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a published warehouse about the recall."""
    return build(tmp_path_factory.mktemp("browsed"))


@pytest.fixture(scope="session")
def site(browsed_home: Home) -> Iterator[Site]:
    """The explorer of that home, as the command serves it."""
    with serving(browsed_home) as running_site:
        yield running_site


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    """A real browser; skips where there is none."""
    with running(tmp_path_factory.mktemp("browser")) as chromium:
        yield chromium
