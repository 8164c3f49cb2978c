"""The outlet that a page names as its origin (来源).

A label decides; then a sentence that says where the text is taken from; then the name printed beside the date,
which on platforms is the account; at last the agency of the dateline. The name of the site itself is no credit.
"""

import re
from itertools import groupby

from flows.clean.accounts import account_before_place, account_over
from flows.clean.byline import Field, Surroundings, parse_fields
from flows.clean.extract import Body
from flows.clean.names import is_button, is_column, is_outlet, is_person
from flows.clean.outlet_names import CHANNEL, tidy
from flows.clean.page import Page

_REPRINT = re.compile(
    r"^[（(【\[]?\s*(?:本文|文章|原文|内容|以下内容)?(?:[来來]自|[转轉]自|[转轉][载載]自|首[发發][于於]|[来來]源[于於]|出自|刊[发發][于於]|原[载載][于於]?|摘自|授[权權][转轉][载載]自)\s*(?:微信公众号|微信公號|公众号|公號|微信|头条号|百家号|新浪微博)?\s*[:：]?\s*[“「《【]?"
    r"(?P<value>[^，。；,;（()）”」》】:：\s]{2,24})"
)
_REPUBLISHED = re.compile(
    r"(?:(?i:(?:This (?:article|story|post|piece|report|essay|column) (?:is |was |has |has been )?)?(?:(?:first|originally|previously) (?:appeared|published|posted|ran|printed)|"
    r"(?:appeared|published|ran) (?:first|originally)|re(?:published|printed|posted))(?: with (?:kind )?permission)? (?:in|on|by|at|from|of) "
    r"|The post .{5,200} (?:appeared first|first appeared) on |Read the (?:original|full) (?:article|story|report) (?:in|on|at) |Courtesy of |Via:? )(?:the )?|SOURCE:? +)"
    r"(?P<value>[A-Z0-9][\w&’'-]*(?:\.\w+)*(?: (?:&|of|the|[A-Z0-9][\w&’'-]*(?:\.\w+)*)){0,5})"
)
_DATELINE = re.compile(
    r"^(?:【[^】]{4,60}】)?[（(〔【\[]?\s*(?:据|據)?\s*(?P<value>新华社|新華社|中新社|中新网|中国新闻社|中央社|法新社|路透社|美联社|共同社|韩联社|塔斯社|[\u4e00-\u9fffA-Za-z]{2,8}?(?:网|報|报|社|日报|晚报|时报|新闻|財經|财经|科技|娱乐|体育|之家|快讯))"
    r"(?:[\u4e00-\u9fff·]{0,8}?\d{1,2}月\d{1,2}日?|[\u4e00-\u9fff]{2,6}\d{1,2}日)?(?:電|电|(?:专|專|快|通|综合)?(?:讯|訊)|消息|記者|记者)"
)
_EDITION = re.compile(
    r"^[（(]?\s*《\s*(?P<value>[\u4e00-\u9fff]{2,12}?)\s*》\s*[（(]?\s*[（(]\s*(?:19|20)\d\d年"
)
_REPORTER_OF = re.compile(
    r"^(?:(?:整合|综合|来源)\s+)?(?P<value>[\u4e00-\u9fff·]{2,12}?)(?:全媒体|融媒体?|首席|资深|高级|特派|特约|实习|见习|驻[\u4e00-\u9fff]{1,4})*(?:记者|記者|讯)"
)
_BY = re.compile(r"^[\W_]*(?:文|撰文|采写|作者)[/／]?[图圖]?[\s:：/／|｜丨]+")
_BY_NAME = re.compile(r"(?:written )?by\s", re.I)
_REPORT = re.compile(r"(?:综合|綜合|编译|編譯|即时|即時|连线|連線)?(?:报道|報道|報導|採訪)$")
_REPORTING = re.compile("记者|記者|报道|報道|報導")
_ACCOUNT = re.compile(
    r"(?<![a-z])(?:author|source|src|name|nick|account|publisher|media|provider|org|byline|laiyuan|from|writer|user)"
)
_LICENSED = re.compile(
    r"本文[获獲经經由](?P<value>[^“”「」，。\s]{2,16}?)授[权權](?:本[报報站网網])?[转轉][载載]"
)
_ORIGINAL = re.compile(
    r"本(?:文|作品|内容)(?:为|系|由)[“「]?(?P<value>[^“”「」，。\s]{2,20}?)[”」]?\s*(?:原创|独家)"
)
_SCRIPTED = re.compile(r"""ource(?:Name)?["']?\s?[:=]\s?["']([\u4e00-\u9fff][\w《》·]{1,19})["']""")
_HOST = re.compile(r"(?:www\.|https?:|\.(?:com|cn|net|org|hk|tw)\b)", re.I)
_SIGNED = re.compile(r"^[（(]\s*(?P<value>[\u4e00-\u9fff]{2,8})\s*[）)]$")


def find_credit(
    page: Page, around: Surroundings, body: Body | None, author: str | None, *, own: str = ""
) -> str | None:
    """Return the outlet that a page names as its origin; None where it names none.

    `own`: the name of the site. Behind a label or beside the date it says that the text is its own; beside a reporter
    or in a dateline it says nothing.
    """
    writers = set((author or "").split("、"))
    on_channel = any(field.kind == "source" and CHANNEL.match(field.value) for field in around.near)
    stated = (
        _labelled(around.near)
        or (_beside_date(around, writers) if on_channel else None)
        or _labelled(around.after)
        or _reprinted(around, body)
        or _stated(page)
    )
    if stated:
        return stated
    printed = (
        account_over(around)
        or _beside_date(around, writers)
        or account_before_place(around)
        or _edition(around)
        or _of_reporters(around)
        or _dateline(body)
        or _in_scripts(page)
    )
    if printed is None or not own or not (own.startswith(printed) or printed.startswith(own)):
        return printed
    return own if _stands_for_itself(own, around, _beside_date(around, writers)) else None


