"""In which language the explorer answers: as asked for, as asked for before, or as the browser prefers."""

from pathlib import Path
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from warehouse.report.wording import LANGUAGES, Words, read_words

_WORDS = Path(__file__).parent / "words"
_COOKIE = "language"
_YEAR = 365 * 24 * 3600


def language_of(request: Request) -> str:
    """Return the language of a request; raises ValueError where it names one that there is none of."""
    asked = request.query_params.get("language")
    if asked and asked not in LANGUAGES:
        raise ValueError(f"There are no pages in {asked!r}: choose {' or '.join(LANGUAGES)}.")
    kept = request.cookies.get(_COOKIE)
    if asked or kept in LANGUAGES:
        return asked or str(kept)
    is_chinese = request.headers.get("accept-language", "").lower().startswith("zh")
    return "zh" if is_chinese else "en"


def keep_language(request: Request, response: Response) -> Response:
    """Let the browser ask in the same language from now on, where this request names one."""
    asked = request.query_params.get("language")
    if asked in LANGUAGES:
        response.set_cookie(_COOKIE, asked, max_age=_YEAR, httponly=True, samesite="strict")
    return response


def other_languages(request: Request) -> str:
    """Return the address of the same page, to be completed by a language."""
    others = [one for one in request.query_params.multi_items() if one[0] != "language"]
    return f"{request.url.path}?{urlencode([*others, ('language', '')])}"


def site_words(language: str) -> Words:
    """Return what the explorer says beside the words of the report."""
    return read_words(language, _WORDS)
