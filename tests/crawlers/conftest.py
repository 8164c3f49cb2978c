from collections.abc import Iterator

import pytest

from tests.crawlers.web import Web, running_web


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with running_web() as web:
        yield web
