"""How well and how fast articles are extracted, next to the libraries that people would use instead.

    uv sync --group peers
    uv run python -m benchmarks.extraction CORPUS [--only NAME …]

CORPUS is a folder with `pages.jsonl` (one JSON object a line: file, url, site, kind, lang, has_truth, truth), the
pages themselves and `score.py`, the measure: shingle F1 of the body, and whether headline, day, minute, origin and
writers are exactly right, as means over the sites. Pages per CPU second are those of one process, all fields, the first page
not counted; beside them, how often lexbor could have parsed the page in that time, measured page by page, which says the same on a
slower or busier machine. Peers get the bytes where they take bytes; where they want text they get what charset-normalizer makes of
them, as their own documentation advises, outside of the clock. A peer that is not installed is left out and named;
readability-lxml asks for an older cssselect than the project has and needs an environment of its own.

One line a library, best body first:
    library      body F1  title  day  minute  origin  author  pages/s  parses
"""

import argparse
import importlib
import importlib.util
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import lxml.html
from selectolax.lexbor import LexborHTMLParser

from flows.clean import clean_page
from warehouse.records import Document, RawPage

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
Extracted = dict[str, str | None]
COLUMNS = ("f1", "title", "day", "minute", "source", "author")


def land(html: bytes, url: str | None) -> RawPage:
    return RawPage(url or "", "benchmark", NOW, 200, {}, html)


def aftermath(html: bytes, url: str | None) -> Extracted:
    document = clean_page(land(html, url))
    if not isinstance(document, Document):
        return {}
    published = document.published_at
    return {
        "text": document.text,
        "title": document.title,
        "published": f"{published.astimezone(CHINA):%Y-%m-%d %H:%M:%S}" if published else None,
        "source": document.credit,
        "author": document.author,
    }


def trafilatura(html: bytes, url: str | None) -> Extracted:
    library = importlib.import_module("trafilatura")
    found = library.bare_extraction(
        html, url=url, favor_precision=True, include_comments=False, with_metadata=True
    )
    if found is None:
        return {}
    found = found.as_dict() if hasattr(found, "as_dict") else found
    return {
        "text": found.get("text"),
        "title": found.get("title"),
        "published": found.get("date"),
        "source": found.get("sitename"),
        "author": found.get("author"),
    }


def readability(html: bytes, url: str | None) -> Extracted:
    page = importlib.import_module("readability").Document(_text(html))
    body = lxml.html.fromstring(page.summary())
    return {"text": "\n".join(map(str, body.itertext())), "title": page.short_title()}


def gne(html: bytes, url: str | None) -> Extracted:
    found = importlib.import_module("gne").GeneralNewsExtractor().extract(_text(html))
    return {
        "text": found["content"],
        "title": found["title"],
        "published": found["publish_time"],
        "author": found["author"],
    }


def newspaper4k(html: bytes, url: str | None) -> Extracted:
    library = importlib.import_module("newspaper")
    article = library.Article(url or "https://example.com/", language="zh", fetch_images=False)
    article.download(input_html=_text(html))
    article.parse()
    return {
        "text": article.text,
        "title": article.title,
        "published": str(article.publish_date) if article.publish_date else None,
        "source": article.meta_site_name,
        "author": " ".join(article.authors),
    }


LIBRARIES: dict[str, tuple[Callable[[bytes, str | None], Extracted], str]] = {
    "aftermath": (aftermath, "flows"),
    "trafilatura": (trafilatura, "trafilatura"),
    "readability": (readability, "readability"),
    "gne": (gne, "gne"),
    "newspaper4k": (newspaper4k, "newspaper"),
}
_TEXTS: dict[int, str] = {}


def _text(html: bytes) -> str:
    return _TEXTS[id(html)]


def measure(
    name: str, pages: list[tuple[dict[str, Any], bytes]], score_page: Any
) -> dict[str, float]:
    extract, _ = LIBRARIES[name]
    by_site: dict[str, list[dict[str, float]]] = defaultdict(list)
    spent = parsing = 0.0
    for number, (row, html) in enumerate([pages[0], *pages]):
        started = time.process_time()
        try:
            got = extract(html, row["url"])
        except Exception as error:  # a peer that fails on a page has extracted nothing
            print(f"{name}: {row['id']}: {type(error).__name__}", file=sys.stderr)
            got = {}
        ended = time.process_time()
        LexborHTMLParser(_text(html))
        if number:
            spent += ended - started
            parsing += time.process_time() - ended
            by_site[row["site"]].append(score_page(row["truth"], got))
    result = {"pages/s": len(pages) / max(spent, 1e-9), "parses": spent / max(parsing, 1e-9)}
    for column in COLUMNS:
        sites = [[page[column] for page in site if column in page] for site in by_site.values()]
        means = [sum(values) / len(values) for values in sites if values]
        result[column] = sum(means) / len(means)
    return result


def load(corpus: Path) -> tuple[list[tuple[dict[str, Any], bytes]], Any]:
    spec = importlib.util.spec_from_file_location("corpus_score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpus} holds no score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return [
        (row, (corpus / row["file"]).read_bytes()) for row in scorer.load(corpus)
    ], scorer.score_page


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="*", choices=LIBRARIES, default=list(LIBRARIES))
    arguments = parser.parse_args()
    pages, score_page = load(arguments.corpus)
    detect = importlib.import_module("charset_normalizer").from_bytes
    for _, html in pages:
        best = detect(html[:200_000]).best()
        _TEXTS[id(html)] = html.decode(best.encoding if best else "utf-8", "replace")
    rows = {}
    for name in arguments.only:
        if importlib.util.find_spec(LIBRARIES[name][1]) is None:
            print(f"{name} is not installed: uv sync --group peers", file=sys.stderr)
            continue
        rows[name] = measure(name, pages, score_page)
    print(f"{len(pages)} pages, means over their sites")
    print(
        f"{'library':<12}"
        + "".join(
            f"{column:>9}"
            for column in ("body F1", *COLUMNS[1:4], "origin", "author", "pages/s", "parses")
        )
    )
    for name, result in sorted(rows.items(), key=lambda item: -item[1]["f1"]):
        print(
            f"{name:<12}"
            + "".join(f"{result[column]:>9.3f}" for column in COLUMNS)
            + f"{result['pages/s']:>9.1f}{result['parses']:>9.1f}"
        )


if __name__ == "__main__":
    main()
