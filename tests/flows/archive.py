"""Small WARC files and homes for the tests of flows."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

INCIDENT = """\
id: tea-recall
title: 青岚召回
started: 2026-01-04
timezone: Asia/Shanghai
match:
  any: [青岚茶业]
entities:
  - {id: qinglan, name: 青岚茶业, kind: company}
topics:
  - {id: recall, name: 召回, terms: [召回, 下架]}
threads:
  - {id: cause, question: 原因是什么？, terms: [原因]}
targets: [qinglan]
sources: [chen]
"""
SOURCE = """\
id: chen
name: 晨江新闻
homepage: http://www.chen.example/
kind: media
discover:
  - rss: http://www.chen.example/feed.xml
crawl: {delay: 0.0}
"""
BODY = (
    "青岚茶业周二宣布召回三批绿茶，并向顾客致歉。公司表示，抽检中发现包装标注的日期有误，"
    "与茶叶品质无关，已经购买的顾客可以凭小票退款。",
    "记者走访了城中四家门店，店员说相关批次已于周二早晨全部下架，退款的人不多。",
    "至于标注为何出错，公司没有回答，只说原因仍在调查之中，结果将向社会公布。",
)


def page(title: str, published: str = "2026-01-06 09:30", *, body: tuple[str, ...] = BODY) -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in body)
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}_晨江新闻</title></head><body>"
        f"<h1>{title}</h1><div class='info'><span>{published}</span> <span>来源：晨江新闻</span></div>"
        f"<div class='article'>{paragraphs}</div></body></html>"
    ).encode()


def feed(*urls: str) -> bytes:
    items = "".join(
        f"<item><title>青岚茶业 {number}</title><link>{url}</link></item>"
        for number, url in enumerate(urls)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>晨江</title>{items}</channel></rss>".encode()


def write_archive(
    path: Path, pages: Mapping[str, bytes], at: datetime = datetime(2026, 1, 6, 8, tzinfo=UTC)
) -> Path:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in pages.items():
            kind = "application/xml" if url.endswith(".xml") else "text/html"
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            record = writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": f"{at:%Y-%m-%dT%H:%M:%SZ}"},
            )
            writer.write_record(record)
            record.raw_stream.close()
    return path


def tea_home(root: Path) -> Path:
    for folder, name, text in (("sources", "chen", SOURCE), ("incidents", "tea-recall", INCIDENT)):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return root


def aftermath(*arguments: str | Path, timeout: float = 240) -> subprocess.CompletedProcess[str]:
    """Run the command as a person would, without a terminal."""
    program = Path(sys.executable).with_name("aftermath")
    return subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, timeout=timeout
    )


def sql(home: Path, query: str) -> list[dict[str, Any]]:
    """Return the rows that the command answers a query with."""
    done = aftermath("sql", query, "--format", "json", "--home", home)
    assert done.returncode == 0, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows
