"""Records about an invented recall of tea, for the tests of SQL."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType

from flows.comparing import sketch_rows
from flows.tag.search_words import word_row
from warehouse.batch import BatchWriter, record_row, tagging_rows
from warehouse.records import (
    Capture,
    DatePrecision,
    Document,
    Fate,
    Mention,
    MentionKind,
    Outcome,
    Rejection,
    Relevance,
    Script,
    Sighting,
    Stance,
    StanceLabel,
    Tagging,
)

INCIDENT = "tea-recall"
TEXT = "青岚茶业周二宣布召回三批绿茶，并向顾客致歉，原因仍在调查之中。"


def moment(day: int, hour: int = 4, minute: int = 0) -> datetime:
    return datetime(2026, 1, day, hour, minute, tzinfo=UTC)


def document(
    name: str,
    source: str = "chen",
    *,
    published: datetime | None = None,
    fetched: datetime | None = None,
    title: str | None = None,
    text: str = TEXT,
    credit: str | None = None,
) -> Document:
    published = published or moment(5)
    headline = title or f"青岚召回绿茶 {name}"
    return Document(
        document_id=f"document-{name}",
        url=f"http://{source}.example/{name}",
        canonical_url=f"http://{source}.example/{name}",
        source_id=source,
        title=headline,
        text=text,
        published_at=published,
        published_precision=DatePrecision.MINUTE,
        published_method="meta",
        published_raw=published.isoformat(),
        modified_at=None,
        author=None,
        credit=credit,
        language="zh",
        script=Script.HANS,
        obfuscations=(),
        quality=(),
        fetched_at=fetched or published + timedelta(hours=2),
        content_digest=f"{headline}|{text}",
        capture=Capture("a.warc.gz", hash(name) % 10_000, "sha256:00"),
    )


def tagging(document: Document, *, score: float = 0.9, topic: str | None = "recall") -> Tagging:
    mentions = [
        Mention(document.document_id, INCIDENT, MentionKind.ENTITY, "qinglan", 2, 0, "青岚召回")
    ]
    if topic:
        mentions.append(
            Mention(document.document_id, INCIDENT, MentionKind.TOPIC, topic, 1, 2, "召回绿茶")
        )
    return Tagging(
        Relevance(document.document_id, INCIDENT, score, score >= 0.5, ("names 青岚",)),
        tuple(mentions),
        (Stance(document.document_id, INCIDENT, "qinglan", StanceLabel.NEGATIVE, 0.7, "召回"),),
    )


def fate(
    url: str,
    day: int,
    outcome: Outcome = Outcome.FETCHED,
    *,
    status: int | None = 200,
    source: str = "chen",
    role: str = "page",
    etag: str | None = None,
) -> Fate:
    return Fate(url, source, f"run-{day:02}", outcome, "", status, moment(day, 6), role, etag)


def sighting(url: str, day: int, source: str = "chen") -> Sighting:
    return Sighting(
        url, source, "标题", moment(day, 6), "rss", f"run-{day:02}", f"http://{source}.example/feed"
    )


def write_batch(
    folder: Path,
    documents: Iterable[tuple[Document, Tagging | None]] = (),
    mirrors: Mapping[str, str] = MappingProxyType({}),
    fates: Iterable[Fate] = (),
    sightings: Iterable[Sighting] = (),
    rejections: Iterable[Rejection] = (),
) -> Path:
    documents = list(documents)
    with BatchWriter(folder) as writer:
        writer.add("sketches", *sketch_rows([one for one, _ in documents]))
        writer.add("words", *(word_row(one) for one, _ in documents))
        for source, name, kind in (
            ("chen", "晨江新闻", "media"),
            ("gu", "谷川网", "portal"),
            ("jing", "镜像站", "mirror"),
        ):
            writer.add(
                "sources",
                {
                    "source_id": source,
                    "name": name,
                    "kind": kind,
                    "language": "zh",
                    "timezone": "Asia/Shanghai",
                    "homepage": f"http://{source}.example/",
                    "verified": None,
                },
            )
        writer.add(
            "incidents",
            {
                "incident_id": INCIDENT,
                "title": "青岚召回",
                "started": "2026-01-04",
                "timezone": "Asia/Shanghai",
                "targets": ["qinglan"],
            },
        )
        writer.add(
            "tags",
            {"incident_id": INCIDENT, "kind": "entity", "tag": "qinglan", "name": "青岚茶业"},
            {"incident_id": INCIDENT, "kind": "topic", "tag": "recall", "name": "召回"},
        )
        for one, tags in documents:
            writer.add(
                "documents",
                record_row(one) | {"via": "rss", "mirror_of_id": mirrors.get(one.document_id)},
            )
            for table, rows in tagging_rows(one, tags).items() if tags else ():
                writer.add(table, *rows)
        writer.add("fates", *(record_row(one) for one in fates))
        writer.add("rejections", *(record_row(one) | {"run_id": None} for one in rejections))
        writer.add(
            "sightings",
            *(record_row(one) | {"document_id": _document_id(one)} for one in sightings),
        )
    return folder


def _document_id(sighting: Sighting) -> str:
    return f"document-{sighting.url.rsplit('/', 1)[1]}"
