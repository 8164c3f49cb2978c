"""Query parameters that say how a reader came to a page, and never which page it is."""

import re
from urllib.parse import unquote

_PREFIXES = (
    "utm_",
    "spm",
    "aspsessionid",
    "wechat_",
    "share_",
    "sharer_",
    "_trans_",
    "hmsr",
    "ktm_",
    "at_",
)

_ALWAYS = frozenset(
    [
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "msclkid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "mkt_tok",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "ref_src",
        "ref_url",
        "referer",
        "referrer",
        "isappinstalled",
        "nsukey",
        "pass_ticket",
        "enterid",
        "clicktime",
        "clickfrom",
        "bd_vid",
        "vd_source",
        "wfr",
        "scm",
        "pvid",
        "guccounter",
        "guce_referrer",
        "guce_referrer_sig",
        "xtor",
        "cmpid",
        "ocid",
        "smid",
        "smtyp",
        "sr_share",
        "sharefrom",
        "shareuid",
        "share",
        "snstoj",
        "phpsessid",
        "jsessionid",
        "sessionid",
        "session_id",
        "sessid",
        "cfid",
        "cftoken",
        "hmpl",
        "hmcu",
        "hmkw",
        "hmci",
        "from_source",
        "from_spmid",
        "spss",
        "timestamp_share",
        "abtest",
        "amp",
        "outputtype",
        "printable",
    ]
)

# Names that carry an id on one site and a channel on another: noise only with a value known as such.
_WITH_VALUE = {
    name: frozenset(values.split())
    for name, values in {
        "from": "qq pc",
        "f": "rss feed weibo wechat",
        "source": "rss feed weibo wechat share newsapp mobile app",
        "src": "rss feed weibo wechat share",
        "print": "1 true yes",
        "mobile": "1 true yes",
        "device": "mobile wap amp",
        "version": "mobile wap amp print",
        "s": "09",
        "scene": "0 1 2 3 4 5 6 7 8 9 21 27 38 90 123 126",
    }.items()
}
# A word tells whence the reader came, a number which page it is.
_WORDED = frozenset(["from", "ref"])
_WORD = re.compile(r"[a-z][a-z_-]{2,30}\d{0,2}")  # index_3: the third of a list
_FORMS = frozenset(
    ["format", "output", "mode", "type", "view", "action", "layout", "tpl", "template"]
)
_CLOCKS = frozenset(["_", "_t", "_ts", "t", "ts", "timestamp", "time"])
_UNIX_TIME = re.compile(r"1\d{9}(?:\d{3})?")
_CHANCE = re.compile(r"0\.\d{5,}")
_SESSION_VALUE = re.compile(r"(?=.*\d)(?=.*[a-z])[0-9a-z]{16,}")


def is_tracking(name: str, value: str) -> bool:
    """Tell whether a query parameter is noise."""
    name, value = name.lower(), value.lower()
    if name in _ALWAYS or name.startswith(_PREFIXES):
        return True
    if name == "f" and value.startswith("post") and value.endswith("_recommends"):
        return True  # 163.com
    if name in _WORDED and _WORD.fullmatch(value):
        return True
    return value in _WITH_VALUE.get(name, ()) or _is_form_or_moment(name, value)


def untracked(url: str) -> str:
    """Return an address without the parameters that are noise, and as it was in all else."""
    place, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if not is_tracking(*_named(part))]
    if not mark or "&".join(kept) == query:
        return url
    return f"{place}{'?' if kept else ''}{'&'.join(kept)}{hash_mark}{fragment}"


def _named(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return unquote(name), unquote(value)


def _is_form_or_moment(name: str, value: str) -> bool:
    """Tell whether a parameter chooses a form of the page, or only differs from visit to visit."""
    if name in _FORMS:
        return value in {"amp", "print", "printable", "printer"}
    if name in _CLOCKS and _UNIX_TIME.fullmatch(value):
        return True
    return bool(_CHANCE.fullmatch(value) or (name == "sid" and _SESSION_VALUE.fullmatch(value)))
