"""People who are called by their last name alone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from flows.incident import Incident, load_incident
from flows.tag import tag_document
from tests.tag.conftest import MakeDocument

STRIKE = """
id: strike
title: Aldair strike
started: 2026-01-01
timezone: Europe/London
match:
  any: [[Aldair, strike]]
  minimum: 0.5
entities:
  - {id: aldair, name: Aldair, kind: company}
  - {id: petit, name: Dominic Petit, kind: person}
  - {id: helena, name: Helena Farrow, kind: person}
  - {id: tobias, name: Tobias Farrow, kind: person}
"""


@pytest.fixture
def strike(write_incident: Callable[[str, str], Path]) -> Incident:
    return load_incident(write_incident("strike.yaml", STRIKE))


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The Aldair strike goes on. Petit told reporters that talks had failed.", True),
        ("The Aldair strike goes on, said Mr Petit.", True),
        ("The Aldair strike goes on, said Marie Petit.", False),
        ("The Aldair strike reached the Petit Palais.", False),
        ("The Aldair strike was a petit affair.", False),
        ("Petit opened a bakery.", False),
    ],
)
def test_a_last_name_counts_in_a_relevant_text(
    document: MakeDocument, strike: Incident, text: str, is_named: bool
) -> None:
    tagging = tag_document(document("Aldair", text), strike)
    assert ("petit" in {mention.tag for mention in tagging.mentions}) is is_named


def test_a_last_name_that_two_people_share_is_nobody(
    document: MakeDocument, strike: Incident
) -> None:
    tagging = tag_document(document("Aldair strike", "Farrow spoke of the strike."), strike)
    assert {mention.tag for mention in tagging.mentions} == {"aldair"}
