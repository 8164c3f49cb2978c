"""Pages, feeds and texts of the small worlds, in shapes that outlets use."""

from collections.abc import Iterable, Sequence
from html import escape
from random import Random

_MAKERS = (
    "Marlowe Dairy",
    "the food agency",
    "a spokeswoman",
    "the plant in Harwick",
    "an inspector",
)
_DEEDS = ("confirmed", "denied", "explained", "repeated", "questioned", "described")
_THINGS = (
    "that the cooling line had been cleaned late",
    "how the samples were labelled in the night shift",
    "why the soft cheese left the warehouse",
    "that the laboratory had called twice",
    "what the supermarkets were told on Friday",
    "that refunds are paid without a receipt",
    "which batches were still on the shelves",
    "that a second audit is planned",
    "why no warning went to schools",
    "how the bacteria reached the packing hall",
)
_ENDS = (
    "according to papers seen by this newspaper",
    "although the union disagrees",
    "while customers queued outside",
    "after weeks of silence",
    "as the board met behind closed doors",
    "to the surprise of the mayor",
    "and promised figures by the end of the month",
    "without naming anybody",
)


def report(seed: int, sentences: int = 9) -> list[str]:
    """Return the paragraphs of an English report; another seed tells another story."""
    random = Random(seed)
    told = []
    for number in range(sentences):
        who, did, what = (random.choice(part) for part in (_MAKERS, _DEEDS, _THINGS))
        amount = random.randint(12, 990)
        told.append(
            f"{who[0].upper()}{who[1:]} {did} {what}, {random.choice(_ENDS)}; item {amount} of list "
            f"{seed}-{number} was {random.choice(('withdrawn', 'kept', 'burnt', 'sold'))}."
        )
    told[0] = f"Marlowe Dairy recalled its soft cheese. {told[0]}"
    return [" ".join(told[start : start + 3]) for start in range(0, len(told), 3)]


def article(
    title: str,
    paragraphs: Sequence[str],
    published: str = "",
    *,
    outlet: str = "",
    head: str = "",
    before: str = "",
    after: str = "",
    info: str = "",
    language: str = "en",
) -> str:
    """Return a page: `before` and `after` stand around the article, `info` beside the date."""
    date = f'<span class="date">{published}</span>' if published else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}'
        f"{f' - {outlet}' if outlet else ''}</title>{head}</head><body>"
        f'<nav><a href="/">Home</a> <a href="/news/">News</a> <a href="/sport/">Sport</a></nav>{before}'
        f"<article><h1>{escape(title)}</h1><div class='info'>{date} {info}</div>"
        f"<div class='content'>{body}</div></article>{after}"
        f"<footer>© 2026 {outlet}</footer></body></html>"
    )


def rss(items: Iterable[tuple[str, str] | tuple[str, str, str]]) -> str:
    """Return a feed of (url, title) or (url, title, date)."""
    entries = "".join(
        f"<item><title>{escape(item[1])}</title><link>{escape(item[0])}</link>"
        + (f"<pubDate>{item[2]}</pubDate>" if len(item) > 2 else "")
        + "</item>"
        for item in items
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>f</title>{entries}</channel></rss>'
