"""Everything landed of one URL, as a small archive that stands alone, with a manifest of hashes."""

import argparse
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from crawlers.catalog import load_catalog
from crawlers.identity import canonical_url, document_id
from warehouse.ask import ask
from warehouse.errors import QueryError
from warehouse.home import Home
from warehouse.landing import (
    ArchivedResponse,
    HowFound,
    LandingError,
    LandingWriter,
    ReceivedResponse,
    read_one,
)
from warehouse.queries import read_query
from warehouse.records import Capture

ARCHIVE, MANIFEST = "captures.warc.gz", "manifest.json"
Row = dict[str, Any]


def evidence(home: Home, chosen: argparse.Namespace) -> None:
    """Write the evidence of a URL and say where it lies."""
    folder = write_evidence(home, chosen.url, chosen.output, datetime.now(UTC))
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    print(
        f"{len(manifest['captures'])} captures in {folder / ARCHIVE}, hashes in {folder / MANIFEST}"
    )
    for missing in manifest["missing"]:
        print(f"missing: {missing['reason']}")


def write_evidence(home: Home, url: str, output: Path | None, at: datetime) -> Path:
    """Write all captures of a URL's article to one WARC file beside a manifest; returns their folder.

    Raises QueryError where nothing was landed. A capture whose archive is gone or damaged is named in the
    manifest under `missing`.
    """
    source = load_catalog(home_folder=home.sources).source_for_url(url)
    canonical = canonical_url(url, source=source)
    identity = document_id(canonical)
    rows = _captures(home, {"url": url, "canonical": canonical, "document_id": identity})
    if read := [row["document_id"] for row in rows if row["document_id"]]:
        identity = str(read[-1])  # the page may have named another address as its own
        rows = _captures(home, {"url": url, "canonical": canonical, "document_id": identity})
    if not rows:
        raise QueryError(f"Nothing was landed of {url}.")
    folder = output or home.root / "evidence" / identity
    folder.mkdir(parents=True, exist_ok=True)
    manifest = _write(home, folder / ARCHIVE, rows, at)
    head = {"url": url, "document_id": identity, "written_at": at.isoformat()}
    text = json.dumps(head | manifest, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return folder


def _captures(home: Home, values: dict[str, Any]) -> list[Row]:
    answer = ask(home.snapshot(), read_query("stories", "evidence").sql, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _write(home: Home, path: Path, rows: Sequence[Row], at: datetime) -> dict[str, Any]:
    part = path.with_name(f"part-{ARCHIVE}")
    for leftover in (part, part.with_name(part.name + ".open")):
        leftover.unlink(missing_ok=True)
    captures, missing = [], []
    with LandingWriter(part, source_id="evidence", run_id="evidence", as_of=at) as writer:
        for row in rows:
            capture = Capture(row["capture_file"], row["capture_offset"], row["capture_digest"])
            try:
                response = read_one(_place(home, capture.file), capture)
            except (LandingError, OSError) as error:
                missing.append({"url": row["url"], "reason": str(error)} | _origin(capture))
                continue
            copied = writer.write_response(_received(response), response.how or HowFound(""))
            captures.append(_entry(row, response, copied) | {"from": _origin(capture)})
    part.replace(path)
    digest = sha256(path.read_bytes()).hexdigest()
    archive = {"file": path.name, "bytes": path.stat().st_size, "sha256": digest}
    return {"archive": archive, "captures": captures, "missing": missing}


def _place(home: Home, file: str) -> Path:
    inside = home.landing / file
    return inside if inside.exists() else Path(file)


def _received(response: ArchivedResponse) -> ReceivedResponse:
    message = response.message
    return ReceivedResponse(
        url=response.url,
        fetched_at=response.fetched_at,
        status=message.status,
        headers=list(message.headers),
        body=message.body,
        reason=message.reason,
    )


def _entry(row: Row, response: ArchivedResponse, copied: Capture) -> Row:
    return {
        "url": row["url"],
        "fetched_at": response.fetched_at.isoformat(),
        "http_status": response.message.status,
        "read_as": row["reason"] or "document",
        "payload_sha256": sha256(response.message.body).hexdigest(),
        "payload_bytes": len(response.message.body),
        "offset": copied.offset,
    }


def _origin(capture: Capture) -> Row:
    return {"file": capture.file, "offset": capture.offset, "digest": capture.digest}
