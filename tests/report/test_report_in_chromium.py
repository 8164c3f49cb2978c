"""The report in a real browser: nothing asked of any network, nothing complained of, nothing wider than the screen."""

from pathlib import Path

import pytest

from tests.report.chromium import Chromium


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_renders_alone_and_fits(
    chromium: Chromium, tea_reports: dict[str, Path], language: str, width: int, dark: bool
) -> None:
    address = tea_reports[language].as_uri()
    seen = chromium.show(address, width=width, dark=dark)
    assert seen.requests == [address]
    assert seen.complaints == []
    assert seen.width <= width
    assert len(seen.screenshot) > 10_000


def test_charts_take_their_colours_from_the_page(
    chromium: Chromium, tea_reports: dict[str, Path]
) -> None:
    fills = []
    for dark in (False, True):
        chromium.show(tea_reports["zh"].as_uri(), dark=dark)
        fills.append(
            chromium.evaluate(
                "[...document.querySelectorAll('svg path')].map(p => getComputedStyle(p).fill).join()"
            )
        )
    assert "rgb(47, 109, 181)" in fills[0]
    assert "rgb(106, 165, 234)" in fills[1]


def test_a_phone_sees_the_narrow_charts(chromium: Chromium, tea_reports: dict[str, Path]) -> None:
    shown = "getComputedStyle(document.querySelector('.wide')).display + getComputedStyle(document.querySelector('.narrow')).display"
    chromium.show(tea_reports["zh"].as_uri(), width=1280)
    assert chromium.evaluate(shown) == "blocknone"
    chromium.show(tea_reports["zh"].as_uri(), width=390)
    assert chromium.evaluate(shown) == "noneblock"


def test_every_link_inside_the_page_leads_somewhere(
    chromium: Chromium, tea_reports: dict[str, Path]
) -> None:
    chromium.show(tea_reports["en"].as_uri())
    lost = chromium.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
        ".filter(id => !document.getElementById(id)).join()"
    )
    assert lost == ""


def test_nothing_of_a_hostile_headline_runs(
    chromium: Chromium, tea_reports: dict[str, Path]
) -> None:
    chromium.show(tea_reports["zh"].as_uri())
    assert chromium.evaluate("document.scripts.length + document.images.length") == 0
    assert chromium.evaluate("document.querySelectorAll('[onload],[onerror],[style]').length") == 0
    schemes = chromium.evaluate(
        "[...new Set([...document.links].map(a => a.protocol))].sort().join()"
    )
    assert set(schemes.split(",")) <= {"http:", "https:", "file:"}
