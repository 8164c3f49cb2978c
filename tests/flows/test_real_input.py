"""Real pages: every one ends as a document or a named rejection, and the seed article is found."""

import json
from pathlib import Path

import pytest

from tests.flows.archive import aftermath, write_archive

pytestmark = pytest.mark.usefixtures("prefect_server")


def test_no_page_of_the_corpus_is_lost(corpus: Path, tmp_path: Path) -> None:
    lines = (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    pages = {
        f"http://{row['id'].replace('_', '-')}.example/": (corpus / row["file"]).read_bytes()
        for row in rows
    }
    archive = write_archive(tmp_path / "corpus.warc.gz", pages)
    done = aftermath("ingest", archive, "--home", tmp_path / "home")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    query = """
        select
            (select count(*) from raw.documents) as documents,
            (select count(*) from rejections) as rejections,
            (select count(*) from raw.damages) as damages,
            (select sum(pages) from raw.landing_files) as pages
    """
    answer = aftermath("sql", query, "--format", "json", "--home", tmp_path / "home")
    (counts,) = json.loads(answer.stdout)
    assert counts["pages"] == len(rows)
    assert counts["documents"] + counts["rejections"] == len(rows)
    assert counts["damages"] == 0
    assert counts["documents"] >= sum(row["kind"] == "article" for row in rows) * 0.97


def test_the_seed_article_is_relevant_as_an_obfuscated_page(seed: Path, tmp_path: Path) -> None:
    lines = (seed / "seed.txt").read_text(encoding="utf-8").splitlines()
    body = "".join(f"<p>{line}</p>" for line in lines if line.strip())
    page = (
        "<html><head><meta charset='utf-8'><title>小米</title></head><body><h1>小米風(fēng)波</h1>"
        f"<div class='content'>{body}</div></body></html>"
    )
    url = "http://www.mirror.example/detail--6655969.html"
    archive = write_archive(tmp_path / "seed.warc.gz", {url: page.encode()})
    home = tmp_path / "home"
    done = aftermath("ingest", archive, "--incident", "xiaomi-kol-2026", "--home", home)
    assert done.returncode == 0, done.stderr
    query = "select c.relevance, c.is_obfuscated, list(m.tag) as tags from coverage c join mentions m using (document_id) where m.kind = 'entity' group by all"
    (row,) = json.loads(aftermath("sql", query, "--format", "json", "--home", home).stdout)
    assert row["relevance"] >= 0.8
    assert {"xiaomi", "zong-ning", "xu-jieyun", "xu-fei", "mi-fans", "wuhou", "lei-jun"} <= set(
        row["tags"]
    )
