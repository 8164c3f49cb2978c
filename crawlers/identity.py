"""URL identity: which URLs name the same article, whatever the tracking, device or print variant.

Two promises, tested as properties: `canonical_url` is idempotent and total (any string gives a string), and
it forgets only what cannot name an article. A parameter that is not known to be noise stays.
"""

import re
from hashlib import sha256
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit, urlunsplit

from crawlers.article_parts import is_article, names_part, part_number, without_part
from crawlers.domain import ascii_host, registrable_domain
from crawlers.source import Source, UrlRule
from crawlers.tracking import is_tracking

_INDEX_PAGE = re.compile(r"/(?:index|default)\.(?:html?|shtml|php|aspx?|jsp)$", re.IGNORECASE)
_SLASHES = re.compile(r"(?<!:)/{2,}")
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_AMP_OR_PRINT = re.compile(
    r"(?<=[^/])/(?:amp|print)(?=/?$)|\.amp(?=\.s?html?$|$)|(?<=\d)[._-](?:amp|print)(?=\.s?html?$)"
    r"|^/(?:amp|print|mobile|wap)(?=/.*\d)",
    re.IGNORECASE,
)
_AMP_CACHE = re.compile(
    r"https?://(?:[^/]+\.cdn\.ampproject\.org/[a-z]|www\.google\.[a-z.]+/amp)/(s/)?(?=[^/]+\.[^/]+/)",
    re.I,
)
_DEVICE = re.compile(r"^(?:m|wap|3g|mobile|amp)\.(?=[^.]+\.[^.]+)")
_DOTS = re.compile(r"/\.(?=/|$)|/(?!\.\./)[^/]+/\.\.(?=/|$)")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_UNSAFE = re.compile(r"[^!-~]|[\"<>\\^`{|}]")
_NUMBERED = re.compile(r"[0-9A-Za-z]*\d[0-9A-Za-z]*")
_BLANKS = re.compile(r"[\x00-\x20\x7f\u2028\u2029]+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def canonical_url(url: str, *, declared: str | None = None, source: Source | None = None) -> str:
    """Return the one URL that stands for all variants of an article's URL.

    `declared` is the page's own rel=canonical, believed where it plausibly names the same article;
    `source` gives the outlet's preferred host and its other addresses of one article. A copy at a mirror is
    an article of its own: see `original_url`.
    """
    plain = _variant_of(_normalise(url, source), source)
    if declared and declared.strip():
        target = _variant_of(_normalise(_join(url, declared), source), source)
        if _is_plausible(plain, target):
            return target
    return plain


def original_url(url: str, source: Source | None) -> str | None:
    """Return the URL of which a mirror's URL is the copy; None where the source has no such rule."""
    plain = _normalise(url, source)
    if source is None or not source.mirror_of or not _belongs(plain, source):
        return None
    return _mapped(plain, source.mirror_of, None)


def page_number(url: str) -> int:
    """Return which page of its article a URL names, as far as identity forgets it; 1 for the first."""
    parts = _split(url)
    if parts is None:
        return 1
    return part_number(_escape(parts.path), parts.query)


def names_article(url: str) -> bool:
    """Tell whether a URL names an article in a way that further pages of it can be told by."""
    parts = urlsplit(canonical_url(url))
    return is_article(parts.path, parts.query)


def document_id(canonical: str) -> str:
    """Return the id of the article that a canonical URL names: 32 hexadecimal digits.

    A slash at the end is part of how an outlet writes its addresses, and names nothing.
    """
    return sha256(canonical.rstrip("/").encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _normalise(url: str, source: Source | None) -> str:
    """Return the URL without what never names an article; a string that is no web URL only trimmed."""
    parts = _split(_AMP_CACHE.sub("https://", _BLANKS.sub("", url), count=1))
    if parts is None:
        return _BLANKS.sub("", url)
    host = _host(parts, source)
    path = _path(parts.path)
    query = _query(parts.query, path)
    if not query:
        path = _INDEX_PAGE.sub("/", path)
    return urlunsplit(("https", host, path, query, ""))


def _split(url: str) -> SplitResult | None:
    text = _BLANKS.sub("", url)
    try:
        parts = urlsplit(f"https:{text}" if text.startswith("//") else text)
        known = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or True)
    except ValueError:
        return None
    return parts if known else None


def _host(parts: SplitResult, source: Source | None) -> str:
    host = _ascii(parts.hostname or "")
    if parts.port not in {None, 80, 443}:
        return f"{_bracketed(host)}:{parts.port}"
    if re.fullmatch(r"[\d.]+", host) or ":" in host:
        return _bracketed(host)
    bare = _DEVICE.sub("", host)
    home = _home(source)
    if home and bare.removeprefix("www.") == home.removeprefix("www."):
        return home
    return host if bare == host else f"www.{bare}" if not bare.startswith("www.") else bare


def _home(source: Source | None) -> str:
    """Return the host of a source's home page, in its form for large screens."""
    parts = _split(source.homepage) if source else None
    if parts is None or parts.port not in {None, 80, 443}:
        return ""
    return _DEVICE.sub("www.", _ascii(parts.hostname or ""))


def _ascii(host: str) -> str:
    name = ascii_host(host)
    return name if name.isascii() else _escape(name)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    path = _SESSION.sub("", _escape(path)) or "/"
    path = _SLASHES.sub("/", path)
    while (resolved := _DOTS.sub("", path, count=1)) != path:
        path = resolved
    while (shorter := _AMP_OR_PRINT.sub("", path)) != path:
        path = shorter
    return without_part(path) or "/"


def _query(query: str, path: str) -> str:
    query = _escape(query)
    has_parts = is_article(path, query)
    fields = (field.partition("=") for field in query.split("&") if field)
    kept = [
        (name, f"{name}{equals}{value}")
        for name, equals, value in fields
        if not is_tracking(name, value) and not (has_parts and names_part(name, value))
    ]
    return "&".join(text for _, text in sorted(kept, key=lambda field: field[0]))


def _escape(text: str) -> str:
    """Return text with exactly those characters escaped that a URL cannot hold."""
    text = _ESCAPE.sub(_unescape_plain, text)
    return _UNSAFE.sub(
        lambda match: "".join(f"%{b:02X}" for b in match[0].encode("utf-8", "surrogatepass")), text
    )


def _unescape_plain(match: re.Match[str]) -> str:
    character = chr(int(match[0][1:], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _join(base: str, url: str) -> str:
    try:
        return urljoin(base.strip(), url.strip())
    except ValueError:
        return url


def _variant_of(url: str, source: Source | None) -> str:
    if source is None or not _belongs(url, source):
        return url
    return _mapped(url, source.variants, source) or url


def _mapped(url: str, rules: tuple[UrlRule, ...], source: Source | None) -> str | None:
    path = urlsplit(url).path
    for rule in rules:
        match = re.fullmatch(rule.pattern, path)
        if match:
            return _normalise(match.expand(rule.original), source)
    return None


def _belongs(url: str, source: Source) -> bool:
    parts = _split(url)
    host = _ascii(parts.hostname or "") if parts else ""
    return any(host == site or host.endswith(f".{site}") for site in source.sites)


def _is_plausible(url: str, declared: str) -> bool:
    """Tell whether a page at `url` may name `declared` as its address: same site, same article."""
    here, there = _split(url), _split(declared)
    if here is None or there is None:
        return False
    if registrable_domain(here.hostname or "") != registrable_domain(there.hostname or ""):
        return False
    if there.path in {"", "/"} and not there.query:
        return False
    mine, theirs = _identifying(here), _identifying(there)
    if not mine:
        return bool(theirs) or _slug(here) == _slug(there)
    if not theirs:
        return False
    return bool(mine & _numbers(there)) and bool(theirs & _numbers(here))


def _identifying(parts: SplitResult) -> set[str]:
    """Return what names the article: the words with digits at the end of the path, or in the query."""
    last = set(_NUMBERED.findall(_slug(parts)))
    queried = {v for _, value in parse_qsl(parts.query) for v in _NUMBERED.findall(value)}
    return last or queried or set(_NUMBERED.findall(parts.path))


def _numbers(parts: SplitResult) -> set[str]:
    return set(_NUMBERED.findall(f"{parts.path} {parts.query}"))


def _slug(parts: SplitResult) -> str:
    last = parts.path.rstrip("/").rpartition("/")[2]
    return re.sub(r"\.\w{1,5}$", "", last)
