"""What a run shows of itself in Prefect's UI: pure functions from rows to names, tables and Markdown.

Headlines come from anywhere: they are escaped, and only addresses of the web become links.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from crawlers.report import CrawlReport
from flows.order import Order

Rows = Sequence[Mapping[str, Any]]

_SHOWN = 25  # of each list: the whole is one query away
_FAILED_SHARE = 0.2  # of what a source was asked for; more is a gap
_HEADLINE = 120  # characters
_PASSED = {"fetched", "not_modified", "known", "off_topic", "budget_spent"}
_WARNING = re.compile(r" (?:WARNING|ERROR|CRITICAL) ")


@dataclass(frozen=True, slots=True)
class Artifact:
    """Something to show: a table, or Markdown."""

    key: str  # lower case, digits and dashes
    title: str
    content: str | list[dict[str, Any]]  # Markdown, or the rows of a table


def run_name(order: Order) -> str:
    """Return the name of a run: what it follows, and its day in the calendar of that."""
    incidents = order.configuration.incidents
    names = [incident.id for incident in incidents]
    told = ", ".join(names) if len(names) <= 2 else f"{names[0]} and {len(names) - 1} more"
    zone = ZoneInfo(incidents[0].timezone) if incidents else ZoneInfo("UTC")
    return f"{told or 'nothing'} {order.as_of.astimezone(zone):%Y-%m-%d}"


def run_tags(order: Order) -> list[str]:
    """Return the tags of a run: its incidents, and whether it was answered from archives."""
    tags = [incident.id for incident in order.configuration.incidents]
    return [*tags, "replay"] if order.replay else tags


def crawl_digest(report: CrawlReport, log: str) -> list[str]:
    """Return what a crawl came to in a line, its first warnings, and where its whole log lies."""
    counts = ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in _by_size(report.outcomes))
    ended = "" if report.is_complete else f"; cut short: {report.reason}"
    lines = [f"{report.source_id}: {report.links_seen} links; {counts or 'no answer'}{ended}"]
    warnings = [line for line in log.splitlines() if _WARNING.search(line)]
    lines += [f"  {line[:300]}" for line in warnings[:5]]
    if len(warnings) > 5:
        lines.append(f"  … and {len(warnings) - 5} more warnings")
    return [*lines, f"  full log: {report.log_file}"]


def gaps(sources: Rows) -> list[str]:
    """Return a few words for each source that lacks something which it should have had."""
    return [words for source in sources if (words := _gap(source))]


def run_artifacts(told: Mapping[str, Rows], report: Path) -> tuple[Artifact, ...]:
    """Return everything that a run shows when it has ended."""
    rejected = [dict(row) for row in told["rejected_pages"]]
    shown = (
        Artifact("news", "What is new", news(told, report)),
        Artifact("sources", "What came of each source", source_table(told["source_counts"])),
        Artifact("rejections", "Pages that are no documents, by reason", rejected),
    )
    return tuple(artifact for artifact in shown if artifact.content)


def source_table(sources: Rows) -> list[dict[str, Any]]:
    """Return the table of sources, the troubled ones first."""
    return [
        {
            "source": source["source_name"],
            "status": source["status"],
            "seen": source["seen"],
            "fetched": source["fetched"],
            "new": source["documents"],
            "known": source["known"],
            "failed": source["failed"],
            "left over": source["left_over"],
            "reason": source["mostly"],
        }
        for source in sources
    ]


def news(told: Mapping[str, Rows], report: Path) -> str:
    """Return what is new, as Markdown."""
    articles = told["new_articles"]
    origins = [row for row in articles if row["is_origin"]]
    copies = len(articles) - len(origins)
    parts = [
        f"**{_count(len(articles), 'new article')}**: {len(origins)} with a text of their own, "
        f"{copies} {'copy' if copies == 1 else 'copies'}.",
        *_section("New origins", (_article(row) for row in origins), len(origins)),
        *_section("Follow-ups of open questions", *_follow_ups(told["follow_ups"])),
        *_section("Changed articles", map(_revision, told["new_revisions"])),
        *_section("Removed articles", map(_missing, told["missing_articles"])),
        *_section("Sources with gaps", map(escape, gaps(told["source_counts"]))),
        f"Report: `{report}`" if report.exists() else "`aftermath report` writes the report.",
    ]
    return "\n\n".join(parts)


def escape(text: str) -> str:
    """Return a text so that Markdown and HTML show it as it is, in one line."""
    line = " ".join(str(text).split())[:_HEADLINE]
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_{}\[\]()#+!|~-])", r"\\\1", line)


def _gap(source: Mapping[str, Any]) -> str:
    asked = source["fetched"] + source["failed"]
    status = source["status"]
    if status in {"outage", "silent"} or source["failed"] > _FAILED_SHARE * asked:
        mostly = f" ({source['mostly']})" if source["mostly"] else ""
        return f"{source['source_name']}: {'failures' if status == 'ok' else status}{mostly}"
    return ""


def _section(title: str, items: Iterable[str], count: int | None = None) -> list[str]:
    lines = list(items)
    if not lines:
        return []
    shown = [f"- {line}" for line in lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        shown.append(f"- … and {len(lines) - _SHOWN} more")
    return [f"### {title} ({count if count is not None else len(lines)})", "\n".join(shown)]


def _article(row: Mapping[str, Any]) -> str:
    return f"{_link(row)} — {escape(row['source_name'])}, {_local(row['published_at'], row['timezone'])}"


def _local(moment: datetime | None, zone: str) -> str:
    """Return a time as the incident's calendar has it."""
    return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if moment else "undated"


def _follow_ups(rows: Rows) -> tuple[list[str], int]:
    """Return each question with the articles that follow it up below, and the number of these."""
    questions: dict[str, list[str]] = {}
    for row in rows:
        said = f"{_link(row)} — {escape(row['source_name'])}: “{escape(row['evidence'])}”"
        questions.setdefault(escape(row["question"]), []).append(f"    - {said}")
    items = ["\n".join([f"**{question}**", *said]) for question, said in questions.items()]
    return items, len(rows)


def _revision(row: Mapping[str, Any]) -> str:
    said = "without a word" if row["is_silent"] else "with a notice"
    change = f"{escape(row['old_text'] or '–')} → {escape(row['new_text'] or '–')}"
    return f"{_link(row)} — {escape(row['source_name'])}, {row['kind']} {said}: {change}"


def _missing(row: Mapping[str, Any]) -> str:
    told = "gone" if row["status"] == "gone" else "missing for the first time"
    return f"{_link(row)} — {escape(row['source_name'])}: {told}"


def _link(row: Mapping[str, Any]) -> str:
    url = str(row["url"])
    title = escape(row["title"]) or "untitled"
    if urlsplit(url).scheme not in {"http", "https"}:
        return title
    return f"[{title}]({quote(url, safe=':/?#@!$&*+,;=%~._-')})"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _by_size(counts: Mapping[Any, int]) -> list[tuple[str, int]]:
    named = ((str(getattr(name, "value", name)), number) for name, number in counts.items())
    return sorted(named, key=lambda item: (item[0] not in _PASSED, -item[1], item[0]))
