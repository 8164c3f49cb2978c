"""Evidence: a small archive with every capture of a page, and a manifest that proves it."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from flows.commands.evidence import write_evidence
from flows.relating import relate_new
from tests.relate.story import STORY, URL
from tests.warehouse.tea import document, moment, tagging, write_batch
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.landing import HowFound, LandingWriter, ReceivedResponse, read_responses
from warehouse.live import LiveWarehouse, publish
from warehouse.records import Capture


def test_evidence_holds_every_capture_with_its_hash(tmp_path: Path) -> None:
    home = Home(tmp_path)
    captures = []
    with LandingWriter(
        home.landing / "a.warc.gz", source_id="chen", run_id="r", as_of=moment(5)
    ) as writer:
        for day in (5, 6):
            body = f"<p>{STORY}{day}</p>".encode()
            response = ReceivedResponse(
                URL, moment(day), 200, [("Content-Type", "text/html; charset=utf-8")], body
            )
            place = writer.write_response(response, HowFound("rss"))
            captures.append(replace(place, file="a.warc.gz"))
    one = document("1", published=moment(4))
    versions = [
        replace(one, document_id="1", fetched_at=moment(day), capture=capture)
        for day, capture in zip((5, 6), captures, strict=True)
    ]
    lost = replace(
        versions[0], fetched_at=moment(9), capture=Capture("lost.warc.gz", 0, "sha256:0")
    )
    home.live.parent.mkdir(parents=True)
    with LiveWarehouse(home.live) as live:
        rows = [(version, tagging(version)) for version in (*versions, lost)]
        live.load([write_batch(tmp_path / "b", rows)])
        relate_new(live, tmp_path / "relating")
        live.refresh_marts()
    publish(home, moment(9))
    for _ in range(2):
        folder = write_evidence(home, URL, None, moment(9))
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        archive = folder / manifest["archive"]["file"]
        assert sha256(archive.read_bytes()).hexdigest() == manifest["archive"]["sha256"]
        bodies = [one.message.body for one in read_responses(archive) if hasattr(one, "message")]
        assert [sha256(body).hexdigest() for body in bodies] == [
            entry["payload_sha256"] for entry in manifest["captures"]
        ]
        assert len(bodies) == 2
        assert [entry["from"]["offset"] for entry in manifest["captures"]] == [
            capture.offset for capture in captures
        ]
        assert [entry["file"] for entry in manifest["missing"]] == ["lost.warc.gz"]
    with pytest.raises(QueryError, match="Nothing was landed"):
        write_evidence(home, "http://chen.example/unknown", None, moment(9))