def _stands_for_itself(own: str, around: Surroundings, beside_date: str | None) -> bool:
    """Whether the site prints its full name beside the date, and not to say whose reporter wrote."""
    reported = any(own in line.text and _REPORTING.search(line.text) for line in around.below)
    return beside_date == own and not reported


def labelled_outlet(text: str) -> str | None:
    """Return the outlet in a string that is known to name one, with or without a label."""
    if not text:
        return None
    fields = parse_fields([text])
    labelled = _labelled(fields)
    return labelled or next(
        (outlet for field in fields if field.kind == "plain" and (outlet := tidy(field.value))),
        None,
    )


def _labelled(fields: list[Field]) -> str | None:
    for field in fields:
        if (
            field.kind == "source"
            and (outlet := tidy(field.value))
            and not (is_person(outlet) and not is_outlet(outlet))
        ):
            return outlet
    return None


def _stated(page: Page) -> str | None:
    for name in ("source", "contentsource", "article:source", "og:article:source", "mediaid"):
        value = re.sub(r"^(?:文章)?(?:来源|來源)\s*[:：]\s*", "", page.metas.get(name, ""))
        own = value in (
            page.metas.get("og:site_name"),
            page.metas.get("author"),
        ) or page.head_title.endswith(value)
        if value and not own and not value.startswith("http") and (outlet := tidy(value)):
            return outlet.split(" ")[0]
    return None


def _beside_date(around: Surroundings, writers: set[str]) -> str | None:
    """Return the name printed next to the date: an outlet by its form, or an account by its place."""
    dated = [field.order for field in around.near if field.dated]
    reported = _before_reporters(around.near)
    best: tuple[float, str] | None = None
    for field in around.near:
        if field.kind != "plain" or field.value in around.title or not (field.below or field.dated):
            continue
        outlet = tidy(field.value.split("/")[-1])
        if (
            outlet is None
            or _HOST.search(outlet)
            or any(writer and outlet.startswith(writer) for writer in writers)
            or _BY_NAME.match(outlet)
            or is_button(outlet)
            or is_column(outlet)
            or len(outlet) > 20
        ):
            continue
        close = any(abs(field.order - order) <= 1 for order in dated)
        score = (
            1.0 * is_outlet(outlet)
            + 0.8 * (field in reported)
            + 0.9 * field.dated
            + 0.4 * (close or field.order < 2)
            - 0.05 * field.order
        )
        score += 0.8 * bool(_ACCOUNT.search(field.hints)) - 1.0 * (
            is_person(outlet) and not _ACCOUNT.search(field.hints)
        )
        if score > (best[0] if best else 1.1):
            best = score, outlet
    return best[1] if best else None


def _before_reporters(fields: list[Field]) -> list[Field]:
    """Return what begins a line that ends in reporters: 河湾报｜王小明 综合报道."""
    lines = [list(line) for _, line in groupby(fields, key=lambda field: field.order)]
    plain = [[field for field in line if field.kind == "plain"] for line in lines]
    return [line[0] for line in plain if len(line) > 1 and _REPORT.search(line[-1].value)]


def _reprinted(around: Surroundings, body: Body | None) -> str | None:
    """Return the outlet of a sentence or a line that says where the text is taken from."""
    if body is None or not body.lines:
        return None
    for line in (*around.tail, body.lines[0], body.lines[-1]):
        if len(line.text) >= 250:
            continue
        match = _REPUBLISHED.match(line.text) or _LICENSED.match(line.text)
        if match is None and len(line.text) < 80:
            match = _REPRINT.match(line.text) or _SIGNED.match(line.text)
        if (
            match
            and (match.re is not _SIGNED or is_outlet(match["value"]))
            and (outlet := tidy(match["value"]))
        ):
            return outlet
    return None


def _edition(around: Surroundings) -> str | None:
    """Return the paper whose edition is named, 《…》（2024年5月10日 04版）, or who calls the text its own."""
    matches = (_EDITION.match(line.text) or _ORIGINAL.search(line.text) for line in around.tail)
    return next((outlet for match in matches if match and (outlet := tidy(match["value"]))), None)


def _of_reporters(around: Surroundings) -> str | None:
    """Return the paper of the reporters below the headline: 河湾日报全媒体记者 林小满."""
    for line in around.below:
        match = _REPORTER_OF.match(_BY.sub("", line.text)) if len(line.text) < 40 else None
        if match and is_outlet(match["value"]) and (outlet := tidy(match["value"])):
            return outlet
    return None


def _in_scripts(page: Page) -> str | None:
    """Return the outlet that a script calls the source, where it names one only."""
    named = [name for name in _SCRIPTED.findall(page.html) if is_outlet(name)]
    return tidy(named[0]) if len(named) == 1 else None  # more are the sources of a list


def _dateline(body: Body | None) -> str | None:
    if body is None or not body.lines:
        return None
    for line in body.lines[:2]:
        if (match := _DATELINE.match(line.text)) and (outlet := tidy(match["value"])):
            return outlet
    for line in body.edges:
        if (
            len(line.text) < 40
            and (match := _REPORTER_OF.match(line.text))
            and (outlet := tidy(match["value"]))
        ):
            return outlet
    return None
